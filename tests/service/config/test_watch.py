"""What an operator sees of a process: health, ``kaitsu check``, log lines, the queue's tasks."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from procrastinate.contrib.django import app
from pytest_django import Settings

from kaitsu.config import catalogues, readiness
from kaitsu.config.logs import JsonFormatter
from kaitsu.operator_profile import ProfileError


@pytest.mark.django_db
def test_health_answers(client: Client) -> None:
    assert client.get("/health/live").content == b"live\n"
    assert client.get("/health/ready").status_code == 200


def test_without_a_database_the_process_lives_and_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 503


@pytest.mark.django_db
@pytest.mark.rule("PRO-2")
def test_check_finds_a_trial_in_order_and_says_what_the_profile_is_not() -> None:
    lines = list(readiness.findings())
    assert [line for line in lines if line.wrong] == []
    said = " ".join(line.text for line in lines if line.subject == "profile")
    assert "2026-04-01" in said or "1 April 2026" in said


@pytest.mark.django_db
def test_check_names_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_profile() -> None:
        raise ProfileError(Path("profile.toml"), ["brand.name: missing", "tax: missing"])

    def no_database(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(readiness, "current", no_profile)
    monkeypatch.setattr(readiness, "MigrationExecutor", no_database)
    wrong = [line.subject for line in readiness.findings() if line.wrong]
    assert wrong.count("profile") >= 2
    assert "database" in wrong


def test_a_log_line_is_json_without_what_people_typed() -> None:
    record = logging.LogRecord("kaitsu", logging.ERROR, "x.py", 1, "failed", (), None)
    record.application = "01a2"
    record.email = "hanako@example.jp"
    try:
        raise ValueError("hanako@example.jp")
    except ValueError:
        record.exc_info = sys.exc_info()

    line = JsonFormatter().format(record)

    assert "hanako" not in line
    read = json.loads(line)
    assert (read["message"], read["application"], read["exception"]) == ("failed", "01a2", "ValueError")
    assert any("test_watch" in place for place in read["at"])


def test_every_periodic_job_has_a_task_and_makes_its_call_twice_without_harm(
    db: None, settings: Settings
) -> None:
    from kaitsu.faces.jobs import tasks

    app.perform_import_paths()
    names = set(app.tasks)
    assert {
        "send_mail",
        "sweep_mail",
        "seal_audit",
        "expire_drafts",
        "remind_drafts",
        "prune_throttle",
    } <= names
    for task in (
        tasks.sweep_mail,
        tasks.seal_audit,
        tasks.expire_drafts,
        tasks.remind_drafts,
        tasks.prune_throttle,
        tasks.clear_sessions,
        tasks.forget_unconfirmed,
        tasks.sweep_vault,
    ):
        for _ in range(2):
            task.func(timestamp=0)


def test_catalogues_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "room" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr ""\n"Language: en\\n"\n\nmsgid "名"\nmsgstr "name"\n')
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)

    assert (catalogues.compile_all(), catalogues.compile_all()) == (1, 0)
    assert (folder / "django.mo").stat().st_size > 0
