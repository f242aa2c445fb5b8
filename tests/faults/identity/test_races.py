"""Real connections at once: one claim, one decision, one submission, one file a slot (IDV-8, IDV-12, CNF-3)."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from factories import applications as apps
from factories import identity as make
from factories.identity import HOLDER, OTHER_REVIEWER, REVIEWER
from factories.machine import Engines, answer, document
from factories.pictures import jpeg, photo
from factories.racing import at_once
from kaitsu.applications import machine_decisions, review_queue, verification
from kaitsu.identity import queries, services
from kaitsu.identity.machine import process
from kaitsu.identity.machine.reading import read_image
from kaitsu.identity.models import Attempt, Case, Examination, Image, Reading
from kaitsu.identity.states import CaseState
from kaitsu.kernel.actors import staff
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile.loading import FILE, folders
from kaitsu.vault.models import Document

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.mark.rule("IDV-12")
def test_a_claim_cannot_be_doubled() -> None:
    case = make.submitted()
    reviewers = [staff(f"KS{number:04}") for number in range(16)]

    outcomes = at_once([lambda by=by: services.claim(case.pk, by=by).claimed_by for by in reviewers])

    assert Counter(outcomes)["identity.claimed"] == 15
    assert make.fresh(case).claimed_by in outcomes


@pytest.mark.rule("IDV-12")
def test_a_claim_holds_while_another_transaction_is_still_open() -> None:
    case = make.submitted()
    claimed, go_on = threading.Event(), threading.Event()
    answers: list[object] = []

    def slow() -> None:
        with transaction.atomic():
            services.claim(case.pk, by=REVIEWER)
            claimed.set()
            go_on.wait(30)
        connections.close_all()

    def second() -> None:
        try:
            answers.append(services.claim(case.pk, by=OTHER_REVIEWER))
        except KaitsuError as refused:
            answers.append(refused.code)
        connections.close_all()

    first_thread, second_thread = threading.Thread(target=slow), threading.Thread(target=second)
    first_thread.start()
    assert claimed.wait(30)
    second_thread.start()  # its UPDATE waits for the row of the first
    go_on.set()
    first_thread.join(30)
    second_thread.join(30)

    assert answers == ["identity.claimed"]
    assert make.fresh(case).claimed_by == str(REVIEWER)


@pytest.mark.rule("IDV-17")
def test_one_decision_and_one_mail_of_many() -> None:
    application = apps.submitted()
    assert application.case is not None
    case = make.claimed(application.case)
    verdicts = make.verdicts(case)

    outcomes = at_once([lambda: verification.decide(case.pk, verdicts, by=REVIEWER).event for _ in range(8)])

    assert Counter(outcomes) == {"approve": 1, "identity.not_yours": 7}
    assert Mail.objects.filter(kind="approved").count() == 1


@pytest.mark.rule("IDV-12", "IDV-14")
@pytest.mark.parametrize("turn", range(3))
def test_a_case_is_a_reviewers_or_the_machines(turn: int, tmp_path: Path, settings: Any) -> None:
    _machine_approves(tmp_path / "operator", settings)
    application = apps.submitted()
    assert application.case is not None
    case = make.submitted(application.case)
    Image.objects.update(look=None)
    process.use(Engines(lambda kind: answer(document())))
    try:
        read_image(Reading.objects.get().pk)
    finally:
        process.use(None)
    attempt = Attempt.objects.get()

    claimed, *examined = at_once(
        [
            lambda: review_queue.claim(case.pk, by=REVIEWER).state,
            lambda: machine_decisions.examine(attempt.pk),
            lambda: machine_decisions.examine(attempt.pk),
        ]
    )

    after = make.fresh(case)
    acted = Examination.objects.get().acted
    if acted:
        assert (after.state, claimed, sorted(examined)) == ("approved", "identity.not_waiting", [False, True])
    else:
        assert (after.state, after.claimed_by, examined) == ("claimed", str(REVIEWER), [False, False])
    assert Mail.objects.filter(kind="approved").count() == int(acted)


def _machine_approves(folder: Path, settings: Any) -> None:
    """An operator who lets the machine approve, and draws no sample."""
    shutil.copytree(folders() / "default", folder)
    text = (folder / FILE).read_text("utf-8")
    text = text.replace('level = "nothing"', 'level = "approve"').replace(
        "sample_percent = 5", "sample_percent = 0"
    )
    (folder / FILE).write_text(text, "utf-8")
    settings.KAITSU_PROFILE = str(folder)


@pytest.mark.rule("IDV-11")
def test_submitting_many_times_at_once_is_once() -> None:
    application = apps.submitted()
    assert application.case is not None
    case = make.chosen(application.case).case
    make.fill(case)

    outcomes = at_once([lambda: verification.send_documents(case.pk, by=HOLDER).number for _ in range(8)])

    assert outcomes == [1] * 8
    assert Mail.objects.filter(kind="upload_received").count() == 1


@pytest.mark.rule("IDV-8")
def test_two_uploads_into_one_slot_leave_one_file() -> None:
    case = make.chosen().case
    files = [photo(), jpeg(900, 700), jpeg(1000, 800), jpeg(1100, 900)]

    outcomes = at_once(
        [lambda data=data: len(services.upload(case.pk, "front", data, by=HOLDER)) for data in files]
    )

    assert set(outcomes) <= {1, "identity.busy"}
    assert Image.objects.filter(removed_at=None).count() == 1
    assert Document.objects.filter(erased_at=None).count() == 1
    assert Image.objects.count() == outcomes.count(1)


@pytest.mark.rule("IDV-8")
def test_two_first_uploads_of_a_second_attempt_begin_one_attempt() -> None:
    case = make.asked_again(make.chosen(address_on_back=True).case, _front="glare", _back="glare")

    outcomes = at_once(
        [
            lambda: len(services.upload(case.pk, "front", photo(), by=HOLDER)),
            lambda: len(services.upload(case.pk, "back", photo(), by=HOLDER)),
        ]
    )

    assert outcomes == [1, 1]
    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert (attempt.number, queries.filled(attempt)) == (2, {"front", "back"})


@pytest.mark.rule("IDV-8", "IDV-17")
def test_a_file_that_comes_while_it_is_submitted_is_in_or_refused() -> None:
    case = make.chosen().case
    make.fill(case)

    outcomes = at_once(
        [
            lambda: services.submit(case.pk, by=HOLDER)[1],
            lambda: len(services.upload(case.pk, "extra:1", photo(), by=HOLDER)),
        ]
    )

    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert outcomes[0] is True
    if outcomes[1] == 1:
        assert queries.filled(attempt) == {"front", "extra:1"}
    else:
        assert (outcomes[1], queries.filled(attempt)) == ("identity.closed", {"front"})


@pytest.mark.rule("IDV-18")
def test_a_ticket_lets_one_telephone_in() -> None:
    token = services.hand_over(make.opened().pk, by=HOLDER)

    outcomes = at_once([lambda: isinstance(services.take_over(token), Case) for _ in range(8)])

    assert Counter(outcomes) == {True: 1, "identity.ticket_spent": 7}


@pytest.mark.rule("IDV-13")
def test_documents_after_the_last_moment_do_not_stop_the_lapse() -> None:
    application = apps.submitted()
    assert application.case is not None
    case = make.chosen(application.case).case
    make.fill(case)
    over = case.opened_at - timedelta(minutes=1)
    Case.objects.filter(pk=case.pk).update(opened_at=over - timedelta(days=14), deadline=over)

    outcomes = at_once(
        [lambda: verification.send_documents(case.pk, by=HOLDER).number, verification.lapse_due]
    )

    assert (outcomes, make.fresh(case).state) == (["identity.closed", 1], CaseState.LAPSED)
