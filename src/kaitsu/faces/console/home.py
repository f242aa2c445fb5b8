"""The console's first page, and the operator's profile in words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kaitsu.faces.console import rights, sections
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import reader, show
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.kernel import clock
from kaitsu.operator_profile import current
from kaitsu.operator_profile.in_words import describe
from kaitsu.operator_profile.notices import notices


@staff(*rights.ENTER)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits, what failed, what to do, for the reader's role."""
    counted = sections.figures_for(reader(request).staff_role)
    calls = [figure for _section, found in counted for figure in found if figure.kind]
    return show(
        request,
        "console/home.html",
        "home",
        title=_("ホーム"),
        calls=calls,
        counted=counted,
        notices=_notices(),
    )


@staff(*rights.ENTER)
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Every fact of the operator's profile in words, as of today (PRO-1), and what it says of itself (PRO-2)."""
    told = describe(current().on(clock.today()), _language(), staff=True)
    return show(
        request, "console/profile.html", "profile", title=_("事業者の設定"), sections=told, notices=_notices()
    )


def _notices() -> list[str]:
    return [localised(notice) for notice in notices(current(), clock.today())]


def _language() -> str:
    return "en" if (get_language() or "ja").startswith("en") else "ja"
