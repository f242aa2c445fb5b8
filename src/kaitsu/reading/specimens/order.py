"""What is asked for when a specimen is drawn, and what was printed on it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from PIL import Image

from kaitsu.japanese import dates
from kaitsu.reading.specimens.people import Claims, holder

#: The part of the backs on which a change stands that is not the last.
_MOVED_TWICE = 0.4


@dataclass(frozen=True, slots=True)
class Specimen:
    """A drawn document: its image, and what is written on it by field (dates as ISO days)."""

    image: Image.Image
    kind: str
    side: str
    printed: Mapping[str, str]


@dataclass(slots=True)
class Order:
    """What to draw: whose document, with which days; and ``printed``, which the drawing fills in.

    Of ``wishes``: ``expiry``, ``issued`` (date), ``issuer``, ``photo``, ``with_address`` (bool), ``dependant``
    (bool), ``utility`` (electricity, city_gas, water, lp_gas), ``international`` (bool), ``moved_to`` (address),
    ``moved_before`` (bool), ``today`` (date), ``face``, ``dates_in`` (era, gregorian).
    """

    claims: Claims
    dice: random.Random
    wishes: Mapping[str, Any]
    printed: dict[str, str] = field(default_factory=dict)

    def wish(self, name: str, otherwise: Any) -> Any:
        """The wish *name*, or *otherwise*."""
        value = self.wishes.get(name)
        return otherwise if value is None else value

    @property
    def today(self) -> date:
        """The day that the specimen is made for."""
        day: date = self.wish("today", date(2026, 11, 22))
        return day

    @property
    def names(self) -> Mapping[str, str]:
        """The name in its three forms."""
        found: Mapping[str, str] = self.claims["name"]  # type: ignore[assignment]
        return found

    def name(self) -> str:
        """The registered name, with a wide space."""
        self.printed["name"] = self.names["registered"].replace(" ", "\u3000")
        return self.printed["name"]

    def latin(self) -> str:
        """The name in Latin letters."""
        self.printed["name"] = self.names["latin"]
        return self.printed["name"]

    @property
    def born(self) -> date:
        """The birth date."""
        return date.fromisoformat(str(self.claims["birth_date"]))

    def birth(self, style: str = "") -> str:
        """The birth date as printed in *style*: era, gregorian, padded or english."""
        self.printed["birth_date"] = self.born.isoformat()
        return written(self.born, style or self.wish("dates_in", self.dice.choice(("era", "gregorian"))))

    def day(self, field_name: str, otherwise: date, style: str) -> str:
        """The day of *field_name* (expiry, issued) as printed; *otherwise* where nothing is wished."""
        day: date = self.wish(field_name, otherwise)
        self.printed[field_name] = day.isoformat()
        return written(day, style)

    def expires(self, style: str) -> str:
        """The expiry in *style*."""
        return self.day("expiry", self.today + timedelta(days=self.dice.randint(60, 1700)), style)

    def issued(self, style: str, days: int = 900) -> str:
        """The day of issue in *style*, within *days* before today."""
        return self.day("issued", self.today - timedelta(days=self.dice.randint(20, days)), style)

    def address(self) -> str:
        """The address, "" where the specimen is to have none."""
        if not self.wish("with_address", True):
            return ""
        found: Mapping[str, str] = self.claims["address"]  # type: ignore[assignment]
        self.printed["address"] = found["text"]
        return _as_printed(found["text"], self.dice)

    def moved_before(self, last: date) -> list[tuple[date, str]]:
        """The change before the *last* one on a back: its day and address; none where they moved once."""
        if not self.wish("moved_before", self.dice.random() < _MOVED_TWICE):
            return []
        found = holder(self.dice.randrange(10**9))["address"]
        day = last - timedelta(days=self.dice.randint(100, 2000))
        return [(day, _as_printed(found["text"], self.dice))]  # type: ignore[index]

    def issuer(self, otherwise: str) -> str:
        """The issuer."""
        self.printed["issuer"] = self.wish("issuer", otherwise)
        return self.printed["issuer"]


def _as_printed(address: str, dice: random.Random) -> str:
    """*address* as an office might print it: digits wide or not, a wide space before the building."""
    shown = address.replace(" ", "\u3000")
    if dice.random() < 0.45:
        shown = shown.translate({ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789"})
        shown = shown.replace("-", dice.choice(("－", "−", "‐")))
    return shown


def written(day: date, style: str) -> str:
    """*day* in *style*: era, era_padded, gregorian, padded (2025年01月02日), licence, english (02 JAN 2025), dots."""
    if style == "era":
        return dates.in_era(day)
    if style == "licence":
        return dates.on_licence(day)
    if style == "padded":
        return f"{day.year}年{day.month:02}月{day.day:02}日"
    if style == "english":
        return f"{day.day:02} {_MONTHS[day.month - 1]} {day.year}"
    if style == "dots":
        return f"{day.year}.{day.month:02}.{day.day:02}"
    if style == "era_padded":
        era = dates.era_of(day)
        return f"{era.name}{era.year_of(day):02}年{day.month:02}月{day.day:02}日"
    return dates.gregorian(day)


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
