"""Names that the rules have not seen: common surnames and given names put together, in the ways in which they differ.

    python tests/verification/names_fresh.py [--kept-aside] [--show N] [--close N]

No name is a real person's: 110 common surnames and as many common given names, with readings, passport spellings and
the variants that registers have of them, from general knowledge, are laid beside each other by number. One name in
three (by a digest of it) is kept aside, and was measured only once, after the last change of the rules. Another name
is a near one, that a careless eye takes for the first; it must never come out the same.
"""

# ruff: noqa: E501 - a script that prints, with tables

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from judged_pairs import measure

from kaitsu.japanese.names import compare_names

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Part:
    """A surname or a given name: kanji, kana, letters, its variants, and names that are near but others."""

    kanji: str
    kana: str
    latin: str
    variants: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One made-up person."""

    family: Part
    given: Part

    @property
    def kanji(self) -> str:
        return f"{self.family.kanji} {self.given.kanji}"

    @property
    def kana(self) -> str:
        return f"{self.family.kana} {self.given.kana}"

    @property
    def latin(self) -> str:
        return f"{self.family.latin} {self.given.latin}"


Pair = tuple[str, str, str, str]


@lru_cache
def parts(table: str) -> list[Part]:
    """The surnames (``families``) or the given names (``given``) of the tables beside this file."""
    lines = (FOLDER / f"names_fresh_{table}.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if not line.startswith("#"):
            kanji, kana, latin, variants, near = line.split("\t")
            others = tuple(variants.split("/")) if variants != "-" else ()
            found.append(Part(kanji, kana, latin, others, tuple(near.split("/"))))
    return found


def names(kept_aside: bool) -> list[Name]:
    """About 620 names, or the third of them that is kept aside."""
    families, given = parts("families"), parts("given")
    every = [
        Name(family, given[(index * 7 + step * 13) % len(given)])
        for index, family in enumerate(families)
        for step in range(6)
    ]
    return [name for name in every if (zlib.crc32(name.kanji.encode()) % 3 == 0) == kept_aside]


HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
BIG = str.maketrans("ャュョッ", "ヤユヨツ")
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"})
HALF = dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンッャュョー",
                "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｯｬｭｮｰ", strict=True))  # fmt: skip
VOICED = dict(
    zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True)
)
PLOSIVE = dict(zip("パピプペポ", "ハヒフヘホ", strict=True))
KUNREI = (("SHI", "SI"), ("CHI", "TI"), ("TSU", "TU"), ("FU", "HU"), ("JI", "ZI"), ("JU", "ZYU"), ("JO", "ZYO"),
          ("SHU", "SYU"), ("SHO", "SYO"), ("CHO", "TYO"), ("MM", "NM"), ("MP", "NP"), ("MB", "NB"))  # fmt: skip


def half_width(kana: str) -> str:
    return "".join(
        HALF.get(char)
        or (
            HALF[VOICED[char]] + "ﾞ"
            if char in VOICED
            else HALF[PLOSIVE[char]] + "ﾟ"
            if char in PLOSIVE
            else char
        )
        for char in kana
    )


def apart(kana: str) -> str:
    return "".join(VOICED[char] + "\u3099" if char in VOICED else char for char in kana)


def lengthened(part: Part, how: str) -> str:
    """The letters of *part* with its long vowels written *how* (H, U, macron)."""
    letters = part.latin
    for kana, short in (("リョウ", "RYO"), ("リュウ", "RYU"), ("ショウ", "SHO"), ("ジョウ", "JO"), ("キョウ", "KYO"), ("ヨウ", "YO"),
                        ("ユウ", "YU"), ("コウ", "KO"), ("トウ", "TO"), ("ドウ", "DO"), ("タロウ", "TARO"), ("オオ", "O")):  # fmt: skip
        if kana in part.kana and letters.count(short) == 1:
            vowel = "OU"[short[-1] == "U"]
            long = {"H": vowel + "H", "U": vowel + "U", "macron": "ŌŪ"[short[-1] == "U"]}[how]
            if how == "U" and kana == "オオ":
                long = "OO"
            if how == "H" and letters[letters.index(short) + len(short) :][:1] in tuple("AIUEO"):
                continue  # RYUHICHI spells another name
            letters = letters.replace(short, short[:-1] + long)
    return letters


def kunrei(letters: str) -> str:
    for hepburn, other in KUNREI:
        letters = letters.replace(hepburn, other)
    return letters


def same(name: Name) -> Iterator[Pair]:
    family, given = name.family, name.given
    for variant in family.variants:
        yield "variant of the surname", name.kanji, f"{variant} {given.kanji}", ""
        yield "variant of the surname, no space", name.kanji, f"{variant}{given.kanji}", ""
        for other in given.variants:
            yield "variants of both", name.kanji, f"{variant}　{other}", ""
    for other in given.variants:
        yield "variant of the given name", name.kanji, f"{family.kanji}　{other}", ""
    yield "no space", name.kanji, family.kanji + given.kanji, ""
    yield "half-width kana", name.kana, half_width(name.kana), ""
    yield "hiragana", name.kana, name.kana.translate(HIRAGANA), ""
    yield "big kana", name.kana, name.kana.translate(BIG), ""
    yield "marks apart", name.kana, apart(name.kana), ""
    yield "no space, kana", name.kana, family.kana + given.kana, ""
    if given.kana.endswith(("ロウ", "ョウ", "ュウ")):
        yield "long mark", name.kana, name.kana[:-1] + "ー", ""
    yield "order", name.latin, f"{given.latin} {family.latin}", ""
    yield "comma", name.latin, f"{family.latin.title()}, {given.latin.title()}", ""
    yield "small letters", name.latin, f"{given.latin} {family.latin}".lower(), ""
    yield "wide letters", name.latin, name.latin.translate(WIDE), ""
    yield "Kunrei", name.latin, kunrei(name.latin), ""
    for how in ("H", "U", "macron"):
        spelled = f"{lengthened(family, how)} {lengthened(given, how)}"
        yield f"long vowel as {how}", name.latin, spelled, ""
        yield f"kana and long vowel as {how}", name.kana, spelled, ""
        yield f"kanji with reading and long vowel as {how}", name.kanji, spelled, name.kana
    yield "kana and letters", name.kana, name.latin, ""
    yield "kana and letters in the other order", name.kana, f"{given.latin} {family.latin}", ""
    yield "kana and Kunrei", half_width(name.kana), kunrei(name.latin), ""
    yield "kanji and letters with reading", name.kanji, name.latin, name.kana
    yield "kanji and kana with reading", name.kanji, half_width(name.kana), name.kana
    for variant in family.variants:
        yield "variant and letters with reading", f"{variant} {given.kanji}", name.latin, name.kana


def different(name: Name) -> Iterator[Pair]:
    family, given = name.family, name.given
    for near in family.near:
        yield "near surname", name.kanji, f"{near} {given.kanji}", ""
        yield "near surname, no space", name.kanji, f"{near}{given.kanji}", ""
    for near in given.near:
        yield "near given name", name.kanji, f"{family.kanji} {near}", ""
        for variant in family.variants:
            yield "near given name, variant", f"{variant}　{given.kanji}", f"{family.kanji}{near}", ""
    others = parts("given")
    other = others[(others.index(given) + 11) % len(others)]
    if other.kana != given.kana:
        yield "another given name, kana", name.kana, f"{family.kana} {other.kana}", ""
        yield "another given name, letters", name.latin, f"{other.latin} {family.latin}", ""
        yield "another given name, kana and letters", name.kana, f"{family.latin} {other.latin}", ""
        yield "another given name, reading", name.kanji, f"{family.latin} {other.latin}", name.kana
    for index in range(len(name.kana)):
        yield from one_kana_changed(name, index)


NEAR_KANA = dict(zip("アカサタナハマヤラワイキシチニヒミリウクスツヌフムユルエケセテネヘメレオコソトノホモヨロ",
                     "カサタナハマヤラワアキシチニヒミリイクスツヌフムユルウケセテネヘメレエコソトノホモヨロオ", strict=True))  # fmt: skip


def one_kana_changed(name: Name, index: int) -> Iterator[Pair]:
    char = name.kana[index]
    following = name.kana[index + 1 : index + 2]
    if char in NEAR_KANA and following not in ("ャ", "ュ", "ョ") and not (char in "ウオイ" and index):
        changed = name.kana[:index] + NEAR_KANA[char] + name.kana[index + 1 :]
        yield "one kana changed", name.kana, changed, ""
        yield "one kana changed, letters", changed, name.latin, ""


def main() -> None:
    """Measure and print."""
    measure(
        __doc__,
        "names",
        names,
        same,
        different,
        lambda pair: compare_names(*pair[:2], reading=pair[2] or None),
    )


if __name__ == "__main__":
    main()
