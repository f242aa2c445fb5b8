"""What a decoder says of a picture: put into words, and believed only in the form that is known (IDV-10)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kaitsu.identity.decoding import looking, protocol

pytestmark = pytest.mark.rule("IDV-10")


def said(**changed: Any) -> dict[str, Any]:
    """A look as a fork gives it."""
    advice = {
        "code": "reading.cut",
        "blocks": True,
        "region": [[0, 0], [1, 0], [1, 1], [0, 1]],
        "values": {"edge": "top"},
    }
    return {
        "advice": [advice | changed],
        "figures": dict.fromkeys(sorted(looking._FIGURES), 0.5),
        "documents": 1,
    }


def told(*looks: Any, count: int = 1) -> list[Any]:
    """What the web process is told of *looks*."""
    (packed,) = protocol.parts_of(looking.told(protocol.pack(json.dumps(looks).encode()), count))
    found: list[Any] = json.loads(packed)
    return found


def test_a_look_gets_its_words() -> None:
    (look,) = told(said())

    assert look["usable"] is False
    assert look["advice"][0]["ja"] == "書類の上端が切れています。端から端まで入れて撮ってください。"
    assert look["advice"][0]["en"].startswith("The upper edge is cut off.")


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "reading.invented"},
        {"values": {"edge": "<script>"}},
        {"region": [[0, 0]]},
        {"region": [[0, 0], [1, 0], [1, 1], [0, float("nan")]]},
        {"region": "none"},
    ],
)
def test_what_is_not_known_is_not_told(changed: dict[str, Any]) -> None:
    assert told(said(**changed)) == [None]


def test_a_region_stays_on_the_picture() -> None:
    (look,) = told(said(region=[[-5, 0], [2, 0], [1, 1], [0, 1]]))

    assert look["advice"][0]["region"] == [[0, 0], [1, 0], [1, 1], [0, 1]]


def test_looks_of_other_pictures_are_not_told() -> None:
    assert told(said(), count=2) == [None, None]


@given(st.binary(max_size=60), st.integers(0, 3))
def test_noise_is_no_look(noise: bytes, count: int) -> None:
    (packed,) = protocol.parts_of(looking.told(noise, count))

    assert json.loads(packed) == [None] * count


def test_a_dark_picture_is_told_so() -> None:
    looking.load()
    frame = looking.answer([(Image.new("RGB", (800, 600), (8, 8, 8)), 3200)], {})

    (packed,) = protocol.parts_of(looking.told(frame, 1))

    (look,) = json.loads(packed)
    assert [(each["code"], each["blocks"]) for each in look["advice"]] == [("reading.dark", True)]
