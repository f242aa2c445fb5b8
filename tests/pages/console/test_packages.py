"""Packages in the console: issued once, found, recalled, with their history (ENT-1, ENT-7)."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup
from pytest_django import DjangoAssertNumQueries

from factories.applications import begun
from factories.retail import CLERK
from kaitsu.members.roles import Role
from kaitsu.retail import services
from kaitsu.retail.codes import keyed_hash
from kaitsu.retail.models import Batch, Package
from kaitsu.retail.rules import read
from pages.checking import CheckingClient
from pages.console.conftest import Enter

pytestmark = pytest.mark.django_db

ISSUE = "/console/packages/issue/"


def wish(browser: CheckingClient, **values: object) -> dict[str, object]:
    token = BeautifulSoup(browser.get(ISSUE).content, "html5lib").select_one("input[name=token]")
    assert token is not None
    plain = {
        "line_type": "voice",
        "product": "開通パック",
        "label": "",
        "count": "3",
        "token": str(token["value"]),
    }
    return plain | {"expires_on_year": "", "expires_on_month": "", "expires_on_day": ""} | values


@pytest.mark.rule("ENT-1")
def test_codes_leave_once_as_a_file_and_are_kept_nowhere(enter: Enter) -> None:
    browser = enter(Role.MANAGER)

    answer = browser.post(ISSUE, wish(browser))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="codes-voice-20261118-1000.csv"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert rows[0] == ["code", "line_type", "product"]
    codes = [row[0] for row in rows[1:]]
    assert len(set(codes)) == 3
    stored = {bytes(package.code_hash) for package in Package.objects.all()}
    assert stored == {keyed_hash(read(code)) for code in codes}
    kept = str(list(Package.objects.values())) + str(list(Batch.objects.values()))
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert Batch.objects.get().created_by == f"staff:{browser.member.member_id}"  # type: ignore[attr-defined]


@pytest.mark.rule("ENT-1")
def test_the_same_form_sent_twice_makes_one_batch(enter: Enter) -> None:
    browser = enter(Role.MANAGER)
    sent = wish(browser)

    browser.post(ISSUE, sent)
    again = browser.post(ISSUE, sent, follow=True)

    assert "コードの書き出しは一度だけです" in again.content.decode()
    assert Batch.objects.count() == 1


@pytest.mark.rule("ENT-1")
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"count": "0"}, "1"),
        ({"count": "100001"}, "100000"),
        ({"product": " "}, "商品名"),
        ({"line_type": "fax"}, "回線種別"),
        ({"expires_on_year": "2026", "expires_on_month": "11", "expires_on_day": "17"}, "今日以降"),
        ({"token": ""}, ""),
    ],
)
def test_a_wrong_wish_makes_nothing(enter: Enter, values: dict[str, object], said: str) -> None:
    browser = enter(Role.MANAGER)
    answer = browser.post(ISSUE, wish(browser, **values))

    assert said in answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/html")
    assert not Batch.objects.exists()


@pytest.mark.rule("ENT-1")
def test_after_a_wrong_wish_the_right_one_is_taken(enter: Enter) -> None:
    browser = enter(Role.MANAGER)
    gone = {"expires_on_year": "2026", "expires_on_month": "11", "expires_on_day": "17"}
    page = BeautifulSoup(browser.post(ISSUE, wish(browser, **gone)).content, "html5lib")
    token = page.select_one("input[name=token]")
    assert token is not None

    answer = browser.post(ISSUE, wish(browser, token=str(token["value"])))

    assert answer.headers["Content-Type"].startswith("text/csv")


@pytest.mark.rule("ENT-7")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_package_is_found_by_its_end_with_its_whole_history(enter: Enter, language: str) -> None:
    application = begun()
    package = application.package
    assert package is not None
    browser = enter(Role.SUPPORT)
    browser.cookies["kaitsu_language"] = language

    found = BeautifulSoup(
        browser.get("/console/packages/", {"suffix": package.last4.lower()}).content, "html5lib"
    )
    link = found.select_one(f"a[href='/console/packages/{package.pk}/']")
    assert link is not None
    page = BeautifulSoup(browser.get(str(link["href"])).content, "html5lib")

    course = [entry.get_text(strip=True) for entry in page.select(".timeline__title")]
    expected = ["コードを確保しました", "パッケージを発行しました"]
    assert course == (expected if language == "ja" else ["Code held", "Packages issued"])
    assert page.select(f"a[href='/console/applications/{application.pk}/']") != []


@pytest.mark.rule("ENT-7")
def test_a_batch_is_recalled_with_a_note_once_it_is_meant(enter: Enter) -> None:
    batch, _codes = services.issue_batch("voice", "pack", 3, expires_on=None, by=CLERK)
    browser = enter(Role.MANAGER)
    address = f"/console/packages/batches/{batch.pk}/recall/"

    unsure = browser.post(address, {"note": "盗難"})
    assert unsure.status_code == 200
    assert Package.objects.filter(state="recalled").count() == 0
    done = browser.post(address, {"note": "盗難", "sure": "on"}, follow=True)

    assert "3件を回収しました" in done.content.decode()
    assert Package.objects.filter(state="recalled", recall_note="盗難").count() == 3
    assert browser.post(address, {"note": "もう一度", "sure": "on"}, follow=True).status_code == 200


@pytest.mark.rule("ENT-7")
def test_one_code_is_recalled_but_not_a_spent_one(enter: Enter) -> None:
    batch, (code, other) = services.issue_batch("voice", "pack", 2, expires_on=None, by=CLERK)
    first, second = (Package.objects.get(code_hash=keyed_hash(each)) for each in (code, other))
    services.hold(other, batch.pk, by=CLERK)
    services.spend(second.pk, batch.pk, by=CLERK)
    browser = enter(Role.MANAGER)

    for package in (first, second):
        answer = browser.post(
            f"/console/packages/{package.pk}/recall/", {"note": "誤配", "sure": "on"}, follow=True
        )
        assert answer.status_code == 200

    assert [Package.objects.get(pk=package.pk).state for package in (first, second)] == ["recalled", "spent"]
    assert "すでにお申し込みに使われています" in answer.content.decode()


@pytest.mark.rule("ENT-7", "OPS-1")
@pytest.mark.parametrize("role", [Role.SUPPORT, Role.AUDITOR])
def test_who_only_reads_is_offered_neither_issue_nor_recall(enter: Enter, role: Role) -> None:
    batch, _codes = services.issue_batch("voice", "pack", 1, expires_on=None, by=CLERK)
    browser = enter(role)
    for address in ("/console/packages/", f"/console/packages/batches/{batch.pk}/"):
        page = BeautifulSoup(browser.get(address).content, "html5lib")
        assert page.select("main form[method=post], a[href$='issue/']") == []


@pytest.mark.parametrize("address", ["/console/packages/batches/{}/", "/console/packages/{}/"])
def test_what_does_not_exist(enter: Enter, address: str) -> None:
    missing = address.format("01900000-0000-7000-8000-000000000000")
    assert enter(Role.MANAGER).get(missing).status_code == 404


def test_queries_do_not_grow_with_batches(
    enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        services.issue_batch("voice", "pack", 5, expires_on=None, by=CLERK)
    browser = enter(Role.MANAGER)
    browser.get("/console/packages/")

    with django_assert_max_num_queries(5):
        browser.get("/console/packages/")
