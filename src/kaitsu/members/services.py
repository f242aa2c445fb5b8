"""What is done to accounts. Signing in and out, codes and second factors are django-allauth's, behind the pages."""

from __future__ import annotations

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url

from kaitsu.audit import services as audit
from kaitsu.kernel import actors, clock, ids
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.members import queries, rules
from kaitsu.members.models import LANGUAGES, Member
from kaitsu.members.roles import Role
from kaitsu.notifications import services as notifications

#: Who acts where nobody does: the set-up of the trial, a command.
SETUP = actors.machine("setup")

#: How long a registration may wait for its code before it is forgotten.
UNCONFIRMED = timedelta(days=7)


@transaction.atomic
def register(email: str, password: str, language: str = "ja", *, by: Actor | None = None) -> Member:
    """A new member whose address is already known to be theirs, told their member ID by mail (MEM-2).

    KaitsuError ``members.email_taken`` where the address has an account.
    """
    member = _create(email, password, language, role="")
    confirm(member, by=by or member.actor)
    return member


@transaction.atomic
def confirm(member: Member, *, by: Actor) -> None:
    """*member* has shown that the e-mail address is theirs: from now on they have their member ID, shown and mailed."""
    EmailAddress.objects.filter(user=member, email=member.email).update(verified=True)
    notifications.queue(
        "registered",
        to=member.email,
        language=member.language,
        context={"member_id": member.member_id, "sign_in_url": _sign_in_url()},
        subject=subject(member),
        key=f"registered:{member.id}",
    )
    audit.record("members.registered", by=by, subject=subject(member), language=member.language)


@transaction.atomic
def ensure_staff(role: Role | str, email: str, password: str, *, by: Actor = SETUP) -> Member:
    """The member of staff with *email*, in *role*; made where there is none. An existing password is kept.

    ValueError for an unknown role; KaitsuError ``members.not_staff`` where an applicant has the address.
    """
    role = Role(role)
    email = rules.read_email(email)
    member = Member.objects.select_for_update().filter(email=email).first()
    if member is None:
        member = _create(email, password, "ja", role=role)
        EmailAddress.objects.filter(user=member).update(verified=True)
    elif not member.staff_role:
        raise KaitsuError("members.not_staff", field="email")
    elif member.staff_role == role:
        return member
    Member.objects.filter(pk=member.pk).update(staff_role=role)
    member.staff_role = role
    audit.record("members.role_given", by=by, subject=subject(member), role=role, staff=member.member_id)
    return member


@transaction.atomic
def invite_staff(role: Role | str, email: str, *, by: Actor = SETUP) -> Member:
    """A new member of staff in *role*, who is told by mail where to choose a password; nobody knows one until then.

    ValueError for an unknown role; KaitsuError ``members.email_taken`` where the address has an account.
    """
    role = Role(role)
    member = _create(email, secrets.token_urlsafe(32), "ja", role=role)
    EmailAddress.objects.filter(user=member).update(verified=True)
    audit.record("members.role_given", by=by, subject=subject(member), role=role, staff=member.member_id)
    notifications.queue(
        "staff_invited",
        to=member.email,
        language=member.language,
        context={
            "member_id": member.member_id,
            "reset_url": str(settings.KAITSU_PUBLIC_URL) + resolve_url("account_reset_password"),
            "console_url": str(settings.KAITSU_PUBLIC_URL) + resolve_url("console"),
        },
        subject=subject(member),
        key=f"staff_invited:{member.id}",
    )
    return member


@transaction.atomic
def change_role(email: str, role: Role | str, *, by: Actor = SETUP) -> Member:
    """Give the member of staff with *email* another *role*; what they had before ends at once.

    ValueError for an unknown role; KaitsuError ``members.not_staff`` where nobody of staff has the address.
    """
    role = Role(role)
    member = _of_staff(email)
    if member.staff_role != role:
        member.staff_role = role
        member.save(update_fields=["staff_role"])
        audit.record("members.role_given", by=by, subject=subject(member), role=role, staff=member.member_id)
    return member


@transaction.atomic
def disable_staff(email: str, *, by: Actor = SETUP) -> Member:
    """End the account of the member of staff with *email*; sessions end with it. Twice does no harm.

    KaitsuError ``members.not_staff`` where nobody of staff has the address.
    """
    member = _of_staff(email)
    if member.is_active:
        member.is_active = False
        member.save(update_fields=["is_active"])
        audit.record("members.disabled", by=by, subject=subject(member), staff=member.member_id)
    return member


def _of_staff(email: str) -> Member:
    member = Member.objects.select_for_update().filter(email=rules.read_email(email)).first()
    if member is None or not member.staff_role:
        raise KaitsuError("members.not_staff", field="email")
    return member


def choose_language(member: Member, language: str) -> None:
    """Write to *member* in *language* ("ja" or "en") from now on; anything else changes nothing."""
    if language in LANGUAGES and language != member.language:
        Member.objects.filter(pk=member.pk).update(language=language)
        member.language = language


def signed_in(member: Member) -> None:
    """Log that somebody of staff has signed in (OPS-1); what applicants do is in the log of their application."""
    if member.staff_role:
        audit.record("members.signed_in", by=member.actor, subject=subject(member))


def forget_unconfirmed() -> int:
    """Delete accounts whose address was not confirmed within :data:`UNCONFIRMED`; returns how many.

    Nobody has ever signed in to one of them, so nothing hangs on them.
    """
    forgotten = Member.objects.filter(
        emailaddress__verified=False, last_login=None, staff_role="", created_at__lt=clock.now() - UNCONFIRMED
    )
    return forgotten.delete()[1].get("members.Member", 0)


def subject(member: Member) -> str:
    """*member* as the subject of mails and log entries."""
    return f"member:{member.id}"


def _sign_in_url() -> str:
    return str(settings.KAITSU_PUBLIC_URL) + resolve_url(settings.LOGIN_URL)


def _create(email: str, password: str, language: str, *, role: str) -> Member:
    email = rules.read_email(email)
    if Member.objects.filter(email=email).exists():
        raise KaitsuError("members.email_taken", field="email", rule="MEM-1")
    member = Member(
        id=ids.uuid7(),
        member_id=queries.free_member_id(),
        email=email,
        language=language,
        staff_role=role,
    )
    member.set_password(password)
    member.save(force_insert=True)
    EmailAddress.objects.create(user=member, email=email, primary=True, verified=False)
    return member
