"""Settings from the environment: read, or refused with one clear line that shows no secret."""

from __future__ import annotations

import base64
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from kaitsu.config import environment as env

KEY = base64.b64encode(bytes(32)).decode()


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("KAITSU_PROBE", raising=False)
    return monkeypatch


def test_a_missing_variable_is_named(given: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="KAITSU_PROBE is not set"):
        env.text("KAITSU_PROBE")
    assert env.text("KAITSU_PROBE", "else") == "else"


@pytest.mark.parametrize(
    ("typed", "read"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False)]
)
def test_yes_and_no(given: pytest.MonkeyPatch, typed: str, read: bool) -> None:
    given.setenv("KAITSU_PROBE", typed)
    assert env.flag("KAITSU_PROBE") is read


def test_what_is_neither_yes_nor_no(given: pytest.MonkeyPatch) -> None:
    given.setenv("KAITSU_PROBE", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="expected 1 or 0"):
        env.flag("KAITSU_PROBE")


def test_numbers(given: pytest.MonkeyPatch) -> None:
    assert env.number("KAITSU_PROBE", 7) == 7
    given.setenv("KAITSU_PROBE", "many")
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        env.number("KAITSU_PROBE", 7)


@pytest.mark.rule("MNP-8")
def test_one_of_some_words(given: pytest.MonkeyPatch) -> None:
    assert env.choice("KAITSU_PROBE", ("file", "stub"), "file") == "file"
    given.setenv("KAITSU_PROBE", "stub")
    assert env.choice("KAITSU_PROBE", ("file", "stub"), "file") == "stub"
    given.setenv("KAITSU_PROBE", "pigeon")
    with pytest.raises(ImproperlyConfigured, match="expected one of: file, stub"):
        env.choice("KAITSU_PROBE", ("file", "stub"), "file")


def test_keys(given: pytest.MonkeyPatch) -> None:
    given.setenv("KAITSU_PROBE", f"b:{KEY},a:{KEY}")
    assert list(env.keys("KAITSU_PROBE")) == ["b", "a"]
    for wrong in (f"a:{KEY},a:{KEY}", KEY, "a:short", "a:***"):
        given.setenv("KAITSU_PROBE", wrong)
        with pytest.raises(ImproperlyConfigured) as refused:
            env.keys("KAITSU_PROBE")
        assert wrong not in str(refused.value)


def test_a_database_with_a_socket_folder_and_options(given: pytest.MonkeyPatch) -> None:
    given.setenv("KAITSU_PROBE", "postgresql://kaitsu:secret@/kaitsu?host=%2Frun%2Fpg&sslmode=require")
    found = env.database("KAITSU_PROBE")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "kaitsu",
        "USER": "kaitsu",
        "PASSWORD": "secret",
        "HOST": "/run/pg",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_wrong_connection_string_is_refused_without_its_password(given: pytest.MonkeyPatch) -> None:
    given.setenv("KAITSU_PROBE", "postgresql://kaitsu:hunter2@[")
    with pytest.raises(ImproperlyConfigured) as refused:
        env.database("KAITSU_PROBE")
    assert "hunter2" not in str(refused.value)


PRODUCTION = {
    "KAITSU_SECRET_KEY": "never for a server 0123456789 abcdefghijklmnopqrstuvwxyz",
    "KAITSU_CODE_KEY": KEY,
    "KAITSU_VAULT_KEYS": f"one:{KEY}",
    "KAITSU_PUBLIC_URL": "https://apply.example.jp",
    "KAITSU_CARD_SANDBOX_SECRET": "s",
    "KAITSU_TRUSTED_PROXIES": "1",
    "DATABASE_URL": "postgresql:///kaitsu",
}


def manage(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """One of Django's commands with production's settings."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "kaitsu.config", "manage", *arguments],
        env=inherited | PRODUCTION | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_pass_djangos_deployment_checks(tmp_path: object) -> None:
    checked = manage("check", "--deploy", "--fail-level", "WARNING", KAITSU_HOME=str(tmp_path))
    assert checked.returncode == 0, checked.stderr


def test_a_secret_that_is_missing_is_named_and_nothing_starts() -> None:
    checked = manage("check", KAITSU_VAULT_KEYS="")
    assert checked.returncode != 0
    assert "KAITSU_VAULT_KEYS is not set" in checked.stderr


@pytest.mark.parametrize("path", ["trial/", "styleguide/"])
def test_production_has_no_trial_pages(path: str, tmp_path: object) -> None:
    program = (
        "import django; django.setup(); from django.urls import resolve; "
        f"from django.urls.exceptions import Resolver404\ntry:\n resolve('/{path}'); print('there')\n"
        "except Resolver404: print('not there')"
    )
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env=inherited
        | PRODUCTION
        | {"KAITSU_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kaitsu.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.strip() == "not there", answer.stderr
