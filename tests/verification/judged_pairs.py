"""Pairs that are made from a base by name of the change: judged, counted and printed by that name."""

# ruff: noqa: T201 - what the scripts that use it print

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kaitsu.japanese.verdict import Comparison

Base = TypeVar("Base")
#: The name of the change, then what is compared.
Pair = tuple[str, ...]
Compare = Callable[[Pair], Comparison]


def judge(
    pairs: Iterable[Pair], compare: Compare, wrong: frozenset[str], show: int, close: int
) -> tuple[int, int, int]:
    """Compare each pair once; print the counts by kind, and return pairs, wrong and close."""
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, *texts in dict.fromkeys(pairs):
        if texts[0] == texts[1]:
            continue
        comparison = compare(tuple(texts))
        verdicts[kind][comparison.verdict] += 1
        most = show if comparison.verdict in wrong else close if comparison.verdict == "close" else 0
        if len(examples[kind, comparison.verdict]) < most:
            why = " ".join(
                f"{f.part}:{f.rule}:{f.detail}" for f in comparison.findings if f.verdict != "same"
            )
            examples[kind, comparison.verdict].append(
                f"    {comparison.verdict} {texts[0]!r} {texts[1]!r} {why}"
            )
    for kind, counts in verdicts.items():
        bad = sum(counts[verdict] for verdict in wrong)
        print(f"{kind:46}{counts.total():7}{bad:6} wrong {counts['close']:6} close")
        for (of_kind, _), lines in examples.items():
            if of_kind == kind and lines:
                print(*lines, sep="\n")
    every = sum(counts.total() for counts in verdicts.values())
    bad = sum(counts[verdict] for counts in verdicts.values() for verdict in wrong)
    return every, bad, sum(counts["close"] for counts in verdicts.values())


def measure(
    description: str | None,
    what: str,
    bases: Callable[[bool], list[Base]],
    same: Callable[[Base], Iterator[Pair]],
    different: Callable[[Base], Iterator[Pair]],
    compare: Compare,
) -> None:
    """Read the options, make the pairs of all bases, judge them and print the sums."""
    options = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--kept-aside", action="store_true", help="the third that was kept for the last figure"
    )
    options.add_argument("--show", type=int, default=0, help="wrong ones to show of each kind")
    options.add_argument("--close", type=int, default=0, help="close ones to show of each kind")
    chosen = options.parse_args()
    found = bases(chosen.kept_aside)
    for title, make, wrong in (
        ("the same", same, frozenset(("different", "unreadable"))),
        ("another", different, frozenset(("same",))),
    ):
        pairs = (pair for base in found for pair in make(base))
        every, bad, close = judge(pairs, compare, wrong, chosen.show, chosen.close)
        print(
            f"{title}: {len(found)} {what}, {every} pairs, {bad} wrong ({bad / every:.3%}), "
            f"{close} close ({close / every:.2%})\n"
        )
