"""What each problem of a mail is called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "mail.address": _("このメールアドレスには送れません。メールアドレスを確認してください。"),
    "mail.unknown": _("このメールは見つかりません。"),
    "mail.on_its_way": _("このメールは送信中です。少し待ってから、もう一度お試しください。"),
    "mail.withdrawn": _("このメールは取り下げられたため、送れません。"),
    "mail.too_late": _("このメールは期限が過ぎたため、送れません。"),
}
