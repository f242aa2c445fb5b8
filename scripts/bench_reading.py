"""How well documents are read: the figures of docs/reading.md, over specimens that no rule was written from.

    python scripts/bench_reading.py                     600 images read, 400 more only looked at; some 20 minutes
    python scripts/bench_reading.py --images 60         a smaller sample
    python scripts/bench_reading.py --write             and the table into docs/reading.md
    python scripts/bench_reading.py --second-hand 160   documents drawn and photographed by the tests' other code
    python scripts/bench_reading.py --gate 150          good and unusable photographs alone, of both hands
    … --first 5000                                      other holders, documents and photographs than those from 0 on

Accuracy per field and per way of spoiling; "same" where the claims were altered (a name, a digit of a date, a number or
room of the address), which must never be; bad photographs told from good ones; seconds, memory, time outside the
engine. Runs in one process, one thread.
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image
from reading_hands import OWN, ROOT, Hand, second
from reading_tables import gate_lines, second_table, table
from reading_tally import Tally

from kaitsu.reading.adapters.rapid import shared
from kaitsu.reading.claims import Claims
from kaitsu.reading.look import look_at
from kaitsu.reading.reader import Request, read_file

DAY = date(2026, 11, 22)


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


def measure(hand: Hand, images: int, first: int = 0) -> Tally:
    """Read *images* photographs of *hand* from place *first* on, each kind spoilt in each bearable way in turn."""
    tally, dice = Tally(), random.Random(11 + first)
    engine = Timed(shared())
    for place in range(first, first + images):
        kind, how = hand.kind(place), hand.way(place)
        data, made, raw = hand.take(place, how, kind, False)
        engine.seconds = 0.0
        wall, start = time.perf_counter(), time.process_time()
        found = read_file(data, engine, Request(today=DAY))
        spent = time.process_time() - start
        tally.wall.append(time.perf_counter() - wall)
        tally.seconds.append(spent / max(1, len(found)))
        tally.outside.append(1 - engine.seconds / spent)
        document = next((each for each in found if (each.kind, each.side) == kind), found[0])
        claims = Claims.of(raw)
        tally.document(how, made, document, claims)
        tally.alterations(how, made, document, claims, dice)
        _progress(place + 1 - first, images, len(tally.false_same))
    return tally


def _progress(done: int, images: int, false: int) -> None:
    if done % 20 == 0:
        print(f"{done} of {images}, false same {false}", file=sys.stderr, flush=True)


def gate(hand: Hand, images: int, first: int = 50_000) -> dict[str, Any]:
    """Good photographs refused and unusable ones caught: by the cheap look alone, and after reading as well."""
    refused: list[bool] = []
    caught: list[bool] = []
    seconds: list[float] = []
    after_reading: list[bool] = []
    missed: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    for place in range(first, first + images):
        kind = hand.kind(place)
        good = hand.bearable[place % len(hand.bearable)]
        bad = hand.unusable[place % len(hand.unusable)]
        for how, strong in ((good, False), (bad, True)):
            data, *_ = hand.take(place, how, kind, strong)
            start = time.process_time()
            usable = look_at(data)[0].usable
            seconds.append(time.process_time() - start)
            (caught if strong else refused).append(not usable)
            if usable == strong:
                missed[f"{how}{' (bad)' if strong else ''}"] += 1
            if strong:
                told = not usable or cannot_pass(data, kind)
                after_reading.append(told)
                unread[how] += not told
        _progress(place + 1 - first, images, 0)
    return {
        "good": len(refused), "refused": sum(refused), "bad": len(caught), "caught": sum(caught),
        "seconds": statistics.median(seconds), "large": _large(hand), "missed": dict(missed),
        "after_reading": sum(after_reading), "read_all_the_same": dict(+unread),
    }  # fmt: skip


def _large(hand: Hand) -> float:
    """Processor seconds of a look at a photograph of twelve megapixels, the median of eight."""
    spent = []
    for place in range(80_000, 80_008):
        data, *_ = hand.take(place, hand.way(place), hand.kind(place), False)
        file = io.BytesIO()
        Image.open(io.BytesIO(data)).resize((4000, 3000)).save(file, "JPEG", quality=90)
        start = time.process_time()
        look_at(file.getvalue())
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def cannot_pass(data: bytes, kind: tuple[str, str]) -> bool:
    """Whether reading finds that a photograph cannot pass: another kind than was asked for, or advice that blocks."""
    found = read_file(data, shared(), Request(today=date(2026, 11, 22)))
    return not any((each.kind, each.side) == kind and each.look.usable for each in found)


def worker_memory() -> float:
    """Peak memory in MB of a fresh process that reads a photograph of each kind, four large ones among them."""
    with tempfile.TemporaryDirectory() as folder:
        for place, kind in enumerate(OWN.kinds):
            data, *_ = OWN.take(90_000 + place, "far" if place < 4 else "desk", kind, False)
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


MARKS = ("<!-- measured -->", "<!-- /measured -->")


def main() -> int:
    options = _options()
    if options.read_all:
        read_all(options.read_all)
        return 0
    if options.gate:
        for hand in (OWN, second()):
            print(*gate_lines(gate(hand, options.gate, 50_000 + options.first)), sep="\n")
        return 0
    hand, images = (second(), options.second_hand) if options.second_hand else (OWN, options.images)
    tally = measure(hand, images, options.first)
    if options.second_hand:
        print(second_table(tally, images))
    else:
        found = table(tally, gate(OWN, max(4, images // 3)), images, worker_memory())
        print(found)
        if options.write:
            write(found)
    print(*tally.wrong, *tally.refused, sep="\n", file=options.wrong or sys.stderr)
    for false in tally.false_same:
        print("FALSE SAME", false)
    return 1 if tally.false_same else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--images", type=int, default=600)
    parser.add_argument("--first", type=int, default=0, help="the place of the first photograph")
    parser.add_argument("--write", action="store_true", help="write the table into docs/reading.md")
    parser.add_argument("--wrong", type=argparse.FileType("w"), help="write what was read wrong to this file")
    parser.add_argument(
        "--second-hand", type=int, default=0, help="read so many documents of the tests' own drawing"
    )
    parser.add_argument(
        "--gate", type=int, default=0, help="so many good and unusable photographs of each hand"
    )
    parser.add_argument("--read-all", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def write(found: str) -> None:
    """Put the table into docs/reading.md in the place of the one before."""
    page = ROOT / "docs" / "reading.md"
    before, _, rest = page.read_text("utf-8").partition(MARKS[0])
    page.write_text(before + MARKS[0] + "\n" + found + "\n" + MARKS[1] + rest.partition(MARKS[1])[2], "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
