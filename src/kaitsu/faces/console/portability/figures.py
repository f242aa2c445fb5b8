"""What waits of the port-in orders, for the console's home page."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from kaitsu.faces.console.section import Figure
from kaitsu.faces.look.templatetags.look import japanese_date
from kaitsu.portability import queries


def ports() -> Sequence[Figure]:
    """Orders to send, orders without an answer, reservations that wait for their holder."""
    now, troubled = queries.order_counts(), queries.troubled().count()
    hint = _("最も早い期限：%(day)s") % {"day": japanese_date(now.earliest)} if now.earliest else ""
    address = reverse("console_ports")
    return [
        Figure(_("送る転入依頼"), now.placed, address, "warning" if now.placed else "", hint),
        Figure(_("回答を待つ転入依頼"), now.sent, f"{address}?list=sent"),
        Figure(_("お客様の対応を待つ予約番号"), troubled, f"{address}?list=holders"),
    ]
