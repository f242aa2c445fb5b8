"""Fields whose labels were lost: small print is the first that a soft picture loses, and what it labels stays legible.

A passport says its fields twice; on a card the name stands over the birth date, and that over the address, or right
over the address (IDV-9).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kaitsu.reading import words
from kaitsu.reading.address_lines import is_date_alone
from kaitsu.reading.dates_read import date_in
from kaitsu.reading.machine_zone import MachineZone, as_letters
from kaitsu.reading.name_lines import along_its_row
from kaitsu.reading.page import Line
from kaitsu.reading.rows import Found, Rows, overlap

#: Kinds on which nothing but the holder's fields stands over the address, one below the other.
_ONE_BELOW_THE_OTHER = (
    "residence_card",
    "special_permanent_resident",
    "resident_register_card",
    "disability_certificate",
)
#: Kinds on which the name stands right over the address.
_NAME_OVER_ADDRESS = ("drivers_licence", "my_number_card")
#: How far the beginnings of two values may be apart, in heights, and how far the next row is below.
_ASKEW, _NEXT_ROW = 1.2, 2.4


def by_place(rows: Rows, kind: str, found: Mapping[str, Found]) -> Iterator[Found]:
    """The birth date over an address and the name over either, where *found* has none."""
    address = found.get("address")
    if kind in _NAME_OVER_ADDRESS and address is not None and "name" not in found:
        yield from _name(rows, _over(rows, address.lines[0]))
    if kind not in _ONE_BELOW_THE_OTHER:
        return
    birth = found.get("birth_date") or _birth_over(rows, found)
    if birth is None:
        return
    if "birth_date" not in found:
        yield birth
    if "name" not in found:
        yield from _name(rows, _names_over(rows, birth.lines[0]))


def _name(rows: Rows, first: Line | None) -> Iterator[Found]:
    """The name that begins with *first* and goes on in its row."""
    taken = along_its_row(first, rows.right_of(first)) if first is not None else []
    if sum(len(line.plain) for line in taken) > 1:
        yield Found("name", tuple(taken))


def _birth_over(rows: Rows, found: Mapping[str, Found]) -> Found | None:
    """The earliest date of a page, where it stands over the address, and begins where that does."""
    address = found.get("address")
    days = [(said.day, line) for line in rows.lines if (said := date_in(line.text)) and said.day]
    if address is None or len(days) < 2:
        return None
    first, line = min(days, key=lambda each: each[0])
    below = address.lines[0]
    taken = any(line in each.lines for each in found.values())
    over = 0 < below.middle - line.middle < 3 * _NEXT_ROW * line.height and _begins_with(line, below)
    alone = is_date_alone(line) and first < min(day for day, other in days if other is not line)
    return Found("birth_date", (line,)) if over and alone and not taken else None


def _names_over(rows: Rows, birth: Line) -> Line | None:
    """The name over *birth*: the upper of two rows where that is in Latin letters and the lower one is not."""
    near = _over(rows, birth)
    if near is None:
        return None
    above = _over(rows, near)
    return above if above is not None and above.plain.isascii() and not near.plain.isascii() else near


def _over(rows: Rows, line: Line) -> Line | None:
    """What may be a name right over *line*, beginning where it does."""
    above = [
        other for other in rows.lines
        if 0.5 * line.height < line.middle - other.middle < _NEXT_ROW * line.height
        and _begins_with(other, line)
        and 0.6 < other.height / line.height < 1.7
    ]  # fmt: skip
    nearest = max(above, key=lambda other: other.middle, default=None)
    return nearest if nearest is not None and _may_be_name(rows, nearest) else None


def _may_be_name(rows: Rows, line: Line) -> bool:
    """Whether a line is made of letters alone, and no other label stands before it."""
    if not re.fullmatch("[ぁ-ゖァ-ヺー一-鿿々A-Z ,.'・-]+", line.text.upper()) or words.is_label(line.plain):
        return False
    before = (other for other in rows.lines if other.right <= line.left and overlap(other, line) > 0.45)
    return not any(words.OTHER_LABEL.match(other.plain) for other in before)


def _begins_with(line: Line, other: Line) -> bool:
    return abs(line.left - other.left) < _ASKEW * max(line.height, other.height)


def by_zone(rows: Rows, zone: MachineZone, found: Mapping[str, Found]) -> Iterator[Found]:
    """The fields of a passport that stand in print as its machine-readable lines have them, where *found* has none."""
    if "name" not in found and zone.family and zone.given:
        family, given = (_written(rows, said) for said in (zone.family, zone.given))
        if family is not None and given is not None and family is not given:
            yield Found("name", (family, given))
    days = {line: said.day for line in rows.lines if (said := date_in(line.text)) and said.day}
    for field, day in (("birth_date", zone.birth_date), ("expiry", zone.expiry)):
        if field not in found and day is not None:
            yield from (Found(field, (line,)) for line, each in list(days.items())[::-1] if each == day)
    if "issued" not in found and zone.expiry is not None:
        yield from (Found("issued", (line,)) for line, day in days.items() if _issued(day, zone))


def _written(rows: Rows, name: str) -> Line | None:
    """The line that is *name* and nothing else."""
    letters = name.replace(" ", "")
    return next((line for line in rows.lines if as_letters(line.plain.upper()) == letters), None)


def _issued(day: date, zone: MachineZone) -> bool:
    """Whether a passport that ends as *zone* says was issued on *day*: it is valid for whole years (IDV-5)."""
    end = zone.expiry
    return (
        end is not None
        and day < end
        and day != zone.birth_date
        and (day.month, day.day) == (end.month, end.day)
    )
