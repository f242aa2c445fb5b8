"""Words of the review: who has a case, why a verb was refused."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kaitsu.applications import messages
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.identity.messages import MESSAGES
from kaitsu.identity.states import CaseState
from kaitsu.kernel.errors import Problem

STATES: dict[str, Promise] = {
    CaseState.INVITED: gettext_lazy("お客様の提出待ち"),
    CaseState.SUBMITTED: gettext_lazy("審査待ち"),
    CaseState.CLAIMED: gettext_lazy("審査中"),
    CaseState.ASKED_AGAIN: gettext_lazy("お客様の再提出待ち"),
    CaseState.APPROVED: gettext_lazy("承認済み"),
    CaseState.REFUSED: gettext_lazy("お断り済み"),
    CaseState.LAPSED: gettext_lazy("期限・回数切れ"),
    CaseState.WITHDRAWN: gettext_lazy("お申し込みの終了"),
}


def problem(found: Problem) -> str:
    """Why something was refused, in the active language."""
    if found.code not in MESSAGES:
        return messages.text(found)
    values = {key: localised(value) for key, value in found.values.items()}
    return str(MESSAGES[found.code]) % values


def reviewer(claimed_by: str, reader: str) -> str:
    """Who has a case, for *reader*: あなた, else the member ID of the colleague."""
    if claimed_by == reader:
        return _("あなた")
    return claimed_by.partition(":")[2]


def language() -> str:
    """The active language, as texts of the profile and of mails know it."""
    return "en" if (get_language() or "ja").startswith("en") else "ja"
