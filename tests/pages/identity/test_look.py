"""What the machine found is told on each image's card, with its place, and never stops anybody (IDV-10, IDV-13)."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from pytest_django import DjangoAssertNumQueries

from factories import applications as apps
from factories import identity as make
from factories.findings import read
from factories.identity import REVIEWER
from factories.pictures import pdf, photo
from factories.specimens import photograph
from kaitsu.applications import verification
from kaitsu.audit.models import Event
from kaitsu.identity import queries
from kaitsu.identity.judging import Mark, Region, Verdict
from kaitsu.identity.models import Attempt, Case, Image, Reading
from kaitsu.identity.states import CaseState, ReadingState
from kaitsu.kernel import clock
from pages.checking import CheckingClient
from pages.identity.visits import signed_in, upload

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-10")]

CUT: dict[str, Any] = {
    "code": "reading.cut",
    "blocks": True,
    "ja": "書類の下端が切れています。",
    "en": "The lower edge is cut off.",
    "region": [[0.1, 0.2], [0.9, 0.2], [0.9, 0.8], [0.1, 0.8]],
}
SMALL = {
    **CUT,
    "code": "reading.small",
    "blocks": False,
    "ja": "書類が小さいです。",
    "en": "It is small.",
    "region": [],
}


@pytest.fixture
def case(checking_client: CheckingClient) -> Case:
    """Somebody who has sent a picture of a licence's front, which nothing is known of yet."""
    case = make.chosen(signed_in(checking_client)).case
    upload(checking_client, "front", photo())
    Reading.objects.all().delete()
    Image.objects.update(look=None)
    return case


def image_of(case: Case) -> Image:
    attempt = queries.open_attempt(case)
    assert attempt is not None
    return queries.images(attempt)[0]


def looked(case: Case, *advice: dict[str, Any]) -> Image:
    """The look at the picture of *case* gave *advice*."""
    image = image_of(case)
    image.look = {"usable": not any(each["blocks"] for each in advice), "advice": list(advice), "figures": {}}
    image.save()
    return image


def page(client: CheckingClient, address: str = "/identity/documents/") -> Tag:
    found = BeautifulSoup(client.get(address).content.decode(), "html5lib").main
    assert found is not None
    return found


def card(client: CheckingClient, slot: str = "front") -> Tag:
    found = page(client).find(id=f"slot-{slot}")
    assert isinstance(found, Tag)
    return found


def test_the_answer_to_an_upload_tells_what_cannot_pass(checking_client: CheckingClient) -> None:
    make.chosen(signed_in(checking_client))

    answer = upload(checking_client, "front", photograph("glare", strong=True), follow=True)

    told = answer.content.decode()
    assert "もう一度ご確認ください" in told
    assert "光が反射しています" in told


def test_the_place_that_is_meant_is_outlined_on_the_picture(
    checking_client: CheckingClient, case: Case
) -> None:
    looked(case, CUT, SMALL)

    shown = card(checking_client)

    assert "書類の下端が切れています。" in shown.get_text()
    assert "書類が小さいです。" in shown.get_text()
    (drawing,) = shown.select(".preview svg")
    assert drawing["viewbox" if "viewbox" in drawing.attrs else "viewBox"] == "0 0 1 1"
    (outline,) = drawing.select("polygon")
    assert outline["points"] == "0.0850,0.1850 0.9150,0.1850 0.9150,0.8150 0.0850,0.8150"


def test_sending_asks_first_and_is_never_refused(checking_client: CheckingClient, case: Case) -> None:
    looked(case, CUT)

    asked = checking_client.post("/identity/send/")

    assert asked.status_code == 422
    assert "送信の前に、画像をもう一度ご覧ください" in asked.content.decode()
    assert make.fresh(case).state == CaseState.INVITED
    form = BeautifulSoup(asked.content.decode(), "html5lib").find(id="send")
    assert isinstance(form, Tag)
    assert form.select("input[name=anyway]")
    sent = checking_client.post("/identity/send/", {"anyway": "1"})
    assert sent.url == "/identity/done/"
    assert make.fresh(case).state == CaseState.SUBMITTED
    assert Image.objects.get().insisted_at is not None


def test_whoever_insists_is_asked_no_more(checking_client: CheckingClient, case: Case) -> None:
    image = looked(case, CUT)
    address = card(checking_client).select_one("form.insist")["action"]  # type: ignore[index]

    assert checking_client.post(address).url == "/identity/documents/#slot-front"

    assert "担当者が確認します" in card(checking_client).get_text()
    assert Event.objects.filter(action="identity.insisted", subject=case.subject).count() == 1
    assert checking_client.post("/identity/send/").url == "/identity/done/"
    assert checking_client.post(address).url == "/identity/done/"
    other = CheckingClient()
    signed_in(other, apps.submitted(apps.Wish(birth_date=clock.today().replace(year=1990))))
    assert other.post(f"/identity/images/{image.pk}/insist/").status_code == 404


def test_advice_that_does_not_hinder_is_told_and_nothing_asked(
    checking_client: CheckingClient, case: Case
) -> None:
    looked(case, SMALL)

    assert "書類が小さいです。" in card(checking_client).get_text()
    assert checking_client.post("/identity/send/").url == "/identity/done/"


def test_the_page_follows_the_machine(checking_client: CheckingClient, case: Case) -> None:
    def mark() -> str:
        return checking_client.get("/identity/progress/").json()["mark"]

    image = looked(case)
    Reading.objects.create(image=image)
    waiting = mark()
    shown = card(checking_client)
    assert "確かめています" in shown.get_text()
    assert shown.has_attr("data-looking")
    refresh = shown.select_one("a.upload__refresh")
    assert refresh is not None
    assert str(refresh["href"]).startswith("/identity/documents/?")

    read(image)
    assert mark() != waiting
    assert "きれいに写っています" in card(checking_client).get_text()

    read(image, ReadingState.FAILED)
    assert "自動では確かめられませんでした" in card(checking_client).get_text()
    assert checking_client.post("/identity/send/").url == "/identity/done/"


@pytest.mark.rule("IDV-10")
def test_what_the_look_feared_is_followed_until_it_was_read(
    checking_client: CheckingClient, case: Case
) -> None:
    shade = {
        "code": "reading.shadow",
        "blocks": True,
        "region": [],
        "ja": "影が入っています。",
        "en": "A shadow.",
    }
    image = looked(case, shade)
    reading = Reading.objects.create(image=image)
    before = checking_client.get("/identity/progress/").json()["mark"]
    shown = card(checking_client)
    assert "もう一度ご確認ください" in shown.get_text()
    assert shown.has_attr("data-looking")

    lifted = {"documents": [], "advice": [], "lifted": ["reading.shadow"]}
    Reading.objects.filter(pk=reading.pk).update(
        state=ReadingState.READ.value, evidence=lifted, finished_at=clock.now()
    )

    assert checking_client.get("/identity/progress/").json()["mark"] != before
    shown = card(checking_client)
    assert "きれいに写っています" in shown.get_text()
    assert "影が入っています。" not in shown.get_text()
    assert not shown.has_attr("data-looking")
    assert shown.select_one("form.insist") is None


def test_what_was_read_is_told_in_the_language_of_the_page(
    checking_client: CheckingClient, case: Case
) -> None:
    read(image_of(case))
    advice = {
        **CUT,
        "code": "reading.other_kind",
        "ja": "選ばれた書類と違うようです。",
        "en": "It looks like another document.",
    }
    Reading.objects.update(evidence={"documents": [], "advice": [advice]})

    told = card(checking_client).select_one(".shot__told")
    assert told is not None
    assert "選ばれた書類と違うようです。" in told.get_text()
    assert told.select("a[href='/identity/kind/']")
    checking_client.cookies["kaitsu_language"] = "en"
    assert "It looks like another document." in card(checking_client).get_text()
    assert "Please look again" in card(checking_client).get_text()


def test_an_erased_picture_is_told_on_its_empty_card(checking_client: CheckingClient, case: Case) -> None:
    told = {
        **CUT,
        "code": "my_number",
        "ja": "マイナンバーが写っていたため、削除しました。",
        "en": "It was erased.",
    }
    image = image_of(case)
    read(image)
    Reading.objects.update(kind="my_number_card", side="back", evidence={"documents": [], "advice": [told]})
    Image.objects.update(removed_at=clock.now())

    shown = card(checking_client)
    assert "マイナンバーが写っていたため、削除しました。" in shown.get_text()
    assert "削除する" not in shown.get_text()
    upload(checking_client, "front", photo())
    assert "マイナンバー" not in card(checking_client).get_text()


def test_many_pictures_ask_the_database_no_more_than_one(
    checking_client: CheckingClient, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    looked(case, CUT)
    with django_assert_num_queries(100, exact=False) as asked:
        checking_client.get("/identity/documents/")
    once = len(asked)
    upload(checking_client, "extra:1", pdf(3))
    for each in Image.objects.filter(reading=None):
        read(each)

    with django_assert_num_queries(once, exact=False):
        checking_client.get("/identity/documents/")
    with django_assert_num_queries(8, exact=False):
        checking_client.get("/identity/progress/")


@pytest.mark.rule("IDV-13", "IDV-17")
def test_the_place_that_staff_marked_is_shown_on_the_earlier_picture(checking_client: CheckingClient) -> None:
    case = make.claimed(make.chosen(signed_in(checking_client), address_on_back=True).case)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    front = next(image for image in queries.images(attempt) if image.slot == "front")
    region = Region(0.25, 0.5, 0.5, 0.25)
    shown = Verdict("name", Mark.UNREADABLE, "covered", "指をどけてください。", image=front.pk, region=region)
    given = [shown if verdict.part == "name" else verdict for verdict in make.verdicts(case)]
    verification.decide(case.pk, given, by=REVIEWER)

    again = page(checking_client, "/identity/again/")
    checking_client.post("/identity/again/")
    there = card(checking_client)

    for place in (again, there):
        assert "指をどけてください。" in place.get_text()
        (figure,) = place.select("figure.marked")
        assert figure.img["src"] == f"/identity/images/{front.pk}/"  # type: ignore[index]
        outline = figure.find("polygon")
        assert isinstance(outline, Tag)
        assert outline["points"] == "0.2350,0.4850 0.7650,0.4850 0.7650,0.7650 0.2350,0.7650"
    assert "お名前：必要なところが隠れています。" in again.get_text()
    assert checking_client.get(f"/identity/images/{front.pk}/").status_code == 200
    checking_client.cookies["kaitsu_language"] = "en"
    assert "指をどけてください。" in card(checking_client).get_text()


@pytest.mark.rule("IDV-8")
def test_the_other_language_keeps_what_was_sent_and_what_was_refused(checking_client: CheckingClient) -> None:
    attempt = make.chosen(signed_in(checking_client), address_on_back=True)
    upload(checking_client, "front", photo())
    refused = upload(checking_client, "back", b"GIF89a")
    language = BeautifulSoup(refused.content.decode(), "html5lib").select_one(
        "form.language input[name=next]"
    )
    assert language is not None

    switched = checking_client.post(
        "/language/", {"language": "en", "next": str(language["value"])}, follow=True
    )

    assert switched.redirect_chain[-1][0] == "/identity/documents/"
    shown = BeautifulSoup(switched.content.decode(), "html5lib")
    assert "JPEG" in shown.select_one("#slot-back .field__error").get_text()  # type: ignore[union-attr]
    assert "Delete it" in shown.select_one("#slot-front").get_text()  # type: ignore[union-attr]
    assert queries.filled(Attempt.objects.get(pk=attempt.pk)) == {"front"}
    upload(checking_client, "back", photo())
    assert checking_client.get("/identity/documents/").content.decode().count("field__error") == 0


@pytest.mark.parametrize("address", ["documents/front/", "documents/front/remove/", "send/", "phone/"])
def test_an_address_that_takes_forms_leads_back_when_it_is_only_opened(
    checking_client: CheckingClient, address: str
) -> None:
    assert checking_client.get(f"/identity/{address}").url == "/identity/documents/"
    assert checking_client.put(f"/identity/{address}").status_code == 405
