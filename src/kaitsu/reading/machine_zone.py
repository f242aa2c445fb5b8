"""The machine-readable lines of a passport (ICAO Doc 9303 part 4, TD3): read, with their check digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_VALUES = {str(digit): digit for digit in range(10)} | {chr(65 + place): 10 + place for place in range(26)}
_LENGTH = 44
_AS_DIGITS = str.maketrans("OQDIZSBG", "00012586")
_AS_LETTERS = str.maketrans("01258", "OIZSB")
_SECOND = re.compile(r"^[A-Z0-9<]{9}[0-9OQDIZSBG]")


@dataclass(frozen=True, slots=True)
class MachineZone:
    """What the two lines say; a date is None where its check digit does not fit."""

    family: str
    given: str
    birth_date: date | None
    expiry: date | None


def check_digit(text: str) -> int:
    """The check digit of *text* (Doc 9303 part 3, 4.9): weights 7, 3, 1; ``<`` counts nothing."""
    return sum(_VALUES.get(letter, 0) * (7, 3, 1)[place % 3] for place, letter in enumerate(text)) % 10


def read_zone(lines: list[str], today: date) -> MachineZone | None:
    """The zone among *lines* of a page, or None. A birth date of two digits lies before *today*."""
    plain = [re.sub(r"[^A-Z0-9<]", "", line.upper().replace("«", "<<").replace("く", "<")) for line in lines]
    first = next((line for line in plain if line.startswith("P<JPN") and "<<" in line[5:]), "")
    second = next((line for line in plain if _is_second(line)), "")
    if not first and not second:
        return None
    family, _, given = first[5:].partition("<<")
    birth = _date(second[13:20], today.year % 100) if second else None
    expiry = _date(second[21:28], 99) if second else None
    return MachineZone(_words(family), _words(given.split("<<")[0]), birth, expiry)


def _is_second(line: str) -> bool:
    return 28 <= len(line) <= _LENGTH + 2 and bool(_SECOND.match(line)) and line[10:13] == "JPN"


def _words(text: str) -> str:
    return as_letters(text).replace("<", " ").strip()


def as_letters(text: str) -> str:
    """*text* of letters alone with the letters that were read as digits."""
    return text.translate(_AS_LETTERS)


def _date(field: str, latest: int) -> date | None:
    """The date of six digits and a check digit; a year past *latest* is of the last century."""
    digits = field.translate(_AS_DIGITS)
    if not digits.isdecimal() or check_digit(digits[:6]) != int(digits[6]):
        return None
    year = int(digits[:2])
    try:
        return date((2000 if year <= latest else 1900) + year, int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None
