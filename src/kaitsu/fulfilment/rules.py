"""What the warehouse goes by: which address, what a stock file may hold, how long stock lasts. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaitsu.fulfilment.states import Handling
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import Iccid
from kaitsu.kernel.errors import InvalidValue, Problem
from kaitsu.kernel.sheets import Row
from kaitsu.operator_profile import Profile

#: Titles under which the columns of a stock file are found.
CARD_COLUMNS = {"iccid": ("ICCID", "iccid"), "size": ("サイズ", "SIMサイズ", "size")}
NUMBER_COLUMNS = {"msisdn": ("電話番号", "MSISDN", "msisdn")}

#: What couriers call a parcel's end, as far as it is one.
DELIVERED_WORDS = frozenset({"配達完了", "投函完了", "お届け完了", "宅配便ロッカー配達完了"})
RETURNED_WORDS = frozenset({"返品", "返品完了", "返送", "返送完了", "返品引渡完了"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of a file that was not taken: its number (from 1), and why."""

    line: int
    problem: Problem


def handling(function: str, profile: Profile) -> Handling:
    """FUL-2: a line of this *function* goes to the verified address only, or to the registered one."""
    verified = function in profile.delivery.verified_address_only
    return Handling.VERIFIED_ONLY if verified else Handling.REGISTERED


def cards(rows: Iterable[Row], profile: Profile) -> tuple[list[tuple[int, Iccid, str]], list[Refusal]]:
    """FUL-5: the cards of a stock file as (line, number, key of the size), and the lines that are refused.

    ``iccid.*`` for what is no number of a card (its check digit included), ``fulfilment.size_unknown``,
    ``fulfilment.twice_in_file`` for a number that stands on an earlier line already.
    """
    sizes = _sizes(profile)
    taken: list[tuple[int, Iccid, str]] = []
    refused: list[Refusal] = []
    seen: dict[Iccid, int] = {}
    for row in rows:
        found = _card(row, sizes, seen)
        if isinstance(found, Problem):
            refused.append(Refusal(row.line, found))
        else:
            seen[found[0]] = row.line
            taken.append((row.line, *found))
    return taken, refused


def numbers(rows: Iterable[Row]) -> tuple[list[tuple[int, Msisdn]], list[Refusal]]:
    """FUL-5: the telephone numbers of a stock file with their lines, and the lines that are refused."""
    taken: list[tuple[int, Msisdn]] = []
    refused: list[Refusal] = []
    seen: dict[Msisdn, int] = {}
    for row in rows:
        try:
            number = Msisdn.parse(row["msisdn"])
        except InvalidValue as invalid:
            refused.append(Refusal(row.line, invalid.problem("msisdn", "FUL-5")))
            continue
        if number in seen:
            refused.append(Refusal(row.line, _twice(seen[number])))
            continue
        seen[number] = row.line
        taken.append((row.line, number))
    return taken, refused


def days_left(free: int, given: int, days: int) -> int | None:
    """For how many whole days *free* pieces last where *given* went within *days*; None where none went."""
    return free * days // given if given else None


def group(lines: Sequence[tuple[object, Handling]]) -> list[list[int]]:
    """FUL-2: which of *lines* (owner, handling) share a parcel, as places in *lines*: one owner, one handling."""
    parcels: dict[tuple[object, Handling], list[int]] = {}
    for place, line in enumerate(lines):
        parcels.setdefault(line, []).append(place)
    return list(parcels.values())


def outcome(words: str) -> bool | None:
    """What the courier's *words* say of a parcel: True delivered, False returned, None still on its way."""
    if words in DELIVERED_WORDS:
        return True
    return False if words in RETURNED_WORDS else None


def tracking_problem(tracking: str) -> Problem | None:
    """FUL-3: a waybill number has twelve digits, of which the last is the rest of the others divided by seven."""
    if not (tracking.isascii() and tracking.isdigit() and len(tracking) == 12):
        return Problem("fulfilment.tracking_form", "tracking", "FUL-3")
    if int(tracking[:11]) % 7 != int(tracking[11]):
        return Problem("fulfilment.tracking_check", "tracking", "FUL-3")
    return None


def _card(row: Row, sizes: dict[str, str], seen: dict[Iccid, int]) -> tuple[Iccid, str] | Problem:
    try:
        iccid = Iccid.parse(row["iccid"])
    except InvalidValue as invalid:
        return invalid.problem("iccid", "FUL-5")
    size = sizes.get(row["size"].casefold())
    if size is None:
        return Problem("fulfilment.size_unknown", "size", "FUL-5", {"size": row["size"][:20]})
    if iccid in seen:
        return _twice(seen[iccid])
    return iccid, size


def _twice(line: int) -> Problem:
    return Problem("fulfilment.twice_in_file", "", "FUL-5", {"line": line})


def _sizes(profile: Profile) -> dict[str, str]:
    """What a file may call a size: its key or its name in either language. Sizes without a card have no stock."""
    return {
        called.casefold(): size.key
        for size in profile.sim_sizes
        if not size.embedded
        for called in (size.key, size.name.ja, size.name.en)
    }
