"""Old, new and local forms of the characters in Japanese place names (ADR-1.variant).

One line of groups; in each the first character is the one that is compared. The groups follow the table of
old forms beside the 常用漢字表 (Cabinet notice of 2010), and the spellings that municipalities and Japan Post
use side by side for one place (龍ケ崎/竜ヶ崎, 塩竈/塩釜, 嶋/島). They hold for addresses only: two different
towns of one city are told apart by their exact spelling first (see ``address_gazetteer``).
"""

from __future__ import annotations

SOURCE = "常用漢字表 (2010) old forms; spellings in use for place names"

GROUPS = (
    # 常用漢字表: the form in use, then the old form
    "亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹弌 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 "
    "奥奧 横橫 温溫 穏穩 仮假 価價 画畫 会會 絵繪 壊壞 懐懷 概槪 拡擴 殻殼 覚覺 学學 岳嶽 楽樂 "
    "渇渴 勧勸 巻卷 寛寬 歓歡 缶罐 観觀 陥陷 関關 顔顏 帰歸 気氣 亀龜 偽僞 戯戲 犠犧 "
    "旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕鄊 暁曉 区區 駆驅 勲勳 薫薰 径徑 恵惠 掲揭 渓溪谿 経經 "
    "継繼 茎莖 蛍螢 軽輕 鶏鷄 芸藝 撃擊 欠缺 倹儉 剣劍劔 圏圈 検檢 権權 献獻 研硏 県縣 険險 顕顯 験驗 厳嚴 広廣 "
    "恒恆 効效 鉱鑛 号號 国國圀 黒黑 砕碎 済濟 斎齋齊斉 剤劑 桟棧 蚕蠶 惨慘 賛贊 残殘 糸絲 歯齒 "
    "児兒 辞辭 湿濕 実實 舎舍 写寫 釈釋 寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 "
    "緒緖 叙敍 奨奬 将將 渉涉 焼燒 称稱 証證 乗乘 剰剩 壌壤 嬢孃 条條 浄淨 状狀 畳疊 穣穰 譲讓 醸釀 "
    "触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 随隨 髄髓 枢樞 数數 瀬瀨 声聲 静靜 青靑 摂攝 専專 "
    "浅淺 戦戰 潜潛 繊纖 践踐 銭錢 禅禪 双雙 壮壯 争爭 巣巢 捜搜 挿插 曽曾 痩瘦 窓窗 総總惣 聡聰 荘莊庄 "
    "装裝 騒騷 増增 臓臟 蔵藏 即卽 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 単單 担擔 "
    "胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 鎮鎭 逓遞 鉄鐵鉃 転轉 点點 "
    "伝傳 党黨 島嶋嶌嶹 盗盜 灯燈 当當 闘鬪 徳德 独獨 読讀 届屆 縄繩 弐貳貮 悩惱 脳腦 覇霸 廃廢 拝拜 "
    "売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻 秘祕 浜濱濵 瓶甁 払拂 "
    "仏佛 併倂 並竝并 変變 辺邊邉 弁辨瓣辯 歩步 宝寶寳 豊豐 没沒 翻飜 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯 "
    "薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 "
    "励勵 礼禮 隷隸 霊靈 齢齡 暦曆 歴歷 恋戀 錬鍊 炉爐 労勞 楼樓 郎郞 禄祿 録錄 湾灣 "
    "悦悅 煙烟 鋭銳 閲閱 黄黃 戸戶 呉吳 歳歲 讃讚 産產 衆眾 尚尙 税稅 清淸 説說 絶絕 脱脫 内內 飲飮 戻戾 "
    "隣鄰 教敎 雑雜 間閒 "
    # forms that live on in place names
    "高髙 崎﨑嵜碕埼 富冨 吉𠮷 館舘 村邨 峰峯 岡崗罡 野埜墅 渕淵渊 冲沖 檜桧 蘆芦 籠篭 薮藪籔 桑桒 柏栢 松枩 "
    "祇祗 鴬鶯 鴎鷗 鰺鯵 蛎蠣 蝋蠟 砺礪 騨驒 梼檮 涛濤 祷禱 諌諫 頚頸 靭靱靫 莵菟兎 麹麴 竈竃釜釡 槙槇 "
    "躯軀 撹攪 侭儘 溌潑 壷壺 曳曵 刈苅 尭堯 遥遙 瑶瑤 蒋蔣 屏屛 晋晉 穂穗 稲稻 凉涼 凛凜 厩廐 "
    "蝿蠅 賎賤 餅餠 噌噲 箪簞 繋繫 焔焰 鹸鹼 醤醬 "
    "俣俁 俠侠 藤籐 枡桝 釼剱 坂阪 脇脅 鍬鍫 舩船 峠垰 迫廹 "
    "岩巌巖 函凾 姫姬 猪豬 鶴靏靍 呂吕 頬頰 刃刄 栃杤 鎌鐮 韮韭 嵯嵳 祢袮 奈柰 "
    "鎚槌 柳栁桺 閉閇 皐皋 秋龝穐 廻回 舖舗 姉姊 "
)


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for group in GROUPS.split():
        table.update((ord(other), group[0]) for other in group[1:])
    return table


#: Old or local form (code point) to the form that is compared, one character for one.
VARIANTS: dict[int, str] = _table()
