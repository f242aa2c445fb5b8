"""Specimens: every kind and side can be drawn and spoilt, the same for a seed, and says what was asked."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from kaitsu.reading import specimens

HOLDER = specimens.holder(4)


@pytest.mark.parametrize(("kind", "side"), specimens.DRAWN)
def test_every_kind_and_side_is_drawn(kind: str, side: str) -> None:
    made = specimens.make(kind, side, HOLDER, 1)
    assert min(made.image.size) >= 800
    assert set(made.printed) & {"name", "address"}


def test_a_seed_gives_the_same_image_and_another_gives_another() -> None:
    first, again, other = (specimens.draw("drivers_licence", "back", HOLDER, seed) for seed in (1, 1, 2))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


def test_wishes_are_printed() -> None:
    made = specimens.make("utility_receipt", "front", HOLDER, 1, utility="lp_gas", issued=date(2026, 1, 2))
    assert (made.printed["utility"], made.printed["issued"]) == ("lp_gas", "2026-01-02")
    bare = specimens.make(
        "disability_certificate", "front", HOLDER, 1, with_address=False, expiry=date(2030, 1, 2)
    )
    assert "address" not in bare.printed
    assert bare.printed["expiry"] == "2030-01-02"
    for wish in ({"international": True}, {"face": "serif"}, {"dates_in": "era"}):
        assert specimens.make("drivers_licence", "front", HOLDER, 1, **wish).printed["name"]
    assert specimens.make("health_insurance", "front", HOLDER, 1, national=False, dependant=True).printed[
        "name"
    ]
    assert specimens.make("health_insurance", "front", HOLDER, 1, national=True).printed["expiry"]
    assert specimens.make("resident_register_card", "front", HOLDER, 1, photo=False).printed["issuer"]
    assert specimens.make("residence_card", "back", HOLDER, 1, with_address=False).printed == {}
    assert specimens.make("drivers_licence", "back", HOLDER, 1, with_address=False).printed == {}


@pytest.mark.parametrize("how", specimens.SPOILERS)
def test_every_way_of_spoiling_gives_a_photograph(how: str) -> None:
    card = specimens.draw("drivers_licence", "back", HOLDER, 1).resize((700, 441))
    for strong in (False, True):
        assert max(specimens.spoil(card, how, 1, strong=strong, long_side=400, beside=card).size) >= 380


def test_an_upright_paper_beside_another_and_the_same_twice() -> None:
    paper = specimens.draw("residence_certificate", "front", HOLDER, 1).resize((330, 468))
    both = specimens.spoil(paper, "two", 1, long_side=400)
    assert both.size == (300, 400)


def test_an_unknown_way_is_an_error() -> None:
    with pytest.raises(KeyError):
        specimens.spoil(specimens.draw("drivers_licence", "back", HOLDER, 1), "ghost", 1)


def test_foreign_holders_are_registered_in_katakana() -> None:
    name = specimens.holder(2, foreign=True)["name"]
    assert isinstance(name, dict)
    assert name["registered"] == name["kana"]
    assert name["latin"].isascii()


@pytest.mark.parametrize("kind", ["drivers_licence", "residence_card", "special_permanent_resident"])
def test_who_moved_twice_has_an_earlier_change_over_the_last(kind: str) -> None:
    once, twice = (specimens.make(kind, "back", HOLDER, 1, moved_before=before) for before in (False, True))
    assert twice.printed["address"] == once.printed["address"]
    changed = np.asarray(once.image.convert("L")) != np.asarray(twice.image.convert("L"))
    assert changed[150:300].mean() > 0.01
