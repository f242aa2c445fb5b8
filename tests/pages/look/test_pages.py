"""Every page of the style guide and every error page, in both languages, under the eyes of the checking client."""

from __future__ import annotations

import pytest
from django.test import RequestFactory, override_settings

from kaitsu import operator_profile
from kaitsu.config import gunicorn
from kaitsu.faces.look import long_requests, styleguide, views
from pages.checking import CheckingClient

pytestmark = pytest.mark.urls("pages.look.addresses")

STATUS = {
    "bad-request": 400,
    "forbidden": 403,
    "csrf": 403,
    "not-found": 404,
    "too-large": 413,
    "address-too-long": 414,
    "headers-too-large": 431,
    "too-many": 429,
    "server-error": 500,
    "unavailable": 503,
}


@pytest.fixture(params=["ja", "en"])
def client(request: pytest.FixtureRequest, checking_client: CheckingClient) -> CheckingClient:
    checking_client.cookies["kaitsu_language"] = request.param
    return checking_client


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("page", ["", *(f"{name}/" for name in styleguide.PAGES)])
def test_each_page_of_the_style_guide_is_sound(client: CheckingClient, page: str) -> None:
    response = client.get(f"/styleguide/{page}")

    assert response.status_code == 200
    assert f'<html lang="{client.cookies["kaitsu_language"].value}">' in response.content.decode()


@pytest.mark.parametrize("page", styleguide.ERRORS)
def test_each_error_page_is_sound_and_has_its_status(client: CheckingClient, page: str) -> None:
    response = client.get(f"/styleguide/{page}/")

    assert response.status_code == STATUS[page]
    assert "no-store" in response["Cache-Control"]


def test_what_is_longer_than_anything_of_ours_gets_a_page_of_the_house(client: CheckingClient) -> None:
    words = {
        "ja": ("アドレスが長すぎます", "Cookieが多すぎます"),
        "en": ("address is too long", "too many cookies"),
    }
    address, cookies = words[client.cookies["kaitsu_language"].value]

    assert client.get("/styleguide/", {"q": "x" * 2000}).status_code == 200
    long = client.get("/styleguide/", {"q": "x" * 2048})
    heavy = client.get("/styleguide/", headers={"x-any": "x" * 8191})

    assert (long.status_code, heavy.status_code) == (414, 431)
    assert address in long.content.decode()
    assert cookies in heavy.content.decode()


def test_the_server_lets_through_what_the_house_answers() -> None:
    assert gunicorn.limit_request_line > long_requests.LONGEST_ADDRESS
    assert gunicorn.limit_request_field_size > long_requests.LONGEST_HEADER


def test_the_page_for_too_many_tries_says_when_to_come_back(client: CheckingClient) -> None:
    response = client.get("/styleguide/too-many/")

    assert response["Retry-After"] == "600"
    assert "10" in response.content.decode()


def test_outside_the_trial_there_is_no_style_guide(checking_client: CheckingClient) -> None:
    with override_settings(KAITSU_TRIAL=False):
        assert checking_client.get("/styleguide/").status_code == 404
        assert checking_client.get("/styleguide/journey/").status_code == 404


def test_an_unknown_page_of_the_style_guide_is_not_found(checking_client: CheckingClient) -> None:
    assert checking_client.get("/styleguide/no-such-page/").status_code == 404


@pytest.mark.rule("SCR-1")
def test_a_wrong_form_says_so_in_title_summary_and_beside_the_field(checking_client: CheckingClient) -> None:
    html = checking_client.post("/styleguide/journey/", {"born_year": "1980"}).content.decode()

    assert "<title>エラー：" in html
    assert '<a href="#id_family">姓を入力してください。</a>' in html
    assert '<a href="#id_born_month">月・日を入力してください。</a>' in html
    assert '<a href="#id_size_0">「SIMカードの大きさ」を選んでください。</a>' in html
    assert '<a href="#id_agreed">「規約を読み、同意します」にチェックを入れてください。</a>' in html
    assert 'id="id_family_error"' in html


@pytest.mark.rule("SUP-1")
def test_every_page_shows_the_support_desk_open_or_closed(
    checking_client: CheckingClient, usual_moment: object
) -> None:
    html = checking_client.get("/styleguide/status/").content.decode()

    assert operator_profile.current().support.phone in html
    assert "ただいま受付中です" in html


def test_the_language_switch_comes_back_to_the_page(checking_client: CheckingClient) -> None:
    response = checking_client.post("/language/", {"language": "en", "next": "/styleguide/status/"})

    assert response["Location"] == "/styleguide/status/"
    assert '<html lang="en">' in checking_client.get("/styleguide/status/").content.decode()


def test_an_error_page_that_cannot_be_drawn_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> str:
        raise ValueError("no manifest")

    monkeypatch.setattr(views, "render_to_string", broken)

    response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "もう一度お試しください" in response.content.decode()
