"""The holder of a held application answers and corrects on its pages (PCK-2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories.applications import Wish, submitted
from factories.members import member
from kaitsu.applications import holds
from kaitsu.applications.models import Application
from kaitsu.kernel.actors import staff
from pages.asked.conftest import Enter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("PCK-2")]

CLERK = staff("S2345678")
NAME = {
    "name_in_latin": "no",
    "registered_family": "小野",
    "registered_given": "花子",
    "kana_family": "オノ",
    "kana_given": "ハナコ",
    "latin_family": "ono",
    "latin_given": "hanako",
}


def asked(*allow: str) -> tuple[Application, str]:
    application = submitted(replace(Wish(), card_name="HANAKO ONODERA"))
    holds.ask(
        application.pk, seen=0, codes=["cards.name_differs"], words="旧姓ですか。", allow=allow, by=CLERK
    )
    return application, f"/applications/{application.pk}/"


@pytest.mark.rule("MEM-5")
def test_the_status_page_leads_to_the_question_and_takes_the_answer(enter: Enter) -> None:
    application, status = asked()
    browser = enter(application.member)

    before = browser.get(status).content.decode()
    assert f"{status}answer/" in browser.get("/applications/").content.decode()
    page = browser.get(f"{status}answer/").content.decode()
    done = browser.post(f"{status}answer/", {"text": "はい、旧姓です。\n改名しました。"}, follow=True)

    assert f"{status}answer/" in before
    assert "HANAKO ONODERA" in page
    staff_says = page.index("担当者から" if "担当者から" in page else "From our staff")
    assert staff_says < page.index("旧姓ですか。")
    assert done.redirect_chain == [(status, 302)]
    again = browser.get(f"{status}answer/").content.decode()
    assert "はい、旧姓です。<br>改名しました。" in again
    assert [step.kind for step in holds.steps(application)] == ["ask", "answer"]


@pytest.mark.parametrize("text", ["", "   ", "あ" * 1001])
def test_an_answer_has_one_to_a_thousand_characters(enter: Enter, text: str) -> None:
    application, status = asked()

    assert enter(application.member).post(f"{status}answer/", {"text": text}).status_code == 422
    assert len(holds.steps(application)) == 1


@pytest.mark.rule("HLD-1")
def test_a_name_is_corrected_and_judged_again(enter: Enter) -> None:
    application, status = asked("name")
    browser = enter(application.member)

    browser.cookies["kaitsu_language"] = "ja"  # what is wrong with a name quotes it
    assert 'value="大野"' in browser.get(f"{status}answer/name/").content.decode()
    wrong = browser.post(f"{status}answer/name/", NAME | {"kana_family": "小野"})
    twice = browser.post(f"{status}answer/name/", NAME | {"kana_family": "", "latin_given": "花子"})
    done = browser.post(f"{status}answer/name/", NAME, follow=True)

    assert (wrong.status_code, twice.status_code) == (422, 422)
    assert "id_kana_family_error" in twice.content.decode()
    assert "id_latin_given_error" in twice.content.decode()
    assert done.redirect_chain == [(f"{status}answer/", 302)]
    after = Application.objects.get(pk=application.pk)
    assert (after.registered_family, after.latin_family, after.held_for) == (
        "小野",
        "ONO",
        ["cards.name_differs"],
    )


@pytest.mark.rule("HLD-4", "HLD-5")
def test_telephone_and_address_are_corrected(enter: Enter) -> None:
    application, status = asked("telephone", "address")
    browser = enter(application.member)

    assert browser.get(f"{status}answer/telephone/").status_code == 200
    browser.post(f"{status}answer/telephone/", {"telephone": "０９０-１２３４-５６７８"})
    page = browser.post(f"{status}answer/address/", {"postal_code": "150-0043", "lookup": "yes"})
    assert 'value="渋谷区"' in page.content.decode()
    browser.cookies["kaitsu_language"] = "ja"  # what is wrong with an address quotes it
    odd = {
        "postal_code": "060-0001",
        "prefecture": "東京都",
        "city": "渋谷区",
        "town": "道玄坂",
        "block": "1-1",
    }
    assert browser.post(f"{status}answer/address/", odd).status_code == 422
    browser.post(f"{status}answer/address/", odd | {"postal_code": "150-0043"})

    after = Application.objects.get(pk=application.pk)
    assert (after.telephone, after.city) == ("+819012345678", "渋谷区")


def test_only_what_staff_allow_can_be_corrected_and_only_by_the_holder(enter: Enter) -> None:
    application, status = asked("telephone")
    browser = enter(application.member)

    assert browser.get(f"{status}answer/name/").status_code == 404
    assert browser.post(f"{status}answer/name/", NAME).status_code == 404
    assert browser.get(f"{status}answer/card/").status_code == 404
    assert enter(member()).get(f"{status}answer/").status_code == 404
    holds.release(application.pk, seen=1, by=CLERK)
    assert browser.get(f"{status}answer/").headers["Location"] == status
    assert browser.post(f"{status}answer/", {"text": "late"}).headers["Location"] == status
