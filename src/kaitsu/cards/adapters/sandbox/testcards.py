"""The cards that the sandbox takes, and what each does. Their numbers are the payment trade's usual test
numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from kaitsu.cards.states import Reason


@dataclass(frozen=True, slots=True)
class TestCard:
    """A card to try. ``reason`` is why it is not taken (None: it is taken), after a ``challenge`` where
    it has
    one.
    """

    key: str
    number: str
    brand: str
    cvc_digits: int = 3
    reason: Reason | None = None
    challenge: bool = False

    @property
    def grouped(self) -> str:
        """The number as it is printed on a card."""
        groups = (4, 6, 5) if len(self.number) == 15 else (4, 4, 4, 4)
        starts = [sum(groups[:i]) for i in range(len(groups))]
        return " ".join(self.number[start : start + size] for start, size in zip(starts, groups, strict=True))


TEST_CARDS = (
    TestCard("visa", "4242424242424242", "Visa"),
    TestCard("mastercard", "5555555555554444", "Mastercard"),
    TestCard("jcb", "3530111333300000", "JCB"),
    TestCard("amex", "378282246310005", "American Express", cvc_digits=4),
    TestCard("challenge", "4000002500003155", "Visa", challenge=True),
    TestCard("declined", "4000000000000002", "Visa", reason=Reason.DECLINED),
    TestCard("insufficient", "4000000000009995", "Visa", reason=Reason.INSUFFICIENT),
    TestCard("expired", "4000000000000069", "Visa", reason=Reason.EXPIRED_CARD),
)

BY_NUMBER = {card.number: card for card in TEST_CARDS}
BY_KEY = {card.key: card for card in TEST_CARDS}
