"""The figures of reading in Markdown (for bench_reading)."""

from __future__ import annotations

import os
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reading_hands import OWN
from reading_tally import FIELDS, Tally

from kaitsu.reading.comparing import COMPARED


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def table(tally: Tally, look: Mapping[str, Any], images: int, memory: float) -> str:
    """The figures of the project's own hand; *memory* in MB."""
    kinds = sum(row["kind"] for row in tally.by_spoiler.values())
    pairs = ", ".join(f"{field} {number}" for field, number in tally.pairs.items())
    lines = [
        f"{images} photographs, {len(OWN.kinds)} kinds and sides, {len(OWN.bearable)} ways of spoiling.",
        f"Kind and side right: {_share(kinds, images)} %.",
        "",
        *_by_field(tally.by_field),
        "",
        f'Altered pairs: {sum(tally.pairs.values())} ({pairs}); false "same": {len(tally.false_same)}.',
        "",
        *_by_spoiler(tally.by_spoiler),
        "",
        f"- Processor seconds per document, one thread: median {statistics.median(tally.seconds):.2f}, "
        f"90th percentile {_percentile(tally.seconds, 0.9):.2f}",
        f"- Wall clock per file: median {statistics.median(tally.wall):.2f} s "
        f"(at a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)",
        f"- Time outside the engine: {100 * statistics.median(tally.outside):.0f} %",
        f"- Peak memory of a process that only reads: {memory:.0f} MB",
        *gate_lines(look),
        f"- Of the {images} photographs above, refused after reading: {len(tally.refused)}",
    ]
    return "\n".join(lines)


def gate_lines(look: Mapping[str, Any]) -> Iterator[str]:
    """What came of good and of unusable photographs."""
    yield (
        f"- The cheap look alone: {look['refused']} of {look['good']} good photographs refused, "
        f"{look['caught']} of {look['bad']} unusable ones caught, {1000 * look['seconds']:.0f} ms at the median "
        f"({1000 * look['large']:.0f} ms for twelve megapixels)"
    )
    yield f"- What the look got wrong: {_counted(look['missed'])}"
    yield (
        f"- Look and reading together: {look['after_reading']} of {look['bad']} unusable ones caught; "
        f"read all the same: {_counted(look['read_all_the_same'])}"
    )


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{what} {number}" for what, number in counts.items()) or "nothing"


def _by_field(count: Mapping[str, int]) -> Iterator[str]:
    yield "| field | of | read right % | and certain % | same as registered % |"
    yield "|---|---|---|---|---|"
    for field in FIELDS:
        of = count[f"{field} of"]
        same = _share(count[f"{field} same"], of) if field in COMPARED else "–"
        yield f"| {field} | {of} | {_share(count[field], of)} | {_share(count[f'{field} certain'], of)} | {same} |"


def _by_spoiler(rows: Mapping[str, Counter[str]]) -> Iterator[str]:
    yield "| spoiled by | images | kind % | name % | birth date % | address % | expiry % |"
    yield "|---|---|---|---|---|---|---|"
    for how in OWN.bearable:
        row = rows[how]
        cells = [
            _share(row[field], row[f"{field} of"]) for field in ("name", "birth_date", "address", "expiry")
        ]
        yield f"| {how} | {row['images']} | {_share(row['kind'], row['images'])} | {' | '.join(cells)} |"


def _percentile(values: Sequence[float], part: float) -> float:
    return sorted(values)[int(part * (len(values) - 1))]


def second_table(tally: Tally, images: int) -> str:
    """The figures of the second hand in Markdown."""
    kinds = sum(row["kind"] for row in tally.by_spoiler.values())
    return "\n".join(
        [
            f"{images} photographs; kind and side right: {_share(kinds, images)} %; "
            f"good photographs refused after reading: {len(tally.refused)}.",
            "",
            *_by_field(tally.by_field),
            "",
            f'Altered pairs: {sum(tally.pairs.values())}; false "same": {len(tally.false_same)}.',
        ]
    )
