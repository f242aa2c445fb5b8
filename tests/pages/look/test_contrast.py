"""The colours of tokens.css hold WCAG's contrast, in the light and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kaitsu.faces.look

TOKENS = Path(kaitsu.faces.look.__file__).parent / "static/look/css/tokens.css"
GROUNDS = ("paper", "surface")
TEXT_ON = [
    *((ink, ground) for ink in ("ink", "ink-quiet", "accent", "accent-strong", "danger", "warning", "success")
      for ground in GROUNDS),
    ("ink", "accent-soft"), ("ink", "danger-soft"), ("ink", "warning-soft"), ("ink", "success-soft"),
    ("ink-quiet", "accent-soft"), ("accent", "accent-soft"), ("accent", "warning-soft"), ("accent", "danger-soft"),
    ("accent", "success-soft"), ("danger", "danger-soft"), ("warning", "warning-soft"), ("success", "success-soft"),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-danger", "danger"), ("on-danger", "danger-strong"),
    ("on-focus", "focus"),
]  # fmt: skip
EDGES_ON = [
    ("edge", "paper"),
    ("edge", "surface"),
    ("accent", "paper"),
    ("danger", "paper"),
    ("success", "paper"),
]


def scheme(name: str) -> dict[str, str]:
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return colours | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if name == "dark" else colours


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(name: str, text: str, ground: str) -> None:
    colours = scheme(name)

    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES_ON)
def test_edges_and_symbols_can_be_seen(name: str, edge: str, ground: str) -> None:
    colours = scheme(name)

    assert contrast(colours[edge], colours[ground]) >= 3


@pytest.mark.rule("SCR-1")
@pytest.mark.parametrize("ground", GROUNDS)
def test_one_of_the_two_focus_rings_stands_out_from_any_ground(ground: str) -> None:
    for name in ("light", "dark"):
        colours = scheme(name)
        assert max(contrast(colours[ring], colours[ground]) for ring in ("focus", "focus-line")) >= 3
        assert contrast(colours["focus"], colours["focus-line"]) >= 3
