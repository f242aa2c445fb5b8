"""The bars of a screenshot are no ground, no shadow and no edge at which a document is cut off (IDV-10)."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kaitsu.reading.bars import between_bars
from kaitsu.reading.decoding import Picture
from kaitsu.reading.engine import Pixels
from kaitsu.reading.look import Look, look
from kaitsu.reading.outline import _is_square

pytestmark = pytest.mark.rule("IDV-10")

TABLE = (96, 128, 150)
PAPER = (232, 240, 236)


def sheet(paper: tuple[int, int, int] = PAPER) -> Pixels:
    """A sheet with lines of print on its upper two thirds."""
    page = np.full((900, 1350, 3), paper, np.uint8)
    for top in range(100, 640, 80):
        cv2.putText(page, "ABC 12345 XYZ", (90, top), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (20, 20, 20), 3)
    return page


def on_table(page: Pixels) -> Pixels:
    """*page* on a table that is not quite even."""
    picture = cv2.copyMakeBorder(page, 120, 120, 150, 150, cv2.BORDER_CONSTANT, value=TABLE)
    grain = np.random.default_rng(4).normal(0, 6, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def screenshot(shown: Pixels, bar: int, above: int = 160, below: int = 260) -> Pixels:
    """*shown* between bars of the brightness *bar*, with a clock in the upper one."""
    shot = cv2.copyMakeBorder(shown, above, below, 0, 0, cv2.BORDER_CONSTANT, value=(bar, bar, bar))
    cv2.putText(shot, "12:34", (30, above // 2 + 20), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (128, 128, 128), 4)
    return np.asarray(shot, np.uint8)


def seen(picture: Pixels) -> Look:
    return look(Picture(picture, 1.0))


@pytest.mark.parametrize("bar", [0, 40])
def test_what_has_bars_on_all_sides_is_looked_at_without_them(bar: int) -> None:
    shown = cv2.resize(on_table(sheet()), None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    framed = cv2.copyMakeBorder(shown, 60, 50, 330, 330, cv2.BORDER_CONSTANT, value=(bar, bar, bar))

    found = seen(np.asarray(framed, np.uint8))

    assert [each.code for each in found.advice if each.blocks] == []
    assert found.figures.even > 0.9
    assert found.figures.long_side == pytest.approx(0.8 * 1350, abs=12)


BARS = pytest.mark.parametrize("bar", [0, 40, 255])


@BARS
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_what_a_screenshot_shows_is_looked_at_without_its_bars(bar: int, quarters: int) -> None:
    shot = np.ascontiguousarray(np.rot90(screenshot(sheet(), bar), quarters))
    found = seen(shot)

    assert [each.code for each in found.advice if each.blocks] == []
    assert (found.figures.shade, found.figures.glare, found.figures.even) == (0.0, 0.0, 1.0)
    assert found.figures.long_side == pytest.approx(1350, abs=4)


@BARS
def test_a_photograph_in_a_screenshot_is_looked_at_as_the_photograph(bar: int) -> None:
    photograph = on_table(sheet())
    alone, shown = seen(photograph), seen(screenshot(photograph, bar))

    assert (len(alone.outlines), len(shown.outlines)) == (1, 1)
    assert np.abs(shown.outlines[0].quad - alone.outlines[0].quad - (0, 160)).max() < 10
    assert shown.outlines[0].cut == ()
    assert {each.code for each in shown.advice} == {each.code for each in alone.advice} == set()


@BARS
def test_a_document_that_is_cut_off_in_a_screenshot_is_told_and_where(bar: int) -> None:
    shown = seen(screenshot(on_table(sheet())[:, :1200], bar))

    (advice,) = [each for each in shown.advice if each.blocks]
    assert (advice.code, advice.values) == ("reading.cut", {"edge": "right"})
    assert min(y for _, y in advice.region) > 0.15


@pytest.mark.parametrize("slope", [0.06, 0.2])
def test_a_deep_shadow_over_the_end_of_a_page_is_no_bar(slope: float) -> None:
    page = sheet()
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    dark = np.clip((y / height - 0.7 + slope * x / width) * 60, 0, 1)[..., None]
    shaded = np.asarray(page * (1 - 0.92 * dark), np.uint8)

    assert between_bars(shaded) == (slice(0, height), slice(0, width))
    assert not seen(shaded).usable


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_card_that_lies_straight_on_an_even_table_is_not_cut_off_where_the_table_begins(
    quarters: int,
) -> None:
    page = sheet()
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    where = corners + np.array([[30, 200], [30, 200], [10, 230], [60, 210]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, where)
    card = cv2.warpPerspective(page, matrix, (width + 80, height + 260), borderValue=TABLE)
    assert between_bars(np.asarray(card, np.uint8))[0].start > 100
    found = seen(np.ascontiguousarray(np.rot90(card, quarters)))

    assert [each.code for each in found.advice if each.blocks] == []
    assert [each.cut for each in found.outlines] == [()]


def test_light_that_falls_off_over_a_white_table_cuts_nothing_off() -> None:
    card = cv2.copyMakeBorder(sheet(), 200, 200, 250, 250, cv2.BORDER_CONSTANT, value=(236, 238, 240))
    height, width = card.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    for slope in (0.35, 0.5, 0.7):
        light = 1 - 0.45 * np.clip((x / width + slope * y / height - 0.6) * 2, 0, 1)
        found = seen(np.asarray(card * light[..., None], np.uint8))
        assert [each.code for each in found.advice if each.code == "reading.cut"] == [], slope


@pytest.mark.parametrize(
    ("corners", "square"),
    [
        ([[0, 0], [300, 0], [300, 200], [0, 200]], True),
        ([[52, 0], [342, 78], [290, 271], [0, 193]], True),
        ([[0, 0], [300, 0], [220, 200], [80, 200]], True),
        ([[0, 0], [300, 0], [180, 200], [60, 60]], False),
        ([[0, 0], [300, 0], [300, 200], [130, 20]], False),
    ],
)
def test_corners_far_from_square_are_no_documents(corners: list[list[int]], square: bool) -> None:
    assert _is_square(np.array(corners, np.float32)) is square


def test_margins_and_plain_ground_are_no_bars() -> None:
    white, card = (
        sheet((255, 255, 255)),
        cv2.copyMakeBorder(sheet(), 120, 120, 150, 150, cv2.BORDER_CONSTANT, value=(0, 0, 0)),
    )
    for picture in (white, card, np.full((400, 600, 3), 255, np.uint8), np.zeros((400, 600, 3), np.uint8)):
        height, width = picture.shape[:2]
        assert between_bars(np.asarray(picture, np.uint8)) == (slice(0, height), slice(0, width))


def test_tiny_pictures_have_no_bars() -> None:
    for shape in ((1, 1, 3), (2, 9, 3), (9, 2, 3), (5, 5, 3)):
        assert between_bars(np.zeros(shape, np.uint8)) == (slice(0, shape[0]), slice(0, shape[1]))
