"""The cheap look: whole, sharp, lit, large enough, and the advice that goes with it (IDV-8 to IDV-10)."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from kaitsu.kernel.errors import InvalidValue
from kaitsu.reading import specimens
from kaitsu.reading.advice import ADVICE, EDGES, NOTICED, Advice
from kaitsu.reading.decoding import Bounds, decode
from kaitsu.reading.look import Look, look, look_at
from kaitsu.reading.quality import Limits

HOLDER = specimens.holder(3)


def jpeg(image: Image.Image, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90, **options)
    return file.getvalue()


@pytest.fixture(scope="module")
def card() -> Image.Image:
    return specimens.draw("drivers_licence", "front", HOLDER, 5)


def seen(card: Image.Image, how: str, *, strong: bool = False, seed: int = 1) -> Look:
    return look_at(jpeg(specimens.spoil(card, how, seed, strong=strong, long_side=1300)))[0]


@pytest.mark.parametrize(
    "how", ["scan", "desk", "perspective", "turned", "shadow", "dark", "white_desk", "finger", "two"]
)
def test_a_good_photograph_is_usable(card: Image.Image, how: str) -> None:
    assert seen(card, how).usable


@pytest.mark.parametrize(
    ("how", "codes"),
    [
        ("blur", {"reading.blurred"}),
        ("motion", {"reading.shaken", "reading.blurred"}),
        ("glare", {"reading.glare"}),
        ("dark", {"reading.dark"}),
        ("noise", {"reading.grainy"}),
        ("crop", {"reading.cut"}),
        ("tiny", {"reading.small", "reading.nothing"}),
        ("empty", {"reading.nothing"}),
    ],
)
def test_a_bad_photograph_is_told_with_the_right_reason(card: Image.Image, how: str, codes: set[str]) -> None:
    found = seen(card, how, strong=True)
    assert not found.usable
    assert {each.code for each in found.advice if each.blocks} <= codes


def test_the_edge_that_is_cut_off_is_named(card: Image.Image) -> None:
    for seed in range(1, 4):
        advice = next(
            each for each in seen(card, "crop", strong=True, seed=seed).advice if each.code == "reading.cut"
        )
        assert EDGES[advice.values["edge"]].ja in advice.text("ja")
        assert len(advice.region) == 4
        assert "edge is cut off" in advice.text("en")


def test_every_advice_has_both_languages() -> None:
    for code in ADVICE:
        values = {"edge": "left"} if code == "reading.cut" else {}
        assert Advice(code, True, (), values).text("ja") != Advice(code, True, (), values).text("en")


@pytest.mark.rule("IDV-10")
@pytest.mark.parametrize("code", sorted(NOTICED))
def test_what_does_not_block_says_that_the_picture_will_do(code: str) -> None:
    values = {"edge": "left"} if code == "reading.cut" else {}
    for language, will_do in (("ja", "このままで大丈夫です。"), ("en", "it will do.")):
        noticed = Advice(code, False, (), values).text(language)
        assert noticed.endswith(will_do)
        assert noticed != Advice(code, True, (), values).text(language)


def test_warnings_do_not_block_and_limits_can_be_handed_in(card: Image.Image) -> None:
    data = jpeg(specimens.spoil(card, "desk", 1, long_side=1300))
    warned = look_at(data, limits=Limits(light_warn=255.0, long_side_warn=9000, glare_warn=-1.0))[0]
    assert warned.usable
    assert {each.code for each in warned.advice} == {"reading.dark", "reading.small", "reading.glare"}
    assert not look_at(data, limits=Limits(long_side=9000))[0].usable


def test_a_picture_that_is_sharp_in_one_direction_only_is_shaken(card: Image.Image) -> None:
    photograph = np.asarray(specimens.spoil(card, "desk", 1, long_side=1300))
    dragged = look_at(jpeg(Image.fromarray(cv2.blur(photograph, (45, 1)))))[0]
    assert [each.code for each in dragged.advice if each.blocks] == ["reading.shaken"]


def test_a_look_at_a_large_picture_tells_what_the_holder_was_told_and_where(card: Image.Image) -> None:
    data = jpeg(specimens.spoil(card, "perspective", 1, long_side=2200))
    (small,), (large,) = decode(data, long_side=1100), decode(data, long_side=2200)

    told, again = look(small), look(large)

    assert large.pixels.shape[1] == 2 * small.pixels.shape[1]
    assert np.abs(again.outlines[0].quad - told.outlines[0].quad * 2).max() < 8
    assert again.figures.long_side == pytest.approx(told.figures.long_side, abs=8)
    assert again.figures.sharpness == pytest.approx(told.figures.sharpness, abs=0.03)
    assert again.advice == told.advice


@pytest.mark.rule("IDV-8")
def test_files_are_judged_by_content(card: Image.Image) -> None:
    for wrong, code in (
        (b"", "empty"),
        (b"GIF89a", "unknown_format"),
        (b"%PDF-1.7 broken", "broken"),
        (jpeg(card)[:3000], "broken"),
    ):
        with pytest.raises(InvalidValue, match=f"reading.{code}"):
            decode(wrong)


@pytest.mark.rule("IDV-8")
def test_files_are_decoded_under_bounds(card: Image.Image) -> None:
    with pytest.raises(InvalidValue, match=r"reading\.too_large"):
        decode(jpeg(card), bounds=Bounds(pixels=1000))
    with pytest.raises(InvalidValue, match=r"reading\.too_large"):
        decode(jpeg(card), bounds=Bounds(bytes=1000))


def pdf(pages: int) -> bytes:
    file = io.BytesIO()
    sheets = [Image.new("RGB", (420, 594), "white") for _ in range(pages)]
    if not sheets:
        pypdfium2.PdfDocument.new().save(file)
    else:
        sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:])
    return file.getvalue()


@pytest.mark.rule("IDV-8")
def test_the_pages_of_a_pdf_are_pictures() -> None:
    found = decode(pdf(2), long_side=800)
    assert [max(page.pixels.shape) for page in found] == [800, 800]
    assert [page.page for page in found] == [0, 1]
    with pytest.raises(InvalidValue, match=r"reading\.too_large"):
        decode(pdf(5))


def test_a_picture_is_upright_as_its_camera_noted_and_keeps_its_scale() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = decode(jpeg(Image.new("RGB", (1600, 800), "white"), exif=exif), long_side=400)[0]
    assert found.pixels.shape[:2] == (400, 200)
    assert (found.width, found.height) == (800, 1600)
