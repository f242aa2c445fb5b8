"""What an engine would have read: documents made by hand, and engines of a worker that answer with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np

from kaitsu.identity.machine.papers import Seen
from kaitsu.identity.machine.process import Answer, Pool
from kaitsu.kernel.ids import uuid7
from kaitsu.reading.advice import Advice
from kaitsu.reading.claims import Claims
from kaitsu.reading.document import Document, FieldRead
from kaitsu.reading.evidence import document_data
from kaitsu.reading.look import Look
from kaitsu.reading.quality import Figures

ENGINE = "scripted 1"
BOX = ((40.0, 40.0), (240.0, 40.0), (240.0, 80.0), (40.0, 80.0))
GOOD = Figures(0.6, 0.95, 200.0, 0.0, 1.0, 900, 0.1)
#: As ``factories.identity.CLAIMS``.
CLAIMS = Claims(
    "大野 花子",
    "オオノ ハナコ",
    "OHNO HANAKO",
    date(1980, 1, 1),
    "東京都港区六本木1-2-3 見本ビル101",
    "1060032",
)
REGISTERED: Mapping[str, tuple[str, date | None]] = {
    "name": ("大野 花子", None),
    "birth_date": ("昭和55年1月1日", date(1980, 1, 1)),
    "address": ("東京都港区六本木1-2-3 見本ビル101", None),
    "expiry": ("2090年6月1日", date(2090, 6, 1)),
    "issued": ("2026年11月1日", date(2026, 11, 1)),
    "issuer": ("東京都公安委員会", None),
}


def field(text: str, day: date | None = None, *, certain: bool = True, confidence: float = 0.97) -> FieldRead:
    """A field as it would be read."""
    return FieldRead(text, confidence, certain, BOX, np.asarray(BOX, np.float32), day)


def document(
    kind: str = "drivers_licence",
    side: str = "front",
    *,
    advice: tuple[Advice, ...] = (),
    remarks: Mapping[str, object] | None = None,
    **fields: FieldRead | None,
) -> Document:
    """A document that says what is registered; *fields* replaces some of it, None leaves one out."""
    usual: dict[str, FieldRead | None] = {name: field(*said) for name, said in REGISTERED.items()}
    read = {name: said for name, said in (usual | fields).items() if said is not None}
    return Document(kind, side, 0.9, Look((), GOOD, advice), read, None, remarks or {})


def bare(kind: str, side: str, *names: str, remarks: Mapping[str, object] | None = None) -> Document:
    """A document with the fields *names* alone, as registered."""
    gone = dict.fromkeys(name for name in REGISTERED if name not in names)
    return document(kind, side, remarks=remarks, **gone)  # type: ignore[arg-type]


def unknown(*advice: str) -> Document:
    """A page on which nothing was recognised; *advice* are codes that block."""
    told = tuple(Advice(code, blocks=True) for code in advice)
    return Document("", "", 0.0, Look((), GOOD, told))


def seen(slot: str, *documents: Document, image: UUID | None = None, **more: Any) -> Seen:
    """An image of 1000 by 500 pixels in *slot* with *documents* on it."""
    return Seen(image or uuid7(), slot, 1000, 500, documents, **more)


def failed(slot: str) -> Seen:
    """An image that could not be read."""
    return replace(seen(slot), documents=None)


def answer(*documents: Document) -> Answer:
    """What an engine process says of an image with *documents* on it."""
    plain = []
    for each in documents:
        data = document_data(each, ())
        del data["findings"]
        plain.append(data)
    crops = {
        (place, name): b"\xff\xd8\xff crop of " + name.encode()
        for place, each in enumerate(documents)
        for name in each.fields
    }
    return Answer(ENGINE, "1", plain, crops)


class Engines(Pool):
    """Engines of a worker that answer each image as *say* tells by the kind that was asked for; no process."""

    def __init__(self, say: Callable[[str], Answer]) -> None:
        super().__init__(0)
        self.say = say
        self.asked: list[Mapping[str, Any]] = []

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """Itself."""
        yield self

    def read(self, data: bytes, request: Mapping[str, Any]) -> Answer:
        """The next answer."""
        self.asked.append(request)
        return self.say(request["kind"])
