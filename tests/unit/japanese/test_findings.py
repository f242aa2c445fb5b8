"""What a clerk is shown of two addresses or names: every finding, word for word.

Mutation testing found that a verdict may be right while the finding behind it says nothing.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from kaitsu.japanese.address import compare
from kaitsu.japanese.names import compare_names
from kaitsu.japanese.verdict import Comparison, Verdict

DATA = Path(__file__).parent / "data"
FIELDS = ("part", "verdict", "rule", "left", "right", "detail", "source")


def pairs(name: str) -> list[list[list[str]]]:
    """Each pair of a table: its verdict and texts, then its findings on lines that begin with a tab."""
    lines = [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line]
    number = 0
    numbered = [(number := number + bool(line[0]), line) for line in lines if line[0][:1] != "#"]
    return [[line for _, line in group] for _, group in groupby(numbered, key=lambda one: one[0])]


def check(found: Comparison, swapped: Comparison, verdict: str, expected: list[list[str]]) -> None:
    assert (found.verdict, swapped.verdict) == (verdict, verdict)
    assert [[getattr(one, field) for field in FIELDS] for one in found.findings] == expected
    assert all(isinstance(one.verdict, Verdict) for one in found.findings)
    assert [[getattr(one, field) for field in FIELDS] for one in swapped.findings] == [
        [part, own, rule, right, left, detail, source]
        for part, own, rule, left, right, detail, source in expected
    ]


@pytest.mark.rule("ADR-1", "ADR-2", "HLD-5")
@pytest.mark.parametrize("pair", pairs("address_findings.tsv"), ids=lambda pair: " ".join(pair[0][1:]))
def test_given_two_addresses_when_compared_then_every_word_of_the_findings_is_as_in_the_table(
    pair: list[list[str]],
) -> None:
    verdict, left, right = pair[0]

    check(compare(left, right), compare(right, left), verdict, [line[1:] for line in pair[1:]])


@pytest.mark.rule("NAM-1", "NAM-2", "NAM-3", "NAM-4", "HLD-1", "HLD-3")
@pytest.mark.parametrize("pair", pairs("names_findings.tsv"), ids=lambda pair: " ".join(pair[0][1:]))
def test_given_two_names_when_compared_then_every_word_of_the_findings_is_as_in_the_table(
    pair: list[list[str]],
) -> None:
    verdict, left, right, reading = pair[0]

    found = compare_names(left, right, reading=reading or None)
    swapped = compare_names(right, left, reading=reading or None)

    check(found, swapped, verdict, [line[1:] for line in pair[1:]])
