"""The three forms of a holder's name (HLD-1, HLD-2)."""

from __future__ import annotations

import pytest

from kaitsu.japanese.names_holder import HolderName, Name, validate


def holder(registered: str, kana: str, latin: str) -> HolderName:
    return HolderName(*(Name.of(*form.split("/")) for form in (registered, kana, latin)))


@pytest.mark.rule("HLD-1")
@pytest.mark.parametrize(
    ("registered", "kana", "latin"),
    [
        ("高橋/一郎", "タカハシ/イチロウ", "TAKAHASHI/ICHIRO"),
        ("佐々木/さくら", "ｻｻｷ/さくら", "Sasaki/Sakura"),
        ("スミス/ジョン", "スミス/ジョン", "SMITH/JOHN"),
        ("スミス/ジヨン ポール", "スミス/ジョン ポール", "Smith-Jones/John Paul"),
        ("高橋/ジョン", "タカハシ/ジョン", "TAKAHASHI/JOHN"),
        ("オブライエン/パット", "オブライエン/パット", "O’Brien/Pat"),
    ],
)
def test_forms_that_are_right(registered: str, kana: str, latin: str) -> None:
    assert validate(holder(registered, kana, latin)) == ()


@pytest.mark.rule("HLD-1")
@pytest.mark.parametrize(
    ("registered", "kana", "latin", "problems"),
    [
        ("/", "/", "/", [("name.empty", "registered_family"), ("name.empty", "registered_given"),
                         ("kana.empty", "kana_family"), ("kana.empty", "kana_given"),
                         ("name.empty", "latin_family"), ("name.empty", "latin_given")]),
        ("SMITH/JOHN", "スミス/ジョン", "SMITH/JOHN",
         [("name.write_katakana", "registered_family"), ("name.write_katakana", "registered_given")]),
        ("スミス/ジャック", "スミス/ジョン", "SMITH/JOHN", [("name.forms_differ", "registered_family")]),
        ("高橋/一郎", "高橋/イチロウ", "TAKAHASHI/ICHIRO", [("kana.not_katakana", "kana_family")]),
        ("高橋/一郎", "タカハシ/イチロウ", "高橋/ICHIRO", [("name.not_latin", "latin_family")]),
        ("高橋/一郎", "タカハシ/イチロウ", "TAKAHASHI/ICHIRŌ", [("name.not_latin", "latin_given")]),
        ("高橋/一郎!", "タカハシ/イチロウ", "TAKAHASHI/ICHIRO", [("name.unusual", "registered_given")]),
    ],
)  # fmt: skip
def test_forms_that_are_wrong(
    registered: str, kana: str, latin: str, problems: list[tuple[str, str]]
) -> None:
    found = validate(holder(registered, kana, latin))
    assert [(problem.code, problem.field) for problem in found] == problems
    assert {problem.rule for problem in found} == {"HLD-1"}


@pytest.mark.rule("HLD-1")
@pytest.mark.parametrize(("given", "sign"), [("一!郎!", "!"), ("一♥郎", "♥")])
def test_a_sign_that_no_name_has_is_told_once_with_its_first_place(given: str, sign: str) -> None:
    (problem,) = validate(holder(f"高橋/{given}", "タカハシ/イチロウ", "TAKAHASHI/ICHIRO"))
    assert (problem.code, problem.field) == ("name.unusual", "registered_given")
    assert dict(problem.values) == {"character": sign, "position": 1}


@pytest.mark.rule("HLD-2")
def test_the_katakana_of_a_given_name_are_taken_from_its_own_reading() -> None:
    (problem,) = validate(holder("高橋/一髙", "タカハシ/イチタカ", "TAKAHASHI/ICHITAKA"))
    assert (problem.field, dict(problem.values)) == (
        "registered_given",
        {"character": "髙", "position": 1, "katakana": "タカ"},
    )


@pytest.mark.rule("HLD-2")
def test_a_character_that_cannot_be_registered_comes_with_its_katakana() -> None:
    (problem,) = validate(holder("髙橋/一郎", "タカハシ/イチロウ", "TAKAHASHI/ICHIRO"))
    assert (problem.code, problem.field, problem.rule) == (
        "name.character_refused",
        "registered_family",
        "HLD-2",
    )
    assert dict(problem.values) == {"character": "髙", "position": 0, "katakana": "タカ"}


@pytest.mark.rule("HLD-2")
def test_another_repertoire_has_it() -> None:
    assert validate(holder("髙橋/一郎", "タカハシ/イチロウ", "TAKAHASHI/ICHIRO"), "cp932") == ()


def test_the_name_as_text_and_its_kind() -> None:
    name = holder("高橋/一郎", "タカハシ/イチロウ", "TAKAHASHI/ICHIRO")
    assert str(name.registered) == "高橋 一郎"
    assert name.has_kanji
    assert not holder("スミス/ジョン", "スミス/ジョン", "SMITH/JOHN").has_kanji
