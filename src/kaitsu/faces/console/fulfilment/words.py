"""What staff call the states of lines and parcels, what a line waits for, the kinds of files, courier warnings."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LISTS: dict[str, Promise] = {
    "waiting": _("割り当て待ち"),
    "ready": _("梱包待ち"),
    "packed": _("引き渡し待ち"),
    "out": _("配送中"),
    "returned": _("戻ってきた荷物"),
}
WAITS: dict[str, Promise] = {
    "port": _("電話番号の転入待ち"),
    "card": _("SIMカードの入荷待ち"),
    "number": _("電話番号の補充待ち"),
    "nothing": _("まもなく割り当てます"),
}
PARCEL_STATES: dict[str, Promise] = {
    "packed": _("引き渡し待ち"),
    "handed_over": _("配送中"),
    "delivered": _("配達済み"),
    "returned": _("戻り"),
}
HANDLINGS: dict[str, Promise] = {
    "verified_only": _("転送不可・営業所受取不可"),
    "registered": _("登録住所へ通常配送"),
}
IMPORTS: dict[str, Promise] = {
    "cards": _("SIMカードの入庫"),
    "numbers": _("電話番号の補充"),
    "tracking": _("伝票番号（発行済データ）"),
    "results": _("配達と返送の結果"),
}
COLUMNS: dict[str, Promise] = {
    "cards": _("見出し：ICCID、サイズ"),
    "numbers": _("見出し：電話番号"),
    "tracking": _("見出し：お客様管理番号、伝票番号"),
    "results": _("見出し：伝票番号、配達状況"),
}
FIELDS: dict[str, Promise] = {
    "name": _("お名前"),
    "address": _("住所"),
    "building": _("建物名"),
}
