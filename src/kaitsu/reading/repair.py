"""What an engine takes for one another is put right by context, and only what no Japanese document can hold.

The models know Chinese as well; a simplified character that no Japanese code table has (满, 带, 号 for 號 in a town) is
its Japanese form. Between two characters that are both in use nothing is decided here.
"""

from __future__ import annotations

import re
import unicodedata

#: Simplified or Chinese forms that JIS X 0213 does not have or that no register of names in Japan uses, and ours.
_FORMS = (
    "满満 带帯 别別 县県 东東 冈岡 见見 贝貝 马馬 鸟鳥 岛島 长長 门門 间間 关関 开開 泽沢 边辺 齐斉 斋斎 "
    "龙竜 广広 严厳 丰豊 乐楽 云雲 亚亜 产産 亲親 仓倉 优優 伟偉 传伝 儿児 兰蘭 兴興 冲沖 净浄 凤鳳 刘劉 "
    "则則 刚剛 创創 动動 劳労 势勢 华華 协協 单単 卢盧 卫衛 厅庁 吴呉 员員 响響 团団 园園 围囲 图図 圆円 "
    "场場 块塊 坚堅 垒塁 处処 备備 复復 头頭 奋奮 妇婦 孙孫 宁寧 实実 宠寵 审審 宪憲 宾賓 对対 寻尋 导導 "
    "尔爾 尧尭 屿嶼 岁歳 币幣 帅帥 师師 幂冪 庆慶 库庫 应応 归帰 录録 忆憶 怀懐 恳懇 惠恵 戏戯 户戸 戶戸 "
    "扩拡 报報 择択 挥揮 据拠 损損 换換 摄摂 敌敵 无無 时時 显顕 晓暁 术術 机機 杀殺 权権 杨楊 极極 构構 "
    "枪槍 树樹 桥橋 检検 欢歓 步歩 气気 汇滙 汉漢 汤湯 沟溝 洁潔 济済 浓濃 涛濤 润潤 涩渋 渊淵 渔漁 滨浜 "
    "灭滅 灵霊 热熱 爱愛 爷爺 牵牽 犹猶 猎猟 玛瑪 环環 现現 电電 异異 疗療 盐塩 监監 盖蓋 盘盤 矿鉱 码碼 "
    "确確 离離 种種 积積 稳穏 穷窮 竞競 笔筆 笺箋 筑築 签籤 简簡 粮糧 紧緊 红紅 约約 级級 纪紀 纯純 纱紗 "
    "纳納 纵縦 纷紛 纸紙 纺紡 线線 练練 组組 细細 织織 终終 绍紹 经経 结結 绘絵 给給 络絡 绝絶 统統 绢絹 "
    "继継 绩績 绪緒 续続 维維 绵綿 绿緑 缘縁 编編 缓緩 缝縫 缩縮 网網 罗羅 罚罰 职職 联連 聪聡 肃粛 胜勝 "
    "脑脳 舍舎 艺芸 节節 苍蒼 苏蘇 范範 荐薦 荣栄 药薬 莲蓮 获獲 营営 萧蕭 萨薩 蓝藍 虏虜 虑慮 补補 规規 "
    "视視 览覧 觉覚 计計 订訂 认認 讨討 让譲 议議 讯訊 记記 讲講 许許 论論 设設 访訪 证証 评評 识識 诉訴 "
    "诊診 词詞 译訳 试試 诗詩 诚誠 话話 详詳 语語 误誤 说説 请請 诸諸 课課 谁誰 调調 谈談 谢謝 贞貞 负負 "
    "财財 责責 贤賢 败敗 货貨 质質 贩販 贫貧 购購 贯貫 贵貴 贷貸 贸貿 费費 贺賀 资資 赏賞 赖頼 赞賛 赠贈 "
    "趋趨 车車 转転 轮輪 软軟 轻軽 载載 较較 辅輔 辈輩 辉輝 输輸 达達 迁遷 过過 运運 还還 进進 远遠 违違 "
    "连連 迟遅 适適 选選 递逓 遗遺 邮郵 邻隣 郑鄭 释釈 针針 钉釘 钟鐘 钢鋼 钱銭 铁鉄 铃鈴 银銀 铜銅 锅鍋 "
    "锋鋒 锦錦 键鍵 镇鎮 镜鏡 闭閉 问問 闲閑 闻聞 阅閲 阔闊 队隊 阳陽 阴陰 阵陣 阶階 际際 陆陸 陈陳 陕陝 "
    "险険 隐隠 难難 雾霧 韩韓 页頁 顶頂 项項 顺順 须須 顾顧 顿頓 预預 领領 频頻 题題 颜顔 额額 风風 飞飛 "
    "饭飯 饮飲 饰飾 馆館 驱駆 驶駛 驻駐 驾駕 验験 骏駿 骑騎 鱼魚 鲁魯 鲜鮮 鲤鯉 鲸鯨 鸡鶏 鸣鳴 鸿鴻 鹤鶴 "
    "齿歯 龟亀 內内 凉涼 吕呂 吳呉 鱷鰐 "
)
_TO_OURS = {pair[0]: pair[1] for pair in _FORMS.split()}
#: Of those, the ones that a Japanese code table has and that are written in names stay as they are.
_OURS = str.maketrans(
    {
        old: new
        for old, new in _TO_OURS.items()
        if old in "戶內吳鱷" or not old.encode("euc_jis_2004", "ignore")
    }
)

_LABEL_SLIPS = (
    (re.compile("[合今][和知](?=[元0-9])"), "令和"),
    (re.compile("令[知利](?=[元0-9])"), "令和"),
    (re.compile("昭[知利](?=[元0-9])"), "昭和"),
    (re.compile("平[戌咸威](?=[元0-9])"), "平成"),
    (re.compile("[住佳][所昕]"), "住所"),
    (re.compile("氏[名各]"), "氏名"),
    (re.compile("力ード|カ一ド|力一ド|カ-ド"), "カード"),
    (re.compile("公安委貝会"), "公安委員会"),
    (re.compile("(?<=[0-9])[目曰](?=$|生|ま|交|発|[)(])"), "日"),
)

_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "|": "1", "Z": "2", "B": "8"}
)
_AMONG_DIGITS = re.compile(
    r"(?<=[0-9\-])[OoQDIl|](?=[0-9\-番号丁階]|$)|(?<![A-Za-z])[OoIl|](?=[0-9番号丁階])"
)
_LONG_AMONG_DIGITS = re.compile(r"(?<=[0-9])[一ー―‐－–—−]+(?=[0-9])")


_TWINS = (
    ("ロ", "口"),
    ("ニ", "二"),
    ("カ", "力"),
    ("ハ", "八"),
    ("エ", "工"),
    ("タ", "夕"),
    ("ト", "卜"),
    ("ー", "一"),
    ("チ", "千"),
)
_KANA_OF = {kanji: kana for kana, kanji in _TWINS}
_KANJI_OF = dict(_TWINS)
#: Wide digits are set apart; a space that was meant between them would be wide as well.
_WIDE_DIGIT = re.compile("[０-９]")
_SPACE_AMONG_DIGITS = re.compile("(?<=[0-9０-９]) (?=[0-9０-９])")
_SINGLE_DIGITS = re.compile(r"(?<![0-9-])[0-9](?: [0-9]){2,}(?![0-9-])")


def _is_katakana(letter: str) -> bool:
    return "ァ" <= letter <= "ヺ" or letter == "ー"


def twins_put_right(text: str) -> str:
    """Kana and kanji that are drawn alike, by their neighbours: ロ beside kanji is 口, 一 among katakana is ー.

    Neighbours that are such twins themselves do not count; where they say nothing, the text stays.
    """
    found = list(text)
    for place, letter in enumerate(text):
        if letter not in _KANA_OF and letter not in _KANJI_OF:
            continue
        around = [
            each
            for each in (text[place - 1 : place], text[place + 1 : place + 2])
            if each.strip() and each not in _KANA_OF
        ]
        kana = [_is_katakana(each) for each in around if each not in _KANJI_OF]
        if letter in _KANA_OF and kana and all(kana):
            found[place] = _KANA_OF[letter]
        elif letter in _KANJI_OF and kana and not any(kana) and any("一" <= each <= "鿿" for each in around):
            found[place] = _KANJI_OF[letter]
    return "".join(found)


def put_right(text: str) -> str:
    """*text* with Chinese forms in Japanese ones, and slips in words that cannot be others (合和7年)."""
    found = text.translate(_OURS)
    for slip, right in _LABEL_SLIPS:
        found = slip.sub(right, found)
    return found


def name_put_right(text: str) -> str:
    """A name with Chinese forms that no Japanese register has in Japanese ones; else as it was read."""
    return twins_put_right(text.translate(_OURS))


def address_put_right(text: str) -> str:
    """An address in one width, letters among its digits as digits, and strokes between digits as hyphens."""
    if _WIDE_DIGIT.search(text):
        text = _SPACE_AMONG_DIGITS.sub("", text)
    found = unicodedata.normalize("NFKC", text).translate(_OURS)
    found = _AMONG_DIGITS.sub(lambda slip: slip.group().translate(_DIGITS), found)
    found = _SINGLE_DIGITS.sub(lambda digits: digits.group().replace(" ", ""), found)
    return twins_put_right(_LONG_AMONG_DIGITS.sub("-", found).replace("號", "号"))
