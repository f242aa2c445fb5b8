"""Error rates and speed of the comparison of names, on pairs that were not used while writing the rules.

    python tests/verification/names_eval.py [--seed N]

Surnames and given names that no test table names are put together at random. A *same* pair is one name written in
two ways that the rules call one; a *different* pair has another surname, given name or reading. Prints for each
kind of pair how many verdicts were wrong, and comparisons a second on one core.
"""

# ruff: noqa: T201, E501 - a script that prints, with tables and long one-line makers of pairs

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kaitsu.japanese.names import compare_names
from kaitsu.japanese.names_readings import align
from kaitsu.japanese.repertoire import refused

FOLDER = Path(__file__).parent
FOREIGN_FAMILY = (
    "ANDERSON",
    "BAKER",
    "CLARKE",
    "DUBOIS",
    "EVANS",
    "FISCHER",
    "GONZALES",
    "HARRIS",
    "IVANOV",
    "JENSEN",
)
FOREIGN_GIVEN = (
    "ALICE",
    "BERNARD",
    "CHARLOTTE",
    "DMITRI",
    "ELENA",
    "FREDERIK",
    "GABRIELA",
    "HENRY",
    "ISABEL",
    "JACOB",
)
FOREIGN_MIDDLE = ("ROSE", "PAUL", "LOUISE", "THOMAS", "GRACE")

#: Variants that registers and documents have for the characters above (MJ reduction map, joyo kanji table).
VARIANTS = {
    "崎": "﨑嵜", "浜": "濱濵", "桜": "櫻", "高": "髙", "広": "廣", "国": "國", "真": "眞", "富": "冨", "辺": "邊邉",
    "竜": "龍", "沢": "澤", "徳": "德", "瀬": "瀨", "館": "舘", "恵": "惠", "亮": "亮", "静": "靜", "実": "實",
    "栄": "榮", "龍": "竜", "島": "嶋嶌", "関": "關", "塚": "\ufa10", "横": "橫", "晴": "\ufa12", "慎": "愼", "勝": "勝",
}  # fmt: skip
#: Characters drawn alike that are other characters.
ALIKE = {
    "太": "大",
    "大": "太",
    "土": "士",
    "千": "干",
    "本": "木",
    "田": "由",
    "夫": "失",
    "口": "日",
    "三": "二",
    "井": "丼",
}


@dataclass(frozen=True, slots=True)
class Person:
    """One name in its three forms, family name first."""

    kanji: tuple[str, str]
    kana: tuple[str, str]
    latin: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, the verdicts that are right, and the reading that a form would hold."""

    kind: str
    left: str
    right: str
    right_verdicts: frozenset[str]
    reading: str = ""


SAME, CLOSE, DIFFERENT, UNREADABLE = (
    frozenset(words.split()) for words in ("same", "close", "different", "unreadable")
)


def entries(table: str) -> list[tuple[str, str, str]]:
    lines = (FOLDER / f"names_eval_{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]  # type: ignore[misc]


def people(chance: random.Random) -> Iterator[Person]:
    families, given = entries("families"), entries("given")
    while True:
        family, name = chance.choice(families), chance.choice(given)
        yield Person((family[0], name[0]), (family[1], name[1]), (family[2], name[2]))


def vary(text: str, chance: random.Random) -> str:
    """*text* with one or more of its characters in another form; "" where none has one."""
    places = [place for place, char in enumerate(text) if char in VARIANTS]
    if not places:
        return ""
    chars = list(text)
    for place in chance.sample(places, chance.randint(1, len(places))):
        chars[place] = chance.choice(VARIANTS[chars[place]])
    return "".join(chars)


def spaced(parts: tuple[str, str], chance: random.Random) -> str:
    return chance.choice((" ", "　", "", "  ")).join(parts)


HALF = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
SMALL = str.maketrans("ャュョッ", "ヤユヨツ")
HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
MARKS = str.maketrans(
    {"ガ": "カ\u3099", "ジ": "シ\u3099", "ダ": "タ\u3099", "バ": "ハ\u3099", "ペ": "ヘ\u309a"}
)
KUNREI = (
    ("SHI", "SI"), ("CHI", "TI"), ("TSU", "TU"), ("FU", "HU"), ("JI", "ZI"), ("JU", "ZYU"), ("SHU", "SYU"), ("MB", "NB"),
    ("MP", "NP"),
)  # fmt: skip


def long_written(kana: str, latin: str, chance: random.Random) -> str:
    """*latin* with the long vowels of *kana* written out, as OH or as the kana has them."""
    if chance.random() < 0.5:
        return latin
    for short, written in (("OTSUKA", "OOTSUKA"), ("OKUBO", "OHKUBO"), ("ENDO", "ENDOH"), ("ANDO", "ANDOU"),
                           ("KONDO", "KONDOH"), ("KUDO", "KUDOU"), ("SUTO", "SUTOH"), ("RYO", "RYOU"), ("KO", "KOH"),
                           ("YUTA", "YUUTA"), ("KYOKO", "KYOUKO"), ("RYUZAKI", "RYUUZAKI")):  # fmt: skip
        if (
            latin.startswith(short)
            and ("ウ" in kana or "オオ" in kana)
            and not latin.startswith(("KOGA", "KOWA"))
        ):
            return written + latin[len(short) :]
    return latin


def same_pairs(chance: random.Random) -> Iterator[Pair]:
    source = people(chance)
    makers: list[Callable[[Person], Pair | None]] = [
        lambda p: Pair("kanji spacing", " ".join(p.kanji), spaced(p.kanji, chance), SAME),
        lambda p: _varied(p, chance),
        lambda p: Pair("kana width", " ".join(p.kana), " ".join(p.kana).translate(MARKS), SAME),
        lambda p: Pair("kana small", " ".join(p.kana), spaced(p.kana, chance).translate(SMALL), SAME),
        lambda p: Pair("hiragana", " ".join(p.kana), spaced(p.kana, chance).translate(HIRAGANA), SAME),
        lambda p: Pair("latin order, case, width", " ".join(p.latin), " ".join(p.latin[::-1]).title().translate(HALF), SAME),
        lambda p: Pair("latin long vowels", " ".join(p.latin), " ".join(map(long_written, p.kana, p.latin, [chance] * 2)), SAME),
        lambda p: Pair("latin Kunrei", " ".join(p.latin), kunrei_letters(" ".join(p.latin)), SAME),
        lambda p: Pair("kana and latin", spaced(p.kana, chance), " ".join(p.latin[:: chance.choice((1, -1))]), SAME),
        lambda p: Pair("kanji and latin with reading", spaced(p.kanji, chance), " ".join(p.latin), SAME, " ".join(p.kana)),
        lambda p: Pair("kanji and kana without reading", " ".join(p.kanji), " ".join(p.kana), UNREADABLE),
        lambda p: _standing(p, chance),
        lambda p: _foreign(chance),
    ]  # fmt: skip
    while True:
        if (pair := chance.choice(makers)(next(source))) is not None:
            yield pair


def _varied(person: Person, chance: random.Random) -> Pair | None:
    family, given = person.kanji
    varied = (vary(family, chance) or family, vary(given, chance) or given)
    return (
        None
        if varied == person.kanji
        else Pair("kanji variants", " ".join(person.kanji), spaced(varied, chance), SAME)
    )


def _standing(person: Person, chance: random.Random) -> Pair | None:
    """Katakana for the one character that JIS X 0208 lacks."""
    family = vary(person.kanji[0], chance)
    lacking = refused(family, "jisx0208", person.kana[0]) if family else ()
    if len(lacking) != 1 or lacking[0].katakana is None:
        return None
    typed = family.replace(lacking[0].character, lacking[0].katakana)
    return Pair("katakana for one kanji", f"{family} {person.kanji[1]}", f"{typed} {person.kanji[1]}", SAME)


def _foreign(chance: random.Random) -> Pair:
    family, given, middle = (
        chance.choice(list_) for list_ in (FOREIGN_FAMILY, FOREIGN_GIVEN, FOREIGN_MIDDLE)
    )
    left = f"{family} {given} {middle}"
    right = chance.choice(
        (f"{given} {middle} {family}", f"{given}-{middle} {family}".title(), f"{family}, {middle} {given}")
    )
    return Pair("latin middle names", left, right, SAME)


def kunrei_letters(latin: str) -> str:
    for hepburn, other in KUNREI:
        latin = latin.replace(hepburn, other)
    return latin


def different_pairs(chance: random.Random) -> Iterator[Pair]:
    source = people(chance)
    while True:
        one, other = next(source), next(source)
        form = chance.choice(("kanji", "kana", "latin"))
        left, right = getattr(one, form), getattr(other, form)
        mixed = chance.choice(((left[0], right[1]), (right[0], left[1]), right))
        if mixed != left and len({*one.latin, *other.latin}) == len((*one.latin, *other.latin)):
            yield Pair(f"{form} of two persons", " ".join(left), " ".join(mixed), DIFFERENT)
        text = " ".join(one.kanji)
        places = [place for place, char in enumerate(text) if char in ALIKE]
        if places:
            place = chance.choice(places)
            yield Pair(
                "kanji drawn alike", text, text[:place] + ALIKE[text[place]] + text[place + 1 :], DIFFERENT
            )
        if len({one.kana, other.kana}) > 1 and one.kana[1] != other.kana[1]:
            yield Pair(
                "kana and latin of two persons",
                " ".join(one.kana),
                f"{one.latin[0]} {other.latin[1]}",
                DIFFERENT,
            )
            yield Pair(
                "kanji and latin of two persons",
                " ".join(one.kanji),
                " ".join(other.latin),
                DIFFERENT,
                " ".join(one.kana),
            )
        family, first, second = chance.choice(FOREIGN_FAMILY), *chance.sample(FOREIGN_GIVEN, 2)
        yield Pair("latin names of foreigners", f"{family} {first}", f"{second} {family}", DIFFERENT)


def take(pairs: Iterator[Pair], number: int) -> list[Pair]:
    seen: dict[tuple[str, str, str], Pair] = {}
    while len(seen) < number:
        pair = next(pairs)
        seen.setdefault((pair.left, pair.right, pair.reading), pair)
    return list(seen.values())


def main() -> None:
    """Compare, count, print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--seed", type=int, default=20261122)
    arguments.add_argument("--pairs", type=int, default=3000, help="of each of same and different")
    options = arguments.parse_args()
    chance = random.Random(options.seed)
    started = time.process_time()
    compare_names("タカ橋", "髙橋")
    print(f"tables loaded in {time.process_time() - started:.2f} s, once")
    for title, pairs in (
        ("same", take(same_pairs(chance), options.pairs)),
        ("different", take(different_pairs(chance), options.pairs)),
    ):
        wrong: Counter[str] = Counter()
        total: Counter[str] = Counter()
        verdicts: Counter[str] = Counter()
        examples: dict[str, str] = {}
        started = time.process_time()
        found = [compare_names(pair.left, pair.right, reading=pair.reading or None) for pair in pairs]
        seconds = time.process_time() - started
        for pair, comparison in zip(pairs, found, strict=True):
            total[pair.kind] += 1
            verdicts[comparison.verdict.value] += 1
            if comparison.verdict not in pair.right_verdicts:
                wrong[pair.kind] += 1
                examples.setdefault(
                    pair.kind, f"{pair.left} | {pair.right} | {comparison.verdict} {comparison.rules}"
                )
        print(
            f"{title}: {len(pairs)} pairs, {wrong.total()} wrong ({wrong.total() / len(pairs):.2%}), {dict(verdicts)}"
        )
        print(f"  {len(pairs) / seconds:,.0f} comparisons a second, each pair for the first time")
        for kind, number in sorted(total.items()):
            print(
                f"  {kind}: {wrong[kind]} of {number}"
                + (f", such as {examples[kind]}" if kind in examples else "")
            )
    aligned()


def aligned() -> None:
    """How many kanji of the surnames get their own part of the reading, and whether the parts are whole."""
    told = asked = 0
    for written, kana, _ in entries("families"):
        parts = align(written, kana)
        told += sum(part is not None for part in parts)
        asked += sum(part is None for part in parts)
        print(f"  {written} {kana}: {' '.join(part or '?' for part in parts)}")
    print(f"alignment: {told} kanji told, {asked} asked")


if __name__ == "__main__":
    main()
