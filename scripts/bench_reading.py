"""How well documents are read: the figures of docs/reading.md, over specimens that no rule was written from.

    python scripts/bench_reading.py                     600 images read, 400 more only looked at; some 20 minutes
    python scripts/bench_reading.py --images 60         a smaller sample
    python scripts/bench_reading.py --write             and the table into docs/reading.md
    python scripts/bench_reading.py --second-hand 160   documents drawn and photographed by the tests' other code

Accuracy per field and per way of spoiling; "same" where the claims were altered (a name, a digit of a date, a number or
room of the address), which must never be; bad photographs told from good ones; seconds, memory, time outside the
engine. All seeds lie far from those that were looked at while the rules were written. Runs in one process, one thread.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kaitsu.japanese import address as addresses
from kaitsu.japanese.names import compare_names
from kaitsu.japanese.verdict import Verdict
from kaitsu.reading import specimens
from kaitsu.reading.adapters.rapid import shared
from kaitsu.reading.claims import Claims
from kaitsu.reading.comparing import COMPARED, compare, verdict_of
from kaitsu.reading.document import Document
from kaitsu.reading.look import look_at
from kaitsu.reading.reader import Request, read_file

ROOT = Path(__file__).parents[1]
BEARABLE = [how for how, (can_bear, _) in specimens.SPOILERS.items() if can_bear]
UNUSABLE = [how for how, (_, can_spoil) in specimens.SPOILERS.items() if can_spoil]
READ = [kind for kind in specimens.DRAWN if kind != ("my_number_card", "back")]
FIELDS = ("name", "birth_date", "address", "expiry", "issued", "issuer")
TWINS = [
    "太大",
    "未末",
    "土士",
    "田由",
    "日曰",
    "人入",
    "千干",
    "石右",
    "林森",
    "川三",
    "山出",
    "木本",
    "中申",
    "子予",
    "美実",
    "幸辛",
    "一二",
    "郎朗",
    "藤籐",
    "井丼",
    "村付",
    "原厚",
    "真直",
    "和知",
    "健建",
    "裕祐",
    "恵思",
]


class Timed:
    """The engine, with the processor time that was spent in it."""

    def __init__(self, engine: Any) -> None:
        self._engine, self.seconds = engine, 0.0

    version = property(lambda self: self._engine.version)

    def _time(self, call: Any, *arguments: Any) -> Any:
        start = time.process_time()
        try:
            return call(*arguments)
        finally:
            self.seconds += time.process_time() - start

    def find(self, *arguments: Any) -> Any:
        return self._time(self._engine.find, *arguments)

    def turned(self, *arguments: Any) -> Any:
        return self._time(self._engine.turned, *arguments)

    def read(self, *arguments: Any) -> Any:
        return self._time(self._engine.read, *arguments)


def photograph(
    place: int, how: str, kind: tuple[str, str], *, strong: bool = False
) -> tuple[bytes, specimens.Specimen, Any]:
    """The JPEG of a specimen that is spoilt by *how*, the specimen, and its holder's claims."""
    seed = 7_000_003 + place * 17
    claims = specimens.holder(seed, foreign=kind[0] == "residence_card" and seed % 3 > 0)
    made = specimens.make(*kind, claims, seed)
    beside = (
        specimens.draw("health_insurance", "back", specimens.holder(seed + 1), seed) if how == "two" else None
    )
    side = random.Random(seed).choice((1600, 2000, 2600, 4000 if how in ("desk", "far") else 2200))
    image = specimens.spoil(made.image, how, seed, strong=strong, long_side=side, beside=beside)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue(), made, claims


def right(field: str, document: Document, truth: str) -> bool:
    """Whether *field* was read as printed, by the rules by which it will be compared."""
    read = document.fields.get(field)
    if read is None:
        return False
    if field in ("birth_date", "expiry", "issued"):
        return read.day is not None and read.day.isoformat() == truth
    if field == "name":
        return compare_names(read.text, truth).verdict is Verdict.SAME
    if field == "address":
        return addresses.compare(read.text, truth).verdict is Verdict.SAME
    return "".join(read.text.split()) == "".join(truth.split())


def altered(claims: Claims, dice: random.Random, *, latin: bool) -> Iterator[tuple[str, Claims]]:
    """*claims* with one thing altered, several times over: each is another person, day or dwelling.

    The form C is altered where the document is in *latin* letters and the registered name is not in kanji.
    """
    for _ in range(2):
        name = _other_name(claims.registered, dice)
        if (
            not (latin and claims.registered == claims.kana)
            and compare_names(name, claims.registered).verdict is Verdict.DIFFERENT
        ):
            yield "name", replace(claims, registered=name)
    if latin:
        place = dice.choice([at for at, letter in enumerate(claims.latin) if letter != " "])
        latin = (
            claims.latin[:place]
            + dice.choice("BDFGKMNPRSTZ".replace(claims.latin[place], ""))
            + claims.latin[place + 1 :]
        )
        if compare_names(latin, claims.latin).verdict is Verdict.DIFFERENT:
            yield "name", replace(claims, latin=latin)
    assert claims.birth_date is not None
    for days in (1, -1, 10, 30, 365 * 10):
        yield "birth_date", replace(claims, birth_date=claims.birth_date + timedelta(days=days))
    for _ in range(4):
        digits = [at for at, letter in enumerate(claims.address) if letter.isdecimal()]
        at = dice.choice(digits)
        other = (
            claims.address[:at]
            + dice.choice("123456789".replace(claims.address[at], ""))
            + claims.address[at + 1 :]
        )
        if addresses.compare(other, claims.address).verdict is Verdict.DIFFERENT:
            yield "address", replace(claims, address=other)


def _other_name(name: str, dice: random.Random) -> str:
    """*name* with one character exchanged, for one that looks like it where there is one."""
    alike = [
        (at, pair.replace(letter, "")) for at, letter in enumerate(name) for pair in TWINS if letter in pair
    ]
    if alike and dice.random() < 0.7:
        at, other = dice.choice(alike)
    else:
        at = dice.choice([at for at, letter in enumerate(name) if letter != " "])
        other = dice.choice(
            "木山川田中村井上原口石藤佐高松林清太郎美子恵一二三健誠正明大和也".replace(name[at], "")
        )
    return name[:at] + other + name[at + 1 :]


class Tally:
    """What was counted."""

    def __init__(self) -> None:
        self.by_spoiler: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_field: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.false_same: list[str] = []
        self.seconds: list[float] = []
        self.wall: list[float] = []
        self.outside: list[float] = []
        self.wrong: list[str] = []
        self.refused: list[str] = []

    def document(self, how: str, made: specimens.Specimen, document: Document, claims: Claims) -> None:
        row = self.by_spoiler[how]
        row["images"] += 1
        row["kind"] += (document.kind, document.side) == (made.kind, made.side)
        if (document.kind, document.side) != (made.kind, made.side):
            self.wrong.append(f"{how} kind {made.kind} {made.side}: {document.kind} {document.side}")
        if not document.look.usable:
            codes = [each.code for each in document.look.advice if each.blocks]
            self.refused.append(f"{how} {made.kind} {made.side}: {codes}")
        findings = compare(document, claims)
        for field in FIELDS:
            if field not in made.printed:
                continue
            good = right(field, document, made.printed[field])
            certain = good and document.fields[field].certain
            self.by_field.update({f"{field} of": 1, field: good, f"{field} certain": certain})
            row.update({f"{field} of": 1, field: good})
            if field in COMPARED:
                self.by_field[f"{field} same"] += verdict_of(findings, field) is Verdict.SAME
            if not good:
                read = document.fields.get(field)
                self.wrong.append(
                    f"{how} {made.kind} {made.side} {field}: {made.printed[field]} <- {read.text if read else None}"
                )

    def alterations(
        self, how: str, made: specimens.Specimen, document: Document, claims: Claims, dice: random.Random
    ) -> None:
        name = document.fields.get("name")
        latin = name is not None and name.text.isascii()
        for field, other in altered(claims, dice, latin=latin):
            if field not in document.fields:
                continue
            self.pairs[field] += 1
            if verdict_of(compare(document, other), field) is Verdict.SAME:
                self.false_same.append(
                    f"{how} {made.kind} {made.side} {field}: {document.fields[field].text} = {other}"
                )


def measure(images: int, first: int = 0, tally: Tally | None = None) -> Tally:
    """Read *images* photographs from *first* on, each kind spoilt in each bearable way in turn; added to *tally*."""
    tally, dice = tally or Tally(), random.Random(11 + first)
    engine = Timed(shared())
    for place in range(first, first + images):
        kind, how = READ[place % len(READ)], BEARABLE[(place * 7 + place // len(READ)) % len(BEARABLE)]
        data, made, raw = photograph(place, how, kind)
        engine.seconds = 0.0
        wall, start = time.perf_counter(), time.process_time()
        found = read_file(data, engine, Request(today=date(2026, 11, 22)))
        spent = time.process_time() - start
        tally.wall.append(time.perf_counter() - wall)
        tally.seconds.append(spent / max(1, len(found)))
        tally.outside.append(1 - engine.seconds / spent)
        document = next((each for each in found if (each.kind, each.side) == kind), found[0])
        claims = Claims.of(raw)
        tally.document(how, made, document, claims)
        tally.alterations(how, made, document, claims, dice)
        if (place + 1) % 20 == 0:
            print(
                f"{place + 1} of {first + images}, false same {len(tally.false_same)}",
                file=sys.stderr,
                flush=True,
            )
    return tally


def gate(images: int) -> dict[str, Any]:
    """Good photographs refused and unusable ones caught: by the cheap look alone, and after reading as well."""
    refused, caught, seconds, after_reading = [], [], [], []
    missed: Counter[str] = Counter()
    for place in range(images):
        kind = READ[place % len(READ)]
        good, bad = BEARABLE[place % len(BEARABLE)], UNUSABLE[place % len(UNUSABLE)]
        for how, strong in ((good, False), (bad, True)):
            data, *_ = photograph(50_000 + place, how, kind, strong=strong)
            start = time.process_time()
            usable = look_at(data)[0].usable
            seconds.append(time.process_time() - start)
            (caught if strong else refused).append(not usable)
            if usable == strong:
                missed[f"{how}{' (bad)' if strong else ''}"] += 1
            if strong:
                after_reading.append(not usable or cannot_pass(data, kind))
    return {
        "good": len(refused), "refused": sum(refused), "bad": len(caught), "caught": sum(caught),
        "seconds": statistics.median(seconds), "missed": dict(missed), "after_reading": sum(after_reading),
    }  # fmt: skip


def cannot_pass(data: bytes, kind: tuple[str, str]) -> bool:
    """Whether reading finds that a photograph cannot pass: another kind than was asked for, or advice that blocks."""
    found = read_file(data, shared(), Request(today=date(2026, 11, 22)))
    return not any((each.kind, each.side) == kind and each.look.usable for each in found)


def worker_memory() -> float:
    """Peak memory in MB of a fresh process that reads a photograph of each kind, four large ones among them."""
    with tempfile.TemporaryDirectory() as folder:
        for place, kind in enumerate(READ):
            data, *_ = photograph(90_000 + place, "far" if place < 4 else "desk", kind)
            (Path(folder) / f"{place}.jpg").write_bytes(data)
        command = [sys.executable, __file__, "--read-all", folder]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(told)


def read_all(folder: Path) -> None:
    """Read every file of *folder*, as a worker would, and print the peak of its memory in MB.

    What ``getrusage`` says of a child begins with its parent's figure; the kernel's own is this process's alone.
    """
    for file in sorted(folder.iterdir()):
        read_file(file.read_bytes(), shared(), Request(today=date(2026, 11, 22)))
    status = Path("/proc/self/status").read_text()
    print(int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def table(tally: Tally, look: Mapping[str, Any], images: int) -> str:
    """The figures in Markdown."""
    kinds = sum(row["kind"] for row in tally.by_spoiler.values())
    pairs = ", ".join(f"{field} {number}" for field, number in tally.pairs.items())
    lines = [
        f"{images} photographs, {len(READ)} kinds and sides, {len(BEARABLE)} ways of spoiling.",
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
        f"- Peak memory of a process that only reads: {worker_memory():.0f} MB",
        f"- The cheap look alone: {look['refused']} of {look['good']} good photographs refused, "
        f"{look['caught']} of {look['bad']} unusable ones caught, {1000 * look['seconds']:.0f} ms at the median",
        f"- What the look got wrong: {look['missed'] or 'nothing'}",
        f"- Look and reading together: {len(tally.refused)} of {images} good photographs refused, "
        f"{look['after_reading']} of {look['bad']} unusable ones caught",
    ]
    return "\n".join(lines)


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
    for how in BEARABLE:
        row = rows[how]
        cells = [
            _share(row[field], row[f"{field} of"]) for field in ("name", "birth_date", "address", "expiry")
        ]
        yield f"| {how} | {row['images']} | {_share(row['kind'], row['images'])} | {' | '.join(cells)} |"


def _percentile(values: Sequence[float], part: float) -> float:
    return sorted(values)[int(part * (len(values) - 1))]


def second_hand(images: int) -> Tally:
    """Read *images* documents that the tests draw and photograph by code of their own."""
    sys.path.insert(0, str(ROOT / "tests"))
    from verification.reading.otherwise.camera import MILD
    from verification.reading.otherwise.pairs import photographed

    tally, dice = Tally(), random.Random(13)
    for place in range(images):
        how = MILD[(place * 5 + place // len(READ)) % len(MILD)]
        kind = READ[place % len(READ)]
        data, printed, raw = photographed(kind, how, 400_000 + place * 13)
        found = read_file(data, shared(), Request(today=date(2026, 11, 22)))
        document = next((each for each in found if (each.kind, each.side) == kind), found[0])
        made = specimens.Specimen(None, *kind, printed)  # type: ignore[arg-type]
        tally.document(how, made, document, Claims.of(raw))
        tally.alterations(how, made, document, Claims.of(raw), dice)
        if (place + 1) % 20 == 0:
            print(f"{place + 1} of {images}, false same {len(tally.false_same)}", file=sys.stderr, flush=True)
    return tally


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


MARKS = ("<!-- measured -->", "<!-- /measured -->")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--images", type=int, default=600)
    parser.add_argument("--write", action="store_true", help="write the table into docs/reading.md")
    parser.add_argument("--wrong", type=Path, help="write what was read wrong to this file")
    parser.add_argument(
        "--second-hand", type=int, default=0, help="read so many documents of the tests' own drawing"
    )
    parser.add_argument("--read-all", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read_all:
        read_all(options.read_all)
        return 0
    if options.second_hand:
        tally = second_hand(options.second_hand)
        print(
            second_table(tally, options.second_hand),
            *tally.wrong,
            *tally.refused,
            *tally.false_same,
            sep="\n",
        )
        return 1 if tally.false_same else 0
    tally = measure(options.images)
    found = table(tally, gate(max(4, options.images // 3)), options.images)
    print(found)
    if options.wrong:
        options.wrong.write_text(
            json.dumps({"wrong": tally.wrong, "false": tally.false_same}, ensure_ascii=False, indent=1)
        )
    if options.write:
        page = ROOT / "docs" / "reading.md"
        before, _, rest = page.read_text("utf-8").partition(MARKS[0])
        page.write_text(
            before + MARKS[0] + "\n" + found + "\n" + MARKS[1] + rest.partition(MARKS[1])[2], "utf-8"
        )
    for false in tally.false_same:
        print("FALSE SAME", false)
    return 1 if tally.false_same else 0


if __name__ == "__main__":
    raise SystemExit(main())
