"""What a clerk is shown of two addresses: every finding with part, rule, texts, reason and source, word for word."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from kaitsu.japanese.address import compare

TABLE = Path(__file__).parent / "data" / "address_findings.tsv"


def pairs() -> list[list[list[str]]]:
    """Each pair of the table: its verdict and texts, then its findings."""
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    number = 0
    numbered = [(number := number + bool(line[0]), line) for line in lines]
    return [[line for _, line in group] for _, group in groupby(numbered, key=lambda one: one[0])]


@pytest.mark.rule("ADR-1", "ADR-2", "HLD-5")
@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: " ".join(pair[0][1:]))
def test_given_two_addresses_when_compared_then_every_word_of_the_findings_is_as_in_the_table(
    pair: list[list[str]],
) -> None:
    (verdict, left, right), expected = pair[0], [line[1:] for line in pair[1:]]

    found, swapped = compare(left, right), compare(right, left)

    assert (found.verdict, swapped.verdict) == (verdict, verdict)
    assert [list(_fields(finding)) for finding in found.findings] == expected
    assert [list(_fields(finding)) for finding in swapped.findings] == [
        [part, own, rule, other, one, reason, source]
        for part, own, rule, one, other, reason, source in expected
    ]


def _fields(finding: object) -> list[object]:
    return [
        getattr(finding, name) for name in ("part", "verdict", "rule", "left", "right", "detail", "source")
    ]
