"""What every fact of a profile is made of: frozen, exact in type, keyed, and dated where it may change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from kaitsu.kernel.money import Yen

Language = Literal["ja", "en"]
FunctionKey = Literal["voice", "sms", "data"]

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Count = Annotated[int, Field(ge=1)]


def _yen(value: object) -> object:
    if type(value) is not int or value < 0:
        raise ValueError("whole yen, not less than 0")
    return Yen(value)


Price = Annotated[Yen, BeforeValidator(_yen)]
Prices = Annotated[Mapping[FunctionKey, Price], AfterValidator(MappingProxyType)]


class Fact(BaseModel):
    """A part of the profile. Unknown keys and values of another type are refused; nothing changes later."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True, str_min_length=1
    )


class Localised(Fact):
    """One text in Japanese and in English."""

    ja: str
    en: str

    def text(self, language: str) -> str:
        """The text for *language* (``ja``, ``en``, ``en-gb``): English for English, Japanese for the rest."""
        return self.en if language.lower().startswith("en") else self.ja

    def __str__(self) -> str:
        return self.ja


class Dated(Fact):
    """A fact that holds from ``valid_from`` to ``valid_until``, both included; no date, no limit (PRO-4)."""

    valid_from: date | None = None
    valid_until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until on or after valid_from")
        return self

    def valid_on(self, day: date) -> bool:
        """Whether the fact holds on *day*."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)

    def meets(self, other: Dated) -> bool:
        """Whether there is a day on which both facts hold."""
        first = max(self.valid_from or date.min, other.valid_from or date.min)
        last = min(self.valid_until or date.max, other.valid_until or date.max)
        return first <= last


class Keyed(Dated):
    """A dated fact with a name that code and database use. On any one day a key stands for one fact."""

    key: Key
