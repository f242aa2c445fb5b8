"""The units of two blocks with the same numbers: 丁目, 番, 号 and hyphens may stand for one another, or not (ADR-2)."""

from __future__ import annotations

from kaitsu.japanese.address_lots import Item, is_counted
from kaitsu.japanese.verdict import Finding, Verdict

SOURCE = "Kaitsu rule ADR-2"

_KINDS = {"丁": "丁目", "番地": "番", "番町": "番丁"}
_LETTER = "甲"


def compare_units(left: tuple[Item, ...], right: tuple[Item, ...]) -> list[Finding]:
    """A finding where the units contradict each other; none where a hyphen stands for what the other side writes.

    DIFFERENT for 1丁目2番 and 1番2号; CLOSE for other units, for 条 on one side only, and for a row of units that
    no block has (8号1号).
    """
    left, right = _without_label(left), _without_label(right)
    ours, theirs = _kinds(left), _kinds(right)
    if ours == theirs:
        return []
    for one, other, kind, opposite in zip(left, right, ours, theirs, strict=False):
        if kind == opposite:
            continue
        verdict, detail = _contradiction(one, other, kind, opposite)
        if verdict is not Verdict.SAME:
            return [_finding(verdict, one.value + one.unit, other.value + other.unit, detail)]
    if _out_of_order(ours, theirs) or _out_of_order(theirs, ours):
        before, after = ("".join(item.value + item.unit for item in side) for side in (left, right))
        return [_finding(Verdict.CLOSE, before, after, "units in an order that blocks do not have")]
    return []


def _kinds(items: tuple[Item, ...]) -> list[str]:
    """The units in their one form; 甲 for any letter without one."""
    return [_KINDS.get(item.unit, item.unit) or ("" if is_counted(item.value) else _LETTER) for item in items]


def _without_label(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """*items* without a 番地 that says what the whole is and not what its last number is (5-13-1番地)."""
    if len(items) > 2 and not items[-2].unit and items[-1].unit in ("番", "番地"):
        return (*items[:-1], Item(items[-1].value, ""))
    return items


def _contradiction(one: Item, other: Item, kind: str, opposite: str) -> tuple[Verdict, str]:
    if one.unit and other.unit:
        verdict = Verdict.DIFFERENT if "丁目" in (kind, opposite) else Verdict.CLOSE
        return verdict, "another kind of number"
    if "条" in (kind, opposite):
        return Verdict.CLOSE, "条 only on one side"
    return Verdict.SAME, ""


def _out_of_order(kinds: list[str], plain: list[str]) -> bool:
    """Whether *kinds* alone have a second 番, or a 号 behind no block that leads to no 番地 (13号5番地)."""
    for index, kind in enumerate(kinds[: len(plain)]):
        if kind == plain[index]:
            continue
        if kind == "番" and "番" in kinds[:index] and "番" not in plain[:index]:
            return True
        if (
            kind == "号"
            and set(kinds[:index]) <= {"丁目", _LETTER}
            and kinds[index + 1 : index + 2] != ["番"]
        ):
            return True
    return False


def _finding(verdict: Verdict, left: str, right: str, detail: str) -> Finding:
    return Finding("number", verdict, "ADR-2", left, right, detail, SOURCE)
