"""Parcels go where they may, their numbers come back and are mailed, their end completes the application."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pypdfium2
import pytest

from factories.applications import Wish
from factories.fulfilment import (
    CLERK,
    DATA,
    fulfilled,
    issued,
    packed,
    results,
    shipped,
    two_voice_one_data,
    waybill,
)
from kaitsu.applications import answers, delivery
from kaitsu.applications.models import Application
from kaitsu.applications.progress import progress
from kaitsu.applications.states import State
from kaitsu.fulfilment import documents, queries
from kaitsu.fulfilment.models import FileImport, LabelRun, Parcel
from kaitsu.fulfilment.states import LineState, ParcelState
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile import current

pytestmark = pytest.mark.django_db


def codes(done: FileImport) -> list[str]:
    return [each["code"] for each in done.problems]


def state_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).state


def mails(kind: str) -> list[Mail]:
    return list(Mail.objects.filter(kind=kind).order_by("created_at"))


@pytest.mark.rule("FUL-2")
def test_verified_lines_share_a_parcel_and_others_have_their_own() -> None:
    application, run = packed(two_voice_one_data())

    verified, registered = run.parcels.order_by("pk")

    assert (verified.verified_only, verified.lines.count()) == (True, 2)
    assert (registered.verified_only, registered.lines.count()) == (False, 1)
    assert verified.owner == registered.owner == application.pk
    assert verified.address == "東京都港区六本木1-2-3"
    assert (verified.building, verified.postal_code) == ("見本ビル101", "1060032")
    assert verified.telephone == "03-1234-5678"


@pytest.mark.rule("FUL-2", "HLD-6")
def test_a_verified_line_goes_to_the_address_that_was_verified() -> None:
    application = fulfilled(two_voice_one_data())
    case = application.case
    assert case is not None
    case.postal_code, case.address = "5300001", "大阪府大阪市北区梅田9-8-7"
    case.save()

    run = delivery.make_run(by=CLERK)

    assert run is not None
    verified, registered = run.parcels.order_by("pk")
    assert (verified.postal_code, verified.address, verified.building) == (
        "5300001",
        "大阪府大阪市北区梅田9-8-7",
        "",
    )
    assert registered.address == "東京都港区六本木1-2-3"


@pytest.mark.rule("FUL-6")
def test_a_run_packs_each_line_once() -> None:
    packed()

    assert delivery.make_run(by=CLERK) is None
    assert (LabelRun.objects.count(), Parcel.objects.count()) == (1, 1)


@pytest.mark.rule("FUL-3")
def test_labels_and_packing_lists_are_pdf_with_japanese_text() -> None:
    _, run = packed(two_voice_one_data())

    labels, lists = documents.labels(run, current()), documents.packing_lists(run, current())

    printed = _printed(labels)
    assert "106-0032" in printed[0]
    assert "大野 花子 様" in printed[0]
    assert printed[0].count("転送不可・営業所受取不可") == 1
    assert current().delivery.shipper.name in printed[0]
    pages = _printed(lists)
    assert len(pages) == 2
    for parcel, page in zip(run.parcels.order_by("pk"), pages, strict=True):
        for line in parcel.lines.all():
            assert line.card is not None
            assert line.card.iccid in page.replace(" ", "").replace("\r\n", "")
    assert documents.labels(run, current()) == labels


@pytest.mark.rule("FUL-3")
def test_a_name_is_never_markup_and_rare_characters_print() -> None:
    wish = replace(
        Wish(),
        address=answers.AddressGiven("1060032", "東京都", "港区", "六本木", "1-2-3", "#panic() $x$ [b] 𠮷"),
    )
    _, run = packed(wish)

    assert "#panic() $x$ [b] 𠮷" in _printed(documents.labels(run, current()))[0]


@pytest.mark.rule("FUL-3")
def test_the_couriers_file_says_where_each_parcel_goes() -> None:
    application, run = packed(two_voice_one_data())

    made = delivery.courier_file(run)

    verified, registered = csv.DictReader(io.StringIO(made.data.decode("cp932")))
    parcels = list(run.parcels.order_by("pk"))
    assert [verified["お客様管理番号"], registered["お客様管理番号"]] == [each.number for each in parcels]
    assert (verified["記事"], registered["記事"]) == ("転送不可・営業所受取不可", "")
    assert (verified["お届け先名"], verified["敬称"]) == ("大野 花子", "様")
    assert verified["出荷予定日"] == "2026/11/18"
    assert made.warnings == ()
    assert delivery.courier_file(run) == made
    assert str(application.pk) not in made.data.decode("cp932")


@pytest.mark.rule("FUL-3", "MAI-1")
def test_tracking_numbers_come_back_and_are_mailed_once() -> None:
    application, run = packed(two_voice_one_data())
    one, two = run.parcels.order_by("pk")
    first, second = waybill(), waybill()
    file = issued((one.number, f"{first[:4]}-{first[4:8]}-{first[8:]}"), (two.number, second))

    done = delivery.take_tracking(file, name="b2.csv", by=CLERK)
    again = delivery.take_tracking(file, name="b2.csv", by=CLERK)

    assert (done.taken, done.refused, again.taken, again.unchanged) == (2, 0, 0, 2)
    letters = mails("shipped")
    assert [
        f"{n[:4]}-{n[4:8]}-{n[8:]}" in letter.text for n, letter in zip((first, second), letters, strict=True)
    ] == [
        True,
        True,
    ]
    assert "転送や、営業所での受け取りはできません" in letters[0].text.replace("\n", "")
    told = progress(application)
    assert (told[0].state, told[0].tracking) == (LineState.HANDED_OVER, first)
    # Each says which cards it is about: two voice lines together, the data line by itself.
    for letter, place, inside in zip(letters, ("1", "2"), ((1, 2), (3,)), strict=True):
        assert f"2個のうち{place}個目" in letter.subject
        for line in told:
            named = f"SIMカード {line.index}（末尾が{line.msisdn[-4:]}の電話番号）"
            assert (named in letter.text.replace("\n", "")) == (line.index in inside)
            assert line.msisdn not in letter.text
        assert "別の荷物でお送りします" not in letter.text


@pytest.mark.rule("FUL-3")
def test_a_parcel_that_leaves_before_the_others_are_packed_says_that_more_comes() -> None:
    application, run = packed(two_voice_one_data())
    one, two = run.parcels.order_by("pk")
    two.lines.update(parcel=None)
    delivery.take_tracking(issued((one.number, waybill())), name="b2.csv", by=CLERK)
    Application.objects.filter(pk=application.pk).update(language="en")
    delivery.take_results(results((Parcel.objects.get(pk=one.pk).tracking, "返品")), name="", by=CLERK)

    (letter,), (back,) = mails("shipped"), mails("returned")
    assert "個のうち" not in letter.text
    assert "ほかのSIMカードは、別の荷物でお送りします。" in letter.text.replace("\n", "")
    assert "SIM card 2 (the number that ends in" in " ".join(back.text.split())
    assert "SIM card 3" not in back.text


@pytest.mark.rule("FUL-6")
def test_wrong_lines_of_the_couriers_file_are_told_one_by_one() -> None:
    _, run = packed()
    (parcel,) = run.parcels.all()
    _, other = shipped(DATA)
    good, slip = waybill(), waybill()

    done = delivery.take_tracking(
        issued(
            (parcel.number, slip[:-1] + str((int(slip[-1]) + 1) % 7)),
            (parcel.number, "123"),
            ("PNOBODY", good),
            (parcel.number, other.tracking or Parcel.objects.get(pk=other.pk).tracking),
            (parcel.number, good),
            (parcel.number, good),
            (parcel.number, waybill()),
        ),
        name="",
        by=CLERK,
    )

    assert codes(done) == [
        "fulfilment.tracking_check",
        "fulfilment.tracking_form",
        "fulfilment.no_parcel",
        "fulfilment.tracking_used",
        "fulfilment.twice_in_file",
        "fulfilment.other_tracking",
    ]
    assert done.taken == 1
    assert Parcel.objects.get(pk=parcel.pk).tracking == good


@pytest.mark.rule("FUL-1")
def test_the_application_is_complete_with_its_last_parcel() -> None:
    application, _ = shipped(two_voice_one_data())
    one, two = Parcel.objects.filter(owner=application.pk).order_by("pk")

    delivery.take_results(results((one.tracking, "配達完了")), name="", by=CLERK)
    halfway = state_of(application)
    done = delivery.take_results(
        results((one.tracking, "配達完了"), (two.tracking, "配達完了")), name="", by=CLERK
    )

    assert (halfway, state_of(application)) == (State.FULFILLING, State.ACTIVE)
    assert (done.taken, done.unchanged) == (1, 1)


@pytest.mark.rule("FUL-6")
def test_results_that_say_nothing_yet_or_too_late_change_nothing() -> None:
    application, parcel = shipped()
    parcel.refresh_from_db()

    waiting = delivery.take_results(results((parcel.tracking, "持戻（ご不在）")), name="", by=CLERK)
    delivery.take_results(results((parcel.tracking, "配達完了")), name="", by=CLERK)
    late = delivery.take_results(
        results((parcel.tracking, "返品"), (waybill(), "配達完了")), name="", by=CLERK
    )

    assert (waiting.unchanged, waiting.refused) == (1, 0)
    assert codes(late) == ["fulfilment.not_on_its_way", "fulfilment.no_parcel"]
    assert state_of(application) == State.ACTIVE
    assert Parcel.objects.get(pk=parcel.pk).state == ParcelState.DELIVERED
    assert not mails("returned")


def test_what_waits_is_listed_where_it_stands() -> None:
    _, run = packed()
    shipped(DATA)

    assert list(queries.parcels(ParcelState.PACKED)) == list(run.parcels.all())
    assert queries.parcels(ParcelState.HANDED_OVER).count() == 1


def _printed(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [_text(document, place) for place in range(len(document))]


def _text(document: pypdfium2.PdfDocument, place: int) -> str:
    page = document[place]
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()
