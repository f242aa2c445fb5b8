"""What holder and staff see of an application that waits for a register, or that one knows something of (PCK-3)."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import Settings

from factories import applications as made
from factories.applications import Wish, complete, submit
from factories.members import staff
from kaitsu.applications import register_asking
from kaitsu.applications.answers import AboutGiven
from kaitsu.applications.models import Application
from kaitsu.members.roles import Role
from pages.checking import CheckingClient

pytestmark = [pytest.mark.django_db, pytest.mark.rule("PCK-3")]

LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])


@pytest.fixture
def application(settings: Settings) -> Application:
    """One of a person that the register knows something of, before it was asked."""
    settings.KAITSU_REGISTERS = ["nonpayers=stub"]
    draft = complete()
    made.answer(draft, "about", AboutGiven(Wish().birth_date, "", "+81312345677"))
    return submit(draft).application


@LANGUAGES
def test_the_holder_is_told_that_it_is_being_looked_at(
    checking_client: CheckingClient, application: Application, language: str
) -> None:
    checking_client.force_login(application.member)

    shown = checking_client.get(
        reverse("application", args=[application.pk]), headers={"accept-language": language}
    ).content.decode()

    said = {"ja": "お申し込みの内容を確認しています", "en": "We are checking"}
    assert said[language] in shown
    assert "nonpayers" not in shown


@LANGUAGES
def test_staff_see_which_register_answered_with_which_codes(
    checking_client: CheckingClient, application: Application, language: str
) -> None:
    checking_client.force_login(staff(Role.SUPPORT))
    page = reverse("console_held_one", args=[application.pk])
    words = {
        "ja": ("外部への照会の答えを待っています", "確認が必要な記録"),
        "en": ("Waiting for the answer", "needs a look"),
    }
    waiting, known = words[language]

    before = checking_client.get(page, headers={"accept-language": language}).content.decode()
    register_asking.ask(application.pk)
    after = checking_client.get(page, headers={"accept-language": language}).content.decode()

    assert waiting in before
    assert "unpaid" not in before
    assert known in after
    assert "nonpayers" in after
    assert "unpaid" in after
