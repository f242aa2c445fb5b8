"""A picture taken on the page itself, with a frame and hints; and what happens where there is no camera (IDV-10)."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.holding import FILM, camera, film, laid_in_frame
from browser.person import DESK, PHONE, Person, World
from factories import applications as apps
from factories import identity as make
from factories.specimens import drawn, photograph
from kaitsu.identity import queries
from kaitsu.identity.models import Case

pytestmark = pytest.mark.rule("IDV-10")


@pytest.fixture(autouse=True)
def _cards_in_memory(world: World, settings: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def seeing(chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees a licence where the frame is."""
    path = tmp_path_factory.mktemp("film") / "licence.y4m"
    with camera(chromium_browser, film(laid_in_frame(drawn()), path)) as browser:
        yield browser


@pytest.fixture(scope="module")
def blind(chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees a dark room."""
    path = tmp_path_factory.mktemp("film") / "dark.y4m"
    with camera(
        chromium_browser, film(laid_in_frame(drawn()).point(lambda level: level // 12), path)
    ) as browser:
        yield browser


def before_the_documents(
    world: World, browser: Browser, *, width: int = PHONE, allowed: bool = True
) -> tuple[Person, Case]:
    """Somebody with a licence to send, and a camera."""
    case = apps.submitted().case
    assert case is not None
    make.chosen(case)
    world.browser = browser
    person = world.person(width=width)
    if allowed:
        person.context.grant_permissions(["camera"])
    person.go("/identity/")
    person.fill(login_id=case.login_id, birth_date="19800101")
    person.on()
    person.at("/identity/documents/")
    return person, case


def hint(page: Page) -> str:
    return page.locator("dialog.camera").get_attribute("data-hint") or ""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_picture_is_taken_looked_at_and_sent(world: World, seeing: Browser, width: int) -> None:
    person, case = before_the_documents(world, seeing, width=width)
    page = person.page
    page.get_by_role("button", name="枠に合わせて撮る").first.click()
    dialog = page.get_by_role("dialog", name="おもて面")
    expect(dialog).to_be_visible()

    expect(dialog.get_by_role("status")).to_have_text(
        "きれいに写っています。撮影してください。", timeout=15_000
    )
    person.accessible()
    expect(dialog.get_by_role("button", name="撮影する")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="この画像を使う")).to_be_focused()
    person.accessible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="撮影する")).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="この画像を使う").press("Enter")

    expect(dialog).to_have_count(0)
    expect(page.locator("#slot-front")).to_contain_text("削除する", timeout=20_000)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    (image,) = queries.images(attempt)
    assert (image.width, image.height) == FILM
    person.accessible()


def test_it_is_said_what_is_wrong_and_the_shutter_works_all_the_same(world: World, blind: Browser) -> None:
    person, _ = before_the_documents(world, blind)
    person.page.get_by_role("button", name="枠に合わせて撮る").first.click()
    dialog = person.page.get_by_role("dialog")

    expect(dialog.get_by_role("status")).to_contain_text("暗いようです", timeout=15_000)
    dialog.get_by_role("button", name="撮影する").click()

    expect(dialog.get_by_role("status")).to_contain_text("暗いようです")
    expect(dialog.get_by_role("button", name="撮り直す")).to_be_focused()
    dialog.get_by_role("button", name="この画像を使う").click()
    expect(person.page.locator("#slot-front")).to_contain_text("削除する", timeout=20_000)


SIDES = """async (data) => {
  const [camera, frame, hints, measure] = await Promise.all(
    ["camera", "frame", "hints", "measure"].map((name) => import(`/static/identity/${name}.js`)),
  );
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
  const seen = camera.sample(picture, frame.frameOf("card", picture.width, picture.height));
  return hints.live(measure.surface(seen.inside), measure.sides(seen.pixels, seen.frame));
}"""


@pytest.mark.parametrize(
    ("how", "strong", "told"), [("desk", False, "good"), ("far", False, "frame"), ("empty", True, "frame")]
)
def test_only_a_document_that_fills_the_frame_is_said_to_be_good(
    world: World, chromium_browser: Browser, how: str, strong: bool, told: str
) -> None:
    person, _ = before_the_documents(world, chromium_browser, allowed=False)

    for seed in (40, 41, 45):
        data = base64.b64encode(photograph(how, strong=strong, seed=seed)).decode()
        assert person.page.evaluate(SIDES, data) == told, seed


def test_escape_closes_the_camera_and_turns_it_off(world: World, seeing: Browser) -> None:
    person, _ = before_the_documents(world, seeing)
    page = person.page
    page.evaluate(
        "() => { const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        " navigator.mediaDevices.getUserMedia = async (wish) => (window.lent = await ask(wish)); }"
    )
    button = page.get_by_role("button", name="枠に合わせて撮る").first
    button.click()
    expect(page.get_by_role("button", name="撮影する")).to_be_visible()

    page.keyboard.press("Escape")

    # Gone, not only closed: the browser closes it at once and tells the page a moment later.
    expect(page.locator("dialog.camera")).to_have_count(0)
    expect(button).to_be_focused()
    assert page.evaluate("window.lent.getTracks().every((track) => track.readyState === 'ended')")


def test_a_refused_camera_is_said_and_the_file_still_goes(world: World, seeing: Browser) -> None:
    person, _ = before_the_documents(world, seeing, allowed=False)
    page = person.page

    page.get_by_role("button", name="枠に合わせて撮る").first.click()

    expect(page.locator("#slot-front [data-progress]")).to_contain_text("カメラを使えませんでした")
    expect(page.locator("#slot-front input[type=file]")).to_be_focused()


def test_without_a_camera_none_is_offered(world: World, chromium_browser: Browser) -> None:
    with camera(chromium_browser, None) as without:
        person, _ = before_the_documents(world, without)
        expect(person.page.locator("#slot-front[data-enhanced]")).to_have_count(1)
        assert (
            person.page.evaluate("import('/static/identity/camera.js').then((camera) => camera.present())")
            is False
        )
        expect(person.page.get_by_role("button", name="枠に合わせて撮る")).to_have_count(0)
        person.context.close()
        world.contexts.remove(person.context)
