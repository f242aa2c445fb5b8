"""What an operator gives out, each thing once, and the parcels that carry it. ``owner`` is the application."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kaitsu.fulfilment.states import Handling, LineState, ParcelState, StockState, Waits
from kaitsu.kernel import clock, ids

__all__ = ["FileImport", "LabelRun", "LineFulfilment", "Parcel", "PhoneNumber", "SimCard", "StockState"]

#: 45 random bits: a courier's file and a label carry it, so it must not tell how many parcels there were.
PARCEL_BITS = 45


def new_parcel_number() -> str:
    """The number by which the courier's files know one parcel (お客様管理番号)."""
    return f"P{ids.token(PARCEL_BITS)}"


class SimCard(models.Model):
    """One SIM card, known by its ICCID (19 or 20 digits, the last one a check digit)."""

    iccid = models.CharField(max_length=20, unique=True)
    size = models.TextField()
    state = models.TextField(default=StockState.FREE.value)
    received_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[StockState.FREE, StockState.ALLOCATED, StockState.STRUCK_OFF]),
                name="sim_card_state_is_known",
            ),
            models.CheckConstraint(condition=Q(iccid__regex=r"^\d{19,20}$"), name="sim_card_iccid_is_digits"),
        ]
        indexes = [
            models.Index(
                fields=["size", "id"], condition=Q(state=StockState.FREE), name="sim_card_free_by_size"
            )
        ]

    def __str__(self) -> str:
        return f"SIM card …{self.iccid[-4:]}"


class PhoneNumber(models.Model):
    """One number of the operator's pool, in national digits (``07012345678``)."""

    msisdn = models.CharField(max_length=11, unique=True)
    state = models.TextField(default=StockState.FREE.value)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[StockState.FREE, StockState.ALLOCATED, StockState.QUARANTINED]),
                name="phone_number_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(msisdn__regex=r"^0\d{9,10}$"), name="phone_number_is_national"
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state=StockState.FREE), name="phone_number_free")]

    def __str__(self) -> str:
        return f"number …{self.msisdn[-4:]}"


class LabelRun(models.Model):
    """Parcels that were packed together: one sheet of labels, one set of packing lists, one courier file."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    by = models.TextField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"label run {self.pk}"


class Parcel(models.Model):
    """One parcel with its address as it was when it was packed. ``tracking`` is the courier's, "" until it tells."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    number = models.CharField(max_length=20, unique=True, default=new_parcel_number, editable=False)
    owner = models.UUIDField(db_index=True)
    run = models.ForeignKey(LabelRun, on_delete=models.PROTECT, related_name="parcels")
    handling = models.TextField()
    name = models.TextField()
    kana = models.TextField()
    telephone = models.TextField()
    postal_code = models.CharField(max_length=7)
    address = models.TextField()
    building = models.TextField(blank=True)
    state = models.TextField(default=ParcelState.PACKED.value)
    tracking = models.TextField(default="", blank=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ParcelState]), name="parcel_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(handling__in=[handling.value for handling in Handling]),
                name="parcel_handling_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=ParcelState.PACKED, tracking="")
                | (~Q(state=ParcelState.PACKED) & ~Q(tracking="")),
                name="parcel_tracked_once_handed_over",
            ),
            models.UniqueConstraint(
                fields=["tracking"], condition=~Q(tracking=""), name="parcel_one_per_tracking"
            ),
        ]
        indexes = [models.Index(fields=["state", "changed_at"], name="parcel_by_state")]

    def __str__(self) -> str:
        return f"parcel {self.number} ({self.state})"

    @property
    def subject(self) -> str:
        """What the audit log knows this parcel by."""
        return f"parcel:{self.pk}"

    @property
    def verified_only(self) -> bool:
        """FUL-2: whether it may be handed over at this address only."""
        return self.handling == Handling.VERIFIED_ONLY


class LineFulfilment(models.Model):
    """One line of an application in the warehouse (FUL-1): what it needs, what it was given, which parcel has it.

    ``msisdn`` is the number of the line, from the pool (``number``) or ``ported``; a line whose number moves in
    has none until it is here. Its state is derived: from ``ended_at``, its parcel, ``allocated_at``.
    """

    owner = models.UUIDField()
    index = models.PositiveSmallIntegerField()
    size = models.TextField()
    embedded = models.BooleanField(default=False)
    handling = models.TextField()
    ported = models.BooleanField(default=False)
    msisdn = models.CharField(max_length=11, default="", blank=True)
    number = models.OneToOneField(PhoneNumber, null=True, on_delete=models.PROTECT, related_name="line")
    card = models.OneToOneField(SimCard, null=True, on_delete=models.PROTECT, related_name="line")
    parcel = models.ForeignKey(Parcel, null=True, on_delete=models.PROTECT, related_name="lines")
    begun_at = models.DateTimeField(default=clock.now, editable=False)
    allocated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["owner", "index"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "index"], name="line_fulfilment_one_per_line"),
            models.CheckConstraint(
                condition=Q(handling__in=[handling.value for handling in Handling]),
                name="line_fulfilment_handling_is_known",
            ),
            models.CheckConstraint(
                condition=Q(allocated_at__isnull=True, number__isnull=True, card__isnull=True)
                | (
                    Q(allocated_at__isnull=False)
                    & ~Q(msisdn="")
                    & (Q(card__isnull=False, embedded=False) | Q(card__isnull=True, embedded=True))
                    & (Q(number__isnull=False, ported=False) | Q(number__isnull=True, ported=True))
                ),
                name="line_fulfilment_all_or_nothing",
            ),
            models.CheckConstraint(
                condition=Q(parcel__isnull=True) | Q(allocated_at__isnull=False, embedded=False),
                name="line_fulfilment_packed_after_allocation",
            ),
            models.UniqueConstraint(
                fields=["msisdn"],
                condition=~Q(msisdn="") & Q(ended_at__isnull=True),
                name="line_fulfilment_one_per_number",
            ),
        ]
        indexes = [
            models.Index(
                fields=["begun_at"],
                condition=Q(allocated_at__isnull=True, ended_at__isnull=True),
                name="line_fulfilment_waiting",
            ),
            models.Index(
                fields=["allocated_at"],
                condition=Q(
                    allocated_at__isnull=False, parcel__isnull=True, ended_at__isnull=True, embedded=False
                ),
                name="line_fulfilment_ready",
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.index} ({self.state})"

    @property
    def state(self) -> LineState:
        """Where the line stands; asks its parcel where it has one."""
        if self.ended_at is not None:
            return LineState.ENDED
        if self.parcel is not None:
            return LineState(self.parcel.state)
        if self.allocated_at is None:
            return LineState.WAITING
        return LineState.DELIVERED if self.embedded else LineState.ALLOCATED

    @property
    def waits_for_port(self) -> bool:
        """Whether the number is still at the old carrier (MNP-8)."""
        return self.ported and not self.msisdn

    def waits(self, free_sizes: frozenset[str], any_number: bool) -> Waits:
        """What a WAITING line waits for, with the sizes and numbers that are in stock."""
        if self.waits_for_port:
            return Waits.PORT
        if not self.embedded and self.size not in free_sizes:
            return Waits.CARD
        if not self.ported and not any_number:
            return Waits.NUMBER
        return Waits.NOTHING


class FileImport(models.Model):
    """A file that was taken in, with what became of each line (FUL-5, FUL-6). ``problems``: line, code, values."""

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    kind = models.TextField()
    name = models.TextField(blank=True)
    digest = models.TextField()
    taken = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    problems = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.TextField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["kind", "-at"], name="file_import_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"

    @property
    def refused(self) -> int:
        """How many lines were not taken."""
        return len(self.problems)
