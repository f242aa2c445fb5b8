"""A signed-in applicant whose every page is looked over; cards in memory, at a usual moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from factories.applications import LineWish, Wish, complete
from factories.members import member as make_member
from kaitsu.applications.models import Application
from kaitsu.cards.adapters import memory
from kaitsu.members.models import Member
from pages.checking import CheckingClient

Open = Callable[..., BeautifulSoup]
#: An address as it is typed.
ADDRESS = {
    "postal_code": "106-0032",
    "prefecture": "東京都",
    "city": "港区",
    "town": "六本木",
    "block": "1-2-3",
    "building": "",
}


@pytest.fixture(autouse=True)
def _cards_in_memory(settings: Settings, usual_moment: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"
    memory.shared().unavailable = False


@pytest.fixture
def applicant(db: None) -> Member:
    return make_member()


@pytest.fixture
def browser(checking_client: CheckingClient, applicant: Member) -> Client:
    """The applicant's browser."""
    checking_client.force_login(applicant)
    return checking_client


@pytest.fixture
def draft(applicant: Member) -> Application:
    """The applicant's draft, answered in full: a voice line that brings its number."""
    return complete(Wish(lines=(LineWish(start="mnp"),)), applicant)


def step_url(draft: Application, key: str) -> str:
    """The page of the question *key*."""
    return reverse("apply_step", args=[draft.pk, key])


def page(response: HttpResponse, status: int = 200) -> BeautifulSoup:
    """The page of *response*, which came with *status*."""
    assert response.status_code == status, response.status_code
    return BeautifulSoup(response.content, "html5lib")


def summed_up(shown: BeautifulSoup) -> list[str]:
    """The lines of the error summary; each link leads to a control of the page."""
    lines = shown.select(".error-summary__list li")
    for link in shown.select(".error-summary__list a"):
        control = shown.select_one(str(link["href"]))
        assert control is not None
        assert control.name in ("input", "select", "textarea"), link
    return [line.get_text(strip=True) for line in lines]


def beside(shown: BeautifulSoup, name: str) -> str:
    """What is said under the field *name*."""
    found = shown.select_one(f"#id_{name}_error")
    return found.get_text(strip=True) if found else ""


def main(shown: BeautifulSoup) -> str:
    """The words of the page without header and footer."""
    found = shown.select_one("main")
    assert found is not None
    return " ".join(found.get_text(" ", strip=True).split())


def typed(shown: BeautifulSoup) -> dict[str, str]:
    """What the fields of the page hold."""
    values = {}
    for control in shown.select("main input[name], main select[name]"):
        name = str(control["name"])
        if control.name == "select":
            chosen = control.select_one("option[selected]")
            values[name] = str(chosen["value"]) if chosen else ""
        elif control.get("type") in ("radio", "checkbox"):
            if control.has_attr("checked"):
                values[name] = str(control.get("value", "on"))
        else:
            values[name] = str(control.get("value", ""))
    return values
