"""Characters of names and towns that the engine's models cannot write: whatever it reads there is another.

Of the characters that a mobile operator's systems hold (cp932), those that the models' alphabet has not. A test holds
this list against the models that are installed.
"""

from __future__ import annotations

from difflib import SequenceMatcher

UNWRITABLE = frozenset(
    "丗丨丶乕乢亅亠仭伜伹侒侫侭俥俿偀偂偆偖僘僣儖兊兤冖冝冦冩冫冾凧凩凾刋刔刕剱劒劜劯勀勠勹匇匚匤匳卆卩厶叝叺呟咜哘唹啀啌啝喞噐嚊嚔嚠囎囘圦圷圸坙垉垪垬垳埀埓埖埣墲墸墹壗壜壥夂夛夲奛奝妛"
    "娚嬶宀寉尞尠屶岦岶岺岼岾峵峺崕嵓嵭嵳嵶嶐嶹巐巓帋幤廏廴弡弴彁彑忰怺恷悋惞愑愡愰慙慯憘懴戓戝扠扨抂挧掵擶攅攵斈昮昻昿晄暙暼曁曵曻朎朷杦枦枩柆桍梍梹梺棈棏棔椚椛椡椢椣椦椨楜楴楾榁槝槞槫"
    "槹樌樒樢樮樰樶橆橲橳橸檪櫁櫢櫤欝欟殕殱毟汢涜淕淲渧湶溂溌溿澑澵濳濵焏熕燵犱犲犾狢猤玽珱琩瓧瓰瓱瓲瓸甁甅甎甼畄畆畉畍畩畭疂疉癨癶皀皃皹眤瞹砡砿硲硴硺碯碵磆礇礰禝秡穃穐竍竏竒竓竕竡竧竰"
    "竸笂笶筺箚箞箟篏篶簓簔籏籖籘籵粁粐粡粨粫粭糂糘絈絋綛緕縺繿纃纉纎罸羮翆聢肬腟膓膤膸舮艝艢艪茣荢荿莇莚莟菷菻萓萢萪葈葢葮蓙蓜蘯蘰虍蚫蟐蠇蠎蠧袮裄褜褝襍覊觧訷詑誧譱谺豼貎賍賰贒赱踈躱躾"
    "軅軆軈軣輙轌轜轣辷迚迯逧遉遖遧鄕釖釛釞釟釡釥釮釶釼鈩鈬鈼鉎鉐鉙銧鋓鋠鋧鋻鋿錂錝錥錺鍄鍗鎤鏆鏥鏸鐱鑈鑓閊閖閙閠陦隝隯霳霻靍靏靕靤靹鞐韈韲颪飃駲髜髞髱魲鮏鮖鮱鮴鯑鯣鯲鯵鰀鰄鰊鰔鰡鱶鳫鴪"
    "鴬鵆鵈鵤鶫鶸鷆鷭麕麭鼡朗隆﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴"
)


def as_it_would_be_read(claimed: str, read: str) -> str:
    """*claimed* with what was read in the place of each character that the engine cannot write, which may be nothing.

    Where that is *read*, nothing but such characters stands between the two.
    """
    if UNWRITABLE.isdisjoint(claimed):
        return claimed
    found = list(claimed)
    places = [place for place, letter in enumerate(claimed) if not letter.isspace()]
    printed, seen = "".join(claimed.split()), "".join(read.split())
    for tag, start, end, there, until in SequenceMatcher(None, printed, seen, autojunk=False).get_opcodes():
        if tag == "replace" and end - start == until - there:
            for place in range(start, end):
                if printed[place] in UNWRITABLE:
                    found[places[place]] = seen[there + place - start]
        elif tag == "delete" and UNWRITABLE.issuperset(printed[start:end]):
            for place in range(start, end):
                found[places[place]] = ""
    return "".join(found)
