"""Which kana of a reading belong to which character (HLD-2): told where it can be known, else asked."""

from __future__ import annotations

import pytest

from kaitsu.japanese.names_readings import align

ALIGNED = """
佐々木 ササキ サ サ キ|佐々木 サ・サキ サ サ キ|代々木 ヨヨギ ヨ ヨ ギ
奈々子 ナナコ ナ ナ コ|高橋 タカハシ タカ ハシ|鶴ヶ島 ツルガシマ ツル ガ シマ
鶴ヶ島 ツルケシマ ツル ケ シマ|鶴ヶ島 ツルカシマ ツル カ シマ|三ケ田 ミカタ ミ カ タ
一ノ瀬 イチノセ イチ ノ セ|真由美 マユミ マ ユ ミ|心愛 ココア ココ ア
健一郎 ケンイチロウ ケン イチ ロウ|高 アイウエオカ アイウエオカ|さくら子 サクラコ サ ク ラ コ
大和田 オオワダ オオ ワ ダ|菅野 カンノ カン ノ|菅野 スガノ スガ ノ|新田 ニッタ ニッ タ
渡邊 わたなべ ワタ ナベ|東海林 ショウジ ? ? ?|小鳥遊 タカナシ ? ? ?
五十嵐 イガラシ ? ? ?|五十川 イソカワ ? ? ?|八百屋 ヤオヤ ? ? ?|三千代 ミチヨ ミ チ ヨ|三央 ミオ ミ オ
千明 カズアキ カズ アキ|一二三 ヒフミ ? ? ?
服部 ハットリ ? ?|愛実 マナミ ? ?|高 アイウエオカキ ?
"""


@pytest.mark.rule("HLD-2")
@pytest.mark.parametrize("row", ALIGNED.replace("|", "\n").split("\n")[1:-1])
def test_each_character_gets_its_part_of_the_reading_or_is_asked_for(row: str) -> None:
    written, reading, *parts = row.split(" ")

    assert align(written, reading) == tuple(part if part != "?" else None for part in parts)


@pytest.mark.rule("HLD-2")
@pytest.mark.parametrize("space", [" ", "\u3000", "・"])
def test_a_space_or_dot_in_the_reading_does_not_matter(space: str) -> None:
    assert align("高橋一郎", f"タカハシ{space}イチロウ") == ("タカ", "ハシ", "イチ", "ロウ")


def test_what_is_too_long_or_empty_is_not_aligned() -> None:
    assert align("高" * 17, "タカ" * 17) == ("タカ",) * 17
    assert align("高" * 41, "タカ" * 41) == (None,) * 41
    assert align("", "タカ") == ()
    assert align("高", "") == (None,)
