"""The words for every problem of this room."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "catalogue.plan_missing": _("料金プランを選んでください。"),
    "catalogue.plan_unknown": _("このプランは、今は選べません。ほかのプランを選んでください。"),
    "catalogue.no_line": _("SIMカードを1枚以上選んでください。"),
    "catalogue.too_many_lines": _("このプランのSIMカードは%(most)s枚までです。枚数を減らしてください。"),
    "catalogue.function_missing": _("SIMの機能を選んでください。"),
    "catalogue.function_unknown": _("この機能は、今は選べません。ほかの機能を選んでください。"),
    "catalogue.function_fixed": _("1枚目のSIMの機能は、パッケージの回線種別と同じものを選んでください。"),
    "catalogue.number_missing": _("新しい電話番号にするか、今の番号を移すかを選んでください。"),
    "catalogue.not_portable": _("この機能のSIMには、今の番号を移せません。「新規」を選んでください。"),
    "catalogue.size_missing": _("SIMのサイズを選んでください。"),
    "catalogue.size_unknown": _("このサイズは、今は選べません。ほかのサイズを選んでください。"),
    "catalogue.device_missing": _("端末を一緒に申し込むか、SIMだけにするかを選んでください。"),
    "catalogue.device_unknown": _("この端末は、今は選べません。ほかの端末か「SIMのみ」を選んでください。"),
    "catalogue.device_size": _(
        "この端末に合うサイズのSIMがありません。SIMのサイズか端末を選び直してください。"
    ),
}
