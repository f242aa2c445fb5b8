"""The QR code: a telephone carries on, the computer follows (IDV-18)."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest

from factories import identity as make
from factories.pictures import photo
from kaitsu.faces.pages.identity import handing
from kaitsu.identity import handover
from kaitsu.kernel import clock
from pages.checking import CheckingClient
from pages.identity.visits import signed_in, upload

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-18")]


@pytest.fixture
def shown(checking_client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address in the QR code that a computer shows."""
    make.chosen(signed_in(checking_client))
    addresses: list[str] = []
    make_code = handing.segno.make
    monkeypatch.setattr(
        handing.segno, "make", lambda text, **values: addresses.append(text) or make_code(text, **values)
    )
    answer = checking_client.post("/identity/phone/")
    page = answer.content.decode()
    drawn = re.search(r'src="(data:image/svg\+xml[^"]*)"', page)
    assert drawn is not None
    assert "<svg" in unquote(drawn[1]) or b"<svg" in base64.b64decode(drawn[1].partition(",")[2] + "==")
    token = addresses[0].rstrip("/").rpartition("/")[2]
    assert token not in page
    return addresses[0].removeprefix("http://testserver")


def test_a_telephone_carries_on_and_the_computer_follows(checking_client: CheckingClient, shown: str) -> None:
    computer, telephone = checking_client, CheckingClient()
    before = computer.get("/identity/progress/").json()["mark"]

    assert telephone.get(shown).status_code == 200
    assert telephone.get(shown).status_code == 200
    assert telephone.get("/identity/documents/").url == "/identity/"
    assert telephone.post(shown).url == "/identity/documents/"
    assert upload(telephone, "front", photo()).status_code == 302

    assert computer.get("/identity/progress/").json()["mark"] != before
    page = computer.get("/identity/documents/").content.decode()
    assert "削除する" in page
    assert "data-follow" in page


def test_a_code_is_good_once_and_for_minutes(checking_client: CheckingClient, shown: str) -> None:
    first, second = CheckingClient(), CheckingClient()
    with clock.frozen(clock.now() + timedelta(minutes=handover.MINUTES)):
        assert first.get(shown).status_code == 410
        assert first.post(shown).status_code == 410
    assert first.post(shown).status_code == 302

    answer = second.post(shown)

    assert answer.status_code == 410
    assert "もう使えません" in answer.content.decode()
    assert second.get("/identity/documents/").url == "/identity/"


def test_a_made_up_code(checking_client: CheckingClient) -> None:
    assert checking_client.post("/identity/phone/made-up/").status_code == 410
