"""Files that a holder might send: photographs, PDFs, and pictures in other formats."""

from __future__ import annotations

import functools
import io

import pypdfium2 as pdfium
from PIL import Image as Drawing
from PIL import ImageDraw


def drawing(width: int = 800, height: int = 600, mode: str = "RGB") -> Drawing.Image:
    """A picture whose top left is dark and whose rest is light, so that a turn can be told."""
    picture = Drawing.new("RGB", (width, height), (230, 230, 220))
    ImageDraw.Draw(picture).rectangle((0, 0, width // 3, height // 3), fill=(20, 40, 60))
    return picture.convert(mode)


def jpeg(width: int = 800, height: int = 600, mode: str = "RGB", **options: object) -> bytes:
    """A photograph; *options* go to Pillow (``exif``, ``progressive``, ``quality``)."""
    return _saved(drawing(width, height, mode), "JPEG", **options)


@functools.cache
def photo() -> bytes:
    """A usual photograph."""
    return jpeg()


def _saved(picture: Drawing.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def encoded(kind: str) -> bytes:
    """The usual picture in another format: PNG, GIF, WEBP, TIFF."""
    return _saved(drawing(), kind)


def pdf(pages: int = 1, width: float = 595, height: float = 842) -> bytes:
    """A PDF of empty pages, *width* by *height* points."""
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width, height)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
