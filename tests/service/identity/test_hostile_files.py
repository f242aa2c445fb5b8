"""Every file that was thought of against the uploads, and what it gets; nothing else that was sent is lost (IDV-8)."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image as Drawing

from factories import identity as make
from factories.hostile_files import TRIED, two_in_one
from factories.identity import HOLDER
from factories.pictures import drawing, jpeg, pdf, photo
from kaitsu.identity import queries, services
from kaitsu.identity.decoding import limits, pool
from kaitsu.kernel.errors import KaitsuError
from kaitsu.vault import services as vault

pytestmark = pytest.mark.django_db


@pytest.mark.rule("IDV-8")
@pytest.mark.parametrize("name", TRIED)
def test_what_a_file_gets(name: str) -> None:
    make_file, answers = TRIED[name]
    case = make.chosen(address_on_back=True).case
    make.fill(case, ["back"])
    data, decoders = make_file(), [decoder.pid for decoder in pool.warm().children]

    began = time.monotonic()
    try:
        services.upload(case.pk, "front", data, by=HOLDER)
        code = "taken"
    except KaitsuError as refused:
        code = refused.code
    took = time.monotonic() - began

    assert code in (answers.split() or ["taken"])
    assert took < limits.Limits().seconds + pool.GRACE
    assert [decoder.pid for decoder in pool.warm().children] == decoders, "a file ended its decoder"
    attempt = queries.open_attempt(case)
    assert attempt is not None
    for image in queries.images(attempt):
        kept = Drawing.open(io.BytesIO(vault.read(image.document_id)))
        assert (kept.format, kept.mode) == ("JPEG", "RGB")
        assert max(kept.size) <= limits.Limits().side
    assert "back" in queries.filled(attempt)


@pytest.mark.rule("IDV-8")
def test_of_a_file_that_is_several_only_the_picture_is_kept() -> None:
    (picture,) = pool.pictures(two_in_one())

    assert b"script" not in picture.data
    assert b"%PDF" not in picture.data
    assert picture.data.endswith(b"\xff\xd9")


@pytest.mark.rule("IDV-8")
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_the_camera_meant_it(orientation: int) -> None:
    upright = drawing()
    # What a camera stores that is held so: the picture that the orientation turns upright.
    stored = {
        1: upright,
        2: upright.transpose(Drawing.Transpose.FLIP_LEFT_RIGHT),
        3: upright.transpose(Drawing.Transpose.ROTATE_180),
        4: upright.transpose(Drawing.Transpose.FLIP_TOP_BOTTOM),
        5: upright.transpose(Drawing.Transpose.TRANSPOSE),
        6: upright.transpose(Drawing.Transpose.ROTATE_90),
        7: upright.transpose(Drawing.Transpose.TRANSVERSE),
        8: upright.transpose(Drawing.Transpose.ROTATE_270),
    }[orientation]
    exif = stored.getexif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    stored.save(out, "JPEG", exif=exif)

    (picture,) = pool.pictures(out.getvalue())

    kept = Drawing.open(io.BytesIO(picture.data))
    assert kept.size == (picture.width, picture.height) == (800, 600)
    corners = [(50, 50), (750, 50), (50, 550), (750, 550)]
    assert [sum(kept.getpixel(corner)) < 300 for corner in corners] == [True, False, False, False]


@pytest.mark.rule("IDV-8")
def test_a_large_photograph_is_scaled_down_and_a_page_is_drawn_sharp() -> None:
    (picture,) = pool.pictures(jpeg(6000, 4500, quality=40))
    (page,) = pool.pictures(pdf())

    assert (picture.width, picture.height) == (4000, 3000)
    assert (page.width, page.height) == (2480, 3509)


def test_all_decoders_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 0.01)
    decoders = pool.Pool(1)
    try:
        with decoders.lent(), pytest.raises(KaitsuError, match=r"identity\.busy"), decoders.lent():
            pass
        with decoders.lent() as decoder:
            assert decoder.decode(photo(), limits.Limits())
    finally:
        decoders.stop()


def test_an_answer_that_is_too_much_is_not_taken() -> None:
    with pytest.raises(KaitsuError, match=r"identity\.too_heavy"):
        pool.pictures(photo(), limits.Limits(output=5000))
