"""A document told by its edges where its ground tells nothing: on paper, on a carpet, white on white (IDV-9)."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kaitsu.reading.decoding import Picture
from kaitsu.reading.edges import by_edges
from kaitsu.reading.engine import Pixels, Quad
from kaitsu.reading.look import look
from kaitsu.reading.outline import outlines

pytestmark = pytest.mark.rule("IDV-9")

CORNERS = np.array([(260, 190), (860, 222), (842, 604), (236, 570)], np.float32)


def card(paper: tuple[int, int, int] = (232, 238, 226)) -> Pixels:
    """A card of *paper* with lines of print and a dark photograph."""
    page = np.full((380, 600, 3), paper, np.uint8)
    for top in range(50, 330, 45):
        cv2.putText(page, "ABC 12345 XYZ", (30, top), cv2.FONT_HERSHEY_SIMPLEX, 1, (30, 30, 30), 2)
    page[120:320, 430:570] = (150, 120, 90)
    return page


def printed(picture: Pixels, turned: float, paper: int) -> Pixels:
    """*picture* with a printed sheet on it that goes beyond the edges of the picture."""
    sheet = np.full((1400, 900, 3), paper, np.uint8)
    for top in range(20, 1400, 24):
        cv2.putText(sheet, "terms and conditions of the contract " * 2, (10, top), 0, 0.6, (90, 90, 90), 1)
    around = cv2.getRotationMatrix2D((450, 700), turned, 1)
    around[:, 2] += (100, -300)
    size = (picture.shape[1], picture.shape[0])
    laid = cv2.warpAffine(sheet, around, size)
    there = cv2.warpAffine(np.full(sheet.shape[:2], 255, np.uint8), around, size) > 0
    return np.where(there[..., None], laid, picture).astype(np.uint8)


def rough(seed: int = 1) -> Pixels:
    """A carpet: light and dark tufts."""
    noise = np.random.default_rng(seed).normal(0, 60, (800, 1100)).astype(np.float32)
    tufts = cv2.GaussianBlur(noise, (0, 0), 1.5) * 2
    return np.clip(tufts[..., None] + (96, 112, 124), 0, 255).astype(np.uint8)


def plain(colour: tuple[int, int, int] = (96, 112, 124)) -> Pixels:
    return np.full((800, 1100, 3), colour, np.uint8)


def laid_on(ground: Pixels, page: Pixels, corners: Quad = CORNERS) -> Pixels:
    """*page* photographed on *ground*, with a thin shadow along its edges."""
    height, width = page.shape[:2]
    matrix = cv2.getPerspectiveTransform(
        np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32), corners
    )
    size = (ground.shape[1], ground.shape[0])
    there = cv2.warpPerspective(np.full(page.shape[:2], 255, np.uint8), matrix, size)
    shade = 1 - 0.25 * cv2.GaussianBlur(there, (0, 0), 3)[..., None] / 255
    picture = np.where(there[..., None] > 0, cv2.warpPerspective(page, matrix, size), ground * shade)
    return cv2.GaussianBlur(np.clip(picture, 0, 255).astype(np.uint8), (0, 0), 0.8).astype(np.uint8)


def the_card(picture: Pixels) -> bool:
    """Whether just the card is found, whole and where it lies."""
    found = outlines(picture)
    return len(found) == 1 and not found[0].cut and float(np.abs(found[0].quad - CORNERS).max()) < 12


@pytest.mark.parametrize("turned", [8, -14])
def test_a_card_on_printed_paper_that_the_picture_cuts_off_is_whole(turned: float) -> None:
    picture = laid_on(printed(plain(), turned, 246), card())

    assert the_card(picture)
    assert look(Picture(picture, 1.0)).usable


@pytest.mark.parametrize("seed", [1, 2])
def test_a_card_on_a_carpet_is_found_among_the_tufts(seed: int) -> None:
    picture = laid_on(rough(seed), card())

    assert the_card(picture)
    assert look(Picture(picture, 1.0)).usable


def test_nothing_on_a_carpet_is_no_document() -> None:
    assert outlines(rough()) == []


def test_a_card_that_is_cut_off_has_no_fourth_edge() -> None:
    beyond = (CORNERS + np.array((0, -330))).astype(np.float32)

    found = outlines(laid_on(plain(), card(), beyond))

    assert [each.cut for each in found] == [("top",)]


def test_a_frame_printed_on_a_sheet_is_no_document() -> None:
    sheet = np.full((800, 1100, 3), 250, np.uint8)
    cv2.putText(sheet, "CERTIFICATE", (400, 90), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (30, 30, 30), 3)
    cv2.rectangle(sheet, (150, 160), (950, 640), (60, 60, 60), 2)
    for left in (180, 700):
        cv2.putText(sheet, "ABC 12345", (left, 400), cv2.FONT_HERSHEY_SIMPLEX, 1, (30, 30, 30), 2)

    assert outlines(sheet) == []


def test_what_has_no_lines_or_only_parallel_ones_has_no_edges() -> None:
    small = np.full((320, 480, 3), 120, np.uint8)
    assert by_edges(small, 0.1) is None
    for top in range(40, 300, 40):
        cv2.line(small, (0, top), (479, top), (20, 20, 20), 2)
    assert by_edges(small, 0.1) is None


def test_a_table_of_the_colour_of_skin_is_no_finger_and_a_picture_all_of_stripes_will_not_do() -> None:
    tan = laid_on(plain((118, 150, 196)), card((118, 150, 200)))
    stripes = np.indices((800, 1100)).sum(axis=0)[..., None] % 9 < 4
    striped = np.where(stripes, (60, 60, 60), (210, 210, 210)).astype(np.uint8)

    assert "reading.covered" not in {each.code for each in look(Picture(tan, 1.0)).advice}
    assert not look(Picture(striped, 1.0)).usable
