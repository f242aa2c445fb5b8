"""Short things that people type: numbers, codes, postal codes. Each can only be made valid.

``parse`` takes what a person types (full width, any case, spaces, the dozen hyphens of Japanese keyboards)
and raises InvalidValue with a code; the constructor takes the plain form and nothing else. What is secret is
masked in ``repr``, so that no log or traceback shows it. Telephone numbers live in ``telephone``, since they
need a library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from kaitsu.japanese.typed import LONGEST_TYPED, compact, typed
from kaitsu.kernel import ids
from kaitsu.kernel.errors import InvalidValue

__all__ = [
    "BirthDatePassword",
    "EntryCode",
    "Iccid",
    "PostalCode",
    "ReservationNumber",
    "check_character",
    "compact",
    "luhn_valid",
    "typed",
]

_DIGITS = re.compile(r"[0-9]+")


def _digits(text: str, kind: str, lengths: tuple[int, ...]) -> str:
    """*text* as plain digits of one of *lengths*; raises ``<kind>.empty``, ``.characters`` or ``.length``."""
    if len(text) > LONGEST_TYPED:
        raise InvalidValue(f"{kind}.length", expected=lengths, given=len(text))
    plain = compact(text)
    if not plain:
        raise InvalidValue(f"{kind}.empty")
    if not _DIGITS.fullmatch(plain):
        raise InvalidValue(f"{kind}.characters")
    if len(plain) not in lengths:
        raise InvalidValue(f"{kind}.length", expected=lengths, given=len(plain))
    return plain


def _demand_digits(value: str, kind: str, lengths: tuple[int, ...]) -> None:
    if not _DIGITS.fullmatch(value):
        raise InvalidValue(f"{kind}.characters")
    if len(value) not in lengths:
        raise InvalidValue(f"{kind}.length", expected=lengths, given=len(value))


@dataclass(frozen=True, slots=True, order=True)
class PostalCode:
    """A Japanese postal code: seven digits. Whether it is in use is the business of ``postal``."""

    digits: str

    def __post_init__(self) -> None:
        _demand_digits(self.digits, "postal_code", (7,))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The code in *text*, with or without 〒; raises ``postal_code.empty``, ``.characters``,
        ``.length``.
        """
        return cls(_digits(typed(text).lstrip("〒〶"), "postal_code", (7,)))

    def __str__(self) -> str:
        return f"{self.digits[:3]}-{self.digits[3:]}"


@dataclass(frozen=True, slots=True, order=True)
class ReservationNumber:
    """An MNP reservation number: ten digits (MNP-2). How long it is valid is ``dates.last_valid_day``."""

    digits: str

    def __post_init__(self) -> None:
        _demand_digits(self.digits, "reservation", (10,))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number in *text*; raises ``reservation.empty``, ``.characters``, ``.length``."""
        return cls(_digits(text, "reservation", (10,)))

    def __str__(self) -> str:
        return f"{self.digits[:2]}-{self.digits[2:5]}-{self.digits[5:]}"


def luhn_valid(digits: str) -> bool:
    """Whether the last of *digits* is the check digit of those before it (ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 * (number > 9)
    return total % 10 == 0


@dataclass(frozen=True, slots=True, order=True)
class Iccid:
    """The number of a SIM card (ITU-T E.118): 19 or 20 digits from 89 on, the last a Luhn check digit."""

    digits: str

    def __post_init__(self) -> None:
        _demand_digits(self.digits, "iccid", (19, 20))
        if not self.digits.startswith("89"):
            raise InvalidValue("iccid.prefix", given=self.digits[:2])
        if not luhn_valid(self.digits):
            raise InvalidValue("iccid.check_digit")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number in *text*, with or without the filler F with which a reader ends 19 digits.

        Raises ``iccid.empty``, ``.characters``, ``.length``, ``.prefix`` (a telephone card begins
        with 89), ``.check_digit``.
        """
        if len(text) <= LONGEST_TYPED and re.fullmatch(r"[0-9]{19}[fF]", filled := compact(text)):
            return cls(filled[:-1])
        return cls(_digits(text, "iccid", (19, 20)))

    @property
    def is_japanese(self) -> bool:
        """Whether the issuer's country is Japan (81). Whether to take others is the operator's affair."""
        return self.digits.startswith("8981")

    @property
    def last4(self) -> str:
        """The last four digits, check digit included: what a person reads out."""
        return self.digits[-4:]

    def __str__(self) -> str:
        return self.digits


@dataclass(frozen=True, slots=True)
class BirthDatePassword:
    """A birth date in eight digits, the password of the identity pages (IDV-1). Never shown by ``repr``."""

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        _demand_digits(self.digits, "birth_date_password", (8,))
        try:
            date(int(self.digits[:4]), int(self.digits[4:6]), int(self.digits[6:]))
        except ValueError:
            raise InvalidValue("birth_date_password.no_such_day") from None

    @classmethod
    def parse(cls, text: str) -> Self:
        """The eight digits in *text*; raises ``birth_date_password.empty``, ``.characters``, ``.length``,
        ``.no_such_day``.
        """
        return cls(_digits(re.sub(r"[./年月日]", "", typed(text)), "birth_date_password", (8,)))

    @classmethod
    def of(cls, birth: date) -> Self:
        """The password of a holder born on *birth*."""
        return cls(birth.strftime("%Y%m%d").zfill(8))

    @property
    def birth(self) -> date:
        """The birth date that the digits name."""
        return date(int(self.digits[:4]), int(self.digits[4:6]), int(self.digits[6:]))


ENTRY_CODE_LENGTH = 12
_GROUP = 4
_RANDOM_BITS = 50
#: Characters that are never part of a code because a reader takes one for another.
NEVER_USED = frozenset("01ILO")
_NUMBER_OF = {character: number for number, character in enumerate(ids.UNAMBIGUOUS)}
_BASE = len(ids.UNAMBIGUOUS)


def check_character(body: str) -> str:
    """The character that completes *body* (characters of ``ids.UNAMBIGUOUS``) to a code.

    The places weigh 2, 3, 4 … from the right, the check character 1, and the weighted sum is 0 modulo 31.
    Since 31 is prime and no weight repeats below it, every wrong character and every exchange of two
    characters, adjacent or not, changes the sum.
    """
    weighted = sum(_NUMBER_OF[character] * weight for weight, character in enumerate(reversed(body), start=2))
    return ids.UNAMBIGUOUS[-weighted % _BASE]


@dataclass(frozen=True, slots=True)
class EntryCode:
    """The entry code of a package (ENT-2): eleven random characters (54 bits) and a check character.

    Shown as XXXX-XXXX-XXXX. ``repr`` keeps all but the last four characters to itself.
    """

    characters: str

    def __post_init__(self) -> None:
        if len(self.characters) != ENTRY_CODE_LENGTH:
            raise InvalidValue("entry_code.length", expected=ENTRY_CODE_LENGTH, given=len(self.characters))
        if not set(self.characters) <= _NUMBER_OF.keys():
            raise InvalidValue("entry_code.characters")
        if check_character(self.characters[:-1]) != self.characters[-1]:
            raise InvalidValue("entry_code.slip")

    @classmethod
    def generate(cls) -> Self:
        """A new code from the system's random source."""
        body = ids.token(_RANDOM_BITS)
        return cls(body + check_character(body))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The code that was typed in *text*; case, spaces, hyphens and full width do not matter.

        Raises ``entry_code.empty``; ``entry_code.never_used`` with the ``characters`` of 0, O, 1, I, L that
        were typed; ``entry_code.characters`` for others that no code has; ``entry_code.length``; and
        ``entry_code.slip`` where the check character tells that one was mistyped. A code that passes is well
        formed: whether it was ever issued is for the database to say.
        """
        if len(text) > LONGEST_TYPED:
            raise InvalidValue("entry_code.length", expected=ENTRY_CODE_LENGTH, given=len(text))
        plain = compact(text).upper()
        if not plain:
            raise InvalidValue("entry_code.empty")
        foreign = set(plain) - _NUMBER_OF.keys()
        if foreign and foreign <= NEVER_USED:
            raise InvalidValue("entry_code.never_used", characters="".join(sorted(foreign)))
        if foreign:
            raise InvalidValue("entry_code.characters")
        return cls(plain)

    @property
    def last4(self) -> str:
        """The last four characters: all that staff see."""
        return self.characters[-_GROUP:]

    def __str__(self) -> str:
        return "-".join(self.characters[i : i + _GROUP] for i in range(0, ENTRY_CODE_LENGTH, _GROUP))

    def __repr__(self) -> str:
        return f"EntryCode('****-****-{self.last4}')"
