"""What rules and steps see of an application: plain, frozen values, no database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kaitsu.operator_profile import Profile


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card registration as the rules need it. ``registered``: the provider has it; expiry by month."""

    registered: bool
    name: str = ""
    exp_year: int = 0
    exp_month: int = 0


@dataclass(frozen=True, slots=True)
class ReservationFacts:
    """A port-in as typed: reservation number, the number that moves, its carrier, the reservation's last day.

    What is not typed yet is "", and None for the day.
    """

    number: str
    msisdn: str
    carrier: str
    last_day: date | None


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line as chosen so far. ``start`` is "new", "mnp" or "" (not asked, or not asked yet)."""

    index: int
    function: str = ""
    start: str = ""
    size: str = ""
    reservation: ReservationFacts | None = None
    same_details: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An application as the rules see it."""

    line_type: str = ""
    with_package: bool = True
    code_confirmed: bool = False
    ready: bool = False
    terms_version: str = ""
    privacy_version: str = ""
    plan: str = ""
    device: str = ""
    lines: tuple[LineFacts, ...] = ()
    name_in_latin: bool | None = None
    registered_family: str = ""
    registered_given: str = ""
    kana_family: str = ""
    kana_given: str = ""
    latin_family: str = ""
    latin_given: str = ""
    birth_date: date | None = None
    sex: str = ""
    telephone: str = ""
    email: str = ""
    postal_code: str = ""
    prefecture: str = ""
    city: str = ""
    town: str = ""
    block: str = ""
    building: str = ""
    address_insisted: bool = False
    card: CardFacts | None = None

    @property
    def voice_lines(self) -> int:
        """How many of the lines carry voice."""
        return sum(line.function == "voice" for line in self.lines)

    @property
    def porting(self) -> bool:
        """Whether a line brings its number."""
        return any(line.start == "mnp" for line in self.lines)

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions chosen so far; the package's line type before any line is chosen."""
        chosen = tuple(line.function for line in self.lines if line.function)
        return chosen or ((self.line_type,) if self.line_type else ())

    @property
    def address(self) -> str:
        """The address in one line, building last."""
        return " ".join(
            part for part in (f"{self.prefecture}{self.city}{self.town}{self.block}", self.building) if part
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What a draft is judged by: the profile of the day, the day, and what only the database knows."""

    profile: Profile
    today: date
    voice_lines_held: int = 0
