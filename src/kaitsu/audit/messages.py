"""What each problem of the log is called, for the auditor's page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "audit.changed": _("%(position)s番目の記録の内容が書き換えられています。"),
    "audit.missing": _("%(position)s番目から%(until)s番目までの記録がありません。"),
    "audit.order": _("%(position)s番目の記録が入れ替えられたか、後から差し込まれています。"),
    "audit.cut_off": _("%(position)s番目から%(until)s番目までの、最後の記録が取り除かれています。"),
    "audit.seal": _("%(position)s番目の封が記録と合いません。"),
    "audit.witness": _("%(position)s番目の記録が、外に控えた値と合いません。"),
}
