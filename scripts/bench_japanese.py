"""How fast, how large, how soon: the figures of docs/japanese.md, measured on one core of this machine.

    python scripts/bench_japanese.py            comparisons a second, memory, start time
    python scripts/bench_japanese.py --json     the same as one object

Pairs are made afresh and none is asked twice, so that no cache answers for the rules. All times are of the processor,
so that a busy machine does not change them much.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
Pair = tuple[str, str]

FAMILIES = [
    ("佐藤", "サトウ", "SATO"), ("鈴木", "スズキ", "SUZUKI"), ("髙橋", "タカハシ", "TAKAHASHI"),
    ("高橋", "タカハシ", "TAKAHASHI"), ("田中", "タナカ", "TANAKA"), ("伊藤", "イトウ", "ITO"),
    ("渡邊", "ワタナベ", "WATANABE"), ("渡辺", "ワタナベ", "WATANABE"), ("齋藤", "サイトウ", "SAITO"),
    ("斎藤", "サイトウ", "SAITO"), ("山﨑", "ヤマザキ", "YAMAZAKI"), ("山崎", "ヤマザキ", "YAMAZAKI"),
    ("大野", "オオノ", "ONO"), ("小野", "オノ", "ONO"), ("濵田", "ハマダ", "HAMADA"), ("浜田", "ハマダ", "HAMADA"),
    ("加藤", "カトウ", "KATO"), ("吉田", "ヨシダ", "YOSHIDA"), ("𠮷田", "ヨシダ", "YOSHIDA"),
    ("松本", "マツモト", "MATSUMOTO"), ("井上", "イノウエ", "INOUE"), ("木村", "キムラ", "KIMURA"),
    ("林", "ハヤシ", "HAYASHI"), ("清水", "シミズ", "SHIMIZU"), ("藤原", "フジワラ", "FUJIWARA"),
]  # fmt: skip
GIVEN = [
    ("太郎", "タロウ", "TARO"), ("花子", "ハナコ", "HANAKO"), ("淳一", "ジュンイチ", "JUNICHI"),
    ("優子", "ユウコ", "YUKO"), ("翔太", "ショウタ", "SHOTA"), ("陽菜", "ヒナ", "HINA"), ("蓮", "レン", "REN"),
    ("大輔", "ダイスケ", "DAISUKE"), ("裕美", "ヒロミ", "HIROMI"), ("京子", "キョウコ", "KYOKO"),
    ("新一", "シンイチ", "SHINICHI"), ("千鶴", "チヅル", "CHIZURU"), ("悠真", "ユウマ", "YUMA"),
    ("さくら", "サクラ", "SAKURA"), ("亮", "リョウ", "RYO"), ("瑛太", "エイタ", "EITA"), ("圭吾", "ケイゴ", "KEIGO"),
    ("真由美", "マユミ", "MAYUMI"), ("健二", "ケンジ", "KENJI"), ("芳江", "ヨシエ", "YOSHIE"),
]  # fmt: skip
BUILDINGS = ["", "", "コーポ山田", "グランドハイツ2", "ハイツさくら", "第三富士ビル", "メゾン・ド・ヴィル"]
KANJI_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def name_pairs() -> Iterator[Pair]:
    """Each two of 500 names, in kanji, in kana and in Latin letters: 750,000 pairs, most of them different."""
    names = [
        tuple(f"{family[form]} {given[form]}" for form in range(3)) for family in FAMILIES for given in GIVEN
    ]
    dice = random.Random(1)
    dice.shuffle(names)
    for distance in range(len(names)):
        for place, left in enumerate(names):
            form = (place + distance) % 3
            yield left[form], names[(place + distance) % len(names)][form].replace(" ", "\u3000")


def address_pairs() -> Iterator[Pair]:
    """A formal and a short writing of made-up addresses in towns of Japan Post's table, one in five different."""
    from kaitsu.japanese.address_source import all_places

    dice = random.Random(2)
    places = [
        (prefecture, city, town) for prefecture, city, town, _, building in all_places() if not building
    ]
    dice.shuffle(places)
    for prefecture, city, town in places:
        if any(mark in town for mark in "（、掲載次番地"):
            continue
        chome, block, number, room = (dice.randint(1, high) for high in (9, 40, 30, 9))
        building = dice.choice(BUILDINGS)
        rest = f" {building} {room}03号室" if building else ""
        other = number + 1 if dice.random() < 0.2 else number
        short = f"-{room}03" if building else ""
        yield (
            f"{prefecture}{city}{town}{str(chome).translate(KANJI_DIGITS)}丁目{block}番{number}号{rest}",
            f"{city}{town}{chome}-{block}-{other}{short}",
        )


def date_pairs() -> Iterator[Pair]:
    """Every day from 1930 on, in its era and in Gregorian years."""
    from kaitsu.japanese.dates import in_era

    for ordinal in range(30_000):
        day = date(1930, 1, 1) + timedelta(days=ordinal)
        yield in_era(day), day.isoformat()


def comparisons_a_second(comparer: Callable[[str, str], object], pairs: Iterator[Pair]) -> dict[str, float]:
    """How often *comparer* answers in a second of processor time: for the first pairs, and when it is warm.

    The towns of a city are read when the first address in it is met, so that the first pairs from all over Japan
    cost more than those after them.
    """
    comparer(*next(pairs))
    rates = {}
    for phase, count in (("first 2,000", 2_000), ("next 12,000", 12_000)):
        prepared = list(islice(pairs, count))
        start = time.process_time()
        for left, right in prepared:
            comparer(left, right)
        rates[phase] = count / (time.process_time() - start)
    return rates


PROBE = """
import resource, sys, time
def size():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024
before = size()
{imports}
imported = size()
start = time.process_time()
{use}
first = time.process_time() - start
print(before, imported, size(), first)
"""
PROBES = {
    "dates": (
        "from kaitsu.japanese.dates import compare_dates",
        "compare_dates('R1.5.1', '2019-05-01')",
    ),
    "names": (
        "from kaitsu.japanese.names import compare_names",
        "compare_names('髙橋 太郎', '高橋 太郎'); compare_names('オオノ', 'ONO'); compare_names('齊藤 一', '斎藤 一')",
    ),
    "addresses": (
        "from kaitsu.japanese import address",
        "address.compare('東京都千代田区千代田1番1号', '千代田区千代田1-1')",
    ),
}


STARTS = {
    "a bare interpreter": [],
    "kaitsu --help": ["--help"],
    "kaitsu compare date": ["compare", "date", "R1.5.1", "2019-05-01"],
    "kaitsu compare name": ["compare", "name", "髙橋 太郎", "高橋 太郎"],
    "kaitsu compare address": ["compare", "address", "千代田区千代田1番1号", "千代田区千代田1-1"],
}


def run(code: str) -> str:
    """What a fresh interpreter prints for *code*."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, env=environment
    )
    return done.stdout


def memory(kind: str) -> dict[str, float]:
    """MB of a process before and after the import of *kind* and after its first use; seconds of that first use."""
    imports, use = PROBES[kind]
    before, imported, used, first = map(float, run(PROBE.format(imports=imports, use=use)).split())
    return {"bare": before, "imported": imported, "used": used, "first_use_seconds": first}


def start_seconds(arguments: list[str], times: int = 15) -> float:
    """The median processor time of a whole process that runs the command with *arguments*."""
    code = f"import sys; from kaitsu.config.cli import main; main({arguments!r})" if arguments else "pass"
    taken = []
    for _ in range(times):
        before = os.times()
        run(code)
        after = os.times()
        taken.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
    return statistics.median(taken)


def measure() -> dict[str, dict[str, dict[str, float]]]:
    """All figures."""
    from kaitsu.japanese import address
    from kaitsu.japanese.dates import compare_dates
    from kaitsu.japanese.names import compare_names

    return {
        "comparisons_a_second": {
            "names": comparisons_a_second(compare_names, name_pairs()),
            "addresses": comparisons_a_second(address.compare, address_pairs()),
            "dates": comparisons_a_second(compare_dates, date_pairs()),
        },
        "memory_mb": {kind: memory(kind) for kind in PROBES},
        "start": {name: {"seconds": start_seconds(arguments)} for name, arguments in STARTS.items()},
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure()
    if options.json:
        print(json.dumps(figures, indent=2))
        return
    for kind, rates in figures["comparisons_a_second"].items():
        for phase, rate in rates.items():
            print(f"{kind + ', ' + phase:<26}{rate:>8,.0f} comparisons/s")
    for kind, sizes in figures["memory_mb"].items():
        print(
            f"{kind:<26}{sizes['imported'] - sizes['bare']:>8.1f} MB at import, "
            f"{sizes['used'] - sizes['bare']:.1f} MB after first use ({sizes['first_use_seconds']:.2f} s)"
        )
    for kind, taken in figures["start"].items():
        print(f"{kind:<26}{taken['seconds'] * 1000:>8.0f} ms")


if __name__ == "__main__":
    main()
