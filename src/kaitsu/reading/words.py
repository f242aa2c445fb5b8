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
        ): "4:運転免許証$ 2:公安委員会 2:免許の.{0,3}$ 1:条件等 1.5:まで有効 1:^交付 "
        "1:優良 1:二.小.原 4:国際運転免許 3:DRIVINGPERMIT 1:^氏名 1:番号第?[0-9]{12}",
        ("drivers_licence", "back"): "2.5:^備考 2.5:^新住所 2:公安委員会 1:臓器提供 1.5:免許証.{0,3}裏面 "
        "1.5:この免許証 1.5:運転できる 1:新氏名",
        ("health_insurance", "front"): "4:被保険者証 2:健康保険 1:被扶養者 1.5:保険者番号 1.5:資格取得 "
        "1:^記号 1.5:保険者名称 1:被保険者\\) 1:^枝番",
        (
            "health_insurance",
            "back",
        ): "2.5:^注意事項 3:保険医療機関 1.5:臓器 1.5:^備考 1.5:署名年月日 1:この証を 1:移植 1:^住所",
        (
            "japanese_passport",
            "photo_page",
        ): "3:PASSPORT 2:旅券 4:^P<JPN 1:Surname 1:Givenname 1:Dateofexpiry "
        "1.5:MINISTRYOFFOREIGN 1:Issuingcountry 1:JPN[0-9]{7}[MF]",
        (
            "japanese_passport",
            "address_page",
        ): "5:所持人記入 3:事故の場合 2:caseof.?accident 1.5:現住所 1:Presentaddress",
        ("special_permanent_resident", "front"): "6:特別永住者証明 5:SPECIALPERMANENT 1.5:この証明書は",
        ("special_permanent_resident", "back"): "3:住居地記載 1:届出年月日 1:記載者印 2:特別永住者",
        ("resident_register_card", "front"): "6:住民基本台帳カ",
        ("resident_register_card", "back"): "3:住民基本台帳.{0,9}追記 2:追記領域",
        (
            "residence_card",
            "front",
        ): "4:在留カ.ド 3:^RESIDENCECARD 2:在留資格 2:在留期間\\(満 1:就労制限 1:このカ.ドは "
        "7:外国人登録証明",
        ("residence_card", "back"): "3:住居地記載 1:届出年月日 1:記載者印 3:資格外活動 3:在留期間更新",
        (
            "disability_certificate",
            "front",
        ): "5:身体障[害がい碍]*者手帳$ 2:障害名 1:等級 1:^生年月日 1:再認定 1:旅客運賃",
        (
            "disability_certificate",
            "back",
        ): "4.5:身体障[害がい碍]*者手帳. 2.5:居住地.氏名 2.5:新居住地 1.5:変更年月日",
        (
            "residence_certificate",
            "front",
        ): "5:^住民票 1:世帯主 2:続柄 1:本籍 2:住民となった 2:住所を定めた 2:原本と相違",
        (
            "utility_receipt",
            "front",
        ): "2:領収[書証] 1.5:使用量 2:(電気|ガス|水道).{0,8}(料金|使用量|領収) 1:料金 "
        "1:請求 1.5:お?客(様|さま)番号 1:kwh 1.5:使用場所 1:領収(日|年月日) 1.5:ご契約者",
        ("my_number_card", "front"): "5:個人番号カ.ド 2:電子証明書の",
        ("my_number_card", "back"): "3:^個人番号$ 4:^[0-9]{12}$ 2:コピーできません 2:この面",
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

#: Labels of fields, at the beginning of a line; the longest first.
NAME = re.compile(
    r"^(?:氏.$|.名$|氏名/?(?:\(?Name\)?)?|お?名前|お?客(?:様|さま)(?:の)?(?:お名前|氏名|名)|ご?契約者(?:氏)?名(?:義)?|ご?使用者名|"
    r"ご名義|NAME)[::]?(?![A-Z])",
    re.IGNORECASE,
)
BIRTH = re.compile(r"^(?:生年月日|出生年月日|DATEOFBIRTH)/?(?:Dateofbirth)?[::]?", re.IGNORECASE)
ADDRESS = re.compile(
    r"^(?:新居住地|居住地|.居地(?!記載)|新住所|現住所|ご?住所(?!を定|変更)|住居地(?!記載)|ご?使用(?:場所|住所)|ご?供給場所|ご?需要場所|"
    r"お届け先(?:住所)?|設置場所|ADDRESS)/?(?:\(?(?:Present)?address\)?)?[::]?",
    re.IGNORECASE,
)
EXPIRY = re.compile(
    r"^(?:有効期限|有効期間満了日|有効期間|有効年月日|DATEOFEXPIRY)/?(?:Dateofexpiry)?[::]?", re.IGNORECASE
)
ISSUED = re.compile(
    r"^(?:交付年月日|交付日|交付|発行年月日|発行日|領収年月日|領収日|ご?領収|変更年月日|届出年月日|DATEOFISSUE)/?(?:Dateofissue)?[::]?",
    re.IGNORECASE,
)
ISSUER = re.compile(
    r"^(?:保険者名称|交付者名|保険者名|保険者所在地及び名称|発行官庁|発行者|発行機関)/?(?:Authority)?[::]?",
    re.IGNORECASE,
)
SURNAME = re.compile(r"^(?:姓/?)?Surname", re.IGNORECASE)
GIVEN_NAME = re.compile(r"^(?:名/?)?Given ?name", re.IGNORECASE)
#: What ends an issuer's name.
AUTHORITY = re.compile(
    r"公安委員会|知事|[市区町村]長|大臣|在留管理庁長官|MINISTRYOFFOREIGNAFFAIRS", re.IGNORECASE
)

#: Any other label or heading: never a value.
OTHER_LABEL = re.compile(
    r"^(?:性別|SEX|国籍|NATIONALITY|番号|記号|枝番|世帯主|続柄|本籍|住民となった|住所を定めた|障害名|等級|電話|Telephone|"
    r"世帯主名|被保険者氏名|資格取得|認定年月日|保険者番号|免許の|条件等|在留資格|在留期間|就労制限|許可の|許可年月日|備考|"
    r"注意事項|事故の場合|関係|型/|発行国|旅券番号|本籍/|所持人|Authority|電子証明書|ご?使用量|ご?請求|うち消費税|お?客(?:様|さま)番号|"
    r"住居地記載|記載者印|資格外|在留カ.ド|この(?:カ.ド|証明書|写し)|PERIODOF|この証|交付日|有効期|発行|領収|上記|"
    r"臓器|この免許証|この面|以下の欄|保険医療|健康保険被|国民健康保険被|運転免許証|住民票|個人番号|身体障|見本$|SPECIMEN|旅券|"
    r"日本国|特別永住|住民基本|公安|二.小.原|他$|二種|NAME$|ADDRESS$|DATEOF|REGION|認定|フリガナ|ふりがな|カナ氏名)",
    re.IGNORECASE,
)
LABELS = (NAME, BIRTH, ADDRESS, EXPIRY, ISSUED, ISSUER, SURNAME, GIVEN_NAME, OTHER_LABEL)


def is_label(plain: str) -> bool:
    """Whether a line without spaces begins with a label or is a heading."""
    return any(pattern.match(plain) for pattern in LABELS)


#: A line that begins as an address does: a prefecture, then more.
PREFECTURE = re.compile(
    r"^(?:〒?[0-9]{3}-?[0-9]{4})?(?:東京都|北海道|京都府|大阪府|[^0-9a-zA-Z]{2,3}県)(?=.{3})"
)
