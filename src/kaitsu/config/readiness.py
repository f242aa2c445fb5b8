"""What ``kaitsu check`` looks at: each finding is one line that says what is so, or what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from kaitsu.kernel import clock
from kaitsu.operator_profile import ProfileError, current, notices


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; ``wrong`` where it must be mended first."""

    subject: str
    text: str
    wrong: bool = False


def findings() -> Iterator[Line]:
    """Everything that was looked at, in order."""
    yield from _profile()
    yield from _settings()
    yield from _database()


def _profile() -> Iterator[Line]:
    try:
        profile = current()
    except ProfileError as error:
        for text in str(error).splitlines():
            yield Line("profile", text, wrong=True)
        return
    yield Line("profile", f"{profile.name}, {profile.brand.name.en}")
    for notice in notices(profile, clock.today()):
        yield Line("profile", notice.text("en"))


def _settings() -> Iterator[Line]:
    found = checks.run_checks(include_deployment_checks=not settings.KAITSU_TRIAL)
    for message in found:
        if message.level >= checks.WARNING:
            yield Line("settings", f"{message.id}: {message.msg}", wrong=True)
    if not any(message.level >= checks.WARNING for message in found):
        yield Line("settings", "in order")


def _database() -> Iterator[Line]:
    try:
        executor = MigrationExecutor(connection)
    except OperationalError:
        yield Line("database", "does not answer; is DATABASE_URL right, and the server running?", wrong=True)
        return
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield Line("database", f"{len(plan)} migrations are not applied; run `kaitsu prepare`", wrong=True)
    else:
        yield Line("database", "answers, migrations applied")
