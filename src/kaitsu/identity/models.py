"""An identity case, the attempts of its holder, the images of each, and what was found on them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kaitsu.identity.judging import Mark
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock, ids
from kaitsu.vault.models import Document

#: IDV-2: a login ID has at least 60 random bits, because the birth date that goes with it is a weak password.
LOGIN_ID_BITS = 60


def new_login_id() -> str:
    """A login ID for one case, in groups of four that a person can type."""
    token = ids.token(LOGIN_ID_BITS)
    return "-".join(token[start : start + 4] for start in range(0, len(token), 4))


class Case(models.Model):
    """One verification of one person. ``deadline`` is the last moment for the holder's next attempt (IDV-13).

    ``claimed_by`` (an Actor as text) has it under review since ``claimed_at``; both are empty otherwise (IDV-12).
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    login_id = models.CharField(max_length=40, unique=True, default=new_login_id, editable=False)
    state = models.TextField(default=CaseState.INVITED)
    registered_name = models.TextField()
    kana_name = models.TextField()
    latin_name = models.TextField()
    birth_date = models.DateField()
    postal_code = models.CharField(max_length=7)
    address = models.TextField()
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    deadline = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    locked_for_good = models.BooleanField(default=False)
    claimed_by = models.TextField(default="", blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in CaseState]),
                name="identity_case_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(deadline__gt=F("opened_at")),
                name="identity_case_deadline_after_opening",
            ),
            models.CheckConstraint(
                condition=(Q(state=CaseState.CLAIMED, claimed_at__isnull=False) & ~Q(claimed_by=""))
                | (~Q(state=CaseState.CLAIMED) & Q(claimed_at__isnull=True, claimed_by="")),
                name="identity_case_claimed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "deadline"], name="identity_case_by_deadline")]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def subject(self) -> str:
        """What the audit log knows this case by."""
        return f"case:{self.pk}"


class Attempt(models.Model):
    """One set of images that the holder sends: chosen, filled, submitted, decided; never changed after that.

    ``kind`` is a document of the profile, ``answers`` the yes or no to each of its questions (IDV-4),
    ``supplement`` the kind of supplementary document or "". ``asked`` names the slots that a second or third
    attempt is about; empty, it is about all that the kind needs (IDV-13).
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    kind = models.TextField()
    answers = models.JSONField(default=dict, blank=True)
    supplement = models.TextField(default="", blank=True)
    asked = models.JSONField(default=list, blank=True)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.TextField(default="", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.TextField(default="", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="identity_attempt_numbered"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_at__isnull=True), name="identity_one_open_attempt"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by="")
                | (Q(submitted_at__isnull=False) & ~Q(submitted_by="")),
                name="identity_attempt_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by="")
                | (Q(decided_at__gte=F("submitted_at"), submitted_at__isnull=False) & ~Q(decided_by="")),
                name="identity_attempt_decided_after_submission",
            ),
        ]
        indexes = [
            models.Index(
                fields=["decided_at"],
                include=["submitted_at"],
                condition=Q(decided_at__isnull=False),
                name="identity_attempt_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} of {self.case_id}"


class Image(models.Model):
    """One picture of a slot: a photograph, or page ``position`` (from 0) of a PDF. All are clean JPEG (IDV-8).

    ``removed_at`` is set where the holder replaced or removed it before submitting; its document is erased then.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="images")
    slot = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    media_type = models.TextField(default="image/jpeg")
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    size = models.PositiveIntegerField(help_text="bytes")
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    uploaded_by = models.TextField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["uploaded_at", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "slot", "position"],
                condition=Q(removed_at__isnull=True),
                name="identity_one_image_a_place",
            ),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="identity_image_has_pixels"),
        ]

    def __str__(self) -> str:
        return f"image {self.slot}/{self.position}"


class FieldVerdict(models.Model):
    """What a reviewer found of one part of an attempt: a field, or an image (IDV-17).

    ``part`` is ``name``, ``birth_date``, ``address``, ``expiry``, ``kind``, ``supplement`` or ``image:<slot>``.
    ``reason`` is a key of ``reasons.REASONS``; ``message`` goes to the holder with it, ``note`` stays with staff.
    ``region`` is the place on ``image`` that is meant: ``x``, ``y``, ``width``, ``height``, each a share of 1.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="verdicts")
    part = models.TextField()
    mark = models.TextField()
    reason = models.TextField(default="", blank=True)
    message = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)
    image = models.ForeignKey(Image, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    region = models.JSONField(null=True, blank=True)
    by = models.TextField()
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "part"], name="identity_one_verdict_a_part"),
            models.CheckConstraint(
                condition=Q(mark__in=[mark.value for mark in Mark]), name="identity_verdict_mark_is_known"
            ),
            models.CheckConstraint(
                condition=Q(mark=Mark.OK, reason="") | (~Q(mark=Mark.OK) & ~Q(reason="")),
                name="identity_verdict_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.mark}"


class Handover(models.Model):
    """A ticket that carries a visit from a computer to a telephone, once and for minutes (IDV-18)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handovers")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="identity_handover_expires_after_making"
            )
        ]

    def __str__(self) -> str:
        return f"handover of {self.case_id}"


class Reopening(models.Model):
    """That an approved case was reopened for documents of a new address (FUL-4), with attempts and days of its own.

    ``after_attempt`` is the number of the last attempt before it (0 for none). ``postal_code`` and ``address`` are
    what the attempts up to that one were judged by; the case holds what the next ones are judged by.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reopenings")
    after_attempt = models.PositiveSmallIntegerField()
    postal_code = models.CharField(max_length=7)
    address = models.TextField()
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.TextField()
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"reopening of {self.case_id}"
