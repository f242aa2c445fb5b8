"""A parcel that came back (FUL-4): sent again to the same address, to a new one, or the application ends."""

from __future__ import annotations

from django.db import transaction

from kaitsu.applications import ending, moves, readdressing, shipping_letters
from kaitsu.applications.delivery_messages import END_REASONS
from kaitsu.applications.models import Application
from kaitsu.applications.readdressing import ask
from kaitsu.applications.states import Event
from kaitsu.fulfilment import services as fulfilment
from kaitsu.fulfilment.models import Parcel
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.portability import queries as portability
from kaitsu.portability.states import State as PortState

__all__ = ["ask", "end", "has_ported", "resend"]


@transaction.atomic
def resend(parcel: Parcel, *, by: Actor) -> int:
    """Send a returned parcel again to the same address (FUL-4); returns how many lines wait for a parcel now.

    A new address that is asked for is not asked for any longer. Raises KaitsuError ``fulfilment.not_returned``.
    """
    application = moves.locked(parcel.owner)
    lines = fulfilment.resend(parcel.pk, by=by)
    readdressing.withdraw(application, by=by)
    return lines


def has_ported(parcel: Parcel) -> bool:
    """Whether a number has moved here already that would be lost with the application of *parcel*."""
    return portability.of_owner(parcel.owner).filter(state=PortState.PORTED).exists()


@transaction.atomic
def end(parcel: Parcel, *, reason: str, number_settled: bool = False, by: Actor) -> Application:
    """End the application of a returned parcel (FUL-4): cards struck off, numbers quarantined, the code free again.

    *reason* is a key of ``END_REASONS``. A number that has moved here already is lost to its holder with the
    application, so that staff must have *number_settled*. Raises KaitsuError ``fulfilment.not_returned``,
    ``applications.end_reason_missing``, ``applications.number_unsettled``, ``portability.ordered``.
    """
    if reason not in END_REASONS:
        raise KaitsuError("applications.end_reason_missing", field="reason", rule="FUL-4")
    application = moves.locked(parcel.owner)
    if not readdressing.returned(application).filter(pk=parcel.pk).exists():
        raise KaitsuError("fulfilment.not_returned", rule="FUL-4")
    if has_ported(parcel) and not number_settled:
        raise KaitsuError("applications.number_unsettled", field="number_settled", rule="MNP-7")
    readdressing.withdraw(application, by=by)
    fulfilment.end(application.pk, by=by)
    ending.end(application, Event.CANCEL, by=by, reason=reason)
    shipping_letters.ended(application, reason)
    return application
