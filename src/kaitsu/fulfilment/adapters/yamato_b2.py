"""Yamato's B2 Cloud: its basic import layout, its export of issued waybills, and a file of deliveries (FUL-3).

The columns and their lengths are those of Yamato's published exchange layout (宅急便, 発払い), columns 1 to 42;
all after those are about services that are not used, and may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kaitsu.fulfilment import courier_text
from kaitsu.fulfilment.ports import Consignment, CourierFile, Warning
from kaitsu.kernel import sheets
from kaitsu.kernel.sheets import Row
from kaitsu.operator_profile.people import CourierAccount, Shipper

COLUMNS = (
    "お客様管理番号", "送り状種類", "クール区分", "伝票番号", "出荷予定日", "お届け予定日", "配達時間帯",
    "お届け先コード", "お届け先電話番号", "お届け先電話番号枝番", "お届け先郵便番号", "お届け先住所",
    "お届け先アパートマンション名", "お届け先会社・部門１", "お届け先会社・部門２", "お届け先名",
    "お届け先名(ｶﾅ)", "敬称", "ご依頼主コード", "ご依頼主電話番号", "ご依頼主電話番号枝番",
    "ご依頼主郵便番号", "ご依頼主住所", "ご依頼主アパートマンション", "ご依頼主名", "ご依頼主名(ｶﾅ)",
    "品名コード１", "品名１", "品名コード２", "品名２", "荷扱い１", "荷扱い２", "記事",
    "ｺﾚｸﾄ代金引換額（税込)", "内消費税額等", "止置き", "営業所コード", "発行枚数", "個数口表示フラグ",
    "請求先顧客コード", "請求先分類コード", "運賃管理番号",
)  # fmt: skip
#: Columns of print that a field takes, where one kanji takes two.
ADDRESS, BUILDING, SECTION, NAME, GOODS, HANDLING, REMARK = 64, 32, 50, 32, 50, 20, 44

PREPAID, ROOM_TEMPERATURE, NOT_AT_DEPOT, ONE_COPY, NO_COUNT = "0", "0", "0", "1", "2"
VERIFIED_ONLY = "転送不可・営業所受取不可"

_ISSUED = {"number": ("お客様管理番号", "number"), "tracking": ("伝票番号", "送り状番号", "tracking")}
_RESULTS = {
    "tracking": ("伝票番号", "送り状番号", "お問い合わせ伝票番号", "tracking"),
    "status": ("配達状況", "荷物状況", "最新状況", "ステータス", "status"),
}


class YamatoB2:
    """The courier behind the port, by files."""

    def write(
        self, parcels: Sequence[Consignment], *, shipper: Shipper, account: CourierAccount, ships_on: date
    ) -> CourierFile:
        """See :class:`~kaitsu.fulfilment.ports.Courier`."""
        warnings: list[Warning] = []
        sender = _sender(shipper)
        rows = []
        for parcel in parcels:
            cells = dict.fromkeys(COLUMNS, "") | sender | _recipient(parcel, warnings)
            cells |= {
                "出荷予定日": f"{ships_on:%Y/%m/%d}",
                "請求先顧客コード": account.customer_code,
                "請求先分類コード": account.class_code,
                "運賃管理番号": account.fare_code,
            }
            rows.append([cells[column] for column in COLUMNS])
        data = sheets.write(COLUMNS, rows, encoding="cp932")
        return CourierFile(f"b2-{ships_on:%Y%m%d}.csv", data, tuple(warnings))

    def read_issued(self, data: bytes) -> list[Row]:
        """See :class:`~kaitsu.fulfilment.ports.Courier`."""
        return [_plain(row) for row in sheets.read(data, _ISSUED)]

    def read_results(self, data: bytes) -> list[Row]:
        """See :class:`~kaitsu.fulfilment.ports.Courier`."""
        return [_plain(row) for row in sheets.read(data, _RESULTS)]


def _sender(shipper: Shipper) -> dict[str, str]:
    return {
        "送り状種類": PREPAID,
        "クール区分": ROOM_TEMPERATURE,
        "止置き": NOT_AT_DEPOT,
        "発行枚数": ONE_COPY,
        "個数口表示フラグ": NO_COUNT,
        "ご依頼主電話番号": shipper.telephone,
        "ご依頼主郵便番号": shipper.postal_code,
        "ご依頼主住所": _fitting(shipper.address, ADDRESS),
        "ご依頼主アパートマンション": _fitting(shipper.building, BUILDING),
        "ご依頼主名": _fitting(shipper.name, NAME),
        "品名１": _fitting(shipper.goods, GOODS),
    }


def _fitting(text: str, columns: int) -> str:
    return courier_text.cut(courier_text.written(text)[0], columns)[0]


def _recipient(parcel: Consignment, warnings: list[Warning]) -> dict[str, str]:
    def put(field: str, text: str, reading: str = "") -> str:
        plain, changed = courier_text.written(text, reading)
        warnings.extend(Warning(parcel.number, field, given, instead) for given, instead in changed)
        return plain

    def end(field: str, rest: str) -> None:
        if rest:
            warnings.append(Warning(parcel.number, field, rest, ""))

    # What is too long for its field goes on in the next one, as on a label: address, building, section.
    address, rest = courier_text.cut(put("address", parcel.address), ADDRESS)
    below = " ".join(filter(None, (rest, put("building", parcel.building))))
    building, rest = courier_text.cut(below, BUILDING)
    section, rest = courier_text.cut(rest, SECTION)
    end("address", rest)
    name, rest = courier_text.cut(put("name", parcel.name, parcel.kana), NAME)
    end("name", rest)
    return {
        "お客様管理番号": parcel.number,
        "お届け先電話番号": parcel.telephone,
        "お届け先郵便番号": parcel.postal_code,
        "お届け先住所": address,
        "お届け先アパートマンション名": building,
        "お届け先会社・部門１": section,
        "お届け先名": name,
        "敬称": "様",
        "荷扱い１": "精密機器",
        "記事": VERIFIED_ONLY if parcel.verified_only else "",
    }


def _plain(row: Row) -> Row:
    tracking = row["tracking"].replace("-", "").replace(" ", "")
    return Row(row.line, {**row.cells, "tracking": tracking})
