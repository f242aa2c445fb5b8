"""The sandbox's card form: what was typed, read and judged. Nothing here is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kaitsu.cards.adapters.sandbox.testcards import BY_NUMBER, TestCard
from kaitsu.cards.rules import is_expired
from kaitsu.japanese.values import compact, luhn_valid, typed

FIELDS = ("number", "expiry", "cvc", "name")

_EXPIRY = re.compile(r"([0-9]{1,2})[/.]?(?:20)?([0-9]{2})")
_NAME = re.compile(r"[A-Z][A-Z .,'\-]*")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Entered:
    """A card as entered; its number is known by the test card that it is."""

    card: TestCard
    exp_year: int
    exp_month: int
    name: str


def read(fields: Mapping[str, str], on: date) -> tuple[Entered | None, dict[str, str]]:
    """The card in *fields*, judged on the day *on*; or None and, by field, the key of what is wrong
    with it.
    """
    card, wrong_number = _number(fields.get("number", ""))
    expiry, wrong_expiry = _expiry(fields.get("expiry", ""), on)
    name, wrong_name = _name(fields.get("name", ""))
    wrong_cvc = _cvc(fields.get("cvc", ""), card)
    found = {"number": wrong_number, "expiry": wrong_expiry, "cvc": wrong_cvc, "name": wrong_name}
    errors = {field: error for field, error in found.items() if error}
    if errors or card is None or expiry is None:
        return None, errors
    return Entered(card, *expiry, name), {}


def _number(text: str) -> tuple[TestCard | None, str]:
    digits = compact(text[:100])
    if not digits:
        return None, "number_empty"
    if not re.fullmatch(r"[0-9]+", digits) or not 12 <= len(digits) <= 19:
        return None, "number_digits"
    if not luhn_valid(digits):
        return None, "number_slip"
    card = BY_NUMBER.get(digits)
    return card, "" if card else "number_real"


def _expiry(text: str, on: date) -> tuple[tuple[int, int] | None, str]:
    plain = compact(text[:100])
    if not plain:
        return None, "expiry_empty"
    match = _EXPIRY.fullmatch(plain)
    if not match or not 1 <= int(match[1]) <= 12:
        return None, "expiry_form"
    year, month = 2000 + int(match[2]), int(match[1])
    return (None, "expiry_past") if is_expired(year, month, on) else ((year, month), "")


def _cvc(text: str, card: TestCard | None) -> str:
    digits = compact(text[:100])
    if not digits:
        return "cvc_empty"
    lengths = (card.cvc_digits,) if card else (3, 4)
    return "" if re.fullmatch(r"[0-9]+", digits) and len(digits) in lengths else "cvc_form"


def _name(text: str) -> tuple[str, str]:
    plain = " ".join(typed(text[:200]).upper().split())
    if not plain:
        return "", "name_empty"
    return (plain, "") if _NAME.fullmatch(plain) and len(plain) <= _LONGEST_NAME else ("", "name_form")
