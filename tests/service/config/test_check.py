"""``kaitsu check`` says what is wrong in one line each, before people find out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from kaitsu.audit import services as audit
from kaitsu.config import readiness
from kaitsu.kernel.actors import machine
from kaitsu.operator_profile.loading import FILE, folders
from kaitsu.vault import services as vault

pytestmark = pytest.mark.django_db

BY = machine("test")


def lines(subject: str) -> list[tuple[str, bool]]:
    return [(line.text, line.wrong) for line in readiness.findings() if line.subject == subject]


def test_what_is_in_order_is_said(settings: Settings) -> None:
    settings.KAITSU_REGISTERS, settings.KAITSU_CHECKS = ["none"], []

    assert lines("registers") == [("none", False)]
    assert lines("pre-checks") == [("3 in use", False)]
    assert lines("port-in") == [("files that staff exchange", False)]
    assert lines("vault") == [("0 documents, each with its key", False)]
    assert [wrong for _, wrong in lines("log")] == [False]


@pytest.mark.rule("IDV-14")
def test_a_machine_that_approves_is_told(settings: Settings, tmp_path: Path) -> None:
    before = lines("profile")
    shutil.copytree(folders() / "default", tmp_path / "operator")
    file = tmp_path / "operator" / FILE
    file.write_text(file.read_text("utf-8").replace('level = "nothing"', 'level = "approve"'), "utf-8")
    settings.KAITSU_PROFILE = str(tmp_path / "operator")

    (told,) = [text for text, _ in lines("profile") if "approves by itself" in text]

    assert "docs/operating.md" in told
    assert not any("approves by itself" in text for text, _ in before)


@pytest.mark.rule("PCK-3")
@pytest.mark.parametrize(
    ("registers", "secret", "said"),
    [
        (["Fraud=stub"], "", "expected name=address"),
        (["fraud"], "", "expected an https:// address"),
        (["fraud=ftp://x"], "s", "expected an https:// address"),
        (["fraud=https://registers.example"], "", "KAITSU_REGISTER_SECRET is not set"),
    ],
)
def test_a_wrong_register_is_named(settings: Settings, registers: list[str], secret: str, said: str) -> None:
    settings.KAITSU_REGISTERS, settings.KAITSU_REGISTER_SECRET = registers, secret

    ((text, wrong),) = lines("registers")
    assert said in text
    assert wrong


@pytest.mark.rule("PCK-3", "MNP-8")
@pytest.mark.parametrize("trial", [True, False])
def test_a_stub_is_for_the_trial_only(settings: Settings, trial: bool) -> None:
    settings.KAITSU_TRIAL, settings.KAITSU_REGISTERS, settings.KAITSU_PORT_IN = trial, ["fraud=stub"], "stub"

    assert [wrong for _, wrong in lines("registers")] == [not trial]
    assert [wrong for _, wrong in lines("port-in")] == [not trial]


@pytest.mark.rule("PCK-3")
@pytest.mark.parametrize(
    "path",
    ["nowhere.at.all", "kaitsu.applications.checks.nothing", "kaitsu.applications.checks.CHECKS"],
)
def test_a_pre_check_that_is_not_there_is_named(settings: Settings, path: str) -> None:
    settings.KAITSU_CHECKS = [path]

    ((text, wrong),) = lines("pre-checks")
    assert text.startswith("KAITSU_CHECKS")
    assert wrong


def test_a_key_that_documents_need_and_that_is_not_given_is_named(settings: Settings) -> None:
    settings.KAITSU_VAULT_KEYS = {"2026a": b"a" * 32}
    vault.store(b"a picture", media_type="image/jpeg", purpose="identity", by=BY)
    settings.KAITSU_VAULT_KEYS = {"2027a": b"b" * 32}

    assert lines("vault") == [
        ("1 documents need the key '2026a', which KAITSU_VAULT_KEYS does not have", True)
    ]


@pytest.mark.rule("OPS-1")
def test_a_log_that_was_changed_is_told() -> None:
    audit.record("members.registered", by=BY)
    audit.seal()
    assert lines("log") == [("1 entries fit their seals, 0 wait for theirs", False)]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_event SET actor_id = 'somebody-else'")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")

    assert any(wrong for _, wrong in lines("log"))
