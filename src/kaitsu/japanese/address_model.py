"""An address taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from kaitsu.japanese.address_building import EMPTY, Building
from kaitsu.japanese.address_gazetteer import City
from kaitsu.japanese.address_lots import Item


@dataclass(frozen=True, slots=True)
class Reading:
    """What the comparison needs of an address beside its parts: folded texts, the cities it may be in, all numbers."""

    text: str = ""
    cities: tuple[City, ...] = ()
    ward: str = ""
    town: str = ""
    known_town: bool = False
    several: bool = False
    city_spelling: str = ""
    place_spelling: str = ""
    items: tuple[Item, ...] = ()
    lots_spelling: str = ""
    building: Building = EMPTY
    building_spelling: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of one address as it was written, one width, without the units of numbers; "" for what is not there.

    ``prefecture`` and ``city`` (with 郡 and ward) are Japan Post's names where they could be told, also when the
    text left them out. ``street`` is a Kyoto street, ``aza`` what stands between town and numbers, ``branch`` all
    numbers behind ``number``.
    """

    original: str
    postal_code: str = ""
    prefecture: str = ""
    city: str = ""
    street: str = ""
    town: str = ""
    aza: str = ""
    chome: str = ""
    block: str = ""
    number: str = ""
    branch: str = ""
    building: str = ""
    room: str = ""
    care_of: str = ""
    reading: Reading = field(default_factory=Reading, repr=False, compare=False)

    @property
    def readable(self) -> bool:
        """Whether at least a town (or a known municipality) and a number were found."""
        return bool((self.town or self.aza or self.reading.cities) and self.reading.items)

    def as_dict(self) -> dict[str, object]:
        """The parts by name, without the original text."""
        return {name: getattr(self, name) for name in PARTS}


#: The names of the parts, in the order in which they are written.
PARTS = (
    "postal_code",
    "prefecture",
    "city",
    "street",
    "town",
    "aza",
    "chome",
    "block",
    "number",
    "branch",
    "building",
    "room",
    "care_of",
)
