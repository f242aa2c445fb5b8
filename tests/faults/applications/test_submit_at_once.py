"""Real connections at once: one application, one spent code, one mail (CNF-3, ENT-5, HLD-8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from factories.applications import LineWish, complete, family, mailed_code, submitted
from factories.members import member
from factories.racing import at_once
from kaitsu.applications import confirmation, services, submission
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.notifications.models import Mail

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

CONNECTIONS = 32


def code_of(application: Application) -> str:
    """A fresh confirmation code."""
    confirmation.send(application.member, application.pk, by=application.member.actor)
    return mailed_code(application)


@pytest.mark.rule("CNF-3", "ENT-5")
def test_one_application_submitted_over_many_connections() -> None:
    application = complete()
    who, code = application.member, code_of(application)

    def submit() -> object:
        done = submission.submit(who, application.pk, code=code, by=who.actor)
        return done.problem.code if done.problem else done.application.state

    outcomes = Counter(at_once([submit] * CONNECTIONS))

    assert outcomes == {State.VERIFYING: CONNECTIONS}
    assert Case.objects.count() == 1
    for kind in ("application_received", "identity_invitation"):
        assert Mail.objects.filter(kind=kind).count() == 1


@pytest.mark.rule("ENT-5")
def test_one_code_begun_over_many_connections() -> None:
    from factories.retail import code

    known, people = str(code()), [member() for _ in range(CONNECTIONS)]

    def begin(who):  # type: ignore[no-untyped-def]
        return lambda: (
            services.begin(
                who, known, language="ja", source=f"203.0.113.{people.index(who)}", by=who.actor
            ).state
        )

    outcomes = Counter(at_once([begin(who) for who in people]))

    assert outcomes == {State.DRAFT: 1, "retail.held": CONNECTIONS - 1}
    assert Application.objects.count() == 1


@pytest.mark.rule("HLD-8")
def test_the_line_limit_holds_against_submissions_at_once() -> None:
    submitted(family(LineWish(), LineWish(), LineWish()))
    waiting = [complete(family(LineWish(), LineWish()), member()) for _ in range(4)]
    codes = [code_of(application) for application in waiting]

    def submit(application: Application, code: str) -> Callable[[], object]:
        def act() -> object:
            who = application.member
            done = submission.submit(who, application.pk, code=code, by=who.actor)
            return done.problem.code if done.problem else "submitted"

        return act

    outcomes = Counter(at_once([submit(*pair) for pair in zip(waiting, codes, strict=True)]))

    assert outcomes == {"submitted": 1, "applications.too_many_voice_lines": 3}


@pytest.mark.rule("CNF-2")
def test_wrong_codes_at_once_are_counted_one_by_one() -> None:
    application = complete()
    who, code = application.member, code_of(application)
    wrong = "000000" if code != "000000" else "111111"

    def submit() -> object:
        done = submission.submit(who, application.pk, code=wrong, by=who.actor)
        return done.problem.code if done.problem else "submitted"

    outcomes = Counter(at_once([submit] * 12))

    assert outcomes == {"applications.confirmation_wrong": 4, "applications.confirmation_locked": 8}


@pytest.mark.rule("CNF-5")
def test_a_draft_that_expires_while_it_is_submitted_does_one_of_both() -> None:
    application = complete()
    who, code = application.member, code_of(application)
    Application.objects.filter(pk=application.pk).update(expires_at=clock.now())

    def submit() -> object:
        done = submission.submit(who, application.pk, code=code, by=who.actor)
        return done.problem.code if done.problem else "submitted"

    outcomes = at_once([submit, services.expire_drafts])

    application.refresh_from_db()
    if outcomes[0] == "submitted":
        assert (outcomes[1], application.state) == (0, State.VERIFYING)
    else:
        assert (outcomes, application.state) == (["applications.not_a_draft", 1], State.EXPIRED)
