"""What waits, what failed, what is left: counts for the home page, each answered by an index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.audit import queries as audit
from kaitsu.faces.console.section import Figure
from kaitsu.faces.look.templatetags.look import japanese_moment
from kaitsu.kernel import clock
from kaitsu.notifications.models import Mail
from kaitsu.notifications.states import State as MailState

#: A mail that is still here after this has met a trouble: a worker takes it within a minute.
LATE = timedelta(minutes=5)
#: Where checks of the whole log are written down.
LOG = "audit:log"


def house() -> Sequence[Figure]:
    """Jobs that failed: nobody else sees them."""
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    return [
        Figure(
            _("失敗した処理"),
            failed,
            "",
            "danger" if failed else "",
            _hint(failed, _("管理者に知らせてください")),
        )
    ]


def applications() -> Sequence[Figure]:
    """How many applications stand where, as far as somebody still has to do with them."""
    under_way = [State.DRAFT, State.VERIFYING, State.FULFILLING]
    counted = dict(
        Application.objects.filter(state__in=under_way).values_list("state").annotate(Count("id")).order_by()
    )
    labels = {
        State.DRAFT: _("入力の途中"),
        State.VERIFYING: _("本人確認"),
        State.FULFILLING: _("SIMカードの準備"),
    }
    return [Figure(labels[state], counted.get(state, 0), _list(state)) for state in under_way]


def held() -> Sequence[Figure]:
    """Applications that wait for a decision, and since when the oldest does (PCK-1)."""
    waiting = Application.objects.filter(state=State.HELD).aggregate(
        count=Count("id"), oldest=Min("submitted_at")
    )
    count, oldest = waiting["count"], waiting["oldest"]
    hint = _("最も古い受付：%(moment)s") % {"moment": japanese_moment(oldest)} if oldest else ""
    return [
        Figure(_("判断を待つお申し込み"), count, reverse("console_held"), "warning" if count else "", hint)
    ]


def mails() -> Sequence[Figure]:
    """Mails that did not go out as they should (MAI-2)."""
    troubled = dict(
        Mail.objects.filter(state__in=[MailState.FAILED, MailState.UNCERTAIN])
        .values_list("state")
        .annotate(Count("id"))
        .order_by()
    )
    late = Mail.objects.filter(state=MailState.QUEUED, due_at__lt=clock.now() - LATE).count()
    failed, uncertain = troubled.get(MailState.FAILED, 0), troubled.get(MailState.UNCERTAIN, 0)
    address = reverse("console_mails")
    return [
        Figure(_("送れなかったメール"), failed, f"{address}?list=troubled", "danger" if failed else ""),
        Figure(
            _("届いたか分からないメール"),
            uncertain,
            f"{address}?list=troubled",
            "warning" if uncertain else "",
        ),
        Figure(_("遅れているメール"), late, f"{address}?list=waiting", "warning" if late else ""),
    ]


def log() -> Sequence[Figure]:
    """When the log was last checked as a whole, and with what result (OPS-1)."""
    last = audit.history(LOG).last()
    address = reverse("console_log")
    if last is None:
        return [Figure(_("記録の点検"), _("まだ"), address, "warning", _("点検してください"))]
    broken = int(last.details.get("problems", 0))
    result = _("異状あり") if broken else _("異状なし")
    return [Figure(_("記録の点検"), result, address, "danger" if broken else "", japanese_moment(last.at))]


def _hint(wanted: object, text: str) -> str:
    return text if wanted else ""


def _list(state: State) -> str:
    return f"{reverse('console_applications')}?state={state}"
