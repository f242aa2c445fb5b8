"""Claims with one thing altered: another name, day or dwelling, which must never be "same" (for bench_reading)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from kaitsu.japanese import address as addresses
from kaitsu.japanese.names import compare_names
from kaitsu.japanese.verdict import Verdict
from kaitsu.reading.claims import Claims

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
