"""Reservations of numbers that move in, and the orders to their carriers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock, ids
from kaitsu.portability.states import LIVE, OrderState, Outcome, State

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
#: 45 random bits, so that an order's number does not tell how many there were.
ORDER_BITS = 45


def new_order_number() -> str:
    """The number by which the carrier's files know one order."""
    return f"M{ids.token(ORDER_BITS)}"


class Reservation(models.Model):
    """One number that its holder brings along. ``owner`` is the application, which this room does not know.

    ``number`` is the carrier's reservation number, ``msisdn`` the telephone number, both as plain digits;
    ``last_day`` the last day on which the carrier honours the reservation. ``warned_at`` and
    ``reissue_asked_at`` are when its holder was told that it runs out, and asked for a reissued one (MNP-7).
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
    warned_at = models.DateTimeField(null=True)
    reissue_asked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["last_day"],
                condition=Q(state__in=[State.RESERVED.value, State.REJECTED.value]),
                name="portability_deadline",
            ),
        )
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


class OrderFile(models.Model):
    """Orders that went out together as one file; it is written anew whenever it is asked for."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    by = models.TextField()

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"order file {self.pk}"


class PortOrder(models.Model):
    """One request to the carrier for one number (MNP-8), with the holder as the carrier is to know them.

    ``number`` is ours and stands in the files; ``answer`` is "" until the carrier's is here.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    number = models.CharField(max_length=20, unique=True, default=new_order_number, editable=False)
    reservation = models.ForeignKey(Reservation, on_delete=models.PROTECT, related_name="orders")
    name = models.TextField()
    kana = models.TextField()
    birth_date = models.DateField()
    state = models.TextField(default=OrderState.PLACED.value)
    placed_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True)
    file = models.ForeignKey(OrderFile, null=True, on_delete=models.PROTECT, related_name="orders")
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="port_order_state", condition=Q(state__in=[str(state) for state in OrderState])
            ),
            models.CheckConstraint(
                name="port_order_answered",
                condition=Q(
                    state=OrderState.ANSWERED.value,
                    answered_at__isnull=False,
                    answer__in=[str(outcome) for outcome in Outcome],
                )
                | (~Q(state=OrderState.ANSWERED.value) & Q(answered_at__isnull=True, answer="")),
            ),
            models.CheckConstraint(
                name="port_order_sent",
                condition=~Q(state__in=[OrderState.SENT.value, OrderState.ANSWERED.value])
                | Q(sent_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="port_order_one_open",
                fields=["reservation"],
                condition=Q(state__in=[OrderState.PLACED.value, OrderState.SENT.value]),
            ),
        )
        indexes = (models.Index(fields=["state", "placed_at"], name="port_order_by_state"),)

    def __str__(self) -> str:
        return f"port order {self.number} ({self.state})"

    @property
    def subject(self) -> str:
        """The name under which the audit log keeps this order."""
        return f"port_order:{self.pk}"


class AnswerFile(models.Model):
    """A file of answers that was taken in, with what became of each line. ``problems``: line, code, values."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    name = models.TextField(blank=True)
    digest = models.TextField()
    taken = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    problems = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.TextField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"answers {self.at:%Y-%m-%d %H:%M}"

    @property
    def refused(self) -> int:
        """How many lines were not taken."""
        return len(self.problems)
