"""An identity case and the claims that its documents must bear out."""

from __future__ import annotations

from django.db import models

from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock, ids

#: IDV-2: a login ID has at least 60 random bits, because the birth date that goes with it is a weak password.
LOGIN_ID_BITS = 60


def new_login_id() -> str:
    """A login ID for one case, in groups of four that a person can type."""
    token = ids.token(LOGIN_ID_BITS)
    return "-".join(token[start : start + 4] for start in range(0, len(token), 4))


class Case(models.Model):
    """One verification of one person. ``deadline`` is the last moment for a first upload (IDV-13)."""

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

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in CaseState]),
                name="identity_case_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(deadline__gt=models.F("opened_at")),
                name="identity_case_deadline_after_opening",
            ),
        ]
        indexes = [models.Index(fields=["state", "deadline"], name="identity_case_by_deadline")]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def subject(self) -> str:
        """What the audit log knows this case by."""
        return f"case:{self.pk}"
