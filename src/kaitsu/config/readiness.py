"""What ``kaitsu check`` looks at: each finding is one line that says what is so, or what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from kaitsu.applications.adapters import registers
from kaitsu.applications.adapters.stub import StubRegister
from kaitsu.applications.checks import every as checks_in_use
from kaitsu.audit import queries as audit
from kaitsu.kernel import clock
from kaitsu.members import resealing
from kaitsu.operator_profile import ProfileError, current, notices
from kaitsu.vault import queries as vault


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
    yield from _ports()
    yield from _engine()
    database = list(_database())
    yield from database
    if not any(line.wrong for line in database):
        yield from _keys()
        yield from _log()


def _engine() -> Iterator[Line]:
    """The engine that reads documents, loaded once as a worker does; it takes seconds and needs no network."""
    from kaitsu.reading.adapters.rapid import EngineMissing, RapidEngine

    try:
        yield Line("reading", RapidEngine().version)
    except (EngineMissing, ImportError) as error:
        yield Line("reading", f"{error}; workers cannot read documents", wrong=True)


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
    if profile.on(clock.today()).identity.machine.level == "approve":
        yield Line(
            "profile", "the machine approves by itself, and cannot tell a good forgery: docs/operating.md"
        )


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


def _ports() -> Iterator[Line]:
    """What the settings name of the operator's own: registers, pre-checks, the way to the carriers."""
    try:
        named = registers()
    except ImproperlyConfigured as error:
        yield Line("registers", str(error), wrong=True)
    else:
        stubs = [name for name, register in named.items() if isinstance(register, StubRegister)]
        pretending = bool(stubs) and not settings.KAITSU_TRIAL
        text = ", ".join(named) or "none"
        yield Line(
            "registers", f"{text}; a stub answers for {', '.join(stubs)}" if stubs else text, pretending
        )
    try:
        found = checks_in_use()
    except (ImportError, AttributeError) as error:
        yield Line("pre-checks", f"KAITSU_CHECKS: {error}", wrong=True)
    else:
        broken = [check for check in found if not callable(check)]
        text = f"KAITSU_CHECKS names what is no function: {broken}" if broken else f"{len(found)} in use"
        yield Line("pre-checks", text, wrong=bool(broken))
    stub = settings.KAITSU_PORT_IN == "stub"
    yield Line(
        "port-in",
        "a stub answers instead of carriers; set KAITSU_PORT_IN=file"
        if stub
        else "files that staff exchange",
        wrong=stub and not settings.KAITSU_TRIAL,
    )


def _keys() -> Iterator[Line]:
    used = vault.keys_in_use()
    lost = sorted(set(used) - set(settings.KAITSU_VAULT_KEYS))
    for key_id in lost:
        yield Line(
            "vault",
            f"{used[key_id]} documents need the key {key_id!r}, which KAITSU_VAULT_KEYS does not have",
            wrong=True,
        )
    unopened = resealing.unopened()
    if unopened:
        yield Line("vault", f"{unopened} second factors need a key that is not given", wrong=True)
    if not lost and not unopened:
        yield Line("vault", f"{sum(used.values())} documents, each with its key")


def _log() -> Iterator[Line]:
    proof = audit.verify()
    for problem in proof.problems:
        place = ", ".join(f"{name} {value}" for name, value in problem.values.items())
        yield Line("log", f"{problem.code}: {place}", wrong=True)
    if not proof.problems:
        yield Line("log", f"{proof.sealed} entries fit their seals, {proof.waiting} wait for theirs")
