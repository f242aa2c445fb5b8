"""What staff are told about stock, parcels and files, by error code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "sheet.empty": _("ファイルに行がありません。見出しの行と、その下の行を入れてください。"),
    "sheet.too_large": _("ファイルが大きすぎます。%(rows)s行までに分けてください。"),
    "sheet.encoding": _("ファイルの文字を読めません。UTF-8かShift_JISのCSVで保存してください。"),
    "sheet.columns": _("見出しに「%(missing)s」がありません。1行目に見出しを入れてください。"),
    "sheet.unreadable": _("%(line)s行目を表として読めません。CSVとして保存し直してください。"),
    "iccid.empty": _("ICCIDがありません。"),
    "iccid.characters": _("ICCIDに数字ではない文字があります。"),
    "iccid.length": _("ICCIDは19桁か20桁です。入力は%(given)s桁でした。"),
    "iccid.prefix": _("ICCIDは89で始まります。"),
    "iccid.check_digit": _("ICCIDの検査数字が合いません。読み取りを確認してください。"),
    "fulfilment.size_unknown": _("「%(size)s」というSIMサイズはありません。"),
    "fulfilment.twice_in_file": _("%(line)s行目と同じです。"),
    "fulfilment.card_in_use": _("末尾が%(last4)sのカードは、もう使われています。"),
    "fulfilment.card_other_size": _("末尾が%(last4)sのカードは、別のサイズで登録されています。"),
    "fulfilment.number_in_use": _("末尾が%(last4)sの番号は、もう使われています。"),
    "fulfilment.tracking_form": _("伝票番号は12桁の数字です。"),
    "fulfilment.tracking_check": _("伝票番号の検査数字が合いません。"),
    "fulfilment.tracking_used": _("伝票番号%(tracking)sは、別の荷物で使われています。"),
    "fulfilment.other_tracking": _("荷物%(number)sには、別の伝票番号が登録されています。"),
    "fulfilment.no_parcel": _("この荷物は見つかりません。"),
    "fulfilment.not_on_its_way": _("荷物%(number)sは、配送中ではありません。"),
    "fulfilment.not_returned": _(
        "この荷物は、もう戻ってきた荷物ではありません。ほかの担当者の対応を確認してください。"
    ),
    "fulfilment.ended": _("荷物%(number)sのお申し込みは終了しています。"),
    "fulfilment.no_line": _("この回線は、番号を受け取れる状態ではありません。"),
}
