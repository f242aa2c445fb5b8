"""From a picture to documents: looked at, laid flat, read, kind and fields told, critical lines read twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from kaitsu.kernel import clock
from kaitsu.reading.advice import Advice
from kaitsu.reading.decoding import Bounds, Picture, decode
from kaitsu.reading.document import Document, FieldRead, field_read
from kaitsu.reading.engine import Engine, Pixels
from kaitsu.reading.fields import CRITICAL, Found, find_fields
from kaitsu.reading.kinds import Recognised, international, recognise, utility
from kaitsu.reading.letters_apart import with_letters_apart
from kaitsu.reading.look import Look, look
from kaitsu.reading.machine_zone import MachineZone, read_zone
from kaitsu.reading.my_number import carries_my_number
from kaitsu.reading.outline import Outline, straightened
from kaitsu.reading.page import Line, Page, joined_quad, read_page
from kaitsu.reading.quality import Limits
from kaitsu.reading.twice import read_again

_LONG_SIDE = 2200
#: A document is laid flat with so much around it, in parts of its longer side; with more where print runs out of it.
_CLOSE, _WIDER = 0.012, 0.08
#: Print within this part of its width lies beyond the outline.
_AT_THE_EDGE = 0.01
#: An address of which less than this part is left has lost a row.
_HALF = 0.5
#: A line as sure as this is print; where all lines fill more than this part of a picture, it is close enough.
_LEGIBLE, _MUCH_OF_IT = 0.6, 0.5
#: Where more of the lines than this run the other way, a document that was not recognised may be among those.
_LINES_ACROSS = 0.02
_SOFT = ("reading.blurred", "reading.shaken")
#: Beyond how many edges of a picture the paper goes on that a document lies on.
_EDGES_OF_GROUND = 2
#: What hinders reading, and does not where everything was read.
_HINDERS_READING = (
    *_SOFT,
    "reading.dark",
    "reading.grainy",
    "reading.shadow",
    "reading.glare",
    "reading.small",
)
#: Kinds that may carry no address on the side that says who the holder is.
_WITHOUT_ADDRESS = (
    "japanese_passport",
    "health_insurance",
    "resident_register_card",
    "disability_certificate",
)
_FORBIDDEN = (("my_number_card", "back"),)
#: What every document of a kind and side carries: where it was not found, something hides it.
_ON_ALL: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("drivers_licence", "front"): ("name", "birth_date", "expiry"),
        ("health_insurance", "front"): ("name", "birth_date"),
        ("japanese_passport", "photo_page"): ("name", "birth_date", "expiry"),
        ("special_permanent_resident", "front"): ("name", "birth_date", "expiry"),
        ("resident_register_card", "front"): ("name", "birth_date"),
        ("residence_card", "front"): ("name", "birth_date", "expiry"),
        ("disability_certificate", "front"): ("name", "birth_date"),
        ("residence_certificate", "front"): ("name", "address"),
        ("utility_receipt", "front"): ("name", "address"),
        ("my_number_card", "front"): ("name", "birth_date", "address"),
    }
)


@dataclass(frozen=True, slots=True)
class Request:
    """How to read: the kind that was announced (or ""), the limits of quality, the bounds of files, the day it is."""

    kind: str = ""
    limits: Limits | None = None
    bounds: Bounds | None = None
    today: date | None = None


def read_file(data: bytes, engine: Engine, request: Request | None = None) -> list[Document]:
    """The documents on all pages of a file; raises as :func:`decoding.decode`."""
    return [document for page in pages_of(data, request) for document in read_picture(page, engine, request)]


def pages_of(data: bytes, request: Request | None = None) -> list[Picture]:
    """The pages of a file in the size in which they are read; raises as :func:`decoding.decode`."""
    return decode(data, long_side=_LONG_SIDE, bounds=(request or Request()).bounds)


def read_picture(picture: Picture, engine: Engine, request: Request | None = None) -> list[Document]:
    """The documents of one picture, each by itself; one without a kind where nothing was recognised."""
    asked = request or Request()
    seen = look(picture, asked.limits)
    if any(each.code == "reading.nothing" for each in seen.advice):
        return [Document("", "", 0.0, seen)]
    reading = _Reading(picture, seen, engine, asked)
    found = [reading.flat(outline) for outline in seen.outlines]
    if forbidden := [document for document in found if _is_forbidden(document)]:
        return forbidden  # whatever another reading of the picture would miss
    if len(found) > 1:
        found = [document for document in found if document.kind] or found[:1]
    if not found:
        return [_from_close_by(reading, _wholly(reading, None))]
    if _poor(found[0]):
        return [_wholly(reading, found[0])]
    if len(seen.outlines) == 1 and _is_partial(found[0]):
        return [_beyond_its_outline(reading, found[0])]
    return found


def _beyond_its_outline(reading: _Reading, within: Document) -> Document:
    """The document of which *within* seems to be a part: with more around its outline, or from the whole picture."""
    # What lies around may run the other way, and be more.
    turned = within.page.turned if within.page else None
    wider = reading.flat(reading.seen.outlines[0], margin=_WIDER, turned=turned)
    found = _fuller(within, wider)
    # Where more around it brings nothing, and nothing is missing or cut, what runs out is what it lies on.
    goes_on = _worth(wider) > _worth(within) and _runs_out(wider)
    if goes_on or _lacking(found, found.fields) or _is_cut_short(found):
        return _wholly(reading, found)
    return found


def _wholly(reading: _Reading, found: Document | None) -> Document:
    """What the whole picture says, or *found* where that says no less."""
    whole = reading.whole()
    fuller = whole if found is None else _fuller(found, whole)
    across = whole.page is not None and whole.page.across > _LINES_ACROSS
    if not _poor(fuller) or _is_forbidden(fuller) or not across:
        return fuller
    # The lines of a newspaper below a card run the other way, and are more.
    other = reading.whole(fewer=True)
    return other if _is_forbidden(other) else max((fuller, other), key=_worth)


def _from_close_by(reading: _Reading, far: Document) -> Document:
    """*far*, or more of it from where its lines stand, where there was no outline to say so."""
    around = _around_what_was_read(far, reading.picture.scale)
    if around is None:
        return far
    closer = reading.flat(around, turned=0)
    return closer if _is_forbidden(closer) else max((far, closer), key=_read_well)


def _around_what_was_read(document: Document, scale: float) -> Outline | None:
    """The part of a picture in which the lines of *document* stand, where a closer look may read more of it."""
    page = document.page
    unsure = any(not read.certain for name, read in document.fields.items() if name in CRITICAL)
    if page is None or not document.kind or not (unsure or _lacking(document, document.fields)):
        return None
    lines = [line for line in page.lines if line.strip.confidence > _LEGIBLE and len(line.plain) > 1]
    if not lines:
        return None
    quad = joined_quad(lines)
    (left, top), (right, bottom) = quad[0], quad[2]
    height, width = page.pixels.shape[:2]
    if (right - left) * (bottom - top) > _MUCH_OF_IT * width * height:
        return None
    room = 2 * float(np.median([line.height for line in lines]))
    grown = quad + np.array([[-room, -room], [room, -room], [room, room], [-room, room]])
    return Outline(np.asarray(np.array(page.in_picture(grown)) * scale, np.float32), 0.0)


def _read_well(document: Document) -> tuple[bool, int, int]:
    """How much of a document was read, and how much of that for certain."""
    return (*_worth(document), sum(read.certain for read in document.fields.values()))


def _is_partial(document: Document) -> bool:
    """Whether something of the document seems to lie beyond its outline."""
    return _runs_out(document) or _lacking(document, document.fields)


def _fuller(cut: Document, other: Document) -> Document:
    """*other*, where it reads more of the document than *cut*, or as much with no field at an edge.

    What one reading saw of a My Number no other undoes.
    """
    if _is_forbidden(cut):
        return cut
    better = _is_forbidden(other) or _worth(other) > _worth(cut)
    return other if better or (_is_cut_short(cut) and _as_good(other, cut)) else cut


def _runs_out(document: Document) -> bool:
    """Whether lines go on beyond the outline: it was that of the light on a document, not the document's."""
    if document.page is None:
        return False
    height, width = document.page.pixels.shape[:2]
    near = _AT_THE_EDGE * width
    return any(
        len(line.plain) > 1
        and line.strip.confidence > _LEGIBLE
        and (line.left < near or line.right > width - near or line.top < near or line.bottom > height - near)
        for line in document.page.lines
    )


def _is_cut_short(document: Document) -> bool:
    """Whether a field goes on beyond the outline; the print of what a document lies on does not matter."""
    if document.page is None:
        return False
    height, width = document.page.pixels.shape[:2]
    near = _AT_THE_EDGE * width
    return any(
        bool((read.quad < near).any() or (read.quad > (width - near, height - near)).any())
        for read in document.fields.values()
    )


def _is_forbidden(document: Document) -> bool:
    return bool(document.remarks.get("forbidden"))


def _lacking(kind: Recognised | Document, fields: Mapping[str, FieldRead]) -> bool:
    """Whether something is missing that all documents of the kind carry: something hides it, or it lies outside."""
    return any(
        name not in fields or not fields[name].text for name in _ON_ALL.get((kind.kind, kind.side), ())
    )


def _as_good(other: Document, cut: Document) -> bool:
    """Whether *other* is read as the same kind with no field fewer, and no address shorter."""
    same = (other.kind, other.side) == (cut.kind, cut.side) and len(other.fields) >= len(cut.fields)
    before, after = (each.fields.get("address") for each in (cut, other))
    shorter = before is not None and after is not None and len(after.text) < _HALF * len(before.text)
    return same and not shorter


def _poor(document: Document) -> bool:
    return not document.kind and document.side != "back"


def _worth(document: Document) -> tuple[bool, int]:
    return bool(document.kind), len(document.fields)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One picture being read, as often as it takes."""

    picture: Picture
    seen: Look
    engine: Engine
    request: Request

    def flat(self, outline: Outline, *, margin: float = _CLOSE, turned: int | None = None) -> Document:
        """The document at *outline* laid flat with a *margin*, *turned* by so many quarters where that is known."""
        flat, matrix = straightened(self.picture.pixels, outline.quad, margin=margin)
        return self._document(self._page(flat, matrix, turned=turned))

    def whole(self, *, fewer: bool = False) -> Document:
        """The picture as it is, upright as most of its lines run, or with *fewer* as the others do."""
        return self._document(self._page(self.picture.pixels, np.eye(3), fewer=fewer))

    def _page(
        self,
        pixels: Pixels,
        matrix: npt.NDArray[np.float64],
        *,
        fewer: bool = False,
        turned: int | None = None,
    ) -> Page:
        scale = self.picture.scale
        base = np.asarray(matrix @ np.diag([scale, scale, 1.0]), np.float64)
        return read_page(pixels, self.engine, base, fewer=fewer, turned=turned)

    def _document(self, page: Page) -> Document:
        kind = recognise(page, self.request.kind)
        if (kind.kind, kind.side) in _FORBIDDEN or carries_my_number(page):
            # Nothing of it is kept: neither fields nor the page with the number.
            return Document(kind.kind, kind.side, kind.confidence, self.seen, remarks={"forbidden": True})
        zone = _zone(page, self.request) if kind.kind == "japanese_passport" else None
        found = with_letters_apart(page, find_fields(page, kind.kind, kind.side, zone), self.engine)
        fields = _fields(page, found, self.engine)
        remarks: dict[str, object] = {"turned": page.turned, "lines": len(page.lines)}
        if zone is not None:
            fields, remarks = _with_zone(fields, remarks, zone)
        if kind.kind == "utility_receipt":
            remarks["utility"] = utility(page)
        if kind.kind == "drivers_licence":
            remarks["international"] = international(page)
        if kind.side == "front":
            remarks["face_photo"] = has_face_photo(page)
        advised = _advised(self.seen, kind, fields)
        return Document(kind.kind, kind.side, kind.confidence, advised, fields, page, remarks)


def _fields(page: Page, found: Mapping[str, Found], engine: Engine) -> dict[str, FieldRead]:
    """The fields with their critical lines read a second time."""
    lines: dict[int, Line] = {
        id(line): line for name, each in found.items() if name in CRITICAL for line in each.lines
    }
    readings = read_again(page, list(lines.values()), engine)
    return {name: field_read(page, each, readings) for name, each in found.items()}


def _zone(page: Page, request: Request) -> MachineZone | None:
    return read_zone([line.text for line in page.lines], request.today or clock.today())


def _with_zone(
    fields: dict[str, FieldRead], remarks: dict[str, object], zone: MachineZone
) -> tuple[dict[str, FieldRead], dict[str, object]]:
    """Fields of a passport beside its machine-readable lines: a third witness, with check digits."""
    beside = {name: said for name, said in (("birth_date", zone.birth_date), ("expiry", zone.expiry)) if said}
    told = {name: _witnessed(fields[name], said) for name, said in beside.items() if name in fields}
    return {**fields, **told}, {**remarks, "zone": _shown(zone)}


def _witnessed(read: FieldRead, said: date) -> FieldRead:
    """A date that the zone says as well is certain; one that it contradicts is not."""
    if read.day == said:
        return replace(read, certain=True)
    return replace(read, certain=False, problem="reading.zone_differs")


def _shown(zone: MachineZone) -> dict[str, str]:
    return {
        "birth_date": zone.birth_date.isoformat() if zone.birth_date else "",
        "expiry": zone.expiry.isoformat() if zone.expiry else "",
    }


def _advised(seen: Look, kind: Recognised, fields: Mapping[str, FieldRead]) -> Look:
    """The look, with the advice that only reading can give: nothing could be told, or what matters is unreadable."""
    missing = not kind.kind or not fields or _lacking(kind, fields)
    unsure = {name for name, read in fields.items() if not read.certain and name in CRITICAL}
    if not missing and not unsure:
        return _all_read(seen, "address" in fields or kind.kind in _WITHOUT_ADDRESS)
    if any(each.blocks for each in seen.advice):
        return seen
    if soft := [each for each in seen.advice if each.code in _SOFT]:
        # A picture that is a little soft will do where all of it could be read, and only there.
        rest = (each for each in seen.advice if each not in soft)
        return replace(seen, advice=(replace(soft[0], blocks=True), *rest))
    regions = [fields[name].box for name in fields if name in unsure]
    # A clear picture of a letter that the engine does not know is as good as another would be: a person reads it.
    blocks = missing or bool(seen.advice and unsure & {"name", "birth_date"})
    advice = Advice("reading.unreadable", blocks, regions[0] if regions else ())
    return replace(seen, advice=(*seen.advice, advice))


def _all_read(seen: Look, whole: bool) -> Look:
    """The look at a document whose fields were read twice alike; *whole* where none of its kind's can be hidden.

    What could have hindered reading did not. Over several edges, what seemed cut off was what it lies on.
    """
    lifted = {*_HINDERS_READING} if whole else set()
    if sum(each.code == "reading.cut" for each in seen.advice) >= _EDGES_OF_GROUND:
        lifted.add("reading.cut")
    return replace(
        seen,
        advice=tuple(replace(each, blocks=each.blocks and each.code not in lifted) for each in seen.advice),
    )


def has_face_photo(page: Page) -> bool:
    """Whether a part of the page is a photograph: large, upright, free of text, and unlike the paper.

    Told by colour alone, so it says that there is a photograph, not whose.
    """
    import cv2

    height, width = page.pixels.shape[:2]
    small = cv2.resize(page.pixels, (320, max(8, 320 * height // width)), interpolation=cv2.INTER_AREA)
    ratio = 320 / width
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    paper = np.median(lab.reshape(-1, 3), axis=0)
    # Paper in the shade is darker over more than a photograph's width; what is left is darker than its surroundings.
    shade = cv2.morphologyEx(lab[..., 0], cv2.MORPH_CLOSE, np.ones((111, 111), np.uint8))
    darker = (shade - lab[..., 0]) / np.maximum(shade, 20) * 150
    tinted = np.hypot(lab[..., 1] - paper[1], lab[..., 2] - paper[2]) * 1.6
    away = (np.hypot(darker * 0.6, tinted) > 26).astype(np.uint8)
    for line in page.lines:
        cv2.fillConvexPoly(away, np.asarray(line.quad * ratio, np.int32), 0)
    solid = cv2.morphologyEx(away, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((13, 13), np.uint8))
    stats = cv2.connectedComponentsWithStats(solid)[2][1:]
    for _, _, wide, high, area in stats:
        if wide > 0.1 * 320 and 0.75 < high / wide < 2.1 and area > 0.45 * wide * high:
            return True
    return False
