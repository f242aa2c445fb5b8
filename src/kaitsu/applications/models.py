"""An application and its lines. A draft is an application in state DRAFT: one row from the first page to the last."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kaitsu.applications import search_keys
from kaitsu.applications.ports import Verdict
from kaitsu.applications.states import OPEN_CHANGES, ChangeState, HoldStepKind, State
from kaitsu.cards.models import Registration
from kaitsu.identity.models import Case
from kaitsu.kernel import clock, ids
from kaitsu.portability.models import Reservation
from kaitsu.retail.models import Package

#: 45 random bits: enough to be unguessable in sequence, short enough to be read over the telephone.
REFERENCE_BITS = 45

#: In a fixed order, so that migrations do not see a change where there is none.
_OPEN_CHANGES = sorted(OPEN_CHANGES)

#: Text that must be there from submission on. Kept as columns, so that the database itself can insist.
REQUIRED_TEXT = (
    "line_type",
    "plan",
    "registered_family",
    "registered_given",
    "kana_family",
    "kana_given",
    "latin_family",
    "latin_given",
    "telephone",
    "email",
    "postal_code",
    "prefecture",
    "city",
    "block",
    "terms_version",
    "terms_digest",
    "privacy_version",
    "privacy_digest",
)
#: Values that must be there from submission on.
REQUIRED_VALUES = ("package", "card", "birth_date", "code_confirmed_at", "ready_at", "terms_at", "privacy_at")


def new_reference() -> str:
    """A reference for one application: ten characters in groups of three (``K7F-HJG-KU6-Q``)."""
    token = ids.token(REFERENCE_BITS)
    return "-".join(token[start : start + 3] for start in range(0, len(token), 3))


def _complete() -> Q:
    condition = Q()
    for name in REQUIRED_TEXT:
        condition &= ~Q(**{name: ""})
    for name in REQUIRED_VALUES:
        condition &= Q(**{f"{name}__isnull": False})
    return condition


def _pair(first: str, second: str) -> Q:
    """Both filled or both empty: who and when are never told apart."""
    return (Q(**{f"{first}__isnull": True}) & Q(**{second: ""})) | (
        Q(**{f"{first}__isnull": False}) & ~Q(**{second: ""})
    )


class Application(models.Model):
    """One person's application for one to three lines, from the first page of its draft on.

    Text that was not answered yet is empty; ``device`` is then "" too, and ``none`` for SIM only.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    reference = models.CharField(max_length=20, unique=True, default=new_reference, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications"
    )
    state = models.TextField(default=State.DRAFT)
    language = models.CharField(max_length=5, default="ja")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    held_for = models.JSONField(default=list, blank=True)

    package = models.ForeignKey(Package, null=True, on_delete=models.PROTECT, related_name="+")
    line_type = models.TextField(default="", blank=True)
    code_confirmed_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    terms_version = models.TextField(default="", blank=True)
    terms_digest = models.TextField(default="", blank=True)
    terms_at = models.DateTimeField(null=True, blank=True)
    terms_from = models.GenericIPAddressField(null=True, blank=True)
    privacy_version = models.TextField(default="", blank=True)
    privacy_digest = models.TextField(default="", blank=True)
    privacy_at = models.DateTimeField(null=True, blank=True)
    privacy_from = models.GenericIPAddressField(null=True, blank=True)

    plan = models.TextField(default="", blank=True)
    device = models.TextField(default="", blank=True)

    name_in_latin = models.BooleanField(null=True)
    registered_family = models.TextField(default="", blank=True)
    registered_given = models.TextField(default="", blank=True)
    kana_family = models.TextField(default="", blank=True)
    kana_given = models.TextField(default="", blank=True)
    latin_family = models.TextField(default="", blank=True)
    latin_given = models.TextField(default="", blank=True)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.TextField(default="", blank=True)
    telephone = models.CharField(max_length=16, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    postal_code = models.CharField(max_length=7, default="", blank=True)
    prefecture = models.TextField(default="", blank=True)
    city = models.TextField(default="", blank=True)
    town = models.TextField(default="", blank=True)
    block = models.TextField(default="", blank=True)
    building = models.TextField(default="", blank=True)
    address_insisted = models.BooleanField(default=False)

    card = models.ForeignKey(Registration, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="application_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[State.HELD, State.VERIFYING, State.FULFILLING, State.ACTIVE, State.REFUSED]
                )
                | Q(submitted_at__isnull=False),
                name="application_beyond_draft_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DRAFT) | Q(submitted_at__isnull=True),
                name="application_draft_is_unsubmitted",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | _complete(), name="application_submitted_is_complete"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.VERIFYING) | Q(case__isnull=False),
                name="application_verifying_has_case",
            ),
            models.CheckConstraint(
                condition=_pair("terms_at", "terms_version"), name="application_terms_whole"
            ),
            models.CheckConstraint(
                condition=_pair("privacy_at", "privacy_version"), name="application_privacy_whole"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("created_at")),
                name="application_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["package"],
                condition=Q(
                    state__in=[State.DRAFT, State.HELD, State.VERIFYING, State.FULFILLING, State.ACTIVE]
                ),
                name="application_one_live_per_package",
                violation_error_code="retail.held",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-created_at"], name="application_by_member"),
            models.Index(fields=["state", "submitted_at"], name="application_by_state"),
            models.Index(
                fields=["expires_at"], condition=Q(state=State.DRAFT), name="application_drafts_by_end"
            ),
            models.Index(
                fields=["kana_family", "kana_given", "birth_date"],
                condition=Q(submitted_at__isnull=False),
                name="application_by_holder",
            ),
            models.Index(search_keys.REGISTERED, name="application_find_registered"),
            models.Index(search_keys.KANA, name="application_find_kana"),
            models.Index(search_keys.FAMILY_FIRST, name="application_find_latin"),
            models.Index(search_keys.GIVEN_FIRST, name="application_find_latin_given"),
            models.Index(search_keys.EMAIL, name="application_find_email"),
            models.Index(fields=["telephone"], name="application_find_telephone"),
        ]

    def __str__(self) -> str:
        return self.reference


class Line(models.Model):
    """One SIM card of an application. ``start`` is "new" or "mnp" for a voice line, "" for others or not yet asked."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="lines")
    index = models.PositiveSmallIntegerField()
    function = models.TextField(default="", blank=True)
    start = models.TextField(default="", blank=True)
    size = models.TextField(default="", blank=True)
    reservation = models.OneToOneField(Reservation, null=True, on_delete=models.PROTECT, related_name="+")
    same_details_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["index"]
        constraints = [
            models.UniqueConstraint(fields=["application", "index"], name="line_one_per_place"),
            models.CheckConstraint(condition=Q(start__in=["", "new", "mnp"]), name="line_start_is_known"),
            models.CheckConstraint(
                condition=Q(reservation__isnull=True) | Q(start="mnp"), name="line_reservation_only_for_mnp"
            ),
        ]

    def __str__(self) -> str:
        return f"line {self.index}"


class ConfirmationCode(models.Model):
    """The code mailed before an application goes out (CNF-2): one per application, kept as a keyed hash."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="confirmation")
    email = models.EmailField()
    code_hash = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="confirmation_expires_after_sending"
            )
        ]

    def __str__(self) -> str:
        return f"confirmation code of {self.application_id}"


class HoldStep(models.Model):
    """What was done about a held application (PCK-1), and why one was cancelled while it was verified (IDV-13).

    What the log may not hold stands here: words and notes.

    ``number`` counts the steps of one application; two members of staff at once cannot both take the next one.
    ``questions`` are the reasons that were asked about, ``words`` went to the holder, ``note`` is for staff. The
    holder's answer (PCK-2) has its text in ``words``. ``allows`` names what the holder may correct after being
    asked; of a correction, it is the one part that was.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="hold_steps")
    number = models.PositiveSmallIntegerField()
    kind = models.TextField()
    reason = models.TextField(default="", blank=True)
    questions = models.JSONField(default=list, blank=True)
    allows = models.JSONField(default=list, blank=True)
    words = models.TextField(default="", blank=True)
    note = models.TextField(default="", blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="hold_step_one_per_number"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in HoldStepKind]), name="hold_step_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind=HoldStepKind.CANCEL) | ~Q(reason=""), name="hold_step_cancel_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class RegisterAnswer(models.Model):
    """What an outside register was asked about an application, and what it answered (PCK-3).

    ``verdict`` is empty until it answers, and for good where it did not until ``due_at``. ``codes`` are the
    register's own codes for why. The key is what the register knows the question by.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="register_answers")
    register = models.TextField()
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    verdict = models.TextField(default="", blank=True)
    codes = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["register"]
        constraints = [
            models.UniqueConstraint(fields=["application", "register"], name="register_answer_one_each"),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *(verdict.value for verdict in Verdict)]),
                name="register_answer_verdict_is_known",
            ),
            models.CheckConstraint(
                condition=_pair("answered_at", "verdict"), name="register_answer_answered_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} of {self.application_id}"


class AddressChange(models.Model):
    """The new address of an application whose parcel came back (FUL-4): asked for, given, verified where it must be.

    Its parts are empty until the holder gives them. ``former`` is the registered address that it replaced. ``why``
    is told of one that failed: "silent", "lapsed" or "refused".
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="address_changes")
    state = models.TextField(default=ChangeState.ASKED)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.TextField()
    due_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(default="", blank=True)
    postal_code = models.CharField(max_length=7, default="", blank=True)
    prefecture = models.TextField(default="", blank=True)
    city = models.TextField(default="", blank=True)
    town = models.TextField(default="", blank=True)
    block = models.TextField(default="", blank=True)
    building = models.TextField(default="", blank=True)
    insisted = models.BooleanField(default=False)
    former = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ChangeState]),
                name="address_change_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ChangeState.VERIFYING, ChangeState.CONFIRMED])
                | (~Q(postal_code="") & Q(given_at__isnull=False)),
                name="address_change_given_before_verified",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_OPEN_CHANGES, closed_at__isnull=True)
                | (~Q(state__in=_OPEN_CHANGES) & Q(closed_at__isnull=False)),
                name="address_change_closed_at_its_end",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=_OPEN_CHANGES),
                name="address_change_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state=ChangeState.ASKED), name="address_change_by_deadline"
            )
        ]

    def __str__(self) -> str:
        return f"new address of {self.application_id} ({self.state})"
