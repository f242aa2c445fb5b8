"""Made-up holders: names in three forms, birth dates, and addresses in real towns with numbers drawn by lot."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

Claims = Mapping[str, object]

_FAMILIES = """佐藤 サトウ SATO,鈴木 スズキ SUZUKI,高橋 タカハシ TAKAHASHI,田中 タナカ TANAKA,伊藤 イトウ ITO,
渡辺 ワタナベ WATANABE,山本 ヤマモト YAMAMOTO,中村 ナカムラ NAKAMURA,小林 コバヤシ KOBAYASHI,加藤 カトウ KATO,
吉田 ヨシダ YOSHIDA,山田 ヤマダ YAMADA,佐々木 ササキ SASAKI,松本 マツモト MATSUMOTO,井上 イノウエ INOUE,
木村 キムラ KIMURA,林 ハヤシ HAYASHI,清水 シミズ SHIMIZU,斎藤 サイトウ SAITO,阿部 アベ ABE,橋本 ハシモト HASHIMOTO,
石川 イシカワ ISHIKAWA,前田 マエダ MAEDA,藤田 フジタ FUJITA,後藤 ゴトウ GOTO,岡田 オカダ OKADA,村上 ムラカミ MURAKAMI,
長谷川 ハセガワ HASEGAWA,遠藤 エンドウ ENDO,青木 アオキ AOKI,坂本 サカモト SAKAMOTO,福田 フクダ FUKUDA,太田 オオタ OTA,
三浦 ミウラ MIURA,大野 オオノ ONO,竹内 タケウチ TAKEUCHI,原田 ハラダ HARADA,小野 オノ ONO,森 モリ MORI,
五十嵐 イガラシ IGARASHI,髙橋 タカハシ TAKAHASHI,山﨑 ヤマザキ YAMAZAKI,渡邊 ワタナベ WATANABE,濵田 ハマダ HAMADA,
齋藤 サイトウ SAITO,菊地 キクチ KIKUCHI,宮﨑 ミヤザキ MIYAZAKI,小笠原 オガサワラ OGASAWARA"""
_GIVEN = """太郎 タロウ TARO,花子 ハナコ HANAKO,淳一 ジュンイチ JUNICHI,優子 ユウコ YUKO,翔太 ショウタ SHOTA,
陽菜 ヒナ HINA,蓮 レン REN,大輔 ダイスケ DAISUKE,裕美 ヒロミ HIROMI,京子 キョウコ KYOKO,千鶴 チヅル CHIZURU,
悠真 ユウマ YUMA,さくら サクラ SAKURA,亮 リョウ RYO,瑛太 エイタ EITA,圭吾 ケイゴ KEIGO,真由美 マユミ MAYUMI,
健二 ケンジ KENJI,芳江 ヨシエ YOSHIE,拓也 タクヤ TAKUYA,直樹 ナオキ NAOKI,恵子 ケイコ KEIKO,美咲 ミサキ MISAKI,
誠 マコト MAKOTO,隆 タカシ TAKASHI,智子 トモコ TOMOKO,結衣 ユイ YUI,和也 カズヤ KAZUYA,幸子 サチコ SACHIKO,
葵 アオイ AOI,大翔 ヒロト HIROTO,健太郎 ケンタロウ KENTARO,久美子 クミコ KUMIKO,
正 タダシ TADASHI,みゆき ミユキ MIYUKI"""
_FOREIGN = """TURNER ELIZABETH,KIM MINJI,NGUYEN VAN AN,SANTOS MARIA CLARA,GARCIA LOPEZ JUAN,ZHANG WEI,SINGH ARJUN,
SMITH JOHN PAUL,PHAM THI LAN,RAHMAN MOHAMMED,IVANOVA ANNA,MULLER THOMAS,SHRESTHA BINOD,COHEN DANIEL"""
_FOREIGN_KANA = """ターナー エリザベス,キム ミンジ,グエン バン アン,サントス マリア クララ,ガルシア ロペス フアン,
チャン ウェイ,シン アルジュン,スミス ジョン ポール,ファム ティ ラン,ラーマン モハメド,イワノワ アンナ,ミュラー トーマス,
シュレスタ ビノド,コーエン ダニエル"""
_BUILDINGS = (
    "コーポ山田", "グランドハイツ", "ハイツさくら", "第三富士ビル", "メゾン青葉", "サンライズ中央", "パークコート",
    "レジデンス緑", "ライオンズ本町", "シティハイム",
)  # fmt: skip


def _rows(table: str) -> list[list[str]]:
    return [row.strip().split(" ") for row in table.split(",")]


@lru_cache(maxsize=1)
def _towns() -> tuple[str, ...]:
    """Towns whose names are plain, with prefecture and municipality."""
    from kaitsu.japanese.address_source import all_places

    marks = "（、掲載次番地～〜「"
    return tuple(
        prefecture + city + town
        for prefecture, city, town, _, building in all_places()
        if town and not building and not any(mark in town for mark in marks)
    )


def _address(dice: random.Random) -> dict[str, str]:
    place = dice.choice(_towns())
    chome, block, number = dice.randint(1, 9), dice.randint(1, 40), dice.randint(1, 30)
    style = dice.randrange(4)
    if style == 0:
        text = f"{place}{chome}丁目{block}番{number}号"
    elif style == 1:
        text = f"{place}{chome}-{block}-{number}"
    elif style == 2:
        text = f"{place}{block}番地{number}"
    else:
        text = f"{place}{block}番地の{number}"
    if dice.random() < 0.5:
        room = f"{dice.randint(1, 9)}{dice.randint(1, 12):02d}"
        text += f" {dice.choice(_BUILDINGS)}{room}{dice.choice(('', '号室'))}"
    return {"postal_code": "", "text": text}


def holder(seed: int, *, foreign: bool = False) -> dict[str, object]:
    """The claims of a made-up person: ``name`` (three forms), ``birth_date``, ``address``. The same for a seed."""
    dice = random.Random(f"holder {seed}")  # noqa: S311 - made-up people, no secret
    if foreign:
        place = dice.randrange(len(_rows(_FOREIGN)))
        latin, kana = " ".join(_rows(_FOREIGN)[place]), " ".join(_rows(_FOREIGN_KANA)[place])
        name = {"registered": kana, "kana": kana, "latin": latin}
    else:
        family, given = dice.choice(_rows(_FAMILIES)), dice.choice(_rows(_GIVEN))
        forms = (f"{one} {other}" for one, other in zip(family, given, strict=True))
        name = dict(zip(("registered", "kana", "latin"), forms, strict=True))
    born = date(1941, 1, 1) + timedelta(days=dice.randrange(23_700))
    return {"name": name, "birth_date": born.isoformat(), "address": _address(dice)}
