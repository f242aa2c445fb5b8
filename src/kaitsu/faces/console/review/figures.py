"""What the console's home page says of the review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from kaitsu.applications import review_queue
from kaitsu.applications.review_queue import Filter
from kaitsu.faces.console.review.shares import bar
from kaitsu.faces.console.section import Figure
from kaitsu.identity import agreement
from kaitsu.kernel import clock

LATELY = timedelta(weeks=4)


def review() -> Sequence[Figure]:
    """How many cases nobody has, how many are past their deadline, what waits for a second look, who agrees."""
    free, late = review_queue.counts("")[Filter.FREE], review_queue.overdue()
    machine = agreement.machine(clock.now() - LATELY)
    address = reverse("console_review")
    return [
        Figure(_("審査を待つ本人確認"), free, f"{address}?list={Filter.FREE}", "warning" if free else ""),
        Figure(
            _("期限を過ぎた審査"),
            late,
            address,
            "danger" if late else "",
            _("先に審査してください") if late else "",
        ),
        Figure(_("2人目の確認を待つ審査"), agreement.waiting(), f"{address}#second"),
        Figure(
            _("機械と担当者の一致"),
            f"{bar(machine).percent}%" if machine.judged else "—",
            reverse("console_agreement"),
            hint=_("この4週間、%(count)s項目") % {"count": machine.judged} if machine.judged else "",
        ),
    ]
