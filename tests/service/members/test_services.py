"""Accounts: registered, made for staff, written to in their language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from factories import members
from kaitsu.audit.models import Event
from kaitsu.kernel import actors, clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.members import queries, services
from kaitsu.members.models import Member
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail

pytestmark = pytest.mark.django_db


@pytest.mark.rule("MEM-1", "MEM-2")
def test_a_new_member_gets_an_id_by_mail() -> None:
    member = services.register("Hanako@Example.JP", members.PASSWORD, "en")

    assert member.email == "hanako@example.jp"
    assert member.check_password(members.PASSWORD)
    assert EmailAddress.objects.get(user=member).verified
    mail = Mail.objects.get()
    assert (mail.kind, mail.to, mail.language) == ("registered", "hanako@example.jp", "en")
    assert member.member_id in mail.text
    assert Event.objects.get().action == "members.registered"


def test_an_address_has_one_account_in_whatever_case() -> None:
    services.register("hanako@example.jp", members.PASSWORD)

    with pytest.raises(KaitsuError) as refused:
        services.register("HANAKO@example.jp", members.PASSWORD)

    assert refused.value.code == "members.email_taken"
    assert Member.objects.count() == Mail.objects.count() == 1


def test_confirming_twice_sends_one_mail() -> None:
    member = members.member(verified=False)

    services.confirm(member, by=member.actor)
    services.confirm(member, by=member.actor)

    assert EmailAddress.objects.get(user=member).verified
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("role", list(Role))
def test_staff_are_made_once_in_their_role(role: Role) -> None:
    made = services.ensure_staff(role, f"{role}@example.jp", members.PASSWORD)
    again = services.ensure_staff(role, f"{role}@example.jp", "another password")

    assert made == again
    assert again.check_password(members.PASSWORD)
    assert made.staff_role == role
    assert made.actor == actors.staff(made.member_id)
    assert Mail.objects.count() == 0
    assert [event.details["role"] for event in Event.objects.all()] == [role]


def test_staff_may_get_another_role() -> None:
    services.ensure_staff(Role.SUPPORT, "staff@example.jp", members.PASSWORD)
    services.ensure_staff(Role.AUDITOR, "staff@example.jp", members.PASSWORD)

    assert Member.objects.get().staff_role == Role.AUDITOR
    assert Event.objects.count() == 2


def test_an_applicant_does_not_become_staff() -> None:
    members.member("hanako@example.jp")

    with pytest.raises(KaitsuError) as refused:
        services.ensure_staff(Role.MANAGER, "hanako@example.jp", members.PASSWORD)

    assert refused.value.code == "members.not_staff"


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(ValueError, match="emperor"):
        services.ensure_staff("emperor", "staff@example.jp", members.PASSWORD)


def test_a_member_is_written_to_in_the_language_that_they_chose() -> None:
    member = members.member()

    services.choose_language(member, "en")
    services.choose_language(member, "tlh")

    assert Member.objects.get().language == "en"


def test_staff_find_a_member_by_what_is_said_on_the_telephone() -> None:
    member = members.member()

    assert queries.by_member_id(member.member_id.lower().replace("-", " ")) == member
    assert queries.by_member_id("not an ID") is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("member_id", "k7qm-3fht"),
        ("member_id", "K7QM3FHT"),
        ("email", "Hanako@example.jp"),
        ("email", ""),
        ("language", "fr"),
        ("staff_role", "emperor"),
    ],
)
def test_the_database_refuses_what_cannot_be(field: str, value: str) -> None:
    member = members.member()

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(**{field: value})


def test_a_registration_that_nobody_confirmed_is_forgotten_after_a_week() -> None:
    with clock.frozen(clock.now() - timedelta(days=7, seconds=1)):
        members.member("left@example.jp", verified=False)
        kept = [members.member(), members.staff(verified=False)]
    kept.append(members.member(verified=False))

    assert services.forget_unconfirmed() == 1
    assert services.forget_unconfirmed() == 0
    assert set(Member.objects.all()) == set(kept)


def test_a_sign_in_of_staff_is_logged_and_one_of_an_applicant_is_not() -> None:
    staff, applicant = members.staff(), members.member()

    services.signed_in(staff)
    services.signed_in(applicant)

    assert Event.objects.get().actor_id == staff.member_id
