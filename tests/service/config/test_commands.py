"""``kaitsu staff`` and ``kaitsu vault``: what whoever runs Kaitsu does at a shell (OPS-1)."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from pytest_django import Settings

from factories.command_line import kaitsu
from factories.members import member, staff
from kaitsu.audit.models import Event
from kaitsu.kernel.actors import machine
from kaitsu.members import resealing, secrets
from kaitsu.members.models import Member
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from kaitsu.vault import queries as vault
from kaitsu.vault import services as documents

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPS-1")]

BY = machine("test")
OLD, NEW = b"o" * 32, b"n" * 32


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed where a password is asked for, in order."""
    answers: list[str] = []
    found: Iterator[str] = iter(answers)
    monkeypatch.setattr("kaitsu.config.staff.getpass", lambda prompt: next(found))
    return answers


def actions() -> list[str]:
    return list(Event.objects.order_by("id").values_list("action", flat=True))


def test_an_account_with_a_password_that_is_asked_for(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed += ["correct horse battery", "correct horse battery"]

    assert kaitsu("staff", "add", "reviewer", "Aiko@Operator.example") == 0

    made = Member.objects.get(email="aiko@operator.example")
    assert (made.staff_role, made.check_password("correct horse battery")) == ("reviewer", True)
    out = capsys.readouterr().out
    assert made.member_id in out
    assert "battery" not in out
    assert "members.role_given" in actions()


@pytest.mark.parametrize("answers", [["short"], ["correct horse battery", "correct horse cattery"]])
def test_a_password_that_is_weak_or_mistyped_makes_no_account(
    typed: list[str], answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed += answers

    assert kaitsu("staff", "add", "reviewer", "aiko@operator.example") == 1
    assert capsys.readouterr().err.startswith("kaitsu staff: ")
    assert not Member.objects.filter(email="aiko@operator.example").exists()


@pytest.mark.rule("MAI-1")
def test_an_account_whose_password_they_choose_by_mail() -> None:
    assert kaitsu("staff", "add", "auditor", "aiko@operator.example", "--mail") == 0

    made = Member.objects.get(email="aiko@operator.example")
    letter = Mail.objects.get(kind="staff_invited")
    assert letter.to == made.email
    assert "/account/" in letter.text
    assert "/console/" in letter.text
    assert made.staff_role == "auditor"


def test_an_address_that_is_taken_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    known = member()

    assert kaitsu("staff", "add", "reviewer", known.email, "--mail") == 1
    assert kaitsu("staff", "role", known.email, "reviewer") == 1
    assert kaitsu("staff", "disable", "nobody@operator.example") == 1
    assert kaitsu("staff", "add", "emperor", "aiko@operator.example") == 2
    err = capsys.readouterr().err
    assert "this address has an account already" in err
    assert err.count("nobody of staff has this address") == 2
    assert Member.objects.get(pk=known.pk).staff_role == ""


def test_role_and_end_of_an_account(capsys: pytest.CaptureFixture[str]) -> None:
    aiko = staff(Role.SUPPORT)

    assert kaitsu("staff", "role", aiko.email, "manager") == 0
    assert kaitsu("staff", "role", aiko.email, "manager") == 0
    assert kaitsu("staff", "disable", aiko.email) == 0
    assert kaitsu("staff", "disable", aiko.email) == 0
    capsys.readouterr()
    assert kaitsu("staff", "list") == 0

    listed = capsys.readouterr().out
    assert f"manager    {aiko.email}" in listed
    assert "disabled" in listed
    after = Member.objects.get(pk=aiko.pk)
    assert (after.staff_role, after.is_active) == ("manager", False)
    assert [each for each in actions() if each.startswith("members.")][-2:] == [
        "members.role_given",
        "members.disabled",
    ]


def test_everything_is_sealed_with_the_current_key_and_the_old_one_can_go(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.KAITSU_VAULT_KEYS = {"old": OLD}
    kept = documents.store(b"a picture", media_type="image/jpeg", purpose="identity", by=BY)
    aiko = staff()
    totp = Authenticator.objects.create(
        user=aiko, type=Authenticator.Type.TOTP, data={"secret": secrets.seal("JBSWY3DP")}
    )
    codes = Authenticator.objects.create(
        user=aiko, type=Authenticator.Type.RECOVERY_CODES, data={"seed": secrets.seal("feed"), "used_mask": 1}
    )
    settings.KAITSU_VAULT_KEYS = {"new": NEW, "old": OLD}

    assert kaitsu("vault", "rotate") == 0
    assert kaitsu("vault", "rotate") == 0

    out = capsys.readouterr().out
    assert "documents: 1 sealed" in out
    assert "second factors: 2 sealed" in out
    assert "second factors: 0 sealed" in out
    settings.KAITSU_VAULT_KEYS = {"new": NEW}
    assert documents.read(kept.id) == b"a picture"
    for row, name, text in ((totp, "secret", "JBSWY3DP"), (codes, "seed", "feed")):
        row.refresh_from_db()
        assert secrets.unseal(row.data[name]) == text
    assert codes.data["used_mask"] == 1
    assert vault.keys_in_use() == {"new": 1}
    assert resealing.unopened() == 0


def test_what_no_key_opens_is_told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.KAITSU_VAULT_KEYS = {"old": OLD}
    documents.store(b"a picture", media_type="image/jpeg", purpose="identity", by=BY)
    Authenticator.objects.create(
        user=staff(), type=Authenticator.Type.TOTP, data={"secret": secrets.seal("JBSWY3DP")}
    )
    settings.KAITSU_VAULT_KEYS = {"new": NEW}

    assert kaitsu("vault", "rotate") == 1
    assert kaitsu("vault", "keys") == 0

    told = capsys.readouterr()
    assert "documents: no key in KAITSU_VAULT_KEYS opens 1" in told.err
    assert "second factors: no key in KAITSU_VAULT_KEYS opens 1" in told.err
    assert "old: 1 documents" in told.out
    assert resealing.unopened() == 1
    assert base64.b64encode(NEW).decode() not in told.out + told.err
