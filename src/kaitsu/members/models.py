"""A member: somebody who applies for lines, or somebody of staff."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper

from kaitsu.kernel import actors, clock, ids
from kaitsu.members import rules
from kaitsu.members.roles import Role

LANGUAGES = ("ja", "en")


class Member(AbstractBaseUser):
    """An account. ``member_id`` is what people read, type and say; ``staff_role`` is "" for applicants.

    Django's groups and permissions are not used: a role says all that staff may do.
    """

    id = models.UUIDField(primary_key=True, default=ids.uuid7, editable=False)
    member_id = models.CharField(max_length=9, unique=True, default=rules.new_member_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=5, default="ja")
    staff_role = models.TextField(default="", blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BaseUserManager()

    USERNAME_FIELD = "member_id"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member_id__regex=f"^[{ids.UNAMBIGUOUS}]{{4}}-[{ids.UNAMBIGUOUS}]{{4}}$"),
                name="member_id_is_readable",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")) & ~Q(email=""), name="member_email_in_lower_case"
            ),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="member_language_is_known"),
            models.CheckConstraint(
                condition=Q(staff_role__in=["", *(role.value for role in Role)]), name="member_role_is_known"
            ),
        ]
        indexes = [
            # A sign-in by member ID compares without case.
            models.Index(Upper("member_id"), name="member_by_id_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.member_id

    @property
    def actor(self) -> actors.Actor:
        """This member as the one who acts (``by=``)."""
        return actors.staff(self.member_id) if self.staff_role else actors.member(self.member_id)
