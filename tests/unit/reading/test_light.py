"""Light on a document: what hides something is told, and what is merely uneven or white is not (IDV-10)."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kaitsu.reading.decoding import Picture
from kaitsu.reading.engine import Pixels
from kaitsu.reading.look import Look, look
from kaitsu.reading.quality import evenness

pytestmark = pytest.mark.rule("IDV-10")

GROUND, TINTED = (96, 128, 150), (105, 175, 180)


def sheet(paper: tuple[int, int, int]) -> Pixels:
    """A sheet with lines of print on its upper two thirds."""
    page = np.full((600, 900, 3), paper, np.uint8)
    for top in range(60, 420, 40):
        cv2.putText(page, "ABC 12345 XYZ 67890", (60, top), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (20, 20, 20), 2)
    return page


def on_ground(page: Pixels, ground: tuple[int, int, int]) -> Pixels:
    """*page* in the middle of a ground."""
    return cv2.copyMakeBorder(page, 90, 90, 120, 120, cv2.BORDER_CONSTANT, value=ground).astype(np.uint8)


def shaded(picture: Pixels, light: float, place: float, width: float = 0.02) -> Pixels:
    """*picture* with so little *light* to the right of *place*, over a soft edge of *width*."""
    x = np.linspace(0, 1, picture.shape[1], dtype=np.float32)[None, :, None]
    dark = np.clip((x - place) / width + 0.5, 0, 1)
    return np.asarray(picture * (1 - dark * (1 - light)), np.uint8)


def flashed(picture: Pixels, size: float) -> Pixels:
    """*picture* with a flash on its middle, *size* of its width across."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((x - width / 2) ** 2 + (y - height / 2) ** 2) / (size * width / 2) ** 2
    return np.clip(picture + (420 / (1 + away**3))[..., None], 0, 255).astype(np.uint8)


def seen(picture: Pixels) -> Look:
    return look(Picture(picture, 1.0))


def blocking(picture: Pixels) -> set[str]:
    return {each.code for each in seen(picture).advice if each.blocks}


@pytest.mark.parametrize("place", [0.45, 0.6])
def test_a_shadow_that_hides_the_edge_of_a_document_is_told(place: float) -> None:
    card = on_ground(sheet((236, 240, 232)), GROUND)

    assert blocking(shaded(card, 0.07, place)) == {"reading.shadow"}
    assert blocking(shaded(card, 0.6, place)) == set()
    assert seen(card).figures.even > 0.9


def test_a_dark_table_is_no_shadow() -> None:
    assert blocking(on_ground(sheet((236, 240, 232)), (18, 16, 14))) == set()


def test_paper_beside_an_outline_that_runs_askew_is_no_lit_ground() -> None:
    card = on_ground(sheet((236, 240, 232)), (48, 46, 44))
    askew = np.array([[120, 90], [1020, 90], [930, 690], [120, 690]], np.float32)

    assert evenness(card, askew) > 0.8


@pytest.mark.parametrize("paper", [(225, 232, 228), (233, 239, 240), (252, 254, 255)])
def test_a_flash_is_glare_on_paper_that_is_not_quite_as_white(paper: tuple[int, int, int]) -> None:
    page = on_ground(sheet(paper), GROUND)

    assert seen(page).figures.glare == 0.0
    if max(paper) < 250:
        assert blocking(flashed(page, 0.3)) == {"reading.glare"}


def test_paper_that_is_lit_beside_a_shadow_is_no_glare() -> None:
    page = on_ground(sheet((254, 254, 254)), GROUND)

    assert seen(shaded(page, 0.65, 0.45)).figures.glare == 0.0


def test_ground_that_is_lit_in_a_corner_is_no_edge_of_the_document() -> None:
    """The shadow lies over the most of ground and card; the lit rest of the ground is of another tint than the card."""
    card = on_ground(sheet((226, 240, 222)), TINTED)
    height, width = card.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    dark = np.clip(0.5 - (0.3 * x / width + y / height - 0.78) * 6, 0, 1)[..., None]

    found = seen(np.asarray(card * (1 - 0.3 * dark), np.uint8))

    assert not [each for each in found.advice if each.code == "reading.cut"]


def test_a_document_that_goes_on_beyond_an_edge_is_cut_off() -> None:
    card = on_ground(sheet((226, 240, 222)), TINTED)

    advice = [each for each in seen(card[:, :700]).advice if each.blocks]

    assert [(each.code, each.values) for each in advice] == [("reading.cut", {"edge": "right"})]


def test_print_that_is_not_bleached_stands_in_no_flash() -> None:
    """A light shadow with a soft edge leaves half a white sheet as bright as a lamp would, and dark ink in it."""
    page = sheet((254, 254, 254))
    bare = np.full_like(page, 254)

    assert seen(on_ground(shaded(page, 0.6, 0.6, 0.5), GROUND)).figures.glare == 0.0
    assert seen(on_ground(shaded(bare, 0.6, 0.6, 0.5), GROUND)).figures.glare > 0.14
