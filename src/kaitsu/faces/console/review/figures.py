"""What the console's home page says of the review."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kaitsu.applications import review_queue
from kaitsu.applications.review_queue import Filter
from kaitsu.faces.console.section import Figure


def review() -> Sequence[Figure]:
    """How many cases nobody has, and how many are past their deadline."""
    free, late = review_queue.counts("")[Filter.FREE], review_queue.overdue()
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
    ]
