"""Templates' markup, Japanese line breaks, and values that must not be taken for markup."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.notifications import markup, plain
from kaitsu.notifications.markup import Button, Figures, Heading, Items, MarkupError, Paragraph, Slots


def test_every_block() -> None:
    slots = Slots()
    address = slots.take("https://minato.example/a?b=(c)&d=1")
    source = f"""Subject: A  subject

One line
and another

日本語の
文です。

## Next

* one
* two

= Code | 12 | 34

first\\
second

[Go on]({address})
"""

    assert markup.read(source, slots) == (
        "A subject",
        (
            Paragraph("One line and another"),
            Paragraph("日本語の文です。"),
            Heading("Next"),
            Items(("one", "two")),
            Figures((("Code", "12 | 34"),)),
            Paragraph("first\nsecond"),
            Button("Go on", "https://minato.example/a?b=(c)&d=1"),
        ),
    )


@pytest.mark.parametrize(
    "source",
    [
        "No subject",
        "Subject: x\n\n* one\nnot an item",
        "Subject: x\n\n= name without value",
        "Subject: x\n\n= name |",
        "Subject: x\n\n## one\n## two",
        "Subject: x\n\n[text](javascript:alert(1))",
        "Subject: x\n\n[text](/relative/)",
        "Subject: x\n\n[text] (https://minato.example/)",
        "Subject: x\n\n*no space",
    ],
)
def test_what_is_no_markup_is_refused(source: str) -> None:
    with pytest.raises(MarkupError):
        markup.read(source, Slots())


@pytest.mark.parametrize(
    "value",
    [
        "* a",
        "= a | b",
        "## a",
        "[a](https://evil.example/)",
        "a\n\nb",
        "a\\\nb",
        "Subject: x",
        "{{ a }}",
        "<b>",
    ],
)
def test_a_value_is_never_markup(value: str) -> None:
    slots = Slots()

    assert markup.body(slots.take(value), slots) == (Paragraph(value),)


@pytest.mark.parametrize("value", ["a\x00b", "a\x1bb", "\ue0000\ue001", "a\u2028b", "a\ud800b"])
def test_a_value_with_control_characters_is_refused(value: str) -> None:
    with pytest.raises(MarkupError):
        Slots().take(value)


@pytest.mark.parametrize("address", ["javascript:alert(1)", 'https://a.example/" onclick=x', "https://a b/"])
def test_a_button_leads_to_an_address_of_the_web(address: str) -> None:
    slots = Slots()

    with pytest.raises(MarkupError):
        markup.body(f"[x]({slots.take(address)})", slots)


def test_a_line_break_in_a_subject_is_joined() -> None:
    slots = Slots()

    value = slots.take("b\nBcc: c@evil.example")

    assert markup.read(f"Subject: a {value}\n\nx", slots)[0] == "a b Bcc: c@evil.example"


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("short", 10, ["short"]),
        ("one two three", 8, ["one two", "three"]),
        ("アイウエオカキクケコ", 10, ["アイウエオ", "カキクケコ"]),
        ("あいうえお。かきく", 10, ["あいうえ", "お。かきく"]),
        ("あいうえ「おか」き", 10, ["あいうえ", "「おか」き"]),
        ("あいうえっっっか", 8, ["あいう", "えっっっ", "か"]),
        ("申し込みを確認します", 12, ["申し込みを", "確認します"]),
        (
            "見て https://minato.example/a-long-address 行く",
            12,
            ["見て", "https://minato.example/a-long-address", "行く"],
        ),
        ("期限は2026年12月5日（土）です", 16, ["期限は", "2026年12月5日（土）", "です"]),
        ("a\nb", 10, ["a", "b"]),
        ("", 10, [""]),
        ("「 11、、、、", 12, ["「 11、、、、"]),
    ],
)
def test_lines_break_where_japanese_lines_may(text: str, columns: int, lines: list[str]) -> None:
    assert plain.wrapped(text, columns=columns).split("\n") == lines


JAPANESE = st.text(alphabet=st.sampled_from("あいうっーアイ漢字、。「」()123abc "), max_size=120)


@given(JAPANESE, st.integers(12, 70))
def test_wrapping_loses_nothing_and_keeps_the_rules(text: str, columns: int) -> None:
    lines = plain.wrapped(text, columns=columns).split("\n")

    assert "".join("".join(lines).split()) == "".join(text.split())
    for line, following in itertools.pairwise(lines):
        if plain.width(line) <= columns and plain.width(following) <= columns:
            assert line[-1] not in plain.NOT_LAST
            assert following[0] not in plain.NOT_FIRST


def test_blocks_as_text() -> None:
    text = plain.write(
        [
            Heading("次にすること"),
            Items(("一つ目", "長い項目" * 12)),
            Figures((("コード", "204816"),)),
            Button("開く", "https://minato.example/" + "a" * 90),
        ]
    )

    assert text.split("\n") == [
        "■ 次にすること",
        "",
        "・一つ目",
        "・" + "長い項目" * 8 + "長い",
        "  項目" + "長い項目" * 3,
        "",
        "  コード：204816",
        "",
        "▼ 開く",
        "https://minato.example/" + "a" * 90,
    ]
