"""One document of a picture as data: kind, side, quality, its fields as they were read, and what the reading found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kaitsu.reading.dates_read import date_in
from kaitsu.reading.engine import Pixels, Quad
from kaitsu.reading.fields import Found
from kaitsu.reading.known_town import known_town
from kaitsu.reading.look import Look
from kaitsu.reading.page import Line, Page, joined_quad, strip_at
from kaitsu.reading.repair import address_put_right, name_put_right, put_right
from kaitsu.reading.twice import SURE, Reading

DATES = ("birth_date", "expiry", "issued")


@dataclass(frozen=True, eq=False)
class FieldRead:
    """A field as it was read.

    ``text`` as it stands on the document; ``day`` of a date. ``certain`` is False where two readings did not agree or
    a letter was not sure: then it is unreadable, whatever it says. ``box`` is in pixels of the picture, ``quad`` on
    the upright page. ``also`` is a name in Latin letters once more in kanji, where that was surely read.
    """

    text: str
    confidence: float
    certain: bool
    box: tuple[tuple[float, float], ...]
    quad: Quad
    day: date | None = None
    problem: str = ""
    also: str = ""


@dataclass(frozen=True, eq=False)
class Document:
    """A document: what it is, how well it can be seen, what it says. ``page`` is None where nothing was read."""

    kind: str
    side: str
    kind_confidence: float
    look: Look
    fields: Mapping[str, FieldRead] = field(default_factory=dict)
    page: Page | None = None
    remarks: Mapping[str, object] = field(default_factory=dict)

    def crop(self, name: str) -> Pixels:
        """The part of the upright page from which the field *name* was read, to keep beside the document."""
        if self.page is None:
            raise ValueError("nothing is kept of this document")
        return strip_at(self.page.pixels, self.fields[name].quad, higher=0.15, wider=(0.3, 0.3))


def field_read(page: Page, found: Found, readings: Mapping[int, Reading]) -> FieldRead:
    """The field *found* on *page*, from the *readings* of its lines."""
    texts: list[str] = []
    certain, weakest, also = True, 1.0, ""
    for line in found.lines:
        reading = readings.get(id(line))
        strip = line.strip if reading is None else reading.strip
        surely = reading is None or (reading.agreed and reading.weakest >= SURE)
        if found.field == "name" and texts and _IN_KANJI.fullmatch(strip.text) and texts[0].isascii():
            also = _name(strip.text) if surely else ""
            continue
        texts.append(strip.text)
        certain = certain and surely
        weakest = min(weakest, strip.weakest if reading is None else reading.weakest)
    if found.label_length:
        texts[0] = without_start(texts[0], found.label_length)
    quad = joined_quad(found.lines)
    box = tuple((point[0], point[1]) for point in page.in_picture(quad))
    text, day, problem = _value(found.field, texts, found.lines)
    if found.field == "name" and (both := _IN_BOTH.fullmatch(text)):
        text, also = both.group(1), both.group(2) if certain else ""
    if found.field == "address":
        text = known_town(text, _doubts(found, readings))
    return FieldRead(text, round(weakest, 3), certain and bool(text), box, quad, day, problem, also)


def _doubts(found: Found, readings: Mapping[int, Reading]) -> Iterator[tuple[str, str]]:
    for line in found.lines:
        if id(line) in readings:
            yield from readings[id(line)].doubts


def without_start(text: str, letters: int) -> str:
    """*text* without its first *letters* letters, spaces not counted."""
    place = 0
    while letters and place < len(text):
        letters -= not text[place].isspace()
        place += 1
    return text[place:].strip(" :：/")


def _value(name: str, texts: Sequence[str], lines: Sequence[Line]) -> tuple[str, date | None, str]:
    """The text of a field in its form, the day of a date, what is wrong with it."""
    if name in DATES:
        found = date_in(" ".join(texts))
        return (found.text, found.day, found.problem) if found else (" ".join(texts), None, "date.unreadable")
    if name == "name":
        return _name(" ".join(texts)), None, ""
    if name == "address":
        return _address(texts, lines), None, ""
    text = put_right(" ".join(texts)).strip()
    return text, None, ""


_NAME_END = re.compile(
    r"\s*(?:(?:[様樣檬]|殿)[)）]?$|(?:性別|生年月日|続柄|住所|フリガナ).*|(?:明治|大正|昭和|平成|令和)\s*[0-9元].*|[0-9]{4}年.*)$"
)
#: How a name is read aloud, in brackets behind it.
_READ_ALOUD = re.compile("(?<=[一-鿿々ぁ-んァ-ヶー]) *[(（][ぁ-んァ-ヶー・ 　]{2,}[)）]?$")
#: A name in kanji alone, and one in Latin letters with its kanji behind.
_IN_KANJI = re.compile("[(（]?[一-鿿々 \u3000]{2,}[)）]?")
_IN_BOTH = re.compile("([A-Z][A-Z ,.'-]*[A-Z.]) *[(（]?([一-鿿々][一-鿿々 ]*)[)）]?")


def _name(text: str) -> str:
    found = _NAME_END.sub("", name_put_right(text.replace("\u3000", " ")).strip())
    found = _READ_ALOUD.sub("", found)
    found = re.sub(r"\s+", " ", found).strip(" :：|_・·-")
    return _as_letters(found)


def _as_letters(name: str) -> str:
    """A name in capitals with digits for letters, as engines read O: the letters."""
    letters = sum(letter.isascii() and letter.isalpha() for letter in name)
    if letters > len(name.replace(" ", "")) * 0.6 and re.search("[0-9|]", name):
        return name.translate(str.maketrans("01|5", "OIIS"))
    return name


def _address(texts: Sequence[str], lines: Sequence[Line]) -> str:
    """The lines of an address as one; a space only where the document has a wide one."""
    whole = ""
    for place, (text, line) in enumerate(zip(texts, lines, strict=True)):
        gap = (
            place and line.beside(lines[place - 1]) and line.left - lines[place - 1].right > 0.6 * line.height
        )
        whole += (" " if gap else "") + _set_close(text.strip())
    found = _NOT_ADDRESS.sub("", address_put_right(whole))
    found = (
        re.sub(r"(?<=[^\x00-\x7f]) (?=[0-9])|(?<=[0-9]) (?=[-0-9丁番号])", "", found)
        if _spread(found)
        else found
    )
    return re.sub(r"\s+", " ", found).strip(" :：/|")


#: A field that was printed behind an address, a mark 見本 or its first half, and the post code before it.
_NOT_ADDRESS = re.compile(
    r"(?:電話|TEL|生年月日|氏名|性別)[:: ]*[0-9(男女].*$|^〒? ?[0-9]{3}-[0-9]{4} *(?=[^0-9-])"
    r"|見[本木]$|(?<=[0-9号室])見$",
    re.IGNORECASE,
)


def _set_close(text: str) -> str:
    """A row of which each letter was set apart from the next (W I L L コ ー ト) as one without spaces."""
    letters = text.split()
    return "".join(letters) if len(letters) > 3 and max(map(len, letters)) == 1 else text


def _spread(text: str) -> bool:
    """Whether the letters of *text* were set apart, so that its spaces mean nothing."""
    return text.count(" ") > 4
