"""An image is read by a worker: evidence and crops are kept, the holder is told (IDV-9, IDV-10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection

from factories import identity as make
from factories.identity import HOLDER
from factories.jobs import work
from factories.machine import Engines, answer, bare, document, field, unknown
from kaitsu.identity import queries, services
from kaitsu.identity.machine import examination, process, reading
from kaitsu.identity.machine.process import Answer, CannotBeRead, EngineGone
from kaitsu.identity.models import Attempt, Case, Crop, Examination, Image, Reading
from kaitsu.identity.states import ReadingState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError
from kaitsu.reading.advice import Advice
from kaitsu.vault import services as vault
from kaitsu.vault.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-9")]

Reads = Callable[..., Engines]


@pytest.fixture(autouse=True)
def _no_engines_left() -> Iterator[None]:
    yield
    process.use(None)


@pytest.fixture
def reads() -> Reads:
    """``reads(answer, …)`` has the worker's engines give these answers in turn, and the last one from then on."""

    def use(*given: Answer | Exception) -> Engines:
        left = list(given)

        def say(kind: str) -> Answer:
            now = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(now, Exception):
                raise now
            return now

        engines = Engines(say)
        process.use(engines)
        return engines

    return use


def attempt_of(case: Case) -> Attempt:
    """Its open attempt."""
    attempt = queries.open_attempt(case)
    assert attempt is not None
    return attempt


def work_is_lost() -> None:
    """As after a crash of the worker."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def uploaded(kind: str = "drivers_licence", **answers: bool) -> Image:
    """The front that a holder has just uploaded."""
    attempt = make.chosen(kind=kind, **answers)
    make.fill(attempt.case)
    return queries.images(attempt)[0]


def test_what_was_read_is_kept_with_its_crops(reads: Reads) -> None:
    engines = reads(answer(document()))
    image = uploaded()
    assert queries.reading_state(image.attempt) == {image.pk: ReadingState.PENDING}

    assert work() == ["read_image"]

    kept = Reading.objects.get(image=image)
    assert (kept.state, kept.tries, kept.kind, kept.side) == ("read", 1, "drivers_licence", "front")
    assert (kept.engine, kept.rules) == ("scripted 1", "1")
    assert kept.evidence is not None
    assert kept.evidence["documents"][0]["fields"]["name"]["text"] == "大野 花子"
    assert engines.asked[0]["kind"] == "drivers_licence"
    crop = Crop.objects.get(reading=kept, field="name")
    assert services.view_crop(crop, by=staff("KS2222")) == b"\xff\xd8\xff crop of name"
    assert queries.crop_of(image.attempt.case, crop.pk) == crop
    assert queries.reading_state(image.attempt) == {image.pk: ReadingState.READ}


def test_a_job_that_runs_twice_reads_once(reads: Reads) -> None:
    engines = reads(answer(document()))
    image = uploaded()
    work()

    reading.read_image(Reading.objects.get(image=image).pk)
    reading.read_image(0)

    assert len(engines.asked) == 1
    assert Reading.objects.get(image=image).tries == 1


def test_an_engine_that_is_gone_is_asked_once_more(reads: Reads) -> None:
    reads(EngineGone("killed"), answer(document()))
    image = uploaded()

    assert work() == ["read_image", "read_image"]

    kept = Reading.objects.get(image=image)
    assert (kept.state, kept.tries) == ("read", 2)


@pytest.mark.parametrize(
    ("problem", "tries"), [(EngineGone("killed"), 2), (CannotBeRead("reading.broken"), 1)]
)
def test_an_image_that_cannot_be_read_goes_to_a_person(reads: Reads, problem: Exception, tries: int) -> None:
    reads(problem)
    case = make.submitted()

    work()

    kept = Reading.objects.get(image__attempt__case=case)
    assert (kept.state, kept.tries, kept.evidence) == ("failed", tries, None)
    found = {each.part: each.code for each in queries.findings(case, attempt_of(case))}
    assert found["image:front"] == "not_read"
    assert Examination.objects.get().suggestion == "person"


def test_the_queue_goes_on_behind_a_poisoned_image() -> None:
    def poisoned_by_a_card(kind: str) -> Answer:
        if kind == "residence_card":
            raise EngineGone("killed")
        return answer(document())

    process.use(Engines(poisoned_by_a_card))
    uploaded("residence_card", address_on_back=False)
    uploaded()

    assert work() == ["read_image"] * 3

    states = {each.image.attempt.kind: each.state for each in Reading.objects.all()}
    assert states == {"residence_card": "failed", "drivers_licence": "read"}


def test_an_image_that_is_replaced_takes_its_readings_with_it(reads: Reads) -> None:
    reads(answer(document()))
    image = uploaded()
    work()
    crops = list(Crop.objects.filter(reading__image=image).values_list("document", flat=True))

    make.fill(image.attempt.case)

    assert crops
    assert all(Document.objects.filter(pk__in=crops).values_list("erased_at", flat=True))
    assert Reading.objects.get(image=image).evidence is None
    assert queries.crop_of(image.attempt.case, Crop.objects.filter(reading__image=image)[0].pk) is None


def test_an_image_that_is_removed_while_it_is_read_keeps_nothing() -> None:
    image = uploaded()
    case = image.attempt.case

    def remove_first(kind: str) -> Answer:
        services.remove(case.pk, "front", by=HOLDER)
        return answer(document())

    process.use(Engines(remove_first))
    work()

    assert Reading.objects.get(image=image).state == "failed"
    assert not Crop.objects.exists()


@pytest.mark.rule("IDV-5", "IDV-10")
def test_the_number_of_a_my_number_card_is_erased_at_once(reads: Reads) -> None:
    back = bare("my_number_card", "back", remarks={"forbidden": True})
    reads(answer(document(), back))
    image = uploaded()

    work()

    image.refresh_from_db()
    assert image.removed_at is not None
    with pytest.raises(KaitsuError, match=r"vault\.erased"):
        vault.read(image.document_id)
    assert not Crop.objects.exists()
    kept = Reading.objects.get(image=image)
    assert kept.evidence is not None
    assert kept.evidence["documents"] == []
    (slot,) = queries.erased(image.attempt)
    assert slot == "front"
    assert "We have erased it" in queries.erased(image.attempt)["front"].text("en")
    reads(answer(document()))
    make.fill(image.attempt.case)
    assert queries.erased(image.attempt) == {}


@pytest.mark.rule("IDV-10")
@pytest.mark.parametrize(
    ("said", "code", "blocks"),
    [
        (answer(document("residence_card")), "reading.other_kind", True),
        (answer(document(side="back")), "identity.wrong_side", True),
        (answer(unknown()), "reading.not_recognised", True),
        (answer(document(expiry=field("2020年1月1日", date(2020, 1, 1)))), "reading.expired", True),
        (answer(document(expiry=None)), "reading.no_expiry", False),
        (answer(document(remarks={"international": True})), "reading.international", True),
    ],
)
def test_the_holder_is_told_what_cannot_pass(reads: Reads, said: Answer, code: str, blocks: bool) -> None:
    reads(said)
    image = uploaded()

    work()

    image.refresh_from_db()
    (advice,) = [each for each in queries.advice(image) if each.code == code]
    assert advice.blocks is blocks
    assert advice.text("ja") != advice.text("en")


@pytest.mark.rule("IDV-10")
def test_a_day_is_told_as_people_write_it_and_where_it_stands(reads: Reads) -> None:
    reads(answer(document(expiry=field("2020年1月1日", date(2020, 1, 1)))))
    image = uploaded()

    work()

    told = {each.code: each for each in queries.advice(image)}["reading.expired"]
    assert "2020年1月1日" in told.text("ja")
    assert "1 January 2020" in told.text("en")
    assert len(told.region) == 4
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in told.region)


@pytest.mark.rule("IDV-10")
def test_a_good_image_is_not_talked_about(reads: Reads) -> None:
    reads(answer(document()))
    image = uploaded()
    work()

    image.look = None
    assert queries.advice(image) == []


@pytest.mark.rule("IDV-10")
def test_what_the_first_look_feared_is_lifted_by_who_could_read_it(reads: Reads) -> None:
    reads(answer(document(advice=(Advice("reading.shadow", blocks=False),))))
    image = uploaded()
    feared = Advice("reading.shadow", blocks=True)
    told = {
        "code": feared.code,
        "blocks": True,
        "region": [],
        "ja": feared.text("ja"),
        "en": feared.text("en"),
    }
    Image.objects.filter(pk=image.pk).update(look={"usable": False, "advice": [told], "figures": {}})

    image.refresh_from_db()
    assert [each.blocks for each in queries.advice(image)] == [True]
    work()

    image = Image.objects.get(pk=image.pk)
    assert queries.advice(image) == [], "its holder need not know"
    assert Reading.objects.get(image=image).evidence["lifted"] == ["reading.shadow"]


@pytest.mark.rule("IDV-10")
def test_a_holder_may_insist() -> None:
    image = uploaded()

    assert services.insist(image.attempt.case_id, image.pk, by=HOLDER)
    assert not services.insist(image.attempt.case_id, image.pk, by=HOLDER)
    image.refresh_from_db()
    assert image.insisted_at is not None
    with pytest.raises(KaitsuError, match=r"identity\.unknown"):
        services.insist(make.opened().pk, image.pk, by=HOLDER)


def test_an_attempt_is_examined_when_its_last_image_was_read(reads: Reads) -> None:
    reads(answer(document()))
    case = make.submitted()
    # The cheap look sees that no document is in a picture of the tests.
    Image.objects.update(look=None)
    assert not Examination.objects.exists()

    assert work() == ["read_image", "examine_attempt"]

    kept = Examination.objects.get(attempt=attempt_of(case))
    assert (kept.suggestion, kept.level, kept.acted) == ("approve", "nothing", False)
    assert {each.verdict for each in queries.findings(case, kept.attempt)} == {"same"}
    assert kept.basis["images"][0]["digest"] == Image.objects.get().document.digest


def test_one_that_was_read_before_it_was_sent_is_examined_when_it_is(reads: Reads) -> None:
    reads(answer(document()))
    image = uploaded()
    work()

    services.submit(image.attempt.case_id, by=HOLDER)

    assert work() == ["examine_attempt"]
    assert Examination.objects.count() == 1


def test_examined_twice_is_examined_once(reads: Reads) -> None:
    reads(answer(document()))
    case = make.submitted()
    work()

    assert examination.examine_attempt(attempt_of(case).pk) is None
    assert examination.examine_attempt(case.pk) is None
    assert Examination.objects.count() == 1


def test_who_sends_much_waits_behind_who_sends_little(reads: Reads) -> None:
    greedy = make.chosen().case
    for _ in range(3):
        make.fill(greedy)
    other = uploaded()
    poisoned = Reading.objects.get(image=other)
    reads(EngineGone("killed"))

    assert _order().index(poisoned.pk) == 1  # behind the first of the other, before all that came after it
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args ->> 'reading_id' = %s", [str(poisoned.pk)])
    reading.read_image(poisoned.pk)

    assert _order()[-1] == poisoned.pk


def _order() -> list[int]:
    """The readings that wait, in the order in which a worker takes them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args ->> 'reading_id')::int FROM procrastinate_jobs"
            " WHERE task_name = 'read_image' AND status = 'todo' ORDER BY priority DESC, id"
        )
        return [row[0] for row in cursor.fetchall()]


def test_what_a_job_lost_is_found_again(reads: Reads) -> None:
    reads(answer(document()))
    case = make.submitted()
    attempt = attempt_of(case)

    assert reading.sweep() == 0
    work_is_lost()
    Reading.objects.update(requested_at=clock.now() - reading.LOST - timedelta(seconds=1))
    assert reading.sweep() == 1
    assert reading.sweep() == 0  # asked for already

    assert examination.examine_attempt(attempt.pk) is None  # its image is still to be read
    Attempt.objects.update(submitted_at=clock.now() - examination.PATIENCE)
    assert examination.sweep() == 1
    assert work() == ["read_image", "examine_attempt"]
    assert examination.sweep() == 0
