"""A session ends while somebody types: the page has it again after signing in, and nobody else does."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factories.members import member as make_member
from kaitsu.applications.models import Application
from kaitsu.faces.pages.accounts.resuming import COOKIE, SECONDS
from kaitsu.kernel import clock
from pages.journey.conftest import page, step_url, summed_up, typed

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SCR-1")]

TYPED = {"postal_code": "530-0001", "prefecture": "大阪府", "city": "大阪市北区", "block": "1-1"}


def signed_out(browser: Client, address: str, **fields: str) -> HttpResponse:
    """What the page answers once the session has ended."""
    browser.logout()
    content = urlencode(fields | {"csrfmiddlewaretoken": "t"})
    answer: HttpResponse = browser.post(address, content, content_type="application/x-www-form-urlencoded")
    assert answer["Location"].startswith(reverse("account_login"))
    return answer


@pytest.mark.parametrize("more", [{}, {"page_language": "en"}])
def test_what_was_typed_is_there_after_signing_in(
    browser: Client, draft: Application, more: dict[str, str]
) -> None:
    kept = signed_out(browser, step_url(draft, "address"), **TYPED, **more).cookies[COOKIE]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == (step_url(draft, "address"), True, "Lax")
    assert not any(word in kept.value for word in ("530", "postal_code", "%E5"))

    browser.force_login(draft.member)
    response = browser.get(step_url(draft, "address"))

    shown = page(response)
    assert typed(shown).items() >= TYPED.items()
    assert not summed_up(shown)
    assert response.cookies[COOKIE]["max-age"] == 0
    draft.refresh_from_db()
    assert draft.city == "港区"


@pytest.mark.parametrize("case", ["another page", "another member", "later", "altered"])
def test_nowhere_else_and_to_nobody_else(browser: Client, draft: Application, case: str) -> None:
    signed_out(browser, step_url(draft, "address"), **TYPED)
    browser.force_login(make_member() if case == "another member" else draft.member)
    if case == "altered":
        browser.cookies[COOKIE] = "x" + browser.cookies[COOKIE].value

    with clock.frozen(clock.now() + timedelta(seconds=SECONDS + 1 if case == "later" else 1)):
        response = browser.get(step_url(draft, "name" if case == "another page" else "address"))

    assert "大阪市北区" not in response.content.decode()
    assert COOKIE not in response.cookies


def test_what_is_too_long_for_a_cookie_or_of_no_application_is_not_kept(
    browser: Client, draft: Application
) -> None:
    long = "".join(chr(0x4E00 + place * 7 % 20000) for place in range(3000))

    assert COOKIE not in signed_out(browser, step_url(draft, "address"), block=long).cookies
    assert COOKIE not in signed_out(browser, reverse("apply_begin"), code="ABCD").cookies
