"""Draw the pictures of the README from the real thing: ``make screenshots``.

Starts the trial on free ports with a folder of its own that is thrown away and a clock at a weekday's morning,
plays one sign-up from the entry code to the parcel in a real Chromium, and writes ``docs/screens/*.png``, small enough
to be kept in the repository. Codes, references and times differ from run to run; who applies does not.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from trial import Trial, trial

from browser import find
from kaitsu.reading import specimens

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screens"
PASSWORD = "tsuki-to-suppon-9"
EMAIL = "hanako@example.jp"
PHONE = {"width": 390, "height": 780}
DESK = {"width": 1280, "height": 800}
DESK_TOP = (74, 84, 104)
#: A picture that is too large, as one with a photograph in it, gets fewer colours.
COLOURS, MOST_BYTES = (64, 40, 24), 115 * 1024
MAIL_SECONDS, READ_SECONDS = 45, 60
LAST_YEAR = datetime.now(UTC).date() - timedelta(days=300)

#: Whose application is drawn, as the document says it: 渡辺 and 1-2-3, which are typed, are the same.
HOLDER = {
    "name": {"registered": "渡邊 花子", "kana": "ワタナベ ハナコ", "latin": "WATANABE HANAKO"},
    "birth_date": "1980-01-01",
    "address": {"postal_code": "106-0032", "text": "東京都港区六本木一丁目2番3号 見本ビル101号室"},
}


def save(page: Page, name: str) -> None:
    """The visible part of *page* as ``docs/screens/NAME.png``, in few colours."""
    page.evaluate("document.fonts.ready.then(() => document.activeElement.blur())")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    path = TARGET / f"{name}.png"
    for colours in COLOURS:
        few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            break
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1024:.0f} kB")


class Walk:
    """One person who applies, with a telephone."""

    def __init__(self, browser: Browser, world: Trial) -> None:
        self.world = world
        self.context = browser.new_context(
            base_url=world.url, viewport=PHONE, locale="ja-JP", device_scale_factor=1.5
        )
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()

    def fill(self, **values: str) -> None:
        """Type into the fields with these names."""
        for name, value in values.items():
            self.page.locator(f"[name={name}]:not([type=hidden])").fill(value)

    def choose(self, name: str, value: str) -> None:
        """Choose the option *value* of *name*."""
        self.page.locator(f"[name={name}][value='{value}']").check(force=True)

    def on(self) -> None:
        """Press the button that goes on."""
        self.page.locator("main .actions button[type=submit]").first.click()
        self.page.wait_for_load_state()

    def top(self, selector: str = "h1", above: int = 16) -> None:
        """Scroll so that *selector* stands near the top of the picture."""
        self.page.locator(selector).first.evaluate(
            "(element, above) => scrollTo(0, element.getBoundingClientRect().top + scrollY - above)", above
        )

    def mail(self, pattern: str) -> re.Match[str]:
        """What *pattern* finds in the newest mail that has it; the worker may need a moment to send it."""
        reader, ends = self.context.new_page(), time.monotonic() + MAIL_SECONDS
        try:
            while time.monotonic() < ends:
                reader.goto(f"/trial/?to={EMAIL}")
                hrefs = [link.get_attribute("href") for link in reader.locator(".card__title a").all()]
                for href in hrefs[:3]:
                    reader.goto(str(href))
                    found = re.search(pattern, reader.locator("main").inner_text())
                    if found:
                        return found
                reader.wait_for_timeout(500)
        finally:
            reader.close()
        raise SystemExit(f"no mail had {pattern}")

    def register(self) -> None:
        """Become a member."""
        self.page.goto("/account/register/?next=/apply/")
        self.fill(email=EMAIL, password1=PASSWORD)
        self.on()
        self.fill(code=self.mail(r"(?<![\d-])(\d{6})(?![\d-])")[1])
        self.on()

    def enter_code(self) -> None:
        """The entry code of a voice package, and what it stands for."""
        self.page.goto("/apply/")
        self.choose("sim_choice", "none")
        self.fill(code=self.world.codes["voice"].lower())
        self.on()
        save(self.page, "02-entry-code")
        self.page.locator("button[name=confirmed]").click()

    def offer(self) -> None:
        """Terms, plan, a voice line with a new number, no device, ready."""
        self.page.locator("[name=agreed]").check(force=True)
        self.on()
        self.choose("plan", "light_start")
        save(self.page, "03-plan")
        self.on()
        self.choose("start", "new")
        self.choose("size", "nano")
        self.on()
        self.choose("device", "none")
        self.on()
        for yes in self.page.locator("input[value=yes]").all():
            yes.check(force=True)
        self.on()

    def holder(self) -> None:
        """Name, birth date, telephone, address, e-mail, personal data."""
        names = {"registered_family": "渡辺", "registered_given": "花子", "kana_family": "ﾜﾀﾅﾍﾞ"}
        self.fill(**names, kana_given="ハナコ", latin_family="watanabe", latin_given="hanako")
        self.top("[name=registered_family]", above=120)
        save(self.page, "04-name")
        self.on()
        self.fill(birth_date_year="1980", birth_date_month="1", birth_date_day="1", telephone="03-1234-5678")
        self.on()
        self.fill(postal_code="106-0032")
        expect(self.page.locator("[name=city]")).to_have_value("港区")
        self.fill(block="1-2-3", building="見本ビル101")
        self.top("[name=postal_code]", above=70)
        save(self.page, "05-address")
        self.on()
        self.on()
        self.page.locator("[name=agreed]").check(force=True)
        self.on()

    def pay(self) -> None:
        """Register a card at the sandbox provider's page."""
        self.on()
        self.page.wait_for_url(lambda url: not url.startswith(self.world.url))
        self.page.goto(f"{self.page.url}{'&' if '?' in self.page.url else '?'}card=visa")
        self.page.locator("[name=name]").fill("HANAKO WATANABE")
        self.page.locator("form button[type=submit]").first.click()
        self.page.wait_for_url(re.compile(r"/check/"))

    def submit(self) -> None:
        """All answers, the mailed code, and what comes next."""
        self.top("main h2", above=96)
        save(self.page, "06-check")
        self.on()
        self.fill(code=self.mail(r"お申し込み[\s\S]*?(?<![\d-])(\d{6})(?![\d-])")[1])
        self.on()
        self.top()
        save(self.page, "07-submitted")

    def documents(self) -> None:
        """The identity pages: licence, front side, sent."""
        login_id = self.mail(r"ログインID\s*[:：]?\s*([A-Z0-9-]{10,})")[1]
        self.page.goto(f"/identity/?id={login_id}")
        self.fill(birth_date="19800101")
        self.on()
        self.choose("kind", "drivers_licence")
        self.on()
        self.choose("address_on_back", "no")
        self.on()
        self.photograph(expiry=LAST_YEAR)
        self.top(".upload", above=60)
        save(self.page, "08-documents")
        self.photograph()
        self.page.locator("#send button[type=submit]").click()
        self.page.wait_for_url(re.compile("/identity/done/"))

    def photograph(self, **wishes: object) -> None:
        """Send a photograph of the licence, and wait until the machine has told what it thinks of it."""
        self.page.locator("input[type=file]").first.set_input_files(
            {"name": "licence.jpg", "mimeType": "image/jpeg", "buffer": _licence(**wishes)}
        )
        told = self.page.locator(
            ".upload--again:not([data-busy])" if wishes else ".upload--done:not([data-looking])"
        )
        told.wait_for(timeout=READ_SECONDS * 1000)
        self.page.locator(".previews img").first.evaluate("image => image.decode()")

    def status(self, name: str) -> None:
        """The page of the application: where it stands, and the one next thing."""
        self.page.goto("/applications/")
        self.page.locator("main a[href^='/applications/']").first.click()
        self.page.wait_for_load_state()
        save(self.page, name)


def _licence(**wishes: object) -> bytes:
    """A photograph of the specimen of a driver's licence, on a desk without grain, which would make pictures large."""
    drawn = specimens.draw("drivers_licence", "front", HOLDER, 7, **wishes).convert("RGB")
    lying = drawn.rotate(-1.5, Image.Resampling.BICUBIC, expand=True, fillcolor=DESK_TOP)
    margin = lying.width // 14
    photograph = Image.new("RGB", (lying.width + 2 * margin, lying.height + 2 * margin), DESK_TOP)
    photograph.paste(lying, (margin, margin))
    out = io.BytesIO()
    photograph.save(out, "JPEG", quality=90)
    return out.getvalue()


def at_the_desk(browser: Browser, world: Trial, role: str) -> Page:
    """The console, signed in as *role*."""
    context = browser.new_context(base_url=world.url, viewport=DESK, locale="ja-JP")
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/console/sign-in/")
    email, password = world.staff[role]
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile("/console/$"))
    return page


def review(browser: Browser, world: Trial) -> None:
    """A reviewer takes the case, image and registered data side by side, and approves it by two keys."""
    page = at_the_desk(browser, world, "reviewer")
    page.goto("/console/review/")
    page.locator("main form[action$='/claim/'] button").first.click()
    page.wait_for_url(re.compile(r"/console/review/[0-9a-f-]{36}/"))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("a")
    page.locator("[data-confirm]").wait_for()
    save(page, "09-review")
    page.locator("[data-confirm]").click()
    page.wait_for_url(lambda url: not url.endswith("/decide/"))
    page.context.close()


def send_out(browser: Browser, world: Trial) -> None:
    """The warehouse makes labels for what has a card and a number; the courier of the trial carries it."""
    page = at_the_desk(browser, world, "fulfilment")
    button, ends = page.locator("main .actions button[type=submit]"), time.monotonic() + MAIL_SECONDS
    page.goto("/console/fulfilment/runs/")
    while not button.count():
        if time.monotonic() > ends:
            raise SystemExit("no line was given a SIM card")
        page.wait_for_timeout(500)
        page.reload()
    button.click()
    page.wait_for_url(re.compile(r"/runs/[0-9a-f-]{36}/"))
    save(page, "10-labels")
    for answer in ("take", "deliver"):
        page.goto("/trial/courier/")
        page.locator(f"button[value={answer}]").first.click()
        page.wait_for_load_state()
    page.context.close()


def console(browser: Browser, world: Trial) -> None:
    """The home of the console, as the manager sees it."""
    page = at_the_desk(browser, world, "manager")
    save(page, "12-console")
    page.context.close()


def public(browser: Browser, world: Trial) -> None:
    """Home on a telephone, plans in English at a desk."""
    context = browser.new_context(base_url=world.url, viewport=PHONE, locale="ja-JP", device_scale_factor=1.5)
    page = context.new_page()
    page.goto("/")
    save(page, "01-home")
    context.close()
    context = browser.new_context(base_url=world.url, viewport=DESK, locale="en-GB")
    page = context.new_page()
    page.goto("/plans/?ask=1&uses=video")
    save(page, "13-plans-english")
    context.close()


def tour(browser: Browser, world: Trial) -> None:
    """Every picture, in the order of the story."""
    hanako = Walk(browser, world)
    acts: tuple[Callable[[], None], ...] = (
        lambda: public(browser, world),
        hanako.register,
        hanako.enter_code,
        hanako.offer,
        hanako.holder,
        hanako.pay,
        hanako.submit,
        hanako.documents,
        lambda: review(browser, world),
        lambda: send_out(browser, world),
        lambda: hanako.status("11-delivered"),
        lambda: console(browser, world),
    )
    for act in acts:
        act()


def main() -> int:
    """1 where a step of the tour did not go as it should."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with trial() as world, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        try:
            tour(browser, world)
        finally:
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
