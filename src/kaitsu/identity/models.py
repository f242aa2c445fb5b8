"""An identity case, the attempts of its holder, the images of each, and what people and the machine found on them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kaitsu.identity.judging import Mark
from kaitsu.identity.states import CaseState, ReadingState
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
    ``look`` is what the cheap look found (``usable``, ``advice``, ``figures``), null where none could be taken.
    ``insisted_at``: the holder was told that it cannot pass, and wants a person to look at it (IDV-10).
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
    look = models.JSONField(null=True, blank=True)
    insisted_at = models.DateTimeField(null=True, blank=True)

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
    ``machine`` is what the machine had found of the part (``same``, ``close``, ``different``, ``unreadable``), "" for
    nothing; ``accepted`` whether the verdict agrees with it, null where there was nothing to agree with (OPS-2).
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
    machine = models.TextField(default="", blank=True)
    accepted = models.BooleanField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(machine="", accepted__isnull=True) | (~Q(machine="") & Q(accepted__isnull=False)),
                name="identity_verdict_agrees_or_not",
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


class Reading(models.Model):
    """What the machine read on one image, once (IDV-9).

    ``evidence`` holds ``documents``, ``advice`` and ``lifted`` (codes of the look that reading lifts) as plain data.
    ``engine`` and ``rules`` are the versions that read; ``kind`` and ``side`` what the image was recognised as.
    The evidence is gone where the image was replaced.
    """

    image = models.OneToOneField(Image, on_delete=models.PROTECT, related_name="reading")
    state = models.TextField(default=ReadingState.PENDING)
    tries = models.PositiveSmallIntegerField(default=0)
    kind = models.TextField(default="", blank=True)
    side = models.TextField(default="", blank=True)
    engine = models.TextField(default="", blank=True)
    rules = models.TextField(default="", blank=True)
    evidence = models.JSONField(null=True, blank=True)
    requested_at = models.DateTimeField(default=clock.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ReadingState]),
                name="identity_reading_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=ReadingState.PENDING, finished_at__isnull=True)
                | (~Q(state=ReadingState.PENDING) & Q(finished_at__isnull=False)),
                name="identity_reading_finished_or_pending",
            ),
        ]
        indexes = [
            models.Index(
                fields=["requested_at"],
                condition=Q(state=ReadingState.PENDING),
                name="identity_reading_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"reading of {self.image_id}: {self.state}"


class Crop(models.Model):
    """The pixels from which one field was read, in the vault beside the image. ``place``: which document on it."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="crops")
    place = models.PositiveSmallIntegerField(default=0)
    field = models.TextField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "place", "field"], name="identity_one_crop_a_field"),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.reading_id}"


class Examination(models.Model):
    """What the readings of an attempt came to, once (IDV-14, IDV-15). Nothing of it changes afterwards but ``acted``.

    ``basis`` names each image that was looked at with its digest and versions, the day and the digest of what was
    registered; ``profile`` is the digest of the table that was applied. ``suggestion`` is ``approve``, ``ask_again`` or
    ``person``; ``level`` what the profile let the machine do; ``sampled``: a person decides all the same; ``acted``:
    the machine decided.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="examination")
    engine = models.TextField(default="", blank=True)
    rules = models.TextField()
    profile = models.TextField()
    basis = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    suggestion = models.TextField()
    level = models.TextField()
    sampled = models.BooleanField(default=False)
    acted = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(suggestion__in=["approve", "ask_again", "person"]),
                name="identity_examination_suggestion_is_known",
            ),
            models.CheckConstraint(
                condition=Q(acted=False) | (Q(sampled=False) & ~Q(suggestion="person")),
                name="identity_examination_acts_only_on_a_clear_case",
            ),
        ]
        indexes = [models.Index(fields=["made_at"], name="identity_examination_by_time")]

    def __str__(self) -> str:
        return f"examination of {self.attempt_id}: {self.suggestion}"


class SecondReview(models.Model):
    """A decided attempt that another reviewer judges again without seeing the first verdicts (OPS-6).

    ``claimed_by`` (an Actor as text) has it since ``claimed_at``; ``verdict`` is what came of it (``outcome`` and the
    mark of each part) and ``agrees`` whether it is what had been decided.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="second_review")
    chosen_at = models.DateTimeField(default=clock.now, editable=False)
    claimed_by = models.TextField(default="", blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    by = models.TextField(default="", blank=True)
    at = models.DateTimeField(null=True, blank=True)
    verdict = models.JSONField(null=True, blank=True)
    agrees = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by="", at__isnull=True, verdict__isnull=True, agrees__isnull=True)
                | (~Q(by="") & Q(at__isnull=False, verdict__isnull=False, agrees__isnull=False)),
                name="identity_second_review_whole_or_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["chosen_at"], condition=Q(at__isnull=True), name="identity_second_review_open"
            ),
        ]

    def __str__(self) -> str:
        return f"second review of {self.attempt_id}"
