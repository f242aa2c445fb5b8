"""What the profile lets the machine decide, sampled, mailed as by a person, and replayed (IDV-14, IDV-15, OPS-6)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from factories import applications as apps
from factories import identity as make
from factories.identity import OTHER_REVIEWER, REVIEWER
from factories.jobs import work
from factories.machine import Engines, answer, document, field, unknown
from kaitsu.applications import machine_decisions
from kaitsu.applications.models import Application
from kaitsu.audit.models import Event
from kaitsu.identity import queries, reopening, services
from kaitsu.identity.draws import drawn
from kaitsu.identity.machine import examination, process
from kaitsu.identity.machine.process import Answer
from kaitsu.identity.machine.replay import Unusable, replay
from kaitsu.identity.models import Attempt, Case, Examination, FieldVerdict, Image, Reading, SecondReview
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.ids import uuid7
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile.loading import FILE, folders

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-14")]

AUDITOR = staff("KS9999")
Profile = Callable[..., None]
Sent = Callable[..., Case]


@pytest.fixture(autouse=True)
def _settings(settings: object) -> Iterator[None]:
    settings.KAITSU_CARD_PROVIDER = "memory"  # type: ignore[attr-defined]
    yield
    process.use(None)


@pytest.fixture
def profile(tmp_path: Path, settings: object) -> Profile:
    """``profile(level="approve")`` makes the operator's ``[identity.machine]`` say so."""
    folder = tmp_path / "operator"
    shutil.copytree(folders() / "default", folder)
    count = iter(range(99))

    def use(**said: object) -> None:
        now = folder.with_name(f"operator{next(count)}")
        shutil.copytree(folder, now)
        text = (now / FILE).read_text("utf-8")
        usual = {
            "level": '"nothing"',
            "sample_percent": "5",
            "least_confidence": "0.5",
            "second_review_percent": "2",
        }
        for name, value in said.items():
            written = f'"{value}"' if isinstance(value, str) else str(value)
            assert f"{name} = {usual[name]}" in text
            text = text.replace(f"{name} = {usual[name]}", f"{name} = {written}")
        (now / FILE).write_text(text, "utf-8")
        settings.KAITSU_PROFILE = str(now)  # type: ignore[attr-defined]

    return use


def sent(said: Answer) -> Case:
    """A case of an application whose one image reads as *said*, examined."""
    application = apps.submitted()
    assert application.case is not None
    make.submitted(application.case)
    Image.objects.update(look=None)
    process.use(Engines(lambda kind: said))
    work()
    return make.fresh(application.case)


GOOD = answer(document())
BLURRED = answer(unknown("reading.blurred"))
OTHER_NAME = answer(document(name=field("大野 華子")))


@pytest.mark.parametrize(
    ("level", "said", "state"),
    [
        ("nothing", GOOD, CaseState.SUBMITTED),
        ("nothing", BLURRED, CaseState.SUBMITTED),
        ("ask_again", GOOD, CaseState.SUBMITTED),
        ("ask_again", BLURRED, CaseState.ASKED_AGAIN),
        ("ask_again", OTHER_NAME, CaseState.SUBMITTED),
        ("approve", GOOD, CaseState.APPROVED),
        ("approve", BLURRED, CaseState.ASKED_AGAIN),
        ("approve", OTHER_NAME, CaseState.SUBMITTED),
    ],
)
def test_each_level_decides_what_it_may(profile: Profile, level: str, said: Answer, state: CaseState) -> None:
    profile(level=level, sample_percent=0)

    case = sent(said)

    assert case.state == state
    kept = Examination.objects.get()
    assert (kept.level, kept.acted) == (level, state != CaseState.SUBMITTED)


def test_an_approval_goes_on_as_one_of_a_person_does(profile: Profile) -> None:
    profile(level="approve", sample_percent=0)

    case = sent(GOOD)

    assert Application.objects.get(case=case).state == "fulfilling"
    assert Mail.objects.filter(kind="approved").count() == 1
    assert Attempt.objects.get().decided_by == "machine:reader"
    assert set(FieldVerdict.objects.values_list("mark", "machine", "accepted")) == {("ok", "same", True)}
    assert Event.objects.filter(action="identity.approve", actor_id="reader").exists()


def test_a_holder_who_is_asked_again_is_told_what_to_do(profile: Profile) -> None:
    profile(level="ask_again")

    case = sent(BLURRED)

    mail = Mail.objects.get(kind="ask_again")
    assert "ぼやけています" in mail.text
    wanted = queries.wanted(case)
    assert wanted is not None
    assert wanted.slots == ("front",)


def test_a_sample_of_approvals_goes_to_a_person(profile: Profile) -> None:
    profile(level="approve", sample_percent=100)

    case = sent(GOOD)

    kept = Examination.objects.get()
    assert (case.state, kept.sampled, kept.acted) == (CaseState.SUBMITTED, True, False)


def test_a_sample_is_the_same_for_good_and_about_as_large_as_it_should_be() -> None:
    attempts = [Attempt(case_id=uuid7(), number=1) for _ in range(2000)]
    taken = [each for each in attempts if drawn(each, "sample", 5)]

    assert taken == [each for each in attempts if drawn(each, "sample", 5)]
    assert 50 < len(taken) < 160
    assert [each for each in attempts if drawn(each, "sample", 0)] == []
    assert all(drawn(each, "sample", 100) for each in attempts)


@pytest.mark.rule("OPS-6")
def test_who_knows_a_case_cannot_tell_whether_it_will_be_drawn(settings: object) -> None:
    attempts = [Attempt(case_id=uuid7(), number=1) for _ in range(200)]
    ours = [drawn(each, "sample", 50) for each in attempts]

    settings.SECRET_KEY = "another operator's"  # type: ignore[attr-defined]

    assert [drawn(each, "sample", 50) for each in attempts] != ours


def test_a_case_that_a_reviewer_has_is_theirs(profile: Profile) -> None:
    profile(level="approve", sample_percent=0)
    application = apps.submitted()
    assert application.case is not None
    make.claimed(application.case)
    Image.objects.update(look=None)
    process.use(Engines(lambda kind: GOOD))

    work()

    case = make.fresh(application.case)
    assert (case.state, case.claimed_by) == (CaseState.CLAIMED, str(REVIEWER))
    assert Examination.objects.get().acted is False


def test_what_a_person_decides_is_held_against_the_machine(profile: Profile) -> None:
    case = sent(OTHER_NAME)
    services.claim(case.pk, by=REVIEWER)

    services.decide(case.pk, make.verdicts(case), by=REVIEWER)

    found = {each.part: (each.machine, each.accepted) for each in FieldVerdict.objects.all()}
    assert found["name"] == ("different", False)
    assert found["address"] == ("same", True)


# --- replayed -----------------------------------------------------------------------------------------------------


@pytest.mark.rule("IDV-15")
def test_the_same_comes_out_again(profile: Profile) -> None:
    profile(level="approve", sample_percent=0)
    case = sent(GOOD)

    told = replay(case.pk, by=AUDITOR)

    text = "\n".join(told.lines)
    assert not told.differs
    assert "decided" in text
    assert "by machine:reader" in text
    assert "engine scripted 1" in text
    assert Image.objects.get().document.digest[:16] in text
    assert "name: same" in text
    assert Event.objects.filter(action="identity.replayed", actor_id="KS9999").exists()


@pytest.mark.rule("IDV-15")
def test_what_was_read_too_late_was_not_looked_at() -> None:
    application = apps.submitted()
    assert application.case is not None
    case = make.submitted(application.case)
    Image.objects.update(look=None)
    Attempt.objects.update(submitted_at=clock.now() - examination.PATIENCE)
    machine_decisions.examine(Attempt.objects.get().pk)
    process.use(Engines(lambda kind: GOOD))
    work()
    assert Reading.objects.get().state == "read"

    told = replay(case.pk, by=AUDITOR)

    assert not told.differs
    assert "image:front: unreadable (not_read by IDV-9)" in "\n".join(told.lines)


@pytest.mark.rule("IDV-15")
def test_another_profile_is_named(profile: Profile) -> None:
    case = sent(GOOD)
    profile(least_confidence=0.99)

    told = replay(case.pk, by=AUDITOR)

    text = "\n".join(told.lines)
    assert told.differs
    assert "profile " in text
    assert (
        "name: same (same), now unreadable" in text
        or "now unreadable (unreadable by IDV-9.uncertain)" in text
    )
    assert "the machine: approve (level nothing), now person" in text


@pytest.mark.rule("IDV-15")
def test_other_rules_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    case = sent(GOOD)
    monkeypatch.setattr("kaitsu.identity.machine.examining.RULES_VERSION", "9.9")

    told = replay(case.pk, by=AUDITOR)

    assert not told.differs
    assert "now 9.9" in "\n".join(told.lines)


@pytest.mark.rule("IDV-15")
def test_what_is_registered_now_does_not_change_what_was_decided() -> None:
    case = sent(GOOD)
    Case.objects.update(address="東京都新宿区西新宿2-8-1")

    told = replay(case.pk, by=AUDITOR)

    assert not told.differs
    assert "registered data has been changed since" in "\n".join(told.lines)


@pytest.mark.rule("IDV-15")
def test_another_document_behind_an_image_is_found() -> None:
    case = sent(GOOD)
    Image.objects.get().document.__class__.objects.filter(pk=Image.objects.get().document_id).update(
        digest="0" * 64
    )

    told = replay(case.pk, by=AUDITOR)

    assert told.differs
    assert "the document is another one" in "\n".join(told.lines)


@pytest.mark.rule("IDV-15")
def test_what_cannot_be_replayed_says_why() -> None:
    with pytest.raises(Unusable, match="there is no case"):
        replay(UUID(int=1), by=AUDITOR)
    with pytest.raises(Unusable, match="examined no attempt"):
        replay(make.opened().pk, by=AUDITOR)
    case = sent(GOOD)
    Reading.objects.update(evidence=None)
    with pytest.raises(Unusable, match="is erased"):
        replay(case.pk, by=AUDITOR)


# --- judged again -------------------------------------------------------------------------------------------------


@pytest.mark.rule("OPS-6")
@pytest.mark.parametrize(("percent", "chosen"), [(0, 0), (100, 1)])
def test_a_share_of_decisions_is_judged_again(profile: Profile, percent: int, chosen: int) -> None:
    profile(second_review_percent=percent)
    case = make.claimed()

    services.decide(case.pk, make.verdicts(case), by=REVIEWER)

    assert SecondReview.objects.count() == chosen


@pytest.mark.rule("OPS-6")
@pytest.mark.parametrize(("again", "agrees"), [({}, True), ({"name": "name_differs"}, False)])
def test_a_second_reviewer_agrees_or_not(profile: Profile, again: dict[str, str], agrees: bool) -> None:
    profile(second_review_percent=100)
    case = make.claimed()
    attempt = queries.open_attempt(case)
    assert attempt is not None
    given = make.verdicts(case)
    second = make.verdicts(case, **again)
    services.decide(case.pk, given, by=REVIEWER)

    assert services.second_review_next(by=REVIEWER) is None
    review = services.second_review_next(by=OTHER_REVIEWER)
    assert review is not None
    assert review.attempt_id == attempt.pk
    assert services.second_review_next(by=OTHER_REVIEWER) == review
    with pytest.raises(KaitsuError, match=r"identity\.not_yours"):
        services.second_review_decide(review.pk, second, by=AUDITOR)
    with pytest.raises(KaitsuError, match=r"identity\.verdicts_open"):
        services.second_review_decide(review.pk, second[:1], by=OTHER_REVIEWER)

    done = services.second_review_decide(review.pk, second, by=OTHER_REVIEWER)

    assert done.agrees is agrees
    assert make.fresh(case).state == CaseState.APPROVED
    measured = services.agreement()
    assert (measured.reviewed, measured.agreed, measured.waiting) == (1, int(agrees), 0)


@pytest.mark.rule("OPS-6", "FUL-4")
def test_what_was_judged_by_a_former_address_is_not_judged_again_by_the_new_one(profile: Profile) -> None:
    profile(level="approve", sample_percent=0, second_review_percent=100)
    case = sent(GOOD)
    assert SecondReview.objects.count() == 1

    reopening.reopen(case.pk, postal_code="1500043", address="東京都渋谷区道玄坂2-3-4", by=AUDITOR)

    assert services.second_review_next(by=OTHER_REVIEWER) is None
