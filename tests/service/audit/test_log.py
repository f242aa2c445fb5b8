"""The log is append-only, its chain finds every kind of tampering, and personal data stays out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from kaitsu.audit import queries, services
from kaitsu.audit.messages import MESSAGES
from kaitsu.audit.models import Event, Seal
from kaitsu.kernel.actors import machine, staff

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPS-1")]

REVIEWER = staff("M-REVIEWER")


def _entries(count: int) -> list[Event]:
    return [
        services.record("document.viewed", by=REVIEWER, subject=f"case:{uuid4()}", count=n)
        for n in range(count)
    ]


@contextmanager
def _as_owner_of_the_database() -> Iterator[Callable[..., None]]:
    """Someone who may switch triggers off, but has not the application's key."""
    with connection.cursor() as cursor:
        for table in ("audit_event", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor.execute
        for table in ("audit_event", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _codes(proof: queries.Proof) -> list[tuple[str, object]]:
    assert {problem.code for problem in proof.problems} <= set(MESSAGES)
    return [(problem.code, problem.values["position"]) for problem in proof.problems]


def test_an_entry_says_who_did_what_to_what() -> None:
    subject = f"application:{uuid4()}"

    services.record("application.submitted", by=machine("jobs"), subject=subject, before="draft", count=2)

    (event,) = queries.history(subject)
    assert (event.action, event.actor_kind, event.actor_id) == ("application.submitted", "machine", "jobs")
    assert event.details == {"before": "draft", "count": 2}


def test_one_statement_writes_an_entry(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        services.record("document.viewed", by=REVIEWER)


def test_what_is_rolled_back_is_not_logged() -> None:
    with transaction.atomic():
        services.record("document.viewed", by=REVIEWER)
        transaction.set_rollback(True)

    assert not Event.objects.exists()


def test_personal_data_is_kept_out_with_a_warning() -> None:
    with pytest.warns(services.ValueRedacted, match="name, number"):
        event = services.record("holder.changed", by=REVIEWER, name="山田花子", number="09012345678", count=1)

    assert event.details == {"name": "[redacted]", "number": "[redacted]", "count": 1}


@pytest.mark.parametrize("action", ["", "has spaces", "山田", "a" * 200])
def test_an_action_is_a_plain_token(action: str) -> None:
    with pytest.raises(ValueError, match="not to be logged"):
        services.record(action, by=REVIEWER)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'x'",
        "UPDATE audit_event SET position = NULL, digest = NULL",
        "UPDATE audit_event SET digest = '\\x00'",
        "DELETE FROM audit_event",
        "UPDATE audit_seal SET position = 9",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_refuses_change(statement: str) -> None:
    _entries(2)
    services.seal()

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
def test_the_database_refuses_truncate(table: str) -> None:
    with connection.cursor() as cursor:
        # The tests' own cleaning up needs this trigger out of the way; see conftest.
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_truncate")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute(f"TRUNCATE {table}")


def test_sealing_cannot_change_what_it_seals() -> None:
    _entries(1)

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE audit_event SET position = 1, digest = '\\x00', action = 'x'")


def test_seals_take_up_where_the_last_one_ended() -> None:
    _entries(3)
    assert services.seal() == 3
    assert services.seal() == 0
    _entries(2)
    assert services.seal() == 2

    proof = queries.verify()

    assert proof.holds
    assert (proof.sealed, proof.waiting, proof.head.position) == (5, 0, 5)
    assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == [3, 5]


def test_more_entries_than_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 2)
    _entries(5)

    assert services.seal() == 5
    assert queries.verify().holds


def test_an_empty_log_holds() -> None:
    assert services.seal() == 0
    assert queries.verify() == queries.Proof(0, 0, queries.head(), ())


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE audit_event SET action = 'document.erased' WHERE position = 3", ("audit.changed", 3)),
        ("UPDATE audit_event SET actor_id = 'M-OTHER' WHERE position = 3", ("audit.changed", 3)),
        ("UPDATE audit_event SET at = at + interval '1 day' WHERE position = 3", ("audit.changed", 3)),
        ("UPDATE audit_event SET details = '{\"count\": 7}' WHERE position = 3", ("audit.changed", 3)),
        ("DELETE FROM audit_event WHERE position = 3", ("audit.missing", 3)),
        ("DELETE FROM audit_event WHERE position = 1", ("audit.missing", 1)),
        ("DELETE FROM audit_event WHERE position >= 4", ("audit.cut_off", 4)),
        ("DELETE FROM audit_seal", ("audit.seal", 5)),
        ("UPDATE audit_seal SET digest = decode(repeat('00', 32), 'hex')", ("audit.seal", 5)),
        ("UPDATE audit_seal SET at = at + interval '1 day'", ("audit.seal", 5)),
    ],
)
def test_tampering_is_found_where_it_was_done(statement: str, expected: tuple[str, int]) -> None:
    _entries(5)
    services.seal()

    with _as_owner_of_the_database() as execute:
        execute(statement)

    assert expected in _codes(queries.verify())


def test_reordering_is_found() -> None:
    _entries(4)
    services.seal()

    with _as_owner_of_the_database() as execute:
        execute(
            "UPDATE audit_event a SET (at, uid, action, actor_kind, actor_id, subject, details, mac) ="
            " (SELECT at, gen_random_uuid(), action, actor_kind, actor_id, subject, details, mac"
            " FROM audit_event b WHERE b.position = 5 - a.position) WHERE position IN (2, 3)"
        )

    assert {("audit.order", 2), ("audit.order", 3)} <= set(_codes(queries.verify()))


def test_an_inserted_entry_is_found() -> None:
    _entries(3)
    services.seal()

    with _as_owner_of_the_database() as execute:
        execute(
            "INSERT INTO audit_event (uid, at, action, actor_kind, actor_id, subject, details, mac)"
            " SELECT gen_random_uuid(), at, action, actor_kind, actor_id, subject, details, mac"
            " FROM audit_event WHERE position = 1"
        )

    assert _codes(queries.verify()) == [("audit.changed", 0)]
    services.seal()
    assert _codes(queries.verify()) == [("audit.changed", 4)]


def test_a_tail_cut_off_with_its_seals_is_found_by_a_witness() -> None:
    _entries(2)
    services.seal()
    _entries(2)
    services.seal()
    witness = queries.head()

    with _as_owner_of_the_database() as execute:
        execute("DELETE FROM audit_event WHERE position > 2")
        execute("DELETE FROM audit_seal WHERE position > 2")

    assert queries.verify().holds
    assert _codes(queries.verify(witness)) == [("audit.cut_off", 3)]


def test_a_log_that_was_replaced_is_found_by_a_witness() -> None:
    _entries(2)
    services.seal()
    witness = queries.head()

    with _as_owner_of_the_database() as execute:
        execute("DELETE FROM audit_event")
        execute("DELETE FROM audit_seal")
    _entries(2)
    services.seal()

    assert queries.verify().holds
    assert _codes(queries.verify(witness)) == [("audit.witness", 2)]


def test_a_log_broken_everywhere_is_reported_in_bounds() -> None:
    _entries(queries.MOST_PROBLEMS + 5)
    services.seal()

    with _as_owner_of_the_database() as execute:
        execute("UPDATE audit_event SET action = 'x'")

    assert len(queries.verify().problems) == queries.MOST_PROBLEMS


def test_what_one_person_did_is_listed_newest_first() -> None:
    first, second = _entries(2)
    services.record("application.submitted", by=machine("jobs"))

    assert list(queries.by_actor(REVIEWER.id)) == [second, first]
