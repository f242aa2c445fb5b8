"""The carrier as this room sees it: orders for numbers go out, answers come in (MNP-8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kaitsu.portability.states import Outcome


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What a carrier is told. ``number`` is ours and comes back with the answer; ``attempt`` counts from 1."""

    number: str
    reservation: str
    msisdn: str
    carrier: str
    name: str
    kana: str
    birth_date: date
    attempt: int


class PortInGateway(Protocol):
    """A way to the carriers. One that is used ``by_hand`` leaves orders for staff, who exchange files."""

    by_hand: bool

    def ask(self, order: OrderForm) -> Outcome | None:
        """Hand the order over; the answer where it is there at once, else None. The same order twice is one."""
        ...
