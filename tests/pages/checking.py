"""A test client that looks over every page it fetches, as a careful reader of mark-up would.

Each HTML answer is parsed; what is wrong is raised as one ``PageFault`` that names the page and every fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

import html5lib
from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import Comment, Doctype
from django.test import Client

LANGUAGES = {"ja", "en"}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "aria-owns")
LEFT_OPEN = re.compile(r"%\(\w+\)|\{\{|\{%|\}\}|%\}|\bTODO\b|\bNone\b|Localised\(|<function|object at 0x")
JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")


class PageFault(AssertionError):
    """A fetched page is not as pages have to be."""


class CheckingClient(Client):
    """Django's test client; every HTML answer is checked.

    ``japanese_words`` may stand on an English page outside ``lang="ja"``; ``check`` switches checking off.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = True
        self.japanese_words: set[str] = set()

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if self.check and _is_page(response):
            found = list(faults(response.content.decode(), response.headers, self.japanese_words))
            if found:
                where = f"{request.get('REQUEST_METHOD', 'GET')} {request.get('PATH_INFO', '')}"
                listed = "\n".join(f"  - {fault}" for fault in found)
                raise PageFault(f"{where} ({response.status_code}) has {len(found)} faults:\n{listed}")
        return response


def _is_page(response: Any) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/html") and not response.streaming and bool(response.content)


def faults(html: str, headers: Any, japanese_words: Collection[str] = ()) -> Iterator[str]:
    """What is wrong with a page, a sentence each. A fragment (no ``<html>``) is checked for its parts only."""
    whole = "<html" in html
    yield from _parse_faults(html, whole)
    page = BeautifulSoup(html, "html5lib")
    if whole:
        yield from _document_faults(page, headers)
    for check in _PART_CHECKS:
        yield from check(page)
    language = page.html.get("lang") if whole and page.html else None
    if language == "en":
        yield from _japanese_left(page, japanese_words)


def _parse_faults(html: str, whole: bool) -> Iterator[str]:
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parse(html) if whole else parser.parseFragment(html)
    for (line, _column), code, values in parser.errors:
        yield f"line {line}: not valid HTML: {code} {values or ''}: {_line(html, line)}"


def _line(html: str, number: int) -> str:
    lines = html.splitlines()
    return lines[number - 1].strip()[:120] if 0 < number <= len(lines) else ""


def _document_faults(page: BeautifulSoup, headers: Any) -> Iterator[str]:
    language = page.html.get("lang") if page.html else None
    if language not in LANGUAGES:
        yield f"<html> has lang={language!r}, expected one of {sorted(LANGUAGES)}"
    titles = [title for title in page.select("head > title") if title.get_text(strip=True)]
    if len(titles) != 1:
        yield f"{len(titles)} titles with text, expected one"
    elif titles[0].get_text(strip=True).startswith("·"):
        yield f"the title names no page: {titles[0].get_text(strip=True)!r}"
    headings = page.find_all("h1")
    if len(headings) != 1 or not headings[0].get_text(strip=True):
        yield f"{len(headings)} h1, expected one with text: {[h.get_text(strip=True) for h in headings]}"
    if "Content-Security-Policy" not in headers:
        yield "no Content-Security-Policy header"
    if len(page.find_all("main")) != 1:
        yield f"{len(page.find_all('main'))} <main>, expected one"


def _id_faults(page: BeautifulSoup) -> Iterator[str]:
    ids = Counter(str(element["id"]) for element in page.select("[id]"))
    for value, count in ids.items():
        if count > 1 or not value:
            yield f"id {value!r} is used {count} times"
    for attribute in REFERENCES:
        for element in page.select(f"[{attribute}]"):
            for value in str(element[attribute]).split():
                if value not in ids:
                    yield f"{_start(element)}: {attribute} points to {value!r}, which is not on the page"
    for label in page.select("label[for]"):
        if label["for"] not in ids:
            yield f"{_start(label)}: for points to {label['for']!r}, which is not on the page"
    for control in page.select("[form]"):
        if control["form"] not in ids or page.find(id=control["form"]).name != "form":  # type: ignore[union-attr]
            yield f"{_start(control)}: belongs to the form {control['form']!r}, which is not on the page"
    for link in page.select("a[href^='#']"):
        if str(link["href"])[1:] not in ids and link["href"] != "#":
            yield f"{_start(link)}: leads to nothing on the page"


def _control_faults(page: BeautifulSoup) -> Iterator[str]:
    unlabelled = {"hidden", "submit", "button", "reset", "image"}
    for control in page.select("input, select, textarea"):
        if control.get("type") in unlabelled:
            continue
        if not _label_text(page, control):
            yield f"{_start(control)}: no label"
    for fieldset in page.select("fieldset"):
        legend = fieldset.find("legend")
        if not isinstance(legend, Tag) or not legend.get_text(strip=True):
            yield f"{_start(fieldset)}: no legend"
    for button in page.select("button"):
        if not button.get_text(strip=True) and not button.get("aria-label"):
            yield f"{_start(button)}: no text"


def _label_text(page: BeautifulSoup, control: Tag) -> str:
    own = str(control.get("aria-label", ""))
    named = [page.find(id=value) for value in str(control.get("aria-labelledby", "")).split()]
    labels: list[Any] = page.find_all("label", attrs={"for": control["id"]}) if control.get("id") else []
    around = control.find_parent("label")
    return own + "".join(part.get_text(strip=True) for part in [*named, *labels, around] if part)


def _inline_faults(page: BeautifulSoup) -> Iterator[str]:
    for element in page.select("style, script:not([src]), [style]"):
        yield f"{_start(element)}: inline style or script, which the security policy refuses"
    for element in page.find_all(True):
        handlers = [name for name in element.attrs if name.startswith("on")]
        if handlers:
            yield f"{_start(element)}: inline handler {handlers}"
        if any(str(element.get(name, "")).startswith("javascript:") for name in ("href", "action")):
            yield f"{_start(element)}: javascript: address"


def _form_faults(page: BeautifulSoup) -> Iterator[str]:
    for form in page.select("form"):
        posts = str(form.get("method", "get")).lower() == "post"
        elsewhere = bool(urlsplit(str(form.get("action", ""))).netloc)
        token = form.select_one("input[name=csrfmiddlewaretoken]")
        if posts and not elsewhere and not token:
            yield f"{_start(form)}: posts without a CSRF token"
        if token and (elsewhere or not posts):
            yield f"{_start(form)}: gives the CSRF token away"


def _content_faults(page: BeautifulSoup) -> Iterator[str]:
    for image in page.select("img:not([alt])"):
        yield f"{_start(image)}: no alt"
    for drawing in page.select("svg"):
        if drawing.get("aria-hidden") != "true" and not drawing.get("aria-label"):
            yield f"{_start(drawing)}: neither hidden nor named"
    for link in page.select("a"):
        if not link.get("href"):
            yield f"{_start(link)}: a link without an address"
        named = (
            link.get_text(strip=True) or link.get("aria-label") or link.select_one("img[alt]:not([alt=''])")
        )
        if not named:
            yield f"{_start(link)}: a link without text"


def _heading_faults(page: BeautifulSoup) -> Iterator[str]:
    before = 0
    for heading in page.select("main :is(h1, h2, h3, h4, h5, h6)"):
        level = int(heading.name[1])
        if before and level > before + 1:
            yield f"{_start(heading)}: h{level} follows h{before}"
        before = level


def _placeholder_faults(page: BeautifulSoup) -> Iterator[str]:
    for text in _texts(page):
        if LEFT_OPEN.search(text):
            yield f"text with an open place or a value that is none: {text.strip()[:80]!r}"


def _japanese_left(page: BeautifulSoup, allowed: Collection[str]) -> Iterator[str]:
    for text in _texts(page):
        rest = str(text)
        for word in sorted(allowed, key=len, reverse=True):
            rest = rest.replace(word, "")
        around = text.find_parent(lang=True)
        if JAPANESE.search(rest) and isinstance(around, Tag) and around.get("lang") != "ja":
            yield f'Japanese on an English page (mark names with lang="ja"): {text.strip()[:80]!r}'


def _texts(page: BeautifulSoup) -> Iterator[NavigableString]:
    for text in page.find_all(string=True):
        hidden = isinstance(text, Comment | Doctype)
        if not hidden and text.strip() and text.find_parent(["script", "style", "textarea"]) is None:
            yield text


def _start(element: Tag) -> str:
    """The start tag of *element*, shortened, to recognise it by."""
    shown = " ".join(
        f'{name}="{" ".join(value) if isinstance(value, list) else value}"'
        for name, value in list(element.attrs.items())[:4]
    )
    return f"<{element.name}{' ' if shown else ''}{shown}>"[:140]


_PART_CHECKS: tuple[Callable[[BeautifulSoup], Iterator[str]], ...] = (
    _id_faults,
    _control_faults,
    _inline_faults,
    _form_faults,
    _content_faults,
    _heading_faults,
    _placeholder_faults,
)
