"""Reservations of numbers that move in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock, ids
from kaitsu.portability.states import LIVE, State

#: The constraints of MNP-6 and the code of each.
IN_USE = {
    "portability_live_number": "portability.reservation_in_use",
    "portability_live_msisdn": "portability.number_in_use",
}
#: The same within one draft of several lines.
TWICE = {
    "portability_draft_number": "portability.reservation_twice",
    "portability_draft_msisdn": "portability.number_twice",
}


class Reservation(models.Model):
    """One number that its holder brings along. ``owner`` is the application, which this room does not know.

    ``number`` is the carrier's reservation number, ``msisdn`` the telephone number, both as plain digits;
    ``last_day`` the last day on which the carrier honours the reservation.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    owner = models.UUIDField(db_index=True)
    number = models.TextField()
    msisdn = models.TextField()
    carrier = models.TextField()
    last_day = models.DateField()
    state = models.TextField(default=State.DRAFTED.value)
    drafted_at = models.DateTimeField(default=clock.now)
    reserved_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="portability_state", condition=Q(state__in=[str(s) for s in State])),
            models.CheckConstraint(
                name="portability_digits",
                condition=Q(number__regex=r"^[0-9]+$", msisdn__regex=r"^0[0-9]{10}$"),
            ),
            models.CheckConstraint(
                name="portability_reserved",
                condition=Q(state=State.RELEASED.value)
                | Q(state=State.DRAFTED.value, reserved_at__isnull=True)
                | (~Q(state__in=[State.DRAFTED.value, State.RELEASED.value]) & Q(reserved_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="portability_released",
                condition=Q(state=State.RELEASED.value, released_at__isnull=False)
                | (~Q(state=State.RELEASED.value) & Q(released_at__isnull=True)),
            ),
            models.UniqueConstraint(
                name="portability_live_number",
                fields=["number"],
                condition=Q(state__in=[str(s) for s in LIVE]),
            ),
            models.UniqueConstraint(
                name="portability_live_msisdn",
                fields=["msisdn"],
                condition=Q(state__in=[str(s) for s in LIVE]),
            ),
            models.UniqueConstraint(
                name="portability_draft_number",
                fields=["owner", "number"],
                condition=Q(state=State.DRAFTED.value),
            ),
            models.UniqueConstraint(
                name="portability_draft_msisdn",
                fields=["owner", "msisdn"],
                condition=Q(state=State.DRAFTED.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.carrier} ******{self.number[-4:]} ({self.state})"

    @property
    def subject(self) -> str:
        """The name under which the audit log keeps this reservation."""
        return f"reservation:{self.pk}"

    @property
    def reservation_number(self) -> ReservationNumber:
        """The reservation number as a value."""
        return ReservationNumber(self.number)

    @property
    def telephone(self) -> Msisdn:
        """The number that moves, as a value."""
        return Msisdn(self.msisdn)
