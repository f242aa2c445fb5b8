"""What documents are called and how their fields are labelled: vocabulary of the documents, not of any operator.

Whether a kind is accepted, and under which conditions, is the profile's; which words stand on it is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

Kind = tuple[str, str]


def _table(rows: Mapping[Kind, str]) -> Mapping[Kind, tuple[tuple[re.Pattern[str], float], ...]]:
    """Each row is ``weight:pattern`` divided by spaces."""
    return MappingProxyType(
        {
            kind: tuple(
                (re.compile(pattern, re.IGNORECASE), float(weight))
                for weight, _, pattern in (each.partition(":") for each in row.split())
            )
            for kind, row in rows.items()
        }
    )


#: For each kind and side the words that tell it, with their weights. Text is looked up without spaces.
KINDS = _table(
    {
        (
            "drivers_licence",
            "front",
        ): "4:運転免許証$ 2:公安委員会 2:免許の.{0,3}$ 1:条件等 1.5:まで有効 1:^交付 3:DRIVER.?SLICEN "
        "1:優良 1:二.小.原 4:国際運転免許 3:DRIVINGPERMIT 1:^氏名 1:番号第?[0-9]{12}",
        (
            "drivers_licence",
            "back",
        ): "2.5:^備考 2.5:^新住所 0.6:^住所 2:公安委員会 1.5:臓器 1.5:免許証.{0,3}裏面 "
        "3:公安.?$|[都道府県]公$|(?<!公)安委員会$|警察|署長 "
        "1.5:この免許証 1.5:運転できる 1:新氏名 1:移植 1.5:署名年月日 2:自署 "
        "3.5:免許証.{0,2}裏面?[)）]?$ 2:変更$ 1.5:住所変更",
        (
            "health_insurance",
            "front",
        ): "4:被保険者証 4:^健康保険証 4:資格確認書 2:健康保険 1:被扶養者 1.5:保険者番号 1.5:資格取得 "
        "1:^記号 1.5:保険者名称 1:被保険者\\) 1:^枝番",
        (
            "health_insurance",
            "back",
        ): "2.5:^注意事項 3:保険医療機関 1.5:臓器 1.5:^備考 1.5:署名年月日 1:この証を 1:移植 1:^住所 "
        "2:自署 4.5:(?:保険者|保険)証.{0,2}裏面?[)）]?$",
        (
            "japanese_passport",
            "photo_page",
        ): "3:PASSPORT 2:^旅券 4:^P<JPN 1:Surname 1:Givenname 1:Dateofexpiry "
        "1.5:MINISTRYOFFOREIGN 1:Issuingcountry 1:JPN[0-9]{7}[MF]",
        (
            "japanese_passport",
            "address_page",
        ): "5:所持人記入 3:事故の場合 2:caseof.?accident 1.5:現住所 1:Presentaddress "
        "2.5:OWNER.?SDATA 1.5:外国の住所",
        ("special_permanent_resident", "front"): "6:特別永住者証明 5:SPECIALPERMANENT 1.5:この証明書は "
        "3:証明書を所持する者",
        (
            "special_permanent_resident",
            "back",
        ): "3.1:住居地記載 1:届出年月日 1:記載者印 4:特別永住者 3:証明書.{0,2}裏面?[)）]?$",
        ("resident_register_card", "front"): "6:住民基本台帳[カ力] 5:住基[カ力].ド 3:住民基本台帳",
        (
            "resident_register_card",
            "back",
        ): "4.5:住民基本台帳.{0,9}追記 2:追記領域 7:住民基本台帳[カ力].ド.{0,2}裏面?[)）]?$ 2:変更$",
        (
            "residence_card",
            "front",
        ): "4:在留[カ力].ド 4:(?<!PERMANENT)RESIDENCECARD 2:在留資格 2.5:STATUSOFRESIDENCE 1.5:PERIODOFSTAY "
        "1:NATIONALITY/?REGION 2:在留期間\\(満 1:就労制限 1:このカ.ドは "
        "7:外国人登録証明",
        ("residence_card", "back"): "3:住居地記載 1:届出年月日 1:記載者印 3:資格外活動 3:在留期間更新 "
        "4.5:在留[カ力].ド.{0,2}裏面?[)）]?$",
        (
            "disability_certificate",
            "front",
        ): "5:身体障[害がい碍]*者手帳$ 3:身体障[害がい碍]*者 2:障害名 1:等級 1:^生年月日 1:再認定 1:旅客運賃",
        (
            "disability_certificate",
            "back",
        ): "4.5:身体障[害がい碍]*者手帳. 3:身体障[害がい碍]*者 4:(?:居住地|住所|氏名)[^0-9]{0,6}変更 2.5:居住地.氏名 "
        "2.5:新居住地 2:新住所 2:変更年月日 4:記載事項の?変更 2:変更欄",
        (
            "residence_certificate",
            "front",
        ): "5:^住民票 3:住民票 1:世帯主 2:続柄 1:本籍 2:住民となった 2:住所を定めた 2:原本と相違 2:住民基本台帳に記",
        (
            "utility_receipt",
            "front",
        ): "2:領収[書証] 1.5:使用量 2:(電気|ガス|水道).{0,8}(料金|使用量|領収) 1:料金 "
        "1:請求 1.5:お?客(様|さま)番号 1:kwh 1.5:使用場所 1:領収(日|年月日) 1.5:ご契約者 "
        "2:検針 1.5:使用期間 1.5:供給(?:地点|場所) 1:口座振替 1:使用水量 1:支払",
        (
            "my_number_card",
            "front",
        ): "5:個人番号[カ力].ド 3.5:電子証明書 5:マイナンバ.?[カ力].ド 4:(?:MYNUMBER|INDIVIDUALNUMBER)CARD "
        "2:個人番号[カ力九才]",
        # Twelve strokes and rings are the print below a document, seen from the side.
        (
            "my_number_card",
            "back",
        ): "3:^個人番号$ 4:^(?![01-]+$)(?:個人番号)?[0-9]{4}-?[0-9]{4}-?[0-9]{4}$ 3:^個人番号[0-9] "
        "2:コピ.[^。]{0,6}(?:できません|禁止) 2:この面",
    }
)

#: The words that make a utility receipt one of electricity, city gas, water or liquefied petroleum gas.
UTILITIES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "lp_gas": re.compile("LP.?ガス|プロパン|液化石油|LPG", re.IGNORECASE),
        "water": re.compile("水道"),
        "city_gas": re.compile("ガス"),
        "electricity": re.compile("電気|電力|kwh", re.IGNORECASE),
    }
)

INTERNATIONAL = re.compile("国際運転免許|INTERNATIONALDRIVING", re.IGNORECASE)
DEPENDANT = re.compile("被扶養者|家族\\(")

#: Marks that stand before a label, and what divides it from its value.
_BEFORE, _AFTER = r"[【\[(〔<■□●○◆◇・*※]*", r"[】\])〕>]*[::;/]*"


def _label(japanese: str, english: str = "") -> re.Pattern[str]:
    """A label at the beginning of a line, in Japanese, in English, or in both; patterns without spaces."""
    foreign = rf"(?:{english})" if english else "(?!)"
    return re.compile(
        rf"^{_BEFORE}(?:(?:{japanese}){_AFTER}(?:\(?{foreign}\)?)?|{foreign}(?![A-Z]){_AFTER}(?:{japanese})?"
        rf"|[一-鿿]{{2,9}}/{foreign}(?![A-Z])){_AFTER}",
        re.IGNORECASE,
    )


NAME = _label(
    r"氏.?$|氐.?$|.?名$|氏[.・·]名|(?:本人|世帯員|申請者|所持者)?の?氏名(?!の|変更|等)|(?:お|ご)?名前|お?客(?:様|さま)の?(?:ご|お)?(?:氏名|名前|名義|名)(?!義)|"
    r".?契約者?(?:氏)?名(?:義人?|前)?|ご?使用者(?:氏)?名|ご?名義(?:人|者)?|フルネーム",
    r"(?:FULL)?NAME(?:OFHOLDER)?",
)
#: English labels before a value in Latin letters: only the space between tells them from a name that begins so.
ENGLISH: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "name": re.compile(r"^(?:FULL )?NAME(?: OF HOLDER)?[ :/]+(?=[A-Z])", re.IGNORECASE),
        "address": re.compile(r"^(?:PRESENT |HOME |CURRENT )?ADDRESS[ :/]+(?=[A-Z])", re.IGNORECASE),
    }
)
#: Whose card it is where nothing says 氏名 alone; on a dependant's card it is somebody else.
INSURED = _label("被保険者の?氏?名|被保険者")
BIRTH = _label("(?:出)?生年月日?|生まれ|誕生日", "DATEOFBIRTH|BIRTHDATE|BIRTHDAY|DOB|BORN")
ADDRESS = _label(
    r"新?居住地|.居地(?!記載)|(?:新|現)?住所(?!を定|等?変更|・|氏名|欄)(?:地|又は居所)?|ご住所|お住まい|住居地(?!記載)|"
    r"ご?使用(?:場所|住所|先)|ご?供給(?:場所|先)(?:住所)?|ご?需要(?:場所|先)|ご?契約(?:者?住所|場所)|"
    r"(?:お届け先|送付先|お客(?:様|さま))(?:ご?住所)?(?!番|氏|名|の|お|コ|セ|窓|相)|設置場所",
    r"(?:PRESENT|HOME|CURRENT)?ADDRESS",
)
EXPIRY = _label(
    "有効期限|有効期間満了日|有効期間の?(?:末|満了)日|有効期間|有効年月日|満了(?:年月)?日|期限満了日",
    r"DATEOFEXPIR(?:Y|ATION)|EXPIR(?:Y|ATION)DATE|EXPIRES(?:ON)?|VALID(?:UNTIL|THROUGH|TO)",
)
ISSUED = _label(
    "交付年月日|交付日|交付|発行年月日|発行日|領収年月日|領収日|ご?領収|お?支払(?:い|年月)?日|変更(?:年月)?日|届出(?:年月)?日|"
    "(?:異動|記載)(?:年月)?日|収納日|入金日|証明(?:年月)?日|発行(?=[0-9明大昭平令])",
    "DATEOFISSUE|ISSUEDATE|ISSUED(?:ON)?",
)
#: When something was entered in a register: no certificate was issued on that day.
ENTERED = re.compile("届出|異動|記載|変更")
ISSUER = re.compile(
    r"^(?:保険者名称|交付者名|保険者名|保険者所在地及び名称|発行官庁|発行者|発行機関)/?(?:Authority)?[::]?",
    re.IGNORECASE,
)
#: English in small print is misread more often than the Japanese before it (Sumame).
SURNAME = re.compile(r"^(?:姓(?:/.*)?$|(?:姓|.{0,2}/)?Surname)", re.IGNORECASE)
GIVEN_NAME = re.compile(r"^(?:名(?:/.*)?$|(?:名|.{0,2}/)?Given ?name)", re.IGNORECASE)
#: Words of a form that are part of no name.
FORM = re.compile(r"被扶養者|被保険者|有効期|交付|証明書|(?:本人|家族)\(")
#: How a name is read aloud: small print over the name.
RUBY = re.compile(r"^[(\[]?(?:フリガナ|ふりがな|カナ氏名|氏名カナ|カナ)", re.IGNORECASE)
#: The day on which a meter was read: a utility's notice has no other.
METER_READ = re.compile("^検針(?:年月)?日")
#: Where to call: no address has it.
TELEPHONE = re.compile("0(?:120|570|800)-?[0-9]{2,3}-?[0-9]{3,4}|センタ.0[0-9]")
#: A number to call, behind an address.
CALL = re.compile("(?:電話|TEL)[::]?[0-9]", re.IGNORECASE)
#: A company that is named after its prefecture, with its number.
COMPANY = re.compile("(?:電力|ガス|水道局?)株式会社|登録番号")
#: Another's address, or a former one, by its label.
ELSEWHERE = re.compile(
    r"^[【\[(]?(?:前住所|旧住所|従前|転出|転入|本籍|筆頭者|保険者|事業所|所在地|会社|発行|本店|連絡先|勤務先|交付者|Registered)",
    re.IGNORECASE,
)
#: A label of which each letter stands under the other, beside the rows of what it labels.
DOWN_THE_SIDE = re.compile("備|考|備考")
#: A row of the seal beside a change: 静岡公安 over 委員会, 柏警察署 over 長之印.
SEAL = re.compile("[一-鿿]{0,5}(?:公安|警察|署長|長之|之印|委員会|員会)[一-鿿]{0,3}|[一-鿿]{1,3}[都道府県]公")
#: What marks a document as drawn to be shown, across its text or beside it.
SPECIMEN = re.compile(r"(?:見[本木]|みほん|サンプル|SPECIMEN|SAMPLE)+", re.IGNORECASE)
#: What ends an issuer's name.
AUTHORITY = re.compile(
    r"公安委員会|知事|[市区町村]長|大臣|在留管理庁長官|MINISTRYOFFOREIGNAFFAIRS", re.IGNORECASE
)

#: Any other label or heading: never a value.
OTHER_LABEL = re.compile(
    r"^[【\[(〔]?(?:性別|SEX|国籍|NATIONALITY|番号|記号|枝番|世帯主|続柄|続き柄|本籍|筆頭者|前住所|旧住所|転入|転出|住民となった|住所を定めた|"
    r"障害名|障害等級|障害程度|等級|手帳番号|者番号|旅客運賃|適用開始|電話|Telephone|Tel[.:]|世帯主名|被保険者氏名|資格取得|認定年月日|保険者|事業所|所在地|免許の|条件等|在留資格|在留期間|就労制限|"
    r"許可の|許可年月日|備考|注意事項|事故の場合|関係|型/|発行国|旅券番号|本籍/|所持人|Authority|電子証明書|ご?使用量|ご?使用期間|ご?請求|"
    r"うち消費税|お?客(?:様|さま)番号|お?客(?:様|さま)コ|供給地点|検針|住居地記載|記載者印|資格外|在留カ.ド|この(?:カ.ド|証明書|写し)|PERIODOF|この証|"
    r"STATUSOF|PASSPORTNO|No\.|交付日|有効期|発行|領収|上記|臓器|この免許証|この面|以下の欄|保険医療|健康保険被|国民健康保険被|運転免許証|住民票|"
    r"個人番号|身体障|見本$|SPECIMEN|旅券|日本国|特別永住|住民基本|公安|二.小.原|他$|二種|NAME$|ADDRESS$|DATEOF|REGION|認定|フリガナ|"
    r"ふりがな|カナ氏名|旧氏|通称|従前|【?省略|備$|考$|国籍・地域|住所変更|住所・|メ.タ|契約種別|支払)",
    re.IGNORECASE,
)
LABELS = (NAME, INSURED, BIRTH, ADDRESS, EXPIRY, ISSUED, ISSUER, SURNAME, GIVEN_NAME, OTHER_LABEL)


def is_label(plain: str) -> bool:
    """Whether a line without spaces begins with a label or is a heading."""
    return any(pattern.match(plain) for pattern in LABELS)


#: A line that begins as an address does: a prefecture, then more.
PREFECTURE = re.compile(
    r"^(?:〒?[0-9]{3}-?[0-9]{4})?(?:東京都|北海道|京都府|大阪府|[^0-9a-zA-Z]{2,3}県)(?=.{3})"
)
