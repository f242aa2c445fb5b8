"""Staff find an application by whatever a caller can say (SUP-2), and list them in pages (OPS-5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from factories.applications import LineWish, Wish, begun, complete, submitted
from factories.fulfilment import fulfilled
from factories.members import member
from factories.retail import CLERK
from kaitsu.applications import listing, search, search_keys, services
from kaitsu.applications.answers import NameGiven
from kaitsu.applications.listing import Sort, Wanted
from kaitsu.applications.models import Application
from kaitsu.fulfilment.models import LineFulfilment
from kaitsu.japanese.telephone import Msisdn
from kaitsu.kernel import clock
from kaitsu.portability.models import Reservation
from kaitsu.retail import services as retail

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SUP-2")]

TAKAZAWA = NameGiven(False, "高澤", "さくら", "タカザワ", "サクラ", "TAKAZAWA", "SAKURA")


def found(text: str) -> list[Application]:
    return search.find(text).applications


@pytest.fixture
def ohno() -> Application:
    return complete(replace(Wish(), email="hanako.ohno@example.jp"))


@pytest.fixture
def takazawa() -> Application:
    return complete(replace(Wish(), name=TAKAZAWA))


@pytest.mark.parametrize(
    "typed",
    [
        "大野花子",
        "大野　花子",
        "大野",
        "オオノ",
        "おおの はなこ",
        "ｵｵﾉ",
        "OHNO",
        "ono hanako",
        "Oono",
        "Hanako Ōno",
        "hana",
    ],
)
def test_by_name_in_any_script(ohno: Application, takazawa: Application, typed: str) -> None:
    assert found(typed) == [ohno]


@pytest.mark.rule("NAM-1")
@pytest.mark.parametrize("typed", ["高澤", "髙澤さくら", "高沢", "髙沢", "たかざわ"])
def test_by_any_form_of_a_kanji(ohno: Application, takazawa: Application, typed: str) -> None:
    assert found(typed) == [takazawa]


def test_by_reference(ohno: Application, takazawa: Application) -> None:
    reference = ohno.reference

    for typed in (reference, reference.lower(), reference.replace("-", ""), f" {reference[:7]}"):
        assert found(typed) == [ohno]


def test_by_member(ohno: Application, takazawa: Application) -> None:
    who = takazawa.member

    for typed in (who.member_id, who.member_id.lower().replace("-", ""), who.email, who.email.upper()):
        assert found(typed) == [takazawa]


@pytest.mark.parametrize("typed", ["hanako.ohno@example.jp", "HANAKO.OHNO@EXAMPLE.JP", "hanako.ohno@"])
def test_by_the_address_that_was_given(ohno: Application, takazawa: Application, typed: str) -> None:
    assert found(typed) == [ohno]


@pytest.mark.parametrize(
    "typed", ["03-1234-5678", "0312345678", "+81 3 1234 5678", "０３－１２３４－５６７８"]
)
def test_by_telephone(ohno: Application, typed: str) -> None:
    assert found(typed) == [ohno]


@pytest.mark.rule("MNP-6")
def test_by_the_number_that_moves_and_by_its_reservation(ohno: Application) -> None:
    porting = submitted(
        replace(Wish(), name=TAKAZAWA, card_name="SAKURA TAKAZAWA", lines=(LineWish(start="mnp"),))
    )
    reservation = Reservation.objects.get(owner=porting.pk)

    assert found(reservation.msisdn) == [porting]
    assert found(str(Msisdn(reservation.msisdn))) == [porting]
    assert found(reservation.number) == [porting]


def test_by_the_code_and_by_its_end() -> None:
    _, (code, other) = retail.issue_batch("voice", "pack", 2, expires_on=None, by=CLERK)
    who = member()
    application = services.begin(who, str(code), language="ja", source="203.0.113.9", by=who.actor)

    assert found(str(code)) == [application]
    assert found(code.last4.lower()) == [application]
    assert found(str(other)) == []


@pytest.mark.rule("FUL-1")
def test_by_the_card_and_the_number_of_a_line() -> None:
    application = fulfilled()
    submitted(replace(Wish(), name=TAKAZAWA, card_name="SAKURA TAKAZAWA"), member())
    (line,) = LineFulfilment.objects.filter(owner=application.pk)
    assert line.card is not None
    iccid = line.card.iccid

    for typed in (iccid, " ".join(iccid[at : at + 4] for at in range(0, len(iccid), 4)), f"{iccid}F"):
        assert found(typed) == [application]
    assert found(line.msisdn) == [application]


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", "オオノタ", "x" * 500, "@", "090-0000-0000", "A", "𠮷𠮷"]
)
def test_what_fits_nothing_finds_nothing(ohno: Application, typed: str) -> None:
    assert found(typed) == []


def test_more_than_fits_on_a_page_is_said() -> None:
    who = member()
    for _ in range(3):
        begun(who)

    result = search.find(who.member_id, most=2)

    assert (len(result.applications), result.more) == (2, True)
    assert not search.find(who.member_id, most=3).more


def test_two_queries(ohno: Application, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        found("OHNO")
    with django_assert_num_queries(0):
        found("!")


@pytest.mark.parametrize("beginning", ["O", "OO", "OHN", "TAKAH", "KUO", "MÜLL", "OOU"])
@pytest.mark.parametrize("rest", ["", "NO", "HNO", "UKI", "OTA", "ARA"])
def test_the_key_of_a_beginning_begins_the_key(beginning: str, rest: str) -> None:
    assert search_keys.latin_key(beginning + rest).startswith(search_keys.latin_key(beginning))


@pytest.mark.parametrize("name", ["OHNO", "OONO", "ohno", "O'BRIEN", "KUOKA", "YUUKI", "JEAN-LUC"])
def test_the_key_is_the_same_in_the_database(name: str) -> None:
    with connection.cursor() as cursor:
        sql = search_keys.LatinKey.template % {"expressions": "%s"}
        cursor.execute(f"SELECT {sql}".replace("%s", f"'{name.replace(chr(39), chr(39) * 2)}'"))
        assert cursor.fetchone() == (search_keys.latin_key(name),)


def _indexes(plan: Any) -> Iterator[str]:
    if "Index Name" in plan:
        yield plan["Index Name"]
    if plan["Node Type"] == "Seq Scan" and plan["Relation Name"] == "applications_application":
        yield "none"
    for part in plan.get("Plans", ()):
        yield from _indexes(part)


@pytest.mark.parametrize(
    ("typed", "index"),
    [
        ("高橋", "application_find_registered"),
        ("おおの", "application_find_kana"),
        ("OHNO", "application_find_latin"),
        ("hanako@", "application_find_email"),
        ("03-1234-5678", "application_find_telephone"),
        ("ABC-DEF-GH", "applications_application_reference_"),
    ],
)
def test_each_reading_is_answered_by_an_index(typed: str, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plans = [
            json.loads(search.narrowed(condition).values("pk").explain(format="json"))[0]["Plan"]
            for condition in search.conditions(typed)
        ]
    used = {name for plan in plans for name in _indexes(plan)}

    assert any(name.startswith(index) for name in used)
    assert "none" not in used


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.WAITING, Sort.DEADLINE])
def test_pages_follow_each_other_without_gap_or_repetition(sort: Sort) -> None:
    made = [
        porting(days_left, moment) for days_left, moment in zip([9, 12, 9, 14, 10], range(5), strict=True)
    ]

    seen: list[Application] = []
    cursor = ""
    while True:
        page = listing.page(Wanted(sort=sort), after=cursor, size=2)
        seen += page.applications
        cursor = page.cursor
        if not cursor:
            break

    assert len(seen) == len(made) == len({row.pk for row in seen})
    assert set(seen) == set(made)
    keys = [
        getattr(row, {"newest": "pk", "waiting": "submitted_at", "deadline": "deadline"}[sort])
        for row in seen
    ]
    assert keys == sorted(keys, reverse=sort is Sort.NEWEST)


@pytest.mark.rule("MNP-7")
def test_the_deadline_is_the_last_day_of_the_first_reservation_to_end() -> None:
    application = porting(9, 0)
    (row,) = listing.page(Wanted()).applications

    assert row.deadline == clock.today() + timedelta(days=9)  # type: ignore[attr-defined]
    assert row.pk == application.pk


def test_filters() -> None:
    sent, draft = submitted(), complete(member=member())

    assert listing.page(Wanted(state="draft")).applications == [draft]
    assert listing.page(Wanted(state="verifying", line_type="voice")).applications == [sent]
    assert listing.page(Wanted(line_type="data")).applications == []
    assert listing.page(Wanted(sort=Sort.WAITING)).applications == [sent]
    assert listing.page(Wanted(sort=Sort.DEADLINE)).applications == []
    assert set(listing.every(Wanted())) == {sent, draft}


@pytest.mark.parametrize("cursor", ["x", "~", "2026~1", "~not-a-key", "~" + "z" * 32])
@pytest.mark.parametrize("sort", list(Sort))
def test_a_cursor_that_is_none_shows_the_first_page(sort: Sort, cursor: str) -> None:
    application = porting(9, 0)
    assert listing.page(Wanted(sort=sort), after=cursor).applications == [application]


def porting(days_left: int, serial: int) -> Application:
    """A submitted application with a port-in, the *serial*-th of different people, a minute after the last."""
    kanji, kana = "一二三四五"[serial], "アイウエオ"[serial]
    name = NameGiven(False, f"大{kanji}", "花子", f"オオ{kana}", "ハナコ", "OHNO", "HANAKO")
    wish = replace(Wish(), name=name, birth_date=date(1980, 1, 1 + serial))
    wish = replace(wish, lines=(LineWish(start="mnp", days_left=days_left),))
    with clock.frozen(clock.now() + timedelta(minutes=serial)):
        return submitted(wish, member())
