"""Scripted documents: what an engine would read at which place, and the picture that goes with it."""

from __future__ import annotations

from datetime import date

import numpy as np

from kaitsu.reading.adapters.scripted import ScriptedEngine, script
from kaitsu.reading.claims import Claims
from kaitsu.reading.decoding import Picture
from kaitsu.reading.document import Document
from kaitsu.reading.reader import Request, read_picture

Texts = dict[tuple[int, int], str | tuple[str, ...]]

MARGIN = 80
TODAY = date(2026, 11, 22)
CLAIMS = Claims(
    "山田 花子", "ヤマダ ハナコ", "YAMADA HANAKO", date(1986, 5, 1), "東京都千代田区霞が関2-1-2 コーポ山田305"
)


def licence(**changed: str | tuple[str, ...]) -> Texts:
    """The lines of a driver's licence; *changed* replaces some of them."""
    said = {
        "name": "山田 花子",
        "birth": "昭和61年5月1日生",
        "address": "東京都千代田区霞が関2-1-2",
        "second": "コーポ山田305",
        "issued": "令和05年05月07日 12345",
        "expiry": "2028年(令和10年)06月01日まで有効",
        "issuer": "東京都公安委員会",
        "title": "運転免許証",
    } | changed
    return {
        (40, 40): "氏名",
        (360, 40): said["name"],
        (900, 40): said["birth"],
        (40, 120): "住所",
        (360, 120): said["address"],
        (360, 158): said["second"],
        (40, 240): "交付",
        (360, 240): said["issued"],
        (40, 320): said["expiry"],
        (40, 400): "免許の条件等",
        (500, 640): said["title"],
        (500, 780): said["issuer"],
    }


def read_script(
    lines: Texts, *, kind: str = "", today: date = TODAY, size: tuple[int, int] = (1400, 883)
) -> Document:
    """The document that *lines* are, read by the scripted engine; empty texts are not on it."""
    engine = script({place: text for place, text in lines.items() if text})
    return read_picture(picture_of(engine, size), engine, Request(kind=kind, today=today))[0]


def picture_of(engine: ScriptedEngine, size: tuple[int, int] = (1400, 883)) -> Picture:
    """The engine's page on a desk, as a picture."""
    page = engine.page(*size)
    desk = np.full((page.shape[0] + 2 * MARGIN, page.shape[1] + 2 * MARGIN, 3), (70, 60, 150), np.uint8)
    desk[MARGIN:-MARGIN, MARGIN:-MARGIN] = page
    return Picture(desk, 1.0)
