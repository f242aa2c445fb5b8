"""Applications for tests, made through the verbs that pages use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

from factories.cards import card
from factories.members import member as make_member
from factories.retail import code as make_code
from kaitsu.applications import answers, confirmation, queries, services, submission
from kaitsu.applications.models import Application
from kaitsu.cards.adapters import memory
from kaitsu.cards.models import Registration
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel import clock
from kaitsu.members.models import Member
from kaitsu.notifications.models import Mail
from kaitsu.operator_profile import current

SOURCE = "203.0.113.7"
_serial = count(1)


@dataclass(frozen=True)
class LineWish:
    """A line as an applicant wants it; ``days_left`` of the reservation where it ports in."""

    function: str = "voice"
    start: str = "new"
    size: str = "nano"
    days_left: int = 10


@dataclass(frozen=True)
class Wish:
    """All that an applicant answers, in the order of the pages."""

    line_type: str = "voice"
    plan: str = "minimum_start"
    lines: Sequence[LineWish] = (LineWish(),)
    device: str = "none"
    name: answers.NameGiven = field(
        default_factory=lambda: answers.NameGiven(False, "大野", "花子", "オオノ", "ハナコ", "OHNO", "HANAKO")
    )
    birth_date: date = date(1980, 1, 1)
    address: answers.AddressGiven = field(
        default_factory=lambda: answers.AddressGiven(
            "1060032", "東京都", "港区", "六本木", "1-2-3", "見本ビル101"
        )
    )
    email: str = ""
    card_name: str = "HANAKO OHNO"


def begun(member: Member | None = None, line_type: str = "voice") -> Application:
    """A draft whose code was just confirmed."""
    member = member or make_member()
    return services.begin(
        member, str(make_code(line_type=line_type)), language="ja", source=SOURCE, by=member.actor
    )


def answer(application: Application, key: str, given: answers.Answer) -> services.Answered:
    """What became of *given* as the answer to the page *key*."""
    member = application.member
    return services.answer(member, application.pk, key, given, language="ja", source=SOURCE, by=member.actor)


def port(index: int, wish: LineWish) -> answers.PortingGiven:
    """A port-in with numbers of its own."""
    serial = next(_serial)
    return answers.PortingGiven(
        index=index,
        number=ReservationNumber(f"20{serial:08}"),
        msisdn=Msisdn(f"0902{serial:07}"),
        carrier="docomo",
        last_day=clock.today() + timedelta(days=wish.days_left),
        same_details=True,
    )


def pages(wish: Wish, member: Member) -> list[tuple[str, answers.Answer]]:
    """The answers of *wish*, page by page, up to the card."""
    lines = list(enumerate(wish.lines, 1))
    told: list[tuple[str, answers.Answer]] = [
        ("terms", answers.Agreed("terms", current().consent("terms").version)),
        ("plan", answers.PlanChosen(wish.plan)),
    ]
    if current().plan(wish.plan).max_lines > 1:
        told.append(("lines", answers.LineCountChosen(len(lines))))
    told += [(f"line-{n}", answers.LineChosen(n, line.function, line.start, line.size)) for n, line in lines]
    told += [
        ("device", answers.DeviceChosen(wish.device)),
        ("ready", answers.Ready()),
        ("name", wish.name),
        ("about", answers.AboutGiven(wish.birth_date, "", "+81312345678")),
        ("address", wish.address),
        ("contact", answers.ContactGiven(wish.email or member.email)),
    ]
    told += [(f"porting-{n}", port(n, line)) for n, line in lines if line.start == "mnp"]
    told.append(("privacy", answers.Agreed("privacy", current().consent("privacy").version)))
    return told


def complete(wish: Wish | None = None, member: Member | None = None) -> Application:
    """A draft with everything answered and a card registered, ready for its confirmation code."""
    wish = wish or Wish()
    application = begun(member, wish.line_type)
    for key, given in pages(wish, application.member):
        answered = answer(application, key, given)
        assert not answered.problems, (key, answered.problems)
    register_card(application, wish.card_name)
    return Application.objects.get(pk=application.pk)


def register_card(application: Application, name: str = "HANAKO OHNO") -> None:
    """A card registered at the provider's page, and the way back from it."""
    member = application.member
    services.begin_card(member, application.pk, return_url="http://testserver/back/", by=member.actor)
    session = Registration.objects.filter(owner=application.pk).order_by("pk").last().session
    memory.shared().succeed(session, card(name=name))
    assert services.finish_card(member, application.pk, by=member.actor) is None


def mailed_code(application: Application) -> str:
    """The confirmation code as it stands in the last mail."""
    mail = Mail.objects.filter(kind="confirmation_code", about=f"application:{application.pk}").latest(
        "created_at"
    )
    found = re.search(r"(?<!\d)(\d{6})(?!\d)", mail.text)
    assert found is not None
    return found[1]


def submit(application: Application, code: str | None = None) -> submission.Submitted:
    """Ask for a code and submit with it (or with *code*)."""
    member = application.member
    confirmation.send(member, application.pk, by=member.actor)
    return submission.submit(member, application.pk, code=code or mailed_code(application), by=member.actor)


def submitted(wish: Wish | None = None, member: Member | None = None) -> Application:
    """An application that was submitted."""
    done = submit(complete(wish, member))
    assert done.problem is None, done.problem
    return done.application


def family(*lines: LineWish) -> Wish:
    """Family Share with *lines*."""
    return replace(Wish(), plan="family_share", lines=lines)


def journey(application: Application) -> queries.Journey:
    """The journey of a draft, as its member's next page would load it."""
    return queries.journey(application.member, application.pk)
