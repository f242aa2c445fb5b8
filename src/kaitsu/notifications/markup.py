"""The light markup of mail templates, read into blocks. Pure; ``plain`` and ``page`` write them out.

A block is a paragraph; blocks are parted by blank lines:

    Any lines              a paragraph; its lines are joined, in Japanese without a space;
                           a backslash at the end of a line keeps the break
    * one                  a list, an item a line
    = name | value         figures to read off, a pair a line (a code, a login ID, a deadline)
    [text](address)        a button, alone in its paragraph
    ## text                a small heading

Values come into the text as *slots* (``Slots``), never as characters of the template, so that no value can
be taken for markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

OPEN, CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{OPEN}([0-9]+){CLOSE}")
_BUTTON = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<address>[^)\s]+)\)\Z")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+\Z")


class MarkupError(ValueError):
    """The template, or a value in it, cannot become a mail."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Values that stand in a template as slots; ``take`` adds one, ``fill`` puts all of a text in."""

    values: list[str] = field(default_factory=list)

    def take(self, value: str) -> str:
        """The slot for *value*; line breaks are kept, other control characters are refused."""
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        if any(
            (unicodedata.category(character) in {"Cc", "Co", "Cs"} and character != "\n")
            or character in "\u2028\u2029"
            for character in text
        ):
            raise MarkupError("a value holds characters that no mail has")
        if not text:
            return ""
        self.values.append(text)
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"

    def fill(self, text: str) -> str:
        """*text* with every slot replaced by its value."""
        return _SLOT.sub(lambda found: self.values[int(found[1])], text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it is meant."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A small heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Names and values to read off."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: an address that leads on, http or https."""

    text: str
    address: str


Block = Paragraph | Heading | Items | Figures | Button


def read(source: str, slots: Slots) -> tuple[str, tuple[Block, ...]]:
    """Subject and blocks of a rendered template, values filled in. Raises MarkupError."""
    first, _, rest = source.lstrip("\n").partition("\n")
    if not first.startswith("Subject: "):
        raise MarkupError("the first line must be 'Subject: …'")
    subject = " ".join(slots.fill(first.removeprefix("Subject: ")).split())
    return subject, body(rest, slots)


def body(source: str, slots: Slots) -> tuple[Block, ...]:
    """The blocks of *source*, values filled in."""
    chunks = re.split(r"\n[ \t]*\n", source.strip("\n"))
    return tuple(
        _block([line.strip() for line in chunk.strip().split("\n")], slots)
        for chunk in chunks
        if chunk.strip()
    )


def _block(lines: list[str], slots: Slots) -> Block:
    for mark, make in _MARKED.items():
        if all(line.startswith(mark) for line in lines):
            return make([line.removeprefix(mark).strip() for line in lines], slots)
        if any(line.startswith(mark) for line in lines):
            raise MarkupError(f"a block begins with '{mark}' in some lines only: {lines[0]}")
    if len(lines) == 1 and (button := _BUTTON.match(lines[0])):
        return _button(button, slots)
    if any(line.startswith(("[", "#", "*", "=")) for line in lines):
        raise MarkupError(f"not markup that is known: {lines[0]}")
    return Paragraph(slots.fill(_joined(lines)))


def _button(found: re.Match[str], slots: Slots) -> Button:
    address = slots.fill(found["address"])
    if not _ADDRESS.match(address):
        raise MarkupError("a button leads to an absolute http or https address")
    return Button(slots.fill(found["text"]), address)


def _items(lines: list[str], slots: Slots) -> Items:
    return Items(tuple(slots.fill(line) for line in lines))


def _figures(lines: list[str], slots: Slots) -> Figures:
    pairs = []
    for line in lines:
        name, bar, value = (part.strip() for part in line.partition("|"))
        if not (bar and name and value):
            raise MarkupError(f"a figure needs a name and a value: {line}")
        pairs.append((slots.fill(name), slots.fill(value)))
    return Figures(tuple(pairs))


def _heading(lines: list[str], slots: Slots) -> Heading:
    if len(lines) != 1:
        raise MarkupError(f"a heading is one line: {lines[0]}")
    return Heading(slots.fill(lines[0]))


_MARKED: dict[str, Callable[[list[str], Slots], Block]] = {"## ": _heading, "* ": _items, "= ": _figures}


def _joined(lines: list[str]) -> str:
    """The lines of a template's paragraph as one, with a space between them beside narrow characters."""
    text = lines[0]
    for line in lines[1:]:
        if text.endswith("\\"):
            text = f"{text[:-1].rstrip()}\n{line}"
            continue
        wide = (
            unicodedata.east_asian_width(text[-1:] or " ") in "WF"
            or unicodedata.east_asian_width(line[0]) in "WF"
        )
        text += line if wide else f" {line}"
    return text
