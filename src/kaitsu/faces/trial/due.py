"""What the queue's periodic jobs would do by now, done at once: after the clock was moved nobody wants to wait."""

from __future__ import annotations

from collections.abc import Callable

from kaitsu.applications import delivery, porting, readdressing, services, verification
from kaitsu.notifications import services as notifications

#: In the order of the day. Each is safe to do twice.
DUE: tuple[Callable[[], object], ...] = (
    services.remind_drafts,
    services.expire_drafts,
    verification.remind_due,
    verification.lapse_due,
    readdressing.lapse_due,
    porting.watch,
    porting.exchange_orders,
    delivery.sweep,
    notifications.sweep,
)


def catch_up() -> None:
    """Do everything that is due."""
    for act in DUE:
        act()
