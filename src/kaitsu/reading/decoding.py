"""Files become pictures under bounds: JPEG, PNG and PDF, judged by content, decoded no larger than reading needs.

Whoever takes files from strangers decodes them in a process of its own first (IDV-8); the bounds here protect a
worker and the command all the same.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from kaitsu.kernel.errors import InvalidValue
from kaitsu.reading.engine import Pixels

#: Readers of untrusted bytes are only as many as are needed.
_FORMATS = ("JPEG", "PNG")
#: So much of the wanted size will do: half of a photograph of twelve megapixels is 2,000 pixels long, not 2,200.
_NEARLY = 0.9


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a file may ask for: ``pixels`` of a picture, ``pages`` of a PDF, ``bytes`` of the file."""

    pixels: int = 60_000_000
    pages: int = 4
    bytes: int = 32_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture: its pixels, how many of them one pixel of the file became, and its page in the file."""

    pixels: Pixels
    scale: float
    page: int = 0

    @property
    def width(self) -> int:
        """In pixels of the file."""
        return round(float(self.pixels.shape[1] / self.scale))

    @property
    def height(self) -> int:
        """In pixels of the file."""
        return round(float(self.pixels.shape[0] / self.scale))


def decode(data: bytes, *, long_side: int = 2400, bounds: Bounds | None = None) -> list[Picture]:
    """The pictures of a file, upright as its camera noted, the longer side at most *long_side* pixels.

    Raises InvalidValue: ``reading.empty``, ``reading.too_large``, ``reading.unknown_format``, ``reading.broken``.
    """
    allowed = bounds or Bounds()
    if not data:
        raise InvalidValue("reading.empty")
    if len(data) > allowed.bytes:
        raise InvalidValue("reading.too_large", bytes=len(data))
    if data.lstrip()[:5] == b"%PDF-":
        return _pdf(data, long_side, allowed)
    return [_image(data, long_side, allowed)]


def _image(data: bytes, long_side: int, bounds: Bounds) -> Picture:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            width, height = image.size
            if width * height > bounds.pixels:
                raise InvalidValue("reading.too_large", pixels=width * height)
            # Whole eighths of a JPEG are decoded several times as fast; hardly smaller than what is wanted.
            wanted = round(_NEARLY * long_side)
            image.draft("RGB", (min(width, wanted), min(height, wanted)))
            upright = ImageOps.exif_transpose(image.convert("RGB"))
    except UnidentifiedImageError:
        raise InvalidValue("reading.unknown_format") from None
    except (Image.DecompressionBombError, MemoryError):
        raise InvalidValue("reading.too_large") from None
    except (
        OSError,
        SyntaxError,
        ValueError,
        IndexError,
        TypeError,
        OverflowError,
        EOFError,
        struct.error,
        zlib.error,
    ) as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue("reading.broken") from None
    pixels = np.asarray(cv2.cvtColor(np.asarray(upright), cv2.COLOR_RGB2BGR), np.uint8)
    whole = max(width, height)
    return Picture(at_most(pixels, long_side), min(long_side, max(pixels.shape[:2])) / whole)


def at_most(pixels: Pixels, long_side: int) -> Pixels:
    """*pixels* with a longer side of at most *long_side*."""
    ratio = long_side / max(pixels.shape[:2])
    if ratio >= 1:
        return pixels
    return np.asarray(cv2.resize(pixels, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8)


def _pdf(data: bytes, long_side: int, bounds: Bounds) -> list[Picture]:
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise InvalidValue("reading.broken") from None
    try:
        if len(document) > bounds.pages:
            raise InvalidValue("reading.too_large", pages=len(document))
        if len(document) == 0:
            raise InvalidValue("reading.broken")
        return [_page(document, number, long_side) for number in range(len(document))]
    except (pdfium.PdfiumError, ZeroDivisionError, ValueError) as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue("reading.broken") from None
    finally:
        document.close()


def _page(document: object, number: int, long_side: int) -> Picture:
    page = document[number]  # type: ignore[index]
    scale = long_side / max(page.get_size())
    drawn = page.render(scale=scale).to_pil().convert("RGB")
    return Picture(np.asarray(cv2.cvtColor(np.asarray(drawn), cv2.COLOR_RGB2BGR), np.uint8), 1.0, number)
