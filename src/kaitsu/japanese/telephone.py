"""Telephone numbers in Japan: where a holder is called, and the mobile number that a line has or brings.

The numbering plan is libphonenumber's (``phonenumbers``), which follows the ministry's changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from kaitsu.japanese.typed import HYPHENS, LONGEST_TYPED, typed
from kaitsu.kernel.errors import InvalidValue

_JAPAN = 81
_WITH_PREFIX = re.compile(r"[^0-9+]*[0+]")
_ELEVEN_DIGITS = re.compile(r"0[25-9]0")
_TOO_SHORT = {
    phonenumbers.NumberParseException.TOO_SHORT_AFTER_IDD,
    phonenumbers.NumberParseException.TOO_SHORT_NSN,
}
_AS_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))


class TelephoneKind(StrEnum):
    """What answers: a mobile telephone, a fixed one, or an internet telephone (050)."""

    MOBILE = "mobile"
    FIXED = "fixed"
    INTERNET = "internet"


_KINDS = {
    PhoneNumberType.MOBILE: TelephoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE: TelephoneKind.FIXED,
    PhoneNumberType.VOIP: TelephoneKind.INTERNET,
}


def _read(text: str, code: str) -> phonenumbers.PhoneNumber:
    """The Japanese number in *text*; raises *code* with .empty, .unreadable, .foreign, .too_short, .too_long or
    .unassigned.
    """
    if len(text) > LONGEST_TYPED:
        raise InvalidValue(f"{code}.unreadable")
    plain = typed(text).translate(_AS_HYPHEN)
    if not plain:
        raise InvalidValue(f"{code}.empty")
    if any(character.isalpha() for character in plain):
        # libphonenumber would dial the letters of an advertisement (0120-ABC); nobody's own number has any.
        raise InvalidValue(f"{code}.unreadable")
    try:
        number = phonenumbers.parse(plain, "JP")
    except phonenumbers.NumberParseException as error:
        raise InvalidValue(f"{code}.{_unreadable(error, plain)}") from None
    if number.country_code != _JAPAN:
        raise InvalidValue(f"{code}.foreign", country=number.country_code)
    if number.extension or not phonenumbers.is_valid_number_for_region(number, "JP"):
        raise InvalidValue(f"{code}.{_off_plan(number, plain)}")
    return number


def _unreadable(error: phonenumbers.NumberParseException, plain: str) -> str:
    """Why libphonenumber does not read *plain*; a single digit it takes for no number at all."""
    if error.error_type == phonenumbers.NumberParseException.TOO_LONG:
        return "too_long"
    short = error.error_type in _TOO_SHORT or plain.isdigit()
    return "too_short" if short else "unreadable"


def _off_plan(number: phonenumbers.PhoneNumber, plain: str) -> str:
    """Why the numbering plan has no *number*: mobile, 050 and 020 numbers have 11 digits, those of a place 10.

    libphonenumber knows shorter and longer numbers in Japan, which are no people's, and so does not tell this.
    """
    national = phonenumbers.national_significant_number(number)
    if _WITH_PREFIX.match(plain):
        national = "0" + national.lstrip("0")
    digits = 11 if _ELEVEN_DIGITS.match(national) else 10
    if len(national) == digits:
        return "unassigned"
    return "too_short" if len(national) < digits else "too_long"


def _national(e164: str) -> str:
    return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.NATIONAL)


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


@dataclass(frozen=True, slots=True, order=True)
class TelephoneNumber:
    """A number in Japan on which a person can be called, as ``e164`` (+81…); ``str`` is the national form."""

    e164: str

    def __post_init__(self) -> None:
        number = _read(self.e164, "telephone")
        if phonenumbers.number_type(number) not in _KINDS:
            raise InvalidValue("telephone.service")
        if _e164(number) != self.e164:
            raise InvalidValue("telephone.unreadable")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number in *text*, national or with +81 or 010-81, brackets and any hyphens.

        Raises ``telephone.empty``; ``telephone.unreadable``; ``telephone.foreign`` for another country;
        ``telephone.too_short`` and ``telephone.too_long`` for digits that are missing or too many;
        ``telephone.unassigned`` for one that the numbering plan does not have; ``telephone.service`` for
        free, paid and machine numbers, where nobody can be called.
        """
        return cls(_e164(_read(text, "telephone")))

    @property
    def kind(self) -> TelephoneKind:
        """What answers on this number."""
        return _KINDS[phonenumbers.number_type(phonenumbers.parse(self.e164))]

    @property
    def digits(self) -> str:
        """The national digits with the leading zero: 09012345678."""
        return f"0{self.e164[3:]}"

    def __str__(self) -> str:
        return _national(self.e164)


@dataclass(frozen=True, slots=True, order=True)
class Msisdn:
    """The mobile number of a line, given or ported in: 060, 070, 080 or 090 and eight more digits.

    ``digits`` is the national form with its zero, as carriers' port-in files have it.
    """

    digits: str

    def __post_init__(self) -> None:
        number = _read(self.digits, "msisdn")
        if phonenumbers.number_type(number) != PhoneNumberType.MOBILE:
            raise InvalidValue("msisdn.not_mobile")
        if self.digits != f"0{number.national_number}":
            raise InvalidValue("msisdn.unreadable")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number in *text*; raises as ``TelephoneNumber.parse`` does under ``msisdn.``, and
        ``msisdn.not_mobile`` for a number that is not portable between mobile operators.
        """
        return cls(f"0{_read(text, 'msisdn').national_number}")

    @property
    def e164(self) -> str:
        """The international form, +8190…."""
        return f"+81{self.digits[1:]}"

    @property
    def last4(self) -> str:
        """The last four digits."""
        return self.digits[-4:]

    def __str__(self) -> str:
        return f"{self.digits[:3]}-{self.digits[3:7]}-{self.digits[7:]}"
