"""The language is changed from within a form: its page comes back with all that was typed, and nothing is judged."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kaitsu.applications.models import Application
from kaitsu.members.models import Member
from pages.checking import CheckingClient
from pages.journey.conftest import page, step_url, summed_up, typed

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
TYPED = {
    "name": {"name_in_latin": "yes", "registered_family": "<b>髙</b>", "latin_given": "ｈａｎａｋｏ"},
    "about": {"birth_date_year": "昭和", "birth_date_month": "13", "birth_date_day": "", "telephone": "110"},
    "address": {"postal_code": "99", "prefecture": "大阪府", "city": "北区", "block": "なし"},
    "porting-1": {
        "msisdn": "090",
        "carrier": "au",
        "number": "12",
        "last_day_year": "20",
        "same_details": "on",
    },
    "contact": {"email": "hanako＠example"},
}


def send(client: Client, address: str, **values: str) -> HttpResponse:
    """Send a form as browsers do."""
    answer: HttpResponse = client.post(address, urlencode(values), content_type=FORM)
    return answer


def button(shown: BeautifulSoup, language: str) -> Tag:
    found = shown.select_one(f"button[name=page_language][value={language}]")
    assert found is not None
    return found


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("key", list(TYPED))
def test_what_was_typed_is_kept_and_not_judged(browser: Client, draft: Application, key: str) -> None:
    before = Application.objects.values().get(pk=draft.pk)

    response = send(browser, step_url(draft, key), **TYPED[key], page_language="en")

    shown = page(response)
    assert shown.html is not None
    assert shown.html["lang"] == "en"
    assert TYPED[key].items() <= typed(shown).items()
    assert not summed_up(shown)
    assert Application.objects.values().get(pk=draft.pk) == before
    assert response.cookies["kaitsu_language"].value == "en"
    assert Member.objects.get(pk=draft.member_id).language == "en"


@pytest.mark.rule("SCR-1")
def test_after_a_refusal_it_is_kept_too(browser: Client, draft: Application) -> None:
    wrong = page(send(browser, step_url(draft, "contact"), **TYPED["contact"]), 422)
    name, form = str(button(wrong, "en")["name"]), str(button(wrong, "en")["form"])
    assert wrong.select(f"form#{form} [name=email]")

    shown = page(send(browser, step_url(draft, "contact"), **typed(wrong), **{name: "en"}))

    assert typed(shown)["email"] == TYPED["contact"]["email"]


def test_enter_presses_the_button_that_goes_on(browser: Client, draft: Application) -> None:
    shown = page(browser.get(step_url(draft, "contact")))

    first = shown.select("button[form=page-form], form#page-form button")[0]
    assert not first.get("name")


def test_a_box_that_was_emptied_stays_empty(browser: Client, draft: Application) -> None:
    assert typed(page(browser.get(step_url(draft, "porting-1"))))["same_details"]

    emptied = {key: value for key, value in TYPED["porting-1"].items() if key != "same_details"}
    shown = page(send(browser, step_url(draft, "porting-1"), **emptied, page_language="en"))

    assert not shown.select("[name=same_details][checked]")


def test_a_language_that_is_none_is_a_field_like_any_other(browser: Client, draft: Application) -> None:
    page(send(browser, step_url(draft, "contact"), email="", page_language="xx"), 422)


def test_from_all_answers_it_still_leads_back_there(browser: Client, draft: Application) -> None:
    address = step_url(draft, "contact") + "?from=check"
    page(send(browser, address, email="new@example.jp", page_language="en"))

    response = send(browser, address, email="new@example.jp")

    assert response["Location"] == reverse("apply_check", args=[draft.pk])


def test_the_token_of_the_form_is_asked_for(draft: Application) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(draft.member)

    response = send(strict, step_url(draft, "contact"), email="x", page_language="en")

    assert response.status_code == 403
    assert "kaitsu_language" not in response.cookies


@pytest.mark.django_db
def test_signing_in_keeps_where_it_leads_and_never_the_password(checking_client: CheckingClient) -> None:
    shown = page(
        send(
            checking_client,
            reverse("account_login"),
            login="hanako",
            password="tsuki-to-suppon",
            next="/apply/",
            page_language="en",
        )
    )

    assert typed(shown)["login"] == "hanako"
    assert typed(shown)["next"] == "/apply/"
    assert "tsuki" not in str(shown)


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("plans", {"uses": ["video", "social"]}),
        ("prepare", {"function": ["voice"], "start": ["mnp"]}),
        ("plans", {}),
    ],
)
def test_choices_of_the_public_pages_come_along(name: str, chosen: dict[str, list[str]]) -> None:
    strict = CheckingClient(enforce_csrf_checks=True)
    pressed = page(strict.get(reverse(name))).select("button[formaction]")[1]
    token = {str(pressed["name"]): str(pressed["value"])}
    address = str(pressed["formaction"])

    assert strict.post(address, urlencode(chosen, doseq=True), content_type=FORM).status_code == 403
    done = strict.post(address, urlencode(chosen | token, doseq=True), content_type=FORM)

    query = urlencode(chosen, doseq=True)
    assert done["Location"] == reverse(name) + (f"?{query}" if query else "")
    shown = page(strict.get(done["Location"]))
    assert shown.html is not None
    assert shown.html["lang"] == "en"
    assert [box["value"] for box in shown.select("main input[checked]")] == [
        each for values in chosen.values() for each in values
    ]
    assert not summed_up(shown)


def test_a_language_is_chosen_for_a_page_of_this_house_only(checking_client: CheckingClient) -> None:
    done = checking_client.post("/language/?language=en&next=https://elsewhere.example/")

    assert done["Location"] == "/"
