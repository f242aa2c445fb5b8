"""How often addresses are judged wrongly, and how fast: pairs made from postal data, printed by group.

    python tests/verification/addresses_eval.py [--seed N] [--pairs N] [--show N] [--held-out]

Places are real: towns of all prefectures, and the addresses of the big offices that have their own postal code, as
their owners write them. What is done to them is chance: forms of writing for the pairs that are the same, one
changed number, room, town or ward for the pairs that are not. Half of the places (by a digest of the text) are kept
for ``--held-out`` and are never drawn without it, nor are its seeds.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from address_spots import KANJI, NAMES, Pool, draw_spot, pool, rewrite, wide, write

from kaitsu.japanese.address import compare


@dataclass
class Tally:
    """Verdicts of one group, with some of those that were wrong."""

    verdicts: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    close: list[tuple[str, str, str]] = field(default_factory=list)


# ---- the same


def same_spot(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = draw_spot(rng, pool.towns)
    return write(rng, spot), write(rng, spot)


def same_without_building(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = draw_spot(rng, pool.towns)
    spot = replace(spot, building=spot.building or rng.choice(NAMES))
    return write(rng, spot), write(rng, replace(spot, building="", room=""))


def same_office(rng: random.Random, pool: Pool) -> tuple[str, str]:
    row = rng.choice(pool.offices)
    text = row["prefecture"] + row["city"] + row["neighborhood"] + row["banchi"]
    return text, rewrite(rng, row)


def same_kyoto(rng: random.Random, pool: Pool) -> tuple[str, str]:
    street, city, town = rng.choice(pool.streets)
    number = rng.randint(1, 900)
    other = street.replace("上る", rng.choice(("上ル", "上る", "上がる"))).replace(
        "下る", rng.choice(("下ル", "下る"))
    )
    other = other.replace("入", rng.choice(("入", "入る", "入ル")))
    right = rng.choice(
        (f"{city}{town}{number}番地", f"京都府{city}{other}{town}{number}", f"{city}{other} {town} {number}")
    )
    return f"京都府{city}{street}{town}{number}番地", right


# ---- not the same


def changed_digit(rng: random.Random, text: str, start: int) -> str:
    places = [index for index in range(start, len(text)) if text[index].isdigit() or text[index] in KANJI]
    digits = [index for index in places if text[index].isdecimal() or text[index] == "〇"]
    index = rng.choice(digits or places)
    char = text[index]
    if char in KANJI:
        return text[:index] + rng.choice([other for other in KANJI[1:] if other != char]) + text[index + 1 :]
    zero = 0xFF10 if char >= "０" else 0x30
    first = not text[index - 1 : index].isdecimal()
    choices = [d for d in range(1 if first else 0, 10) if d != int(char)]
    return text[:index] + chr(zero + rng.choice(choices)) + text[index + 1 :]


def other_number(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = draw_spot(rng, pool.towns)
    index = rng.randrange(len(spot.numbers))
    numbers = list(spot.numbers)
    numbers[index] = rng.choice(
        (numbers[index] + 1, numbers[index] + 10, max(1, numbers[index] - 1) + 2 * (numbers[index] == 1))
    )
    return write(rng, spot), write(rng, replace(spot, numbers=tuple(numbers)))


def swapped_numbers(rng: random.Random, pool: Pool) -> tuple[str, str]:
    while True:
        spot = draw_spot(rng, pool.towns)
        if len(spot.numbers) > 1 and spot.numbers[-1] != spot.numbers[-2]:
            break
    numbers = (*spot.numbers[:-2], spot.numbers[-1], spot.numbers[-2])
    return write(rng, spot), write(rng, replace(spot, numbers=numbers))


def dropped_number(rng: random.Random, pool: Pool) -> tuple[str, str]:
    while True:
        spot = draw_spot(rng, pool.towns)
        if len(spot.numbers) > 1:
            break
    return write(rng, spot), write(rng, replace(spot, numbers=spot.numbers[:-1]))


def other_letter(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = replace(draw_spot(rng, pool.towns), kind="lot", letter=rng.choice("甲乙丙イロハニ"), aza="")
    letter = rng.choice(
        [letter for letter in ("甲", "乙", "丙", "イ", "ロ", "ハ", "ニ", "") if letter != spot.letter]
    )
    return write(rng, spot), write(rng, replace(spot, letter=letter))


def other_room(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = draw_spot(rng, pool.towns)
    spot = replace(spot, building=spot.building or rng.choice(NAMES), room=str(rng.randint(101, 1520)))
    room = str(int(spot.room) + rng.choice((1, 2, 10, 100)))
    other = replace(spot, room=room, building=spot.building if rng.random() < 0.7 else rng.choice(NAMES))
    return write(rng, spot), write(rng, other)


def other_floor(rng: random.Random, pool: Pool) -> tuple[str, str]:
    spot = replace(draw_spot(rng, pool.towns), building=rng.choice(NAMES))
    floor = rng.randint(1, 20)
    forms = ("{}階", "{}F", "{}Ｆ")
    left = replace(spot, room=rng.choice(forms).format(floor))
    right = replace(spot, room=rng.choice((*forms, "地下{}階")).format(floor + 1))
    return write(rng, left), write(rng, right)


def other_town(rng: random.Random, pool: Pool) -> tuple[str, str]:
    while True:
        spot = draw_spot(rng, pool.towns)
        others = [town for town in pool.by_city[spot.prefecture, spot.city] if town != spot.town]
        if others:
            return write(rng, spot), write(rng, replace(spot, town=rng.choice(others)))


def other_ward(rng: random.Random, pool: Pool) -> tuple[str, str]:
    """The same town name in another municipality of the prefecture."""
    while True:
        town = rng.choice(pool.in_two)
        left, right = rng.sample(pool.where[town], 2)
        if left[0] == right[0]:
            break
    spot = draw_spot(rng, pool.towns)
    left_spot = replace(spot, prefecture=left[0], city=left[1], town=town)
    return write(rng, left_spot, leave_out=False), write(
        rng, replace(left_spot, city=right[1]), leave_out=False
    )


def changed_office(rng: random.Random, pool: Pool) -> tuple[str, str]:
    """A real address of an office against itself with one digit changed, also in its building."""
    row = rng.choice(pool.offices)
    start = len(row["prefecture"] + row["city"] + row["neighborhood"])
    text = row["prefecture"] + row["city"] + row["neighborhood"] + row["banchi"]
    if not re.search("[0-9]", row["banchi"]):
        return changed_office(rng, pool)
    right = changed_digit(rng, text, start)
    return text, wide(right) if rng.random() < 0.3 else right


def rewritten_changed_office(rng: random.Random, pool: Pool) -> tuple[str, str]:
    """The same, and the changed one written anew."""
    row = rng.choice(pool.offices)
    if not re.match("[0-9]", row["banchi"]):
        return rewritten_changed_office(rng, pool)
    lots = re.match(r"[0-9]+(?:丁目|番地の?|番|-)?[0-9]*(?:番地の?|番|-)?[0-9]*", row["banchi"])
    head = changed_digit(rng, lots[0], 0) if lots else row["banchi"]
    other = {**row, "banchi": head + row["banchi"][len(head) :]}
    return row["prefecture"] + row["city"] + row["neighborhood"] + row["banchi"], rewrite(rng, other)


SAME: dict[str, Callable[[random.Random, Pool], tuple[str, str]]] = {
    "written twice": same_spot,
    "building left out": same_without_building,
    "office, written anew": same_office,
    "Kyoto": same_kyoto,
}
DIFFERENT: dict[str, Callable[[random.Random, Pool], tuple[str, str]]] = {
    "another number": other_number,
    "numbers swapped": swapped_numbers,
    "last number missing": dropped_number,
    "another letter": other_letter,
    "another room": other_room,
    "another floor": other_floor,
    "another town": other_town,
    "another municipality": other_ward,
    "office, one digit": changed_office,
    "office, one digit, anew": rewritten_changed_office,
}


def run(seed: int, pairs: int, held_out: bool) -> tuple[dict[str, Tally], float]:
    """Judge *pairs* pairs of each group; the tallies and the comparisons a second."""
    rng = random.Random(seed)
    places = pool(held_out)
    tallies: dict[str, Tally] = {}
    compare("東京都千代田区丸の内1-1", "東京都千代田区丸の内1-1-1")
    spent, count = 0.0, 0
    for name, make in {**SAME, **DIFFERENT}.items():
        made = [make(rng, places) for _ in range(pairs)]
        judged = [compare(left, right) for left, right in made]
        begin = time.process_time()
        for left, right in made:
            compare(left, right)
        spent += time.process_time() - begin
        count += len(made)
        tally = tallies[name] = Tally()
        for (left, right), comparison in zip(made, judged, strict=True):
            tally.verdicts[comparison.verdict] += 1
            bad = ("different", "unreadable") if name in SAME else ("same",)
            if comparison.verdict in bad:
                reasons = " ".join(
                    f"{f.part}:{f.rule}:{f.detail}" for f in comparison.findings if f.verdict != "same"
                )
                tally.wrong.append((left, right, reasons))
            elif comparison.verdict == "close":
                tally.close.append(
                    (left, right, " ".join(f"{f.rule}:{f.detail}" for f in comparison.findings))
                )
    return tallies, count / spent


def table(tallies: dict[str, Tally], show: int, close: int) -> Iterator[str]:
    """The lines to print."""
    yield f"{'group':26} {'pairs':>6} {'same':>6} {'close':>6} {'differ':>6} {'unread':>6}  wrong"
    for name, tally in tallies.items():
        counts = [tally.verdicts[verdict] for verdict in ("same", "close", "different", "unreadable")]
        columns = " ".join(f"{count:6}" for count in (sum(counts), *counts))
        yield f"{name:26} {columns}  {len(tally.wrong) / sum(counts):.2%}"
        for left, right, reasons in tally.wrong[:show] + tally.close[:close]:
            yield f"    {left!r}\n    {right!r}\n        {reasons}"
    for title, names in (("all the same", SAME), ("all different", DIFFERENT)):
        wrong = sum(len(tallies[name].wrong) for name in names)
        pairs = sum(tallies[name].verdicts.total() for name in names)
        yield f"{title}: {wrong} wrong of {pairs} ({wrong / pairs:.3%})"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pairs", type=int, default=300, help="pairs in each group")
    options.add_argument("--show", type=int, default=0, help="wrong ones to show in each group")
    options.add_argument("--close", type=int, default=0, help="close ones to show in each group")
    options.add_argument("--held-out", action="store_true", help="the places kept for the final figure")
    chosen = options.parse_args()
    tallies, speed = run(chosen.seed + 1_000_000 * chosen.held_out, chosen.pairs, chosen.held_out)
    for line in table(tallies, chosen.show, chosen.close):
        sys.stdout.write(line + "\n")
    sys.stdout.write(
        f"{speed:,.0f} comparisons a second of processor time, the towns of these cities in memory\n"
    )


if __name__ == "__main__":
    main()
