"""What happens to one file inside a decoder: recognised by content, decoded under bounds, drawn anew as JPEG.

Runs in the decoder process; imports nothing of Kaitsu but its neighbour. Limits come as plain numbers, by the
names of ``limits.Limits``.
"""

from __future__ import annotations

import io
import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageFile, JpegImagePlugin, MpoImagePlugin  # noqa: F401 - those two register formats

from kaitsu.identity.decoding import protocol

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Numbers = dict[str, int]
_TURNS = {2: (0,), 3: (3,), 4: (1,), 5: (5,), 6: (4,), 7: (6,), 8: (2,)}
_ORIENTATION = 0x0112
_POINTS = 72
#: The longest side of the picture that the cheap look is taken at, in pixels.
LOOK_SIDE = 1100


class Refused(Exception):
    """The file is not taken; the message is the code of the reason."""


def load() -> None:
    """Have the libraries load whatever they load when first used, so that a fork need not open a file."""
    Image.MAX_IMAGE_PIXELS = None  # judged below, by our own bound
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    drawn, _ = _jpeg(Image.new("RGB", (8, 8)), 90)
    Image.open(io.BytesIO(drawn), formats=("JPEG",)).load()
    page = pdfium.PdfDocument.new().new_page(8, 8)
    page.render(scale=1).to_pil()


@dataclass(frozen=True, slots=True)
class Answer:
    """The frame that answers for a file, and of each of its pictures a small one to look at with its full width."""

    frame: bytes
    small: list[tuple[Picture, int]] = field(default_factory=list)


def answer(data: bytes, limits: Numbers) -> Answer:
    """What answers for the file *data*: its pictures, or the code of what is wrong with it."""
    try:
        drawn = [(_jpeg(image, limits["quality"]), _small(image)) for image in _images(data, limits)]
    except Refused as refused:
        return Answer(refusal(str(refused)))
    if sum(len(picture) for (picture, _), _ in drawn) > limits["output"] - 4096:
        return Answer(refusal("identity.too_heavy"))
    head = {"pictures": [{"width": width, "height": height} for (_, (width, height)), _ in drawn]}
    return Answer(
        protocol.pack(json.dumps(head).encode(), *(picture for (picture, _), _ in drawn)),
        [(small, width) for (_, (width, _)), small in drawn],
    )


def refusal(code: str) -> bytes:
    """The frame that says why a file is not taken."""
    return protocol.pack(json.dumps({"code": code}).encode())


def _images(data: bytes, limits: Numbers) -> list[Picture]:
    if data.startswith(b"\xff\xd8\xff"):
        return [_photograph(data, limits)]
    if data.startswith(b"%PDF-"):
        return _pages(data, limits)
    raise Refused("identity.not_accepted_type")


def _photograph(data: bytes, limits: Numbers) -> Picture:
    try:
        # Reads the header only.
        image = Image.open(io.BytesIO(data), formats=("JPEG",))
        width, height = image.size
        if width * height > limits["pixels"]:
            raise Refused("identity.too_many_pixels")
        if min(width, height) < limits["least_side"]:
            raise Refused("identity.too_small")
        image.seek(0)
        turn = _orientation(image)
        # Lets the decoder leave out what scaling down would throw away.
        image.draft(None, (limits["side"], limits["side"]))
        image.load()
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError):
        raise Refused("identity.broken") from None
    clean = _clean(image, limits["side"])
    for step in _TURNS.get(turn, ()):
        clean = clean.transpose(Image.Transpose(step))
    return clean


def _orientation(image: Picture) -> int:
    """How the camera was held, 1 to 8; 1 where the photograph says nothing, or nonsense."""
    try:
        turn = image.getexif().get(_ORIENTATION, 1)
        return int(turn) if turn in range(1, 9) else 1
    except Exception:  # broken metadata is no reason to refuse a good picture
        return 1


def _clean(image: Picture, side: int) -> Picture:
    """The pixels alone, in RGB, no side longer than *side*."""
    plain = image.convert("RGB")
    plain.info.clear()
    if max(plain.size) > side:
        plain.thumbnail((side, side), Image.Resampling.LANCZOS)
    return plain


def _small(image: Picture) -> Picture:
    """As large as the cheap look needs."""
    if max(image.size) <= LOOK_SIDE:
        return image
    ratio = LOOK_SIDE / max(image.size)
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    return image.resize(size, Image.Resampling.BOX)


def _pages(data: bytes, limits: Numbers) -> list[Picture]:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Refused("identity.encrypted" if locked else "identity.broken") from None
    if count > limits["pages"]:
        raise Refused("identity.too_many_pages")
    if count == 0:
        raise Refused("identity.broken")
    try:
        return [_page(document[number], limits) for number in range(count)]
    except (pdfium.PdfiumError, ValueError, OSError):
        raise Refused("identity.broken") from None


def _page(page: Any, limits: Numbers) -> Picture:
    width, height = page.get_size()  # points
    if not (math.isfinite(width) and math.isfinite(height) and width >= 1 and height >= 1):
        raise Refused("identity.broken")
    scale = min(limits["dots"] / _POINTS, limits["side"] / max(width, height))
    if min(width, height) * scale < limits["least_side"]:
        raise Refused("identity.too_small")
    return _clean(page.render(scale=scale, may_draw_forms=False).to_pil(), limits["side"])


def _jpeg(image: Picture, quality: int) -> tuple[bytes, tuple[int, int]]:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue(), image.size
