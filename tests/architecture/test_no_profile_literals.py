"""No business fact of an operator is a literal in code, template, style or translation (PRO-1).

What is looked for: the names, numbers and addresses that the shipped profiles hold, and the guide's figures in
the ways in which people write them. A docstring counts too: a figure in words grows old there first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kaitsu
from kaitsu.operator_profile import Localised, Profile, load

SOURCE = Path(kaitsu.__path__[0])
TEXT = {".py", ".html", ".txt", ".md", ".po", ".js", ".css", ".svg", ".toml", ".json", ".xml"}

#: The guide's figures and names as they would be written, in either language.
FIGURES = {
    "the operator": r"\bIIJ|\bmio\b|mioID|みおふぉん",
    "carriers": r"docomo|ドコモ|\bKDDI\b|softbank|ソフトバンク|沖縄セルラー|e-?mobile|イー・モバイル|disney|ディズニー",
    "services that the guide names": r"youtube|twitter|ツイッター|ezweb|emnet",
    "plans": r"family[ _-]?share|light[ _-]?start|minimum[ _-]?start|ファミリーシェア|ライトスタート|ミニマムスタート",
    "maintenance": r"23:30|\b4SU\b|第\s*[4４四]\s*日曜|fourth sunday",
    "opening hours": r"0?9:00\s*[-–〜～~]\s*(19:00|20:00|21:30)",
    "reservation days": r"\b15[ -]days?\b|15\s*日間|fifteen days|[7７]\s*日以上|\b(7|seven) days (or more|left|remain)",
    "upload limits": r"\b5\s*(MB|MiB|メガ)|\b500\s*(KB|KiB|キロ)|\b5 ?\* ?1024 ?\* ?1024|5_?242_?880|5_?000_?000\b",
    "supplementary documents": r"propane|プロパン|[3３三]\s*[かヶヵカケ]月以内|(within|last) (3|three) months",
    "times": r"[2２]\s*[〜～~–-]\s*[3３]\s*日|(2|two) to (3|three) days|[1１一]週間程度",
    "password": r"19800101",
}

#: What stands on a document is no fact of an operator: the reader and its specimens know the words for a gas.
#: Whether such a receipt is accepted is the profile's all the same.
DOCUMENT_WORDS = ("reading/words.py:", "reading/specimens/papers.py:")


def files() -> Iterator[Path]:
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix in TEXT and file.is_file() and "_operators" not in file.parts:
            yield file


def texts(both: Localised) -> set[str]:
    return {both.ja, both.en}


def names(profile: Profile) -> set[str]:
    """What *profile* calls things, where the words could belong to nobody else."""
    found = {profile.support.phone, profile.brand.website, profile.brand.mail_from}
    for name in (profile.brand.name, profile.brand.service, profile.brand.operator, profile.support.name):
        found |= texts(name)
    for plan in profile.plans:
        found |= {plan.key, *texts(plan.name), *texts(plan.pitch), *texts(plan.allowance)}
    for device in profile.devices:
        found |= {device.key, *texts(device.name)}
    for carrier in profile.portability.carriers:
        found |= texts(carrier.name)
        for desk in carrier.desks:
            found |= {contact for contact in texts(desk.contact) if len(contact) > 3}
    return found


def literals(patterns: dict[str, str], source: Iterator[tuple[str, str]]) -> list[str]:
    """Every place of *source* (name and text) that holds one of *patterns*, with the line."""
    compiled = {what: re.compile(pattern, re.IGNORECASE | re.ASCII) for what, pattern in patterns.items()}
    return [
        f"{name}:{number}: {what}: {line.strip()[:120]}"
        for name, text in source
        # What a line holds, the whole text holds: most texts are done with after one look.
        for held in [{what: pattern for what, pattern in compiled.items() if pattern.search(text)}]
        if held
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in held.items()
        if pattern.search(line)
    ]


def source() -> Iterator[tuple[str, str]]:
    for file in files():
        yield str(file.relative_to(SOURCE)), file.read_text("utf-8")


@pytest.mark.rule("PRO-1", "PRO-2")
def test_no_figure_or_name_of_the_guide_is_in_the_source() -> None:
    found = [
        line
        for line in literals(FIGURES, source())
        if not (line.startswith(DOCUMENT_WORDS) and ": supplementary documents:" in line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.rule("PRO-1")
def test_no_name_of_a_shipped_profile_is_in_the_source() -> None:
    known = sorted(names(load("default")), key=len, reverse=True)
    any_name = rf"(?<![\w.])(?:{'|'.join(re.escape(name) for name in known)})(?!\w)"
    found = literals({"a name of the default profile": any_name}, source())
    assert not found, "\n".join(found)


@pytest.mark.rule("PRO-1")
@pytest.mark.parametrize(
    "planted",
    [
        "LIMIT = 5 * 1024 * 1024",
        'label = "ファミリーシェアプラン"',
        "# valid for 15 days, the day of issue included",
        "<p>お電話は IIJ サポートへ</p>",
        'WINDOW = "FREQ=MONTHLY;BYDAY=4SU"',
        'if carrier == "softbank":',
        "JPEG、1ファイル5MBまで",
    ],
)
def test_a_planted_fact_is_found(planted: str) -> None:
    assert literals(FIGURES, iter([("planted", planted)]))


def test_the_source_is_looked_at() -> None:
    looked_at = {name for name, _ in source()}
    assert {"operator_profile/loading.py", "catalogue/rules.py"} <= looked_at
    assert any(name.endswith(".html") for name in looked_at)
    assert any(name.endswith(".po") for name in looked_at)
