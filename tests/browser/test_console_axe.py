"""Every page of the console, with something on it, before axe at the width of a telephone and of a desk (SCR-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from pytest_django import Settings

from browser.person import DESK, PASSWORD, Person, World
from factories.applications import LineWish, Wish, begun, submitted
from factories.findings import examined
from factories.fulfilment import CLERK, DATA, fulfilled, fulfilling, packed, returned, table
from factories.members import staff
from factories.portability import reserved
from factories.retail import code, package
from factories.reviews import OTHER, REVIEWER, verdicts, waiting
from kaitsu.applications import delivery, porting, verification
from kaitsu.applications.models import Application
from kaitsu.audit import services as audit
from kaitsu.fulfilment import services as fulfilment
from kaitsu.fulfilment.models import FileImport
from kaitsu.identity import queries
from kaitsu.identity import services as identity
from kaitsu.identity.models import Attempt, Case, SecondReview
from kaitsu.members.models import Member
from kaitsu.members.roles import Role
from kaitsu.notifications.models import Mail
from kaitsu.portability import exchange
from kaitsu.portability.models import AnswerFile, Reservation
from kaitsu.portability.states import State as Port
from pages.console.places import routes

MNP = Wish(lines=(LineWish(start="mnp"),))
#: Not pages: what only takes a form, and files.
NO_PAGES = {
    "console-sign-in",
    "console_applications_export",
    "console_batch_recall",
    "console_held_ask",
    "console_held_cancel",
    "console_held_release",
    "console_log_verify",
    "console_mail_resend",
    "console_package_recall",
    "console_parcel_address",
    "console_parcel_end",
    "console_parcel_resend",
    "console_ports_answers",
    "console_ports_file",
    "console_ports_send",
    "console_review_claim",
    "console_review_crop",
    "console_review_decide",
    "console_review_image",
    "console_review_next",
    "console_review_reading",
    "console_review_result",
    "console_review_return",
    "console_review_unlock",
    "console_run_courier",
    "console_run_labels",
    "console_run_lists",
    "console_second_decide",
    "console_second_next",
    "console_second_result",
}


@dataclass
class House:
    """A house in which something stands on every page: who works there, and the addresses of the pages."""

    staff: dict[Role, Member]
    pages: dict[str, list[str]] = field(default_factory=dict)

    def page(self, name: str, *of: object, **query: str) -> None:
        """One more address of the page *name*."""
        address = reverse(name, args=of) + (f"?{urlencode(query)}" if query else "")
        self.pages.setdefault(name, []).append(address)


@pytest.fixture
def house(world: World, settings: Settings, usual_moment: object) -> House:
    """Everything that the console can show, made by the verbs that pages use."""
    settings.KAITSU_STAFF_MFA_REQUIRED = False
    settings.KAITSU_CARD_PROVIDER = "memory"
    made = House({role: staff(role, password=PASSWORD) for role in Role})
    for name in ("console", "console_profile", "console_stock", "console_log", "console_agreement"):
        made.page(name)
    _applications(made)
    _packages(made)
    _warehouse(made)
    _ports(made)
    _reviews(made)
    _mails(made)
    audit.seal()
    return made


def _applications(house: House) -> None:
    begun()
    held = submitted(replace(Wish(), card_name="TARO YAMADA"))
    house.page("console_applications")
    house.page("console_applications", state="refused")
    house.page("console_search", q="大野")
    house.page("console_search", q="nobody")
    house.page("console_application", held.pk)
    house.page("console_application_cancel", submitted(replace(Wish(), birth_date=date(1956, 6, 6))).pk)
    house.page("console_held")
    house.page("console_held_one", held.pk)


def _packages(house: House) -> None:
    one = package(code())
    house.page("console_packages")
    house.page("console_packages_issue")
    house.page("console_batch", one.batch_id)
    house.page("console_package", one.pk)


def _warehouse(house: House) -> None:
    delivery.fulfil(fulfilling().pk)
    _, parcel = returned(DATA)
    _, run = packed()
    # One that cannot be printed as it is.
    run.parcels.update(name="𠮷田 花子")
    fulfilled()
    fulfilment.import_cards(table(["ICCID", "size"], ("89x", "nano")), name="cards.csv", by=CLERK)
    for chosen in ("waiting", "ready", "packed", "out", "returned"):
        house.page("console_fulfilment", list=chosen)
    house.page("console_runs")
    house.page("console_run", run.pk)
    house.page("console_parcel", parcel.pk)
    house.page("console_imports", kind="tracking")
    house.page("console_import", FileImport.objects.latest("at").pk)


def _ports(house: House) -> None:
    delivery.fulfil(fulfilling(MNP).pk)
    exchange.make_file(by=CLERK)
    delivery.fulfil(fulfilling(MNP).pk)
    Reservation.objects.filter(pk=reserved().pk).update(state=Port.EXPIRED.value)
    porting.take_answers(table(["依頼番号", "回答"], ("MX", "承諾")), name="answers.csv", by=CLERK)
    for chosen in ("placed", "sent", "holders"):
        house.page("console_ports", list=chosen)
    house.page("console_ports_answer", AnswerFile.objects.get().pk)


def _reviews(house: House) -> None:
    reviewer = house.staff[Role.REVIEWER].actor
    mine = waiting(answers={"address_on_back": True})
    examined(_open(mine), {"address": "different", "expiry": "unreadable", "name": "close"})
    theirs, unread, decided = waiting(), waiting(), waiting()
    unsent = submitted(replace(Wish(), birth_date=date(1955, 5, 5)))
    examined(_open(decided), {"name": "different"})
    _decide(decided)
    for application, by in ((mine, reviewer), (theirs, OTHER), (unread, house.staff[Role.MANAGER].actor)):
        assert application.case_id
        identity.claim(application.case_id, by=by)
    second = SecondReview.objects.get_or_create(attempt=Attempt.objects.get(case=decided.case))[0]
    assert identity.second_review_next(by=reviewer) == second
    house.page("console_review")
    house.page("console_review", list="mine")
    for application in (mine, theirs, unread, decided):
        house.page("console_review_case", application.case_id)
    house.page("console_review_desk", unsent.case_id)
    house.page("console_review_desk", unsent.case_id, kind="drivers_licence")
    house.page("console_second", second.pk)
    house.page("console_application", decided.pk)


def _open(application: Application) -> Attempt:
    assert application.case is not None
    attempt = queries.open_attempt(application.case)
    assert attempt is not None
    return attempt


def _decide(application: Application) -> None:
    assert application.case_id
    identity.claim(application.case_id, by=REVIEWER)
    case = Case.objects.get(pk=application.case_id)
    verification.decide(case.pk, verdicts(case, name="name_differs"), by=REVIEWER)


def _mails(house: House) -> None:
    first = Mail.objects.filter(kind="application_received").earliest("created_at")
    Mail.objects.filter(pk=first.pk).update(state="failed", last_error="550")
    for chosen in ("troubled", "waiting", "sent"):
        house.page("console_mails", list=chosen)
    house.page("console_mail", first.pk)


def at_work(world: World, member: Member, language: str) -> Person:
    """Somebody of staff, signed in."""
    person = world.person(width=DESK, language=language)
    person.go("/console/sign-in/?next=/console/")
    person.fill(login=member.email, password=PASSWORD)
    person.page.locator("main form button[type=submit]").first.click()
    person.at("/console/")
    person.context.add_cookies([{"name": "kaitsu_language", "value": language, "url": world.url}])
    return person


def seen_by(house: House, role: Role) -> Iterator[str]:
    """The pages that *role* may open: the manager all but those that are only a reviewer's, each role its menu."""
    for name, addresses in house.pages.items():
        if role is Role.MANAGER and name != "console_second":
            yield from addresses
        elif role is Role.REVIEWER and name.startswith(("console_review", "console_second")):
            yield from (address for address in addresses if "/desk/" not in address)
        elif role is Role.AUDITOR and name in ("console_review_case", "console_application"):
            yield from addresses
    yield reverse("console")


@pytest.mark.rule("SCR-1")
def test_every_page_of_the_console_is_accessible(world: World, house: House) -> None:
    assert set(house.pages) == set(routes()) - NO_PAGES
    for role, language in ((Role.MANAGER, "ja"), (Role.REVIEWER, "en"), (Role.AUDITOR, "ja")):
        somebody = at_work(world, house.staff[role], language)
        for address in seen_by(house, role):
            answer = somebody.page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            somebody.page.wait_for_load_state()
            # Staff sit at desks; a case on a telephone is looked at in test_review.
            somebody.accessible(at=(DESK,))
    for role in (Role.SUPPORT, Role.FULFILMENT):
        somebody = at_work(world, house.staff[role], "ja")
        for link in somebody.page.locator(".console-nav a").all():
            assert somebody.page.request.get(str(link.get_attribute("href"))).status == 200
        somebody.accessible()
