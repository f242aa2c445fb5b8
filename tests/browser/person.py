"""A person at a browser: what they type and press, page by page, as the labels and names of the pages have it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from factories import applications
from factories.chromium import violations
from factories.jobs import work
from factories.members import member as make_member
from factories.retail import code as make_code
from kaitsu.applications.models import Application
from kaitsu.faces.trial import due
from kaitsu.kernel import clock
from kaitsu.members.models import Member
from kaitsu.notifications import services as notifications
from kaitsu.notifications.models import Mail

PASSWORD = "tsuki-to-suppon-9"
PHONE, DESK = 360, 1280
_people = count(1)


@dataclass
class World:
    """The running system and everybody who looks at it."""

    url: str
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def person(self, *, width: int = PHONE, language: str = "ja", scripts: bool = True) -> Person:
        """Somebody new, with a browser of their own."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": 760},
            locale="ja-JP" if language == "ja" else "en-GB",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heard)
        return Person(self, context, page, f"person{next(_people)}@example.jp", scripts)

    def signed_in(self, member: Member, *, width: int = PHONE, language: str = "ja") -> Person:
        """*member*, whose browser is signed in already: signing in has tests of its own."""
        person = self.person(width=width, language=language)
        person.be(member)
        return person

    def at(self, moment: datetime) -> None:
        """It is *moment* now, time goes on from there, and what was due until then is done."""
        ahead = moment - datetime.now(UTC)
        clock.use(lambda: datetime.now(UTC) + ahead)
        due.catch_up()
        work()

    def _heard(self, message: object) -> None:
        text = getattr(message, "text", "")
        if "Applying inline style" in text:
            # axe tries out styles on the pages that it looks at; the pages themselves have none, which the
            # checking client proves for each of them.
            return
        if (
            getattr(message, "type", "") == "error"
            and "status of 4" not in text
            and "status of 5" not in text
        ):
            self.faults.append(text)

    def close(self) -> None:
        """End all browsers; whatever a script threw or the policy blocked fails the test."""
        for context in self.contexts:
            context.close()
        assert self.faults == [], self.faults


@dataclass
class Person:
    """Somebody who applies."""

    world: World
    context: BrowserContext
    page: Page
    email: str
    scripts: bool = True

    # --- what hands do ---------------------------------------------------------------------------------------

    def go(self, path: str) -> None:
        """Open *path*."""
        self.page.goto(path)

    def choose(self, name: str, value: str) -> None:
        """Choose the option *value* of the question *name*."""
        self.page.locator(f"[name={name}][value='{value}']").check(force=True)

    def fill(self, **values: str) -> None:
        """Type into the fields with these names."""
        for name, value in values.items():
            self.page.locator(f"[name={name}]:not([type=hidden])").fill(value)

    def fill_date(self, name: str, day: date) -> None:
        """Type a date into its three fields."""
        self.fill(
            **{f"{name}_year": str(day.year), f"{name}_month": str(day.month), f"{name}_day": str(day.day)}
        )

    def tick(self, name: str) -> None:
        """Tick the box *name*."""
        self.page.locator(f"[name={name}]").check(force=True)

    def on(self) -> None:
        """Press the button that goes on."""
        self.page.locator("main .actions button[type=submit]").first.click()

    def press(self, text: str) -> None:
        """Press the button or link with *text*."""
        self.page.locator("main").get_by_role("button", name=text).or_(
            self.page.locator("main").get_by_role("link", name=text)
        ).first.click()

    # --- what eyes see ---------------------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        """The page's heading."""
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """All words of the page's main part."""
        return self.page.locator("main").inner_text()

    def at(self, ending: str) -> None:
        """The page's address ends with *ending*, and the page is there: an address changes before its page has come."""
        expect(self.page).to_have_url(re.compile(re.escape(ending) + r"([?#].*)?$"))
        self.page.wait_for_load_state()

    def sees(self, text: str) -> None:
        """*text* is on the page."""
        expect(self.page.locator("main")).to_contain_text(text)

    def error_at(self, name: str) -> str:
        """The error beside the field *name*; it is in the summary as well."""
        message = self.page.locator(f"#id_{name}_error").inner_text().strip()
        expect(self.page.locator(".error-summary")).to_contain_text(message)
        return message

    def accessible(self, *, at: tuple[int, ...] = (PHONE, DESK)) -> None:
        """axe finds nothing wrong *at* these widths; nothing scrolls sideways on a telephone or at a desk."""
        before = self.page.viewport_size
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": 760})
            if width in at:
                assert violations(self.page) == []
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert self.page.evaluate(overflow) <= 0, f"{self.page.url} scrolls sideways at {width} px"
        if before:
            self.page.set_viewport_size(before)

    # --- mails -----------------------------------------------------------------------------------------------

    def mail(self, kind: str) -> Mail:
        """The last mail of *kind* to this person, after a worker has sent what is due."""
        for waiting in Mail.objects.filter(state="queued", due_at__lte=clock.now()):
            notifications.deliver(waiting.id)
        return Mail.objects.filter(to=self.email, kind=kind, state="sent").latest("created_at")

    def code_in(self, kind: str) -> str:
        """The code in the last mail of *kind*."""
        found = re.search(r"(?<![\d-])(\d{6})(?![\d-])", self.mail(kind).text)
        assert found is not None
        return found[1]

    # --- whole pages -----------------------------------------------------------------------------------------

    def register(self) -> None:
        """Become a member on the way to the application."""
        self.go("/apply/")
        self.go("/account/register/?next=/apply/")
        self.fill(email=self.email, password1=PASSWORD)
        self.on()
        self.fill(code=self.code_in("email_code"))
        self.on()
        self.go("/apply/")

    def be(self, member: Member) -> None:
        """Be signed in as *member*."""
        self.email = member.email
        client = Client()
        client.force_login(member)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.world.url}]
        )

    def draft(self, page: str, wish: applications.Wish | None = None) -> None:
        """Come to *page* of a draft by the verbs that the pages before it call: walking there has tests of its own."""
        member = make_member(self.email)
        self.be(member)
        made = applications.begun(member)
        for key, given in applications.pages(wish or applications.Wish(), member):
            if key == page:
                break
            assert not applications.answer(made, key, given).problems
        self.go(f"/apply/{made.pk}/")
        self.at(f"/{page}/")

    def draft_to_check(self) -> None:
        """Come to the page of all answers: by the verbs up to the card, then by the provider's page."""
        self.draft("card")
        self.pay()
        self.at("/check/")

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Sign in as the member with *email*."""
        self.email = email
        self.go("/account/sign-in/?next=/apply/")
        self.fill(login=email, password=password)
        self.page.locator("main form button[type=submit]").first.click()
        self.at("/apply/")

    def enter_code(self, line_type: str = "voice", code: str = "") -> str:
        """Type the entry code of a package and confirm what it stands for."""
        code = code or str(make_code(line_type=line_type))
        self.go("/apply/")
        self.choose("sim_choice", "none")
        self.fill(code=code)
        self.on()
        return code

    def begin(self, line_type: str = "voice") -> None:
        """From the entry code to the first question."""
        self.enter_code(line_type)
        self.page.locator("button[name=confirmed]").click()
        self.at("/terms/")

    def agree(self) -> None:
        """Agree to a text and go on."""
        self.tick("agreed")
        self.on()

    def offer(self, *, plan: str = "minimum_start", start: str = "new", size: str = "nano") -> None:
        """Terms, plan, one line, no device, ready."""
        self.agree()
        self.choose("plan", plan)
        self.on()
        self.line(start=start, size=size)
        self.device_and_ready()

    def line(self, *, function: str = "", start: str = "new", size: str = "nano") -> None:
        """One line's questions."""
        if function:
            self.choose("function", function)
        if start and self.page.locator("[name=start]").count():
            self.choose("start", start)
        self.choose("size", size)
        self.on()

    def device_and_ready(self) -> None:
        """SIM only; yes to every readiness question."""
        self.choose("device", "none")
        self.on()
        for yes in self.page.locator("input[value=yes]").all():
            yes.check(force=True)
        self.on()

    def name(self, **changes: str) -> None:
        """The name in three forms."""
        values = {
            "registered_family": "大野",
            "registered_given": "花子",
            "kana_family": "オオノ",
            "kana_given": "ハナコ",
            "latin_family": "OHNO",
            "latin_given": "HANAKO",
        } | changes
        self.fill(**values)
        self.on()

    def holder(self) -> None:
        """Name, birth date, telephone, address, e-mail."""
        self.name()
        self.fill_date("birth_date", date(1980, 1, 1))
        self.fill(telephone="03-1234-5678")
        self.on()
        self.address()
        self.at("/contact/")
        self.on()

    def address(self) -> None:
        """The postal code fills the address in; block and building are typed."""
        self.fill(postal_code="106-0032")
        if not self.scripts:  # then a button fills the address in
            self.page.locator("button[name=lookup]").click()
        expect(self.page.locator("[name=city]")).to_have_value("港区", timeout=20_000)
        self.fill(block="1-2-3", building="見本ビル101")
        self.on()

    def port(self, *, days_left: int = 10, number: str = "2012345678", msisdn: str = "090-1234-5678") -> None:
        """A reservation with so many days left."""
        self.fill(msisdn=msisdn, number=number)
        self.page.locator("[name=carrier]").select_option("docomo")
        self.fill_date("last_day", clock.today() + timedelta(days=days_left))
        self.tick("same_details")
        self.on()

    def pay(self, card: str = "visa", name: str = "HANAKO OHNO") -> None:
        """Register a card at the provider's page."""
        self.at("/card/")
        self.on()
        self.page.wait_for_url(lambda url: not url.startswith(self.world.url))
        self.page.goto(f"{self.page.url}{'&' if '?' in self.page.url else '?'}card={card}")
        self.page.locator("[name=name]").fill(name)
        self.page.locator("form button[type=submit]").first.click()

    def send_code(self) -> None:
        """From all answers to the page that asks for the mailed code."""
        self.at("/check/")
        self.on()
        self.at("/confirm/")

    def submit(self, code: str = "") -> None:
        """Type the mailed code and apply."""
        self.fill(code=code or self.code_in("confirmation_code"))
        self.on()

    def to_check(self, **offer: str) -> None:
        """A new member with a voice package, up to the page of all answers."""
        self.register()
        self.begin()
        self.offer(**offer)
        self.holder()
        self.agree()
        self.pay()
        self.at("/check/")

    def application(self) -> Application:
        """This person's newest application."""
        return Application.objects.filter(member__email=self.email).latest("created_at")

    def second_tab(self, path: str = "") -> Person:
        """The same browser, another tab."""
        page = self.context.new_page()
        page.goto(path or self.page.url)
        return Person(self.world, self.context, page, self.email)

    def each_page(self, look: Callable[[], None]) -> None:
        """Call *look* whenever a page of ours has loaded."""
        self.page.on("load", lambda _: look())
