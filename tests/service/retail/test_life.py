"""A package is issued, held, spent, given back and recalled; each refusal has its own code."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from uuid import uuid4

import pytest

from factories.retail import CLERK, HANAKO, code, codes, held, package
from kaitsu.japanese.values import EntryCode
from kaitsu.kernel import clock
from kaitsu.kernel.actors import member
from kaitsu.kernel.errors import KaitsuError
from kaitsu.retail import queries, services
from kaitsu.retail.codes import write_sheet
from kaitsu.retail.models import Package
from kaitsu.retail.states import State

pytestmark = pytest.mark.django_db

TARO = member("M8765432")


def refused(verb, *args, **kwargs) -> KaitsuError:
    with pytest.raises(KaitsuError) as caught:
        verb(*args, **kwargs)
    return caught.value


@pytest.mark.rule("ENT-1")
def test_a_batch_leaves_its_codes_once_and_keeps_only_hashes() -> None:
    batch, made = services.issue_batch("voice", " Pack ", 5, expires_on=None, by=CLERK, label="Shop 12")

    assert len({str(each) for each in made}) == 5
    assert (batch.count, batch.product, batch.label) == (5, "Pack", "Shop 12")
    for row in Package.objects.values():
        kept = "".join(
            str(bytes(value) if isinstance(value, memoryview) else value) for value in row.values()
        )
        assert not any(each.characters in kept or str(each) in kept for each in made)
    assert sorted(Package.objects.values_list("last4", flat=True)) == sorted(each.last4 for each in made)


@pytest.mark.rule("ENT-1")
def test_a_batch_larger_than_a_chunk_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_CHUNK", 3)

    batch, made = services.issue_batch("data", "Pack", 8, expires_on=None, by=CLERK)

    assert len(set(made)) == batch.packages.count() == 8


@pytest.mark.rule("ENT-1")
def test_a_code_that_exists_already_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    taken, free = code(), EntryCode.generate()
    drawn = iter([taken, free])
    monkeypatch.setattr(EntryCode, "generate", lambda: next(drawn))

    assert codes(1) == [free]


@pytest.mark.rule("ENT-1")
@pytest.mark.parametrize(
    ("count", "product", "expires_on", "expected"),
    [
        (0, "Pack", None, "retail.count"),
        (100_001, "Pack", None, "retail.count"),
        (1, "  ", None, "retail.product"),
        (1, "Pack", date(2026, 11, 17), "retail.last_day_gone"),
    ],
)
def test_a_batch_that_makes_no_sense_is_refused(usual_moment, count, product, expires_on, expected) -> None:
    error = refused(services.issue_batch, "voice", product, count, expires_on=expires_on, by=CLERK)

    assert error.code == expected
    assert not Package.objects.exists()


def test_a_line_type_that_does_not_exist_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="fax"):
        services.issue_batch("fax", "Pack", 1, expires_on=None, by=CLERK)


@pytest.mark.rule("ENT-1")
def test_the_sheet_to_print_has_a_line_a_code() -> None:
    batch, made = services.issue_batch("sms", 'Pack "S", small', 2, expires_on=None, by=CLERK)
    out = io.StringIO(newline="")

    write_sheet(out, batch, made)

    rows = list(csv.reader(io.StringIO(out.getvalue())))
    assert rows == [["code", "line_type", "product"], *([str(c), "sms", 'Pack "S", small'] for c in made)]


@pytest.mark.rule("ENT-2")
def test_a_code_is_found_however_it_is_typed() -> None:
    known, holder = code(), uuid4()
    wide = (
        str(known)
        .lower()
        .translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789abcdefghijklmnopqrstuvwxyz"})
    )

    for text in (str(known), known.characters.lower(), wide.replace("-", "ー"), f" {known} "):
        assert services.hold(text, holder, by=HANAKO).last4 == known.last4


@pytest.mark.rule("ENT-2")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "retail.empty"),
        ("ABCD", "retail.length"),
        ("O0CD-EFGH-JKMN", "retail.never_used"),
        ("AB*D-EFGH-JKMN", "retail.mistyped"),
    ],
)
def test_a_slip_is_told_without_the_database(django_assert_num_queries, typed: str, expected: str) -> None:
    with django_assert_num_queries(0):
        assert refused(services.hold, typed, uuid4(), by=HANAKO).code == expected
        assert refused(queries.inspect, typed, uuid4(), by=HANAKO).code == expected


@pytest.mark.rule("ENT-2")
def test_one_wrong_character_is_a_slip_and_not_an_unknown_code(django_assert_num_queries) -> None:
    known = str(EntryCode.generate())
    other = known[:-1] + ("2" if known[-1] != "2" else "3")

    with django_assert_num_queries(0):
        assert refused(services.hold, other, uuid4(), by=HANAKO).code == "retail.mistyped"


@pytest.mark.rule("ENT-4")
def test_a_code_can_be_looked_at_before_it_is_held() -> None:
    known = code(line_type="data")

    seen = queries.inspect(known, uuid4(), by=HANAKO)

    assert (seen.line_type, seen.product, seen.state) == ("data", "kaitsu-pack", State.ISSUED)


@pytest.mark.rule("ENT-5")
def test_holding_twice_for_one_draft_changes_nothing() -> None:
    known, holder = code(), uuid4()

    first = services.hold(known, holder, by=HANAKO)
    second = services.hold(known, holder, by=HANAKO)

    assert (first.pk, first.held_at) == (second.pk, second.held_at)
    assert [row.action for row in queries.history(second)] == ["retail.batch_issued", "retail.held"]


@pytest.mark.rule("ENT-5")
def test_a_released_code_is_free_for_another() -> None:
    known, holder = code(), uuid4()
    mine = services.hold(known, holder, by=HANAKO)

    assert services.release(mine.pk, holder, by=HANAKO) is True
    assert services.release(mine.pk, holder, by=HANAKO) is False
    assert services.hold(known, uuid4(), by=TARO).state == State.HELD


@pytest.mark.rule("ENT-5")
def test_only_the_holder_releases() -> None:
    mine = held()

    assert services.release(mine.pk, uuid4(), by=TARO) is False
    mine.refresh_from_db()
    assert mine.state == State.HELD


@pytest.mark.rule("ENT-5")
def test_spending_twice_for_one_application_is_spending_once() -> None:
    holder = uuid4()
    mine = held(holder)

    first = services.spend(mine.pk, holder, by=HANAKO)
    second = services.spend(mine.pk, holder, by=HANAKO)

    assert (first.state, first.spent_by, first.held_by) == (State.SPENT, holder, None)
    assert second.spent_at == first.spent_at
    assert [row.action for row in queries.history(first)].count("retail.spent") == 1


@pytest.mark.rule("ENT-5")
def test_what_was_not_held_is_not_spent() -> None:
    holder = uuid4()
    mine = held(holder)
    services.release(mine.pk, holder, by=HANAKO)

    assert refused(services.spend, mine.pk, holder, by=HANAKO).code == "retail.not_held"
    assert refused(services.spend, uuid4(), holder, by=HANAKO).code == "retail.unknown"
    assert refused(services.spend, held().pk, holder, by=TARO).code == "retail.held"


@pytest.mark.rule("ENT-6")
def test_each_refusal_has_its_own_code(usual_moment) -> None:
    holder, other = uuid4(), uuid4()
    spent, theirs, mine, gone, late = codes(5, expires_on=usual_moment.date())
    services.spend(services.hold(spent, other, by=TARO).pk, other, by=TARO)
    services.hold(theirs, other, by=TARO)
    services.hold(mine, other, by=HANAKO)
    services.recall_package(package(gone).pk, note="stolen", by=CLERK)
    expected = {
        EntryCode.generate(): "retail.unknown",
        spent: "retail.spent",
        theirs: "retail.held",
        mine: "retail.held_by_you",
        gone: "retail.recalled",
    }

    for each, reason in expected.items():
        assert refused(services.hold, each, holder, by=HANAKO).code == reason
        assert refused(queries.inspect, each, holder, by=HANAKO).code == reason
    assert refused(services.hold, mine, holder, by=HANAKO).problem.values == {"holder": other}
    assert services.hold(late, holder, by=HANAKO).state == State.HELD
    with clock.frozen(usual_moment + timedelta(days=1)):
        error = refused(services.hold, late, uuid4(), by=TARO)
        assert (error.code, error.problem.values) == ("retail.expired", {"last_day": usual_moment.date()})


@pytest.mark.rule("ENT-6", "CNF-4")
def test_a_code_that_expires_while_held_is_refused_at_submission(usual_moment) -> None:
    holder = uuid4()
    mine = held(holder, expires_on=usual_moment.date())
    assert queries.problem_at_submission(mine, holder, by=HANAKO) is None

    with clock.frozen(usual_moment + timedelta(days=1)):
        assert queries.problem_at_submission(mine, holder, by=HANAKO).code == "retail.expired"
        assert refused(services.spend, mine.pk, holder, by=HANAKO).code == "retail.expired"


@pytest.mark.rule("CNF-4")
def test_a_released_hold_is_a_problem_at_submission() -> None:
    holder = uuid4()
    mine = held(holder)
    services.release(mine.pk, holder, by=HANAKO)
    mine.refresh_from_db()

    assert queries.problem_at_submission(mine, holder, by=HANAKO).code == "retail.not_held"


@pytest.mark.rule("ENT-7")
def test_recalling_a_batch_takes_what_is_not_spent() -> None:
    batch, (free, kept, used) = services.issue_batch("voice", "Pack", 3, expires_on=None, by=CLERK)
    holder, other = uuid4(), uuid4()
    services.hold(kept, holder, by=HANAKO)
    services.spend(services.hold(used, other, by=TARO).pk, other, by=TARO)

    done = services.recall_batch(batch.pk, note="wrong print", by=CLERK)
    again = services.recall_batch(batch.pk, note="wrong print", by=CLERK)

    assert (done.recalled, done.spent) == (2, 1)
    assert (again.recalled, again.spent) == (0, 1)
    batch.refresh_from_db()
    assert (batch.recall_note, batch.recalled_by) == ("wrong print", str(CLERK))
    assert [package(c).state for c in (free, kept, used)] == [State.RECALLED, State.RECALLED, State.SPENT]
    assert refused(services.spend, package(kept).pk, holder, by=HANAKO).code == "retail.recalled"
    history = [row.action for row in queries.history(package(kept))]
    assert history == ["retail.batch_issued", "retail.held", "retail.batch_recalled"]
    counts = queries.batches().get()
    assert (counts.issued, counts.held, counts.spent, counts.recalled) == (0, 0, 1, 2)


@pytest.mark.rule("ENT-7")
def test_recalling_one_code() -> None:
    holder = uuid4()
    free, spent = package(code()), held(holder)
    services.spend(spent.pk, holder, by=HANAKO)

    assert services.recall_package(free.pk, note="lost", by=CLERK) is True
    assert services.recall_package(free.pk, note="lost", by=CLERK) is False
    assert refused(services.recall_package, spent.pk, note="lost", by=CLERK).code == "retail.spent"
    assert refused(services.recall_package, uuid4(), note="lost", by=CLERK).code == "retail.unknown"
    assert refused(services.recall_batch, uuid4(), note="", by=CLERK).code == "retail.unknown_batch"
    assert [row.action for row in queries.history(free)] == ["retail.batch_issued", "retail.recalled"]


def test_an_application_without_a_contract_gives_its_code_back() -> None:
    holder = uuid4()
    mine = held(holder)
    services.spend(mine.pk, holder, by=HANAKO)

    assert services.give_back(mine.pk, uuid4(), by=CLERK) is False
    assert services.give_back(mine.pk, holder, by=CLERK) is True
    assert services.give_back(mine.pk, holder, by=CLERK) is False
    mine.refresh_from_db()
    assert (mine.state, mine.spent_by) == (State.ISSUED, None)


def test_a_code_of_a_recalled_batch_does_not_come_back() -> None:
    holder = uuid4()
    mine = held(holder)
    services.spend(mine.pk, holder, by=HANAKO)
    services.recall_batch(mine.batch_id, note="wrong print", by=CLERK)

    assert services.give_back(mine.pk, holder, by=CLERK) is True
    mine.refresh_from_db()
    assert (mine.state, mine.recall_note) == (State.RECALLED, "wrong print")


@pytest.mark.rule("ENT-7")
def test_staff_find_packages_by_batch_suffix_and_state() -> None:
    known = code()
    theirs = held()

    assert list(queries.packages(suffix=known.last4.lower())) == [package(known)]
    assert list(queries.packages(batch=theirs.batch_id)) == [theirs]
    assert list(queries.packages(state=State.HELD)) == [theirs]
    assert queries.packages().count() == 2
    assert known.characters not in f"{package(known)} {theirs.batch}"


def test_the_common_way_needs_few_statements(django_assert_num_queries) -> None:
    known, holder = code(), uuid4()

    with django_assert_num_queries(5):  # SAVEPOINT, UPDATE, SELECT, log, RELEASE
        mine = services.hold(known, holder, by=HANAKO)
    with django_assert_num_queries(5):
        services.spend(mine.pk, holder, by=HANAKO)
