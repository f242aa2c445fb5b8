"""The cheap look at a picture, while the holder is still there: is there a document, whole, sharp, lit, large enough?

No text is read. A picture of twelve megapixels takes well under 300 milliseconds from the bytes of its file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kaitsu.reading.advice import Advice
from kaitsu.reading.bars import between_bars
from kaitsu.reading.decoding import Bounds, Picture, at_most, decode
from kaitsu.reading.engine import Pixels
from kaitsu.reading.outline import Outline, outlines, straightened
from kaitsu.reading.quality import Figures, Limits, evenness, measure

_LONG_SIDE = 1100
#: With less print than this on all of a picture there is no document.
_NO_TEXT = 0.008


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found: the documents, the figures of the largest, and what to tell the holder, worst first."""

    outlines: tuple[Outline, ...]
    figures: Figures
    advice: tuple[Advice, ...]

    @property
    def usable(self) -> bool:
        """Whether nothing hinders reading; a holder may insist on sending the picture all the same (IDV-10)."""
        return not any(each.blocks for each in self.advice)


def look_at(data: bytes, *, limits: Limits | None = None, bounds: Bounds | None = None) -> list[Look]:
    """A look at each page of a file; raises as :func:`decoding.decode`."""
    return [look(page, limits) for page in decode(data, long_side=_LONG_SIDE, bounds=bounds)]


def look(picture: Picture, limits: Limits | None = None) -> Look:
    """A look at a decoded picture; its outlines are in that picture's pixels, however large it is."""
    small = _small(picture)
    seen = _look(small, limits or Limits())
    ratio = picture.scale / small.scale
    return replace(seen, outlines=tuple(each.scaled(ratio) for each in seen.outlines))


def _small(picture: Picture) -> Picture:
    """*picture* at the size on which the limits were measured: a larger one costs more and tells no more."""
    pixels = at_most(picture.pixels, _LONG_SIDE)
    ratio = max(pixels.shape[:2]) / max(picture.pixels.shape[:2])
    return Picture(pixels, picture.scale * ratio, picture.page)


def _look(picture: Picture, used: Limits) -> Look:
    part, corner, found = _found(picture.pixels)
    if found:
        document, _ = straightened(part, found[0].quad, margin=0.0)
        long_side = round(max(found[0].size()) / picture.scale)
    else:
        document, long_side = part, round(max(part.shape[:2]) / picture.scale)
    figures = measure(document, long_side)
    if found:
        figures = replace(figures, even=evenness(part, found[0].quad))
        found = tuple(each.moved(*corner) for each in found)
    advice = sorted(_advice(picture, found, figures, used), key=lambda each: not each.blocks)
    return Look(found, figures, tuple(advice))


def _found(pixels: Pixels) -> tuple[Pixels, tuple[int, int], tuple[Outline, ...]]:
    """What lies between bars, where it begins (x, y), and the documents on it.

    A document that would be cut off at a bar lies on a table that is as even as a bar; so do several.
    """
    rows, columns = between_bars(pixels)
    height, width = pixels.shape[:2]
    barred = {
        "top": rows.start > 0, "left": columns.start > 0,
        "bottom": rows.stop < height, "right": columns.stop < width,
    }  # fmt: skip
    part = pixels[rows, columns]
    found = outlines(part)
    if any(barred.values()) and (not found or any(barred[edge] for each in found for edge in each.cut)):
        on_all = outlines(pixels)
        if found or len(on_all) > 1:
            return pixels, (0, 0), tuple(on_all)
    return part, (columns.start, rows.start), tuple(found)


def _advice(
    picture: Picture, found: tuple[Outline, ...], figures: Figures, limits: Limits
) -> Iterator[Advice]:
    """What is wrong, the cause before its effects: what is dark, far or nothing at all is not also out of focus."""
    region = _region(picture, found[0]) if found else ()
    if figures.light < limits.light:
        yield Advice("reading.dark", True, region)
        return
    if not found and figures.text < _NO_TEXT:
        yield Advice("reading.nothing", True)
        return
    if figures.long_side < limits.long_side:
        yield Advice("reading.small", True, region)
        return
    if found:
        for edge in found[0].cut:
            yield Advice("reading.cut", True, region, {"edge": edge})
    yield from _surface(figures, limits, region, found=bool(found))
    if len(found) > 1:
        yield Advice("reading.several", False)


def _surface(
    figures: Figures, limits: Limits, region: tuple[tuple[float, float], ...], *, found: bool
) -> Iterator[Advice]:
    """What is wrong with the surface of a document, or of the whole picture where none was *found*.

    Ground may be rougher than a document (a carpet), and of the colour of skin (a table).
    """
    if figures.grain > limits.grain or figures.text > (limits.busy if found else limits.busy_ground):
        yield Advice("reading.grainy", True, region)
    elif figures.steadiness < limits.steady:
        # One direction alone can be lost while the mean still looks sharp.
        yield Advice("reading.shaken", True, region)
    elif figures.sharpness < limits.sharpness_warn:
        # Whether a picture that is a little soft will do is told by what can be read of it (reader).
        shaken = figures.steadiness < _SHAKEN
        least = limits.sharpness_shaken if shaken else limits.sharpness
        code = "reading.shaken" if shaken else "reading.blurred"
        yield Advice(code, figures.sharpness < least, region)
    if found and figures.covered > limits.covered:
        yield Advice("reading.covered", True, region)
    if figures.shade > limits.shade or figures.even < limits.even:
        yield Advice("reading.shadow", True, region)
    if figures.glare > limits.glare_warn:
        yield Advice("reading.glare", figures.glare > limits.glare, region)
    if figures.light < limits.light_warn:
        yield Advice("reading.dark", False, region)
    if figures.long_side < limits.long_side_warn:
        yield Advice("reading.small", False, region)


_SHAKEN = 0.8


def _region(picture: Picture, outline: Outline) -> tuple[tuple[float, float], ...]:
    height, width = picture.pixels.shape[:2]
    return tuple((round(float(x) / width, 4), round(float(y) / height, 4)) for x, y in outline.quad)
