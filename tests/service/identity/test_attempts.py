"""The holder's side of a case: choose, upload, replace, remove, submit, and again (IDV-4 to IDV-8, IDV-13)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from factories import identity as make
from factories.identity import HOLDER, REVIEWER
from factories.pictures import drawing, jpeg, pdf, photo
from kaitsu.audit.models import Event
from kaitsu.identity import queries, rules, services
from kaitsu.identity.models import Attempt, Image
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.ids import uuid7
from kaitsu.vault import services as vault
from kaitsu.vault.models import Document

pytestmark = pytest.mark.django_db


def slots(case: object) -> list[str]:
    """What the open attempt needs."""
    attempt = queries.open_attempt(case)  # type: ignore[arg-type]
    assert attempt is not None
    return [slot.key for slot in queries.needed(case, attempt)]  # type: ignore[arg-type]


@pytest.mark.rule("IDV-4")
def test_answers_decide_the_images() -> None:
    case = make.opened()

    make.chosen(case, address_on_back=False)
    assert slots(case) == ["front"]

    make.chosen(case, address_on_back=True)
    assert slots(case) == ["front", "back"]
    assert Attempt.objects.count() == 1


@pytest.mark.rule("IDV-5", "IDV-7")
def test_a_supplement_is_needed_where_the_answers_say_so() -> None:
    case = make.opened()

    with pytest.raises(KaitsuError, match=r"identity\.supplement_open"):
        make.chosen(case, "disability_certificate", address_written=False, address_on_back=False)
    services.choose(
        case.pk, "disability_certificate", {"address_written": False, "address_on_back": False},
        "utility_receipt", by=HOLDER,
    )  # fmt: skip

    assert slots(case) == ["front", "supplement:utility_receipt"]


@pytest.mark.rule("IDV-4")
@pytest.mark.parametrize(
    ("kind", "answers", "code"),
    [
        ("library_card", {}, "identity.kind_unknown"),
        ("drivers_licence", {}, "identity.question_open"),
        ("drivers_licence", {"dependant": True}, "identity.question_open"),
    ],
)
def test_a_choice_that_is_none(kind: str, answers: dict[str, bool], code: str) -> None:
    with pytest.raises(KaitsuError, match=code):
        services.choose(make.opened().pk, kind, answers, by=HOLDER)


@pytest.mark.rule("IDV-4")
def test_another_choice_keeps_what_still_fits_and_erases_the_rest() -> None:
    case = make.chosen(address_on_back=True).case
    make.fill(case, ["front", "back"])

    make.chosen(case, address_on_back=False)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert queries.filled(attempt) == {"front"}
    assert Document.objects.filter(erased_at=None).count() == 1

    make.chosen(case, "residence_card", address_on_back=False)
    assert queries.filled(attempt) == set()


@pytest.mark.rule("IDV-8")
def test_an_upload_is_kept_encrypted_as_a_new_jpeg_without_metadata() -> None:
    case = make.chosen().case
    exif = drawing().getexif()
    exif[0x010F] = "Camera maker"
    exif.get_ifd(0x8825)[1] = "N"
    data = jpeg(exif=exif)
    assert b"Camera maker" in data

    (image,) = services.upload(case.pk, "front", data, by=HOLDER)

    kept = vault.read(image.document_id)
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"Camera maker" not in kept
    assert b"Exif" not in kept
    assert (image.width, image.height, image.size) == (800, 600, len(kept))
    assert image.document.purpose == "identity"


@pytest.mark.rule("IDV-8")
def test_the_pages_of_a_pdf_are_images_of_one_slot() -> None:
    case = make.chosen().case

    kept = services.upload(case.pk, "front", pdf(3), by=HOLDER)

    assert [(image.slot, image.position) for image in kept] == [("front", 0), ("front", 1), ("front", 2)]


@pytest.mark.rule("IDV-8")
def test_a_new_file_replaces_the_old_one_which_is_erased() -> None:
    case = make.chosen().case
    (old,) = services.upload(case.pk, "front", photo(), by=HOLDER)

    (new,) = services.upload(case.pk, "front", jpeg(900, 700), by=HOLDER)

    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert queries.images(attempt) == [new]
    old.refresh_from_db()
    assert old.removed_at is not None
    with pytest.raises(KaitsuError, match=r"vault\.erased"):
        vault.read(old.document_id)


@pytest.mark.rule("IDV-8")
def test_a_bad_file_costs_nothing_that_was_uploaded() -> None:
    case = make.chosen().case
    (good,) = services.upload(case.pk, "front", photo(), by=HOLDER)

    for bad in (b"", b"hello", photo()[:2000], b"x" * (5 * 1024 * 1024 + 1)):
        with pytest.raises(KaitsuError):
            services.upload(case.pk, "front", bad, by=HOLDER)

    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert queries.images(attempt) == [good]
    assert vault.read(good.document_id)


@pytest.mark.rule("IDV-8")
def test_five_files_and_no_sixth() -> None:
    case = make.chosen().case
    make.fill(case, ["front", "extra:1", "extra:2", "extra:3", "extra:4"])

    with pytest.raises(KaitsuError, match=r"identity\.too_many_files"):
        services.upload(case.pk, "extra:5", photo(), by=HOLDER)
    with pytest.raises(KaitsuError, match=r"identity\.slot_unknown"):
        services.upload(case.pk, "back", photo(), by=HOLDER)

    services.remove(case.pk, "extra:2", by=HOLDER)
    services.upload(case.pk, "extra:5", photo(), by=HOLDER)


@pytest.mark.rule("IDV-8")
def test_removing() -> None:
    case = make.chosen().case
    make.fill(case)

    assert services.remove(case.pk, "front", by=HOLDER) is True
    assert services.remove(case.pk, "front", by=HOLDER) is False

    assert Document.objects.filter(erased_at=None).count() == 0
    assert services.remove(make.opened().pk, "front", by=HOLDER) is False


@pytest.mark.rule("IDV-4", "IDV-11")
def test_submitting_needs_every_image_and_happens_once() -> None:
    case = make.chosen(address_on_back=True).case
    make.fill(case, ["front"])
    with pytest.raises(KaitsuError, match=r"identity\.image_missing") as refused:
        services.submit(case.pk, by=HOLDER)
    assert refused.value.problem.field == "back"
    make.fill(case, ["back"])

    first = services.submit(case.pk, by=HOLDER)
    again = services.submit(case.pk, by=HOLDER)

    assert (first[1], again[1]) == (True, False)
    assert first[0] == again[0]
    assert make.fresh(case).state == CaseState.SUBMITTED
    assert Event.objects.filter(action="identity.upload").count() == 1


def test_nothing_to_submit() -> None:
    with pytest.raises(KaitsuError, match=r"identity\.choose_first"):
        services.submit(make.opened().pk, by=HOLDER)
    with pytest.raises(KaitsuError, match=r"identity\.choose_first"):
        services.upload(make.opened().pk, "front", photo(), by=HOLDER)


@pytest.mark.rule("IDV-17")
def test_what_was_submitted_does_not_change() -> None:
    case = make.submitted()

    for change in (
        lambda: services.upload(case.pk, "front", photo(), by=HOLDER),
        lambda: services.remove(case.pk, "front", by=HOLDER),
        lambda: make.chosen(case, address_on_back=True),
        lambda: services.begin_again(case.pk, by=HOLDER),
    ):
        with pytest.raises(KaitsuError, match=r"identity\.closed"):
            change()
    assert Image.objects.filter(removed_at=None).count() == 1


@pytest.mark.rule("IDV-13")
def test_after_the_deadline_nothing_is_taken() -> None:
    case = make.chosen().case

    with clock.frozen(case.deadline), pytest.raises(KaitsuError, match=r"identity\.closed"):
        services.upload(case.pk, "front", photo(), by=HOLDER)
    with clock.frozen(case.deadline - timedelta(seconds=1)):
        assert services.upload(case.pk, "front", photo(), by=HOLDER)


@pytest.mark.rule("IDV-18")
def test_staff_at_a_desk_upload_for_a_holder() -> None:
    desk, case = staff("KS0001"), make.opened()
    services.choose(case.pk, "drivers_licence", {"address_on_back": False}, by=desk)

    (image,) = services.upload(case.pk, "front", photo(), by=desk)

    assert image.uploaded_by == "staff:KS0001"
    assert Event.objects.filter(action="identity.uploaded", actor_kind="staff").count() == 1


@pytest.mark.rule("IDV-13")
def test_a_second_attempt_is_about_only_what_is_needed_and_the_first_stays() -> None:
    case = make.opened()
    make.chosen(case, address_on_back=True)
    case = make.asked_again(case, _back="glare")
    first = queries.last_decided(case)
    assert first is not None

    services.upload(case.pk, "back", jpeg(900, 700), by=HOLDER)
    second = queries.open_attempt(case)

    assert second is not None
    assert (second.number, second.asked, slots(case)) == (2, ["back"], ["back"])
    assert [image.slot for image in queries.images(first)] == ["back", "front"]
    shown = {image.slot: image.attempt_id for image in queries.images_shown(second)}
    assert shown == {"back": second.pk, "front": first.pk}


@pytest.mark.rule("IDV-13")
def test_a_second_attempt_with_another_document_starts_from_the_choice() -> None:
    case = make.asked_again(expiry="expired")

    with pytest.raises(KaitsuError, match=r"identity\.choose_first"):
        services.begin_again(case.pk, by=HOLDER)
    attempt = make.chosen(case, "japanese_passport")

    assert (attempt.number, attempt.asked, slots(case)) == (2, [], ["photo_page", "address_page"])
    assert queries.images_shown(attempt) == []


@pytest.mark.rule("IDV-7", "IDV-13")
def test_a_supplement_that_was_asked_for_is_chosen_and_can_be_changed() -> None:
    case = make.asked_again(address="supplement_needed")

    with pytest.raises(KaitsuError, match=r"identity\.supplement_open"):
        services.begin_again(case.pk, by=HOLDER)
    services.begin_again(case.pk, "utility_receipt", by=HOLDER)
    make.fill(case, ["supplement:utility_receipt"])
    attempt = services.begin_again(case.pk, "residence_certificate", by=HOLDER)

    assert slots(case) == ["supplement:residence_certificate"]
    assert queries.filled(attempt) == set()
    make.fill(case, ["supplement:residence_certificate"])
    assert services.begin_again(case.pk, by=HOLDER) == attempt
    assert "supplement" in queries.parts(case, attempt)


@pytest.mark.rule("IDV-13")
def test_a_new_supplement_takes_the_place_of_the_old_one() -> None:
    case = make.asked_again(address="supplement_needed")
    services.begin_again(case.pk, "utility_receipt", by=HOLDER)
    case = make.asked_again(case, supplement="supplement_old")
    services.begin_again(case.pk, "residence_certificate", by=HOLDER)
    make.fill(case, ["supplement:residence_certificate"])
    attempt = queries.open_attempt(case)
    assert attempt is not None

    shown = [image.slot for image in queries.images_shown(attempt)]

    assert shown == ["supplement:residence_certificate", "front"]


@pytest.mark.rule("IDV-13")
def test_the_days_of_the_review_are_not_the_holders() -> None:
    sent = clock.now()
    with clock.frozen(sent):
        case = make.claimed()
    before = case.deadline

    with clock.frozen(sent + timedelta(days=2)):
        services.decide(case.pk, make.verdicts(case, _front="dark"), by=REVIEWER)

    assert make.fresh(case).deadline == before + timedelta(days=2)
    late = before - timedelta(minutes=5)
    decided = late + timedelta(hours=1)
    assert rules.deadline_after_review(before, late, decided) == before + timedelta(days=4)


def test_a_case_that_is_none() -> None:
    with pytest.raises(KaitsuError, match=r"identity\.unknown"):
        services.submit(uuid7(), by=HOLDER)
    assert queries.case(uuid7()) is None
