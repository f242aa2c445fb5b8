"""A look in the browser before a file is sent, and what the machine found shown while the holder waits (IDV-10)."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Page, expect

from browser.holder import card_of, send_all, sign_in
from browser.person import DESK, PHONE, Person, World
from factories import applications as apps
from factories import identity as make
from factories.findings import read
from factories.pictures import pdf
from factories.specimens import photograph
from kaitsu.identity import queries, services
from kaitsu.identity.models import Attempt, Case, Image, Reading
from kaitsu.identity.states import CaseState, ReadingState

pytestmark = pytest.mark.rule("IDV-10")

FRONT = "おもて面"
ADVICE = {
    "code": "reading.expired",
    "blocks": True,
    "ja": "有効期限が切れているようです。",
    "en": "It seems to have expired.",
    "region": [[0.1, 0.4], [0.6, 0.4], [0.6, 0.5], [0.1, 0.5]],
}


@pytest.fixture(autouse=True)
def _cards_in_memory(world: World, settings: object) -> None:
    settings.KAITSU_CARD_PROVIDER = "memory"  # type: ignore[attr-defined]


def visitor(world: World, *, width: int = PHONE, scripts: bool = True) -> tuple[Person, Case]:
    """Somebody before the page that asks for the front of a licence."""
    case = apps.submitted().case
    assert case is not None
    make.chosen(case)
    person = world.person(width=width, scripts=scripts)
    person.go("/identity/")
    sign_in(person, case.login_id, "19800101")
    person.at("/identity/documents/")
    return person, case


def choose(person: Person, data: bytes, name: str = "IMG_0001.jpg") -> None:
    kind = "application/pdf" if name.endswith("pdf") else "image/jpeg"
    if person.scripts:
        expect(person.page.locator("#slot-front[data-enhanced]")).to_have_count(1)
    file = {"name": name, "mimeType": kind, "buffer": data}
    card_of(person, FRONT).locator("input[type=file]").set_input_files(file)


def arrived(person: Person) -> None:
    expect(card_of(person, FRONT)).to_contain_text("削除する", timeout=20_000)


def attempt_of(case: Case) -> Attempt:
    attempt = queries.open_attempt(case)
    assert attempt is not None
    return attempt


def image_of(case: Case) -> Image:
    return queries.images(attempt_of(case))[0]


FAULT = """async (data) => {
  const { faultOf } = await import("/static/identity/chosen.js");
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return faultOf(await createImageBitmap(new Blob([bytes], { type: "image/jpeg" })));
}"""


def fault(page: Page, data: bytes) -> str:
    return str(page.evaluate(FAULT, base64.b64encode(data).decode()))


def test_good_photographs_raise_no_doubt_and_unusable_ones_do(world: World) -> None:
    person, _ = visitor(world)
    card, page = ("drivers_licence", "front"), ("japanese_passport", "photo_page")
    paper, other = ("utility_receipt", "front"), ("residence_card", "back")
    good = [
        (card, "desk"),
        (card, "shadow"),
        (page, "blur"),
        (other, "white_desk"),
        (other, "far"),
        (paper, "rotation"),
    ]
    unusable = [
        (card, "glare", "glare"),
        (page, "blur", "blurred"),
        (paper, "dark", "dark"),
        (other, "empty", "nothing"),
    ]
    for (kind, side), how in good:
        picture = photograph(how, kind=kind, side=side, seed=70)
        assert fault(person.page, picture) == "", (kind, how)
    for (kind, side), how, told in unusable:
        picture = photograph(how, strong=True, kind=kind, side=side, seed=70)
        assert fault(person.page, picture) == told, (kind, how)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_doubtful_file_is_asked_about_and_goes_all_the_same(world: World, width: int) -> None:
    person, case = visitor(world, width=width)
    choose(person, photograph("blur", strong=True))
    box = person.page.get_by_role("group", name="送る前の確認")
    expect(box).to_contain_text("ぼやけているようです")
    expect(box.get_by_role("button", name="ほかの画像を選ぶ")).to_be_focused()
    person.accessible()

    with person.page.expect_file_chooser():
        box.get_by_role("button", name="ほかの画像を選ぶ").press("Enter")
    expect(box).to_have_count(0)
    assert queries.filled(attempt_of(case)) == set()
    choose(person, photograph("blur", strong=True, seed=6))
    box.get_by_role("button", name="このまま送る").click()

    arrived(person)
    expect(card_of(person, FRONT)).to_contain_text("もう一度ご確認ください")
    expect(card_of(person, FRONT).locator(".preview polygon")).to_have_count(1)
    person.accessible()
    send_all(person)
    assert make.fresh(case).state == CaseState.SUBMITTED


def test_a_good_photograph_and_a_document_of_pages_are_sent_without_a_question(world: World) -> None:
    person, case = visitor(world)
    choose(person, photograph())
    arrived(person)
    before = image_of(case)

    choose(person, pdf(2), "scan.pdf")

    expect(card_of(person, FRONT)).to_contain_text("2ページ", timeout=20_000)
    assert image_of(case).pk != before.pk


def test_what_was_read_appears_by_itself_and_is_announced(world: World) -> None:
    person, case = visitor(world)
    choose(person, photograph())
    arrived(person)
    image = image_of(case)
    Reading.objects.filter(image=image).delete()
    Reading.objects.create(image=image)
    person.page.reload()
    expect(card_of(person, FRONT)).to_contain_text("確かめています")
    person.accessible()
    person.page.evaluate("window.stayed = true")

    read(image)
    Reading.objects.update(evidence={"documents": [], "advice": [ADVICE]})

    expect(card_of(person, FRONT)).to_contain_text("有効期限が切れているようです。")
    expect(person.page.locator("[data-announce]")).to_contain_text("有効期限が切れているようです。")
    expect(person.page.locator("#send")).to_contain_text("このまま送信する")
    assert person.page.evaluate("window.stayed")
    person.accessible()
    person.press("このまま担当者に見てもらう")
    expect(card_of(person, FRONT)).to_contain_text("担当者が確認します")
    expect(person.page.locator("#send")).to_contain_text("この内容で送信する")
    person.accessible()


def test_without_a_script_a_link_shows_how_it_stands(world: World) -> None:
    person, case = visitor(world, scripts=False)
    choose(person, photograph())
    person.press("この画像を送る")
    arrived(person)
    image = image_of(case)
    Reading.objects.filter(image=image).delete()
    Reading.objects.create(image=image)
    person.page.reload()

    for state, told in (
        (ReadingState.PENDING, "確かめています"),
        (ReadingState.READ, "きれいに写っています"),
    ):
        read(image, state)
        person.press("いまの状態を見る")
        expect(card_of(person, FRONT)).to_contain_text(told)
    send_all(person)


STEADIED = """async (steps) => {
  const { steadied } = await import("/static/identity/hints.js");
  const said = [];
  const hear = steadied((code) => said.push(code), 0);
  for (const [code, now] of steps) hear(code, now);
  return said;
}"""


def test_a_hint_lasts_long_enough_to_be_listened_to(world: World) -> None:
    person, _ = visitor(world)
    flickering = [("dark" if step % 2 else "glare", 3_000 + 400 * step) for step in range(10)]
    lasting = [("dark", 400 * step) for step in range(10)] + [
        ("good", 4_000 + 400 * step) for step in range(10)
    ]

    assert person.page.evaluate(STEADIED, [list(step) for step in flickering]) == []
    assert person.page.evaluate(STEADIED, [list(step) for step in lasting]) == ["dark", "good"]


@pytest.mark.rule("IDV-18")
def test_a_computer_shows_what_its_telephone_sends_without_losing_its_place(world: World) -> None:
    computer, case = visitor(world, width=DESK)
    with computer.page.expect_response("**/identity/phone/"):
        computer.press("QRコードを表示する")
    token = services.hand_over(case.pk, by=make.HOLDER)
    telephone = world.person()
    telephone.go(f"/identity/phone/{token}/")
    telephone.press("続ける")
    telephone.at("/identity/documents/")

    computer.press("届いた画像を確かめる")
    computer.page.evaluate("window.stayed = true")
    choose(telephone, photograph())

    arrived(computer)
    assert computer.page.evaluate("window.stayed")
    card_of(telephone, FRONT).get_by_role("button", name="削除する").click()
    expect(card_of(computer, FRONT)).not_to_contain_text("削除する", timeout=20_000)
