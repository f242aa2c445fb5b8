"""Every kind of mail, in both languages and both parts, compared with what was read and approved.

``WRITE_SNAPSHOTS=1 pytest tests/service/notifications/test_letters.py`` writes the snapshots anew: read them
aloud before they are committed.
"""

from __future__ import annotations

import os
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template import TemplateSyntaxError

from factories.mail import SENDERS, values
from kaitsu.notifications import letters, plain
from kaitsu.notifications.kinds import KINDS, LANGUAGES
from kaitsu.notifications.letters import COMMON, Letter

SNAPSHOTS = Path(__file__).parent / "snapshots"
TEMPLATES = Path(letters.__file__).parent / "templates" / "mail"
#: A bracket, a colon or the like of half width beside a Japanese character.
NARROW = re.compile(r"(?<=[、-ヿ一-鿿])[()!?,:;]|[()!?,:;](?=[、-ヿ一-鿿])")
EVERY = [(kind, language) for kind in KINDS for language in LANGUAGES]


def _letter(kind: str, language: str, **changes: object) -> Letter:
    return letters.render(kind, language, {**values(kind, language), **changes}, SENDERS[language])


def _compare(name: str, content: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("WRITE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.rule("MAI-1")
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_text(kind: str, language: str) -> None:
    letter = _letter(kind, language)

    assert language == "en" or NARROW.findall(f"{letter.subject}\n{letter.text}") == []
    _compare(f"{kind}.{language}.txt", f"{letter.sender}\n{letter.subject}\n\n{letter.text}")


@pytest.mark.rule("MAI-1")
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_html(kind: str, language: str) -> None:
    # The frame is the same for all and compared once, below; the sheet is what differs.
    sheet = BeautifulSoup(_letter(kind, language).html, "html5lib").find(class_="sheet")
    assert sheet is not None

    _compare(f"{kind}.{language}.html", re.sub(r' style="[^"]*"', "", str(sheet)).strip() + "\n")


def test_the_frame() -> None:
    html = _letter("email_code", "ja").html

    _compare("_frame.html", html)


def test_there_is_a_template_for_every_kind_and_none_besides() -> None:
    names = {path.name for path in TEMPLATES.glob("*.txt") if not path.name.startswith("_")}

    assert names == {f"{kind}.{language}.txt" for kind, language in EVERY}
    assert {path.name for path in SNAPSHOTS.iterdir()} == {"_frame.html"} | {
        f"{kind}.{language}.{part}" for kind, language in EVERY for part in ("txt", "html")
    }


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_value_that_a_template_uses_is_declared_and_every_declared_one_is_used(
    kind: str, language: str
) -> None:
    source = (TEMPLATES / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    used = set(re.findall(r"{{ (\w+) }}", source)) | set(re.findall(r"(?:if|elif) (\w+)", source))
    looped = re.findall(r"{% for (\w+) in (\w+) %}", source)
    used = (used | {over for _, over in looped}) - {each for each, _ in looped}

    assert used - COMMON == KINDS[kind].needs | KINDS[kind].may


@pytest.mark.rule("MAI-1")
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_mail_names_brand_and_support_desk_in_both_parts(kind: str, language: str) -> None:
    letter, sender = _letter(kind, language), SENDERS[language]

    assert sender.brand in letter.subject
    for part in (letter.text, letter.html):
        for each in (sender.support_name, sender.support_phone, sender.support_hours, sender.service):
            assert each in part


@pytest.mark.rule("MAI-3")
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_deadline_given_is_named_in_both_parts(kind: str, language: str) -> None:
    letter = _letter(kind, language)
    given = [name for name in KINDS[kind].needs if name.endswith(("_on", "until", "until_at"))]

    for name in given:
        said = letters.words.word(values(kind, language)[name], language)
        assert said in letter.text
        assert said in letter.html


@pytest.mark.rule("MAI-3")
@pytest.mark.rule("IDV-1")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invitation_says_how_the_password_is_made_and_never_what_it_is(language: str) -> None:
    letter = _letter("identity_invitation", language)

    assert "7KQ4-ZP2M-XW9D" in letter.text
    assert "https://minato.example/identity/" in letter.text
    assert ("生年月日" if language == "ja" else "birth date") in letter.text
    assert not re.search(r"\b(19|20)\d{6}\b", letter.text)
    with pytest.raises(ValueError, match="does not take"):
        _letter("identity_invitation", language, birth_date=date(1980, 1, 1))


@pytest.mark.rule("MAI-3")
def test_a_card_number_in_any_value_stops_the_mail() -> None:
    with pytest.raises(ValueError, match="card number"):
        _letter("identity_invitation", "ja", documents=["4242 4242 4242 4242"])


class _Hostile(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs)]


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ brand }}",
        "{% include 'x' %}",
        "* a\n\n= b | c",
    ],
)
def test_a_hostile_value_stays_text(value: str) -> None:
    letter = _letter("identity_invitation", "ja", documents=[value])

    page = _Hostile()
    page.feed(letter.html)
    assert not {"script", "img", "onerror", "iframe"} & set(page.found)
    soup = BeautifulSoup(letter.html, "html5lib")
    assert [" ".join(item.get_text(" ").split()) for item in soup.find_all("li")] == [" ".join(value.split())]
    assert "".join(value.split()) in "".join(letter.text.split())


@pytest.mark.parametrize("value", ["x\nBcc: evil@example.jp", "x\r\nBcc: evil@example.jp"])
def test_no_value_can_add_a_header(value: str) -> None:
    letter = _letter("application_held", "en", number=value)

    assert "\n" not in letter.subject
    assert "\r" not in letter.subject


def test_a_value_with_control_characters_is_refused() -> None:
    with pytest.raises(ValueError, match="no mail has"):
        _letter("application_held", "en", number="x\x00y")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example/", "ftp://a.example/"])
def test_a_button_leads_to_the_web(url: str) -> None:
    with pytest.raises(ValueError, match="absolute http"):
        _letter("registered", "ja", sign_in_url=url)


@pytest.mark.parametrize(("kind", "language"), [("unheard_of", "ja"), ("registered", "fr")])
def test_what_there_is_no_mail_for(kind: str, language: str) -> None:
    with pytest.raises(ValueError, match="no "):
        letters.render(kind, language, {}, SENDERS["ja"])


def test_a_template_that_uses_an_unknown_name_is_an_error_not_a_blank() -> None:
    with pytest.raises(TemplateSyntaxError, match="has no value"):
        letters._text_template("registered.ja.txt", {"brand": "x"})


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_lines_fit(kind: str, language: str) -> None:
    for line in _letter(kind, language).text.split("\n"):
        assert plain.width(line) <= plain.COLUMNS or line.startswith("https://")


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_html_is_one_column_without_tables_or_anything_from_elsewhere(kind: str, language: str) -> None:
    soup = BeautifulSoup(_letter(kind, language).html, "html5lib")

    assert soup.html is not None
    assert soup.html["lang"] == language
    assert not soup.find_all(["table", "img", "link", "script", "iframe", "form", "video"])
    assert all(str(link["href"]).startswith("https://minato.example/") for link in soup.find_all("a"))
    sizes = [int(size) for size in re.findall(r"font-size:(\d+)px", str(soup.find(class_="sheet")))]
    assert min(sizes) >= 14
    assert "prefers-color-scheme: dark" in str(soup.head)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"identity_soon": True}, "数分以内"),
        ({"identity_soon": "", "identity_at": date(2026, 11, 23)}, "2026年11月23日（月）ごろ"),
        ({"identity_soon": "", "delivery_days": 7}, "7日ほど"),
    ],
)
@pytest.mark.rule("PCK-2")
def test_the_receipt_says_when_the_identity_mail_comes(changes: dict[str, object], said: str) -> None:
    assert said in _letter("application_received", "ja", **changes).text
