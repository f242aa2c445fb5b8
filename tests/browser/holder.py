"""What a holder does after the submission: identity pages, documents, the page of their application."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from browser.person import PHONE, Person, World
from factories.jobs import work
from factories.specimens import photograph
from kaitsu.applications.models import Application
from kaitsu.identity.models import Case

LICENCE = "運転免許証"


def holder(world: World, application: Application, *, width: int = PHONE, language: str = "ja") -> Person:
    """Whoever applied, signed in as a member."""
    return world.signed_in(application.member, width=width, language=language)


def status(person: Person, application: Application) -> Person:
    """The page of the application, after a worker has done what there was to do."""
    work()
    person.go(f"/applications/{application.pk}/")
    return person


def enter_identity(person: Person, kind: str = "identity_invitation", birth_date: str = "19800101") -> None:
    """From the mail of *kind* to the documents: its address, its login ID, the birth date."""
    text = person.mail(kind).text
    person.go(found(r"https?://\S+/identity/", text))
    sign_in(person, found(r"ログインID：(\S+)", text), birth_date)


def sign_in(person: Person, login_id: str, birth_date: str) -> None:
    """Type login ID and birth date."""
    person.page.get_by_label("ログインID").fill(login_id)
    person.page.get_by_label("生年月日（8桁）").fill(birth_date)
    person.press("サインインする")


def choose_licence(person: Person, *, back: bool = False) -> None:
    """A driver's licence, with or without an address on its back."""
    person.page.get_by_role("radio", name=LICENCE).check(force=True)
    person.on()
    person.page.get_by_role("radio", name="はい" if back else "いいえ").check(force=True)
    person.on()
    person.at("/identity/documents/")


def card_of(person: Person, side: str) -> Locator:
    """The card of the image *side*."""
    return person.page.get_by_role("region", name=side)


def upload(person: Person, side: str, data: bytes = b"") -> None:
    """Choose a photograph for *side*; it is sent at once."""
    card = card_of(person, side)
    expect(card).to_have_attribute("data-enhanced", "")  # before that the button sends it, not the choice
    file = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": data or photograph()}
    card.locator("input[type=file]").set_input_files(file)
    expect(card).to_contain_text("削除する", timeout=20_000)


def send_all(person: Person) -> None:
    """Send the images to the reviewers."""
    person.page.locator("#send").get_by_role("button").click()
    person.at("/identity/done/")


def case_of(application: Application) -> Case:
    """The identity case of *application*, as it is now."""
    return Case.objects.get(pk=fresh(application).case_id)


def fresh(application: Application) -> Application:
    """*application* as it is now."""
    return Application.objects.select_related("package", "case").get(pk=application.pk)


def found(pattern: str, text: str) -> str:
    """What *pattern* finds in *text*: its group, or the whole."""
    match = re.search(pattern, text)
    if match is None:
        raise AssertionError(f"{pattern} is not in: {text}")
    return match[match.lastindex or 0]
