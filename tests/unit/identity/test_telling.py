"""What a reading lifts of the first look (IDV-10)."""

from __future__ import annotations

import pytest

from factories.examined import TABLE
from factories.machine import document, seen, unknown
from kaitsu.identity.machine.papers import Seen
from kaitsu.identity.machine.telling import lifted, tell
from kaitsu.reading.advice import Advice

pytestmark = pytest.mark.rule("IDV-10")

SHADOW = Advice("reading.shadow", blocks=False)
CUT = Advice("reading.cut", blocks=False)
UNREADABLE = Advice("reading.unreadable", blocks=False)


@pytest.mark.parametrize(
    ("image", "codes"),
    [
        (seen("front", document()), []),
        (
            seen("front", document(advice=(SHADOW, Advice("reading.cut", blocks=False)))),
            ["reading.cut", "reading.shadow"],
        ),
        (seen("front", document(advice=(SHADOW, Advice("reading.cut", blocks=True)))), ["reading.shadow"]),
        # on another document of the same picture it stands
        (
            seen(
                "front", document(advice=(SHADOW,)), document(advice=(Advice("reading.shadow", blocks=True),))
            ),
            [],
        ),
        # where reading missed something, what was noticed may be why
        (seen("front", document(advice=(SHADOW, UNREADABLE))), []),
        (seen("front", unknown()), []),
        # that a picture was turned is no doubt of it
        (seen("front", document(advice=(Advice("reading.turned", blocks=False),))), []),
    ],
)
def test_what_could_be_read_all_the_same_is_lifted(image: Seen, codes: list[str]) -> None:
    assert lifted(image, tell(image, "drivers_licence", TABLE)) == codes
