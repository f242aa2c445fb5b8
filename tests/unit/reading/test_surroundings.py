"""Pictures of more than a document, or outlines of less: what it lies on, parts of it, two at once (IDV-9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from factories.reading import TODAY, Texts, licence, picture_of
from kaitsu.reading.adapters.scripted import ScriptedEngine, script
from kaitsu.reading.decoding import Picture
from kaitsu.reading.document import Document
from kaitsu.reading.engine import Pixels, Quad, Strip
from kaitsu.reading.look import look
from kaitsu.reading.outline import Outline
from kaitsu.reading.page import Page, _largest, _levelled
from kaitsu.reading.reader import _WIDER, Request, _wholly, read_picture


class Outlined:
    """Says where the look finds a document in a picture, upright and without advice; nowhere where no box is given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._put = monkeypatch.setattr

    def __call__(
        self, picture: Picture, box: tuple[int, int, int, int] | None = None, *, wider: float = _WIDER
    ) -> None:
        found: tuple[Outline, ...] = ()
        if box is not None:
            left, top, right, bottom = box
            corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)
            found = (Outline(corners, 0.8),)
        seen = replace(look(picture), outlines=found, advice=())
        self._put("kaitsu.reading.reader.look", lambda *_: seen)
        self._put("kaitsu.reading.reader._WIDER", wider)


@pytest.fixture
def outlined(monkeypatch: pytest.MonkeyPatch) -> Outlined:
    """To say where the look finds a document."""
    return Outlined(monkeypatch)


@pytest.mark.rule("IDV-10")
@pytest.mark.parametrize(("changed", "blocks"), [({}, False), ({"name": ""}, True), ({"birth": ""}, True)])
def test_paper_that_goes_on_beyond_several_edges_is_not_the_document_where_all_of_it_was_read(
    changed: dict[str, str], blocks: bool
) -> None:
    engine = script({place: text for place, text in licence(**changed).items() if text})
    # A grey sheet under the card, as light as the card: both together are told for one that goes on.
    table = np.random.default_rng(4).normal((70, 60, 150), 6, (1300, 1800, 3))
    paper = np.clip(table, 0, 255).astype(np.uint8)
    paper[260:, 260:] = engine.page()[0, 0]
    paper[320:1203, 320:1720] = engine.page()

    (found,) = read_picture(Picture(paper, 1.0), engine)

    cut = [each for each in found.look.advice if each.code == "reading.cut"]
    assert {each.values["edge"] for each in cut} == {"right", "bottom"}
    assert [each.blocks for each in cut] == [blocks, blocks]


def test_two_documents_in_one_picture_are_two() -> None:
    engine = script(dict(licence()))
    page = engine.page()
    desk = np.full((2 * 883 + 240, 1560, 3), (70, 60, 150), np.uint8)
    desk[80:963, 80:1480] = page
    desk[1043:1926, 80:1480] = page
    found = read_picture(Picture(desk, 1.0), engine, Request(today=TODAY))
    assert [document.kind for document in found] == ["drivers_licence", "drivers_licence"]
    assert "reading.several" in [each.code for each in found[0].look.advice]


class ReadsNothingAtFirst:
    """An engine that cannot read lines that lie on their sides, as engines cannot; the scripted one can."""

    def __init__(self, engine: ScriptedEngine, pages: int) -> None:
        self._engine, self._left = engine, pages
        self.turned, self.version = engine.turned, engine.version

    def find(self, page: Pixels, long_side: int) -> list[Quad]:
        self._left -= 1
        return self._engine.find(page, long_side)

    def read(self, strips: Sequence[Pixels]) -> list[Strip]:
        return [Strip("", (), ()) for _ in strips] if self._left >= 0 else self._engine.read(strips)


def test_a_card_beside_more_lines_that_run_the_other_way_is_read_as_it_lies() -> None:
    paper: Texts = {
        (40 + 340 * (place % 4), 940 + 60 * (place // 4)): "人々が集まった" for place in range(30)
    }
    engine = script({**licence(), **paper})
    both = engine.page(1400, 1760)
    card = np.full((1400, 1400, 3), 255, np.uint8)
    card[:883] = both[:883]
    # Without an outline, as on printed paper: no ground but white.
    picture = np.hstack([card, np.rot90(both[900:1700]), np.full((1400, 60, 3), 255, np.uint8)])

    (found,) = read_picture(Picture(np.ascontiguousarray(picture), 1.0), ReadsNothingAtFirst(engine, pages=2))

    assert found.kind == "drivers_licence"
    assert found.remarks["turned"] == 0
    assert found.fields["name"].text == "山田 花子"


def test_lines_from_top_to_bottom_do_not_turn_a_page_by_a_few_degrees() -> None:
    lying = np.array([[100, 100], [500, 104], [500, 134], [100, 130]], np.float32)
    standing = np.array([[700, 100], [700, 500], [670, 500], [670, 100]], np.float32)
    page = np.full((600, 800, 3), 255, np.uint8)

    level, _, turn = _levelled(page, [lying, standing, standing], np.eye(3))

    assert level.shape == page.shape
    assert np.array_equal(turn, np.eye(3))


def test_an_outline_that_holds_only_part_of_a_document_is_read_beyond(outlined: Outlined) -> None:
    engine = script(dict(licence()))
    picture = picture_of(engine)
    outlined(picture, (80, 380, 1480, 963))

    (found,) = read_picture(picture, engine)

    assert found.fields["name"].text == "山田 花子"
    assert found.fields["birth_date"].day == date(1986, 5, 1)


def test_print_in_the_margin_of_an_outline_leaves_what_was_read_within(outlined: Outlined) -> None:
    said = licence(name=("山田 花子", "山田 花子", "山田 花子 of the contract")) | {(40, 818): "契約の約款"}
    engine = script(said)
    picture = picture_of(engine)
    outlined(picture, (80, 80, 1480, 912))

    (found,) = read_picture(picture, engine)

    assert found.fields["name"].text == "山田 花子"


class Counts:
    """An engine that counts the pages on which it finds lines."""

    def __init__(self, engine: ScriptedEngine) -> None:
        self.pages = 0
        self.turned, self.version, self.read = engine.turned, engine.version, engine.read
        self._find = engine.find

    def find(self, page: Pixels, long_side: int) -> list[Quad]:
        self.pages += 1
        return self._find(page, long_side)


def test_an_outline_a_little_within_its_document_is_read_with_more_around_it(outlined: Outlined) -> None:
    engine = Counts(script(dict(licence())))
    picture = picture_of(script(dict(licence())))
    outlined(picture, (80, 138, 1480, 963))

    (found,) = read_picture(picture, engine)

    assert found.fields["name"].text == "山田 花子"
    assert engine.pages == 2  # the outline, and more around it; the whole picture is not needed


def test_where_more_around_an_outline_brings_nothing_the_whole_picture_is_not_read(
    outlined: Outlined,
) -> None:
    said = {**licence(), (40, 818): "契約の約款"}
    engine = Counts(script(said))
    picture = picture_of(script(said))
    outlined(picture, (80, 80, 1480, 912))

    (found,) = read_picture(picture, engine)

    assert found.fields["name"].text == "山田 花子"
    assert engine.pages == 2


def test_the_smallest_print_of_a_page_with_more_than_any_document_is_left() -> None:
    large = [np.array([[0, 0], [900, 0], [900, 45], [0, 45]], np.float32) for _ in range(60)]
    small = [np.array([[0, 0], [900, 0], [900, 20], [0, 20]], np.float32) for _ in range(30)]
    assert len(_largest([*small[:5], *large])) == 65  # 1,425 heights long
    left = _largest([*small, *large])
    assert len(left) == 66
    assert sum(quad[2, 1] == 45 for quad in left) == 60


def test_a_wider_reading_that_loses_most_of_the_address_does_not_count(outlined: Outlined) -> None:
    whole, lost = "東京都千代田区霞が関2-1-2", "が関2-1-2"
    said = licence(address=(whole, whole, lost, lost, whole))
    del said[360, 158]
    engine = Counts(script(said))
    picture = picture_of(script(said))
    outlined(picture, (80, 126, 1480, 963))

    (found,) = read_picture(picture, engine)

    assert found.fields["address"].text == whole
    assert engine.pages == 3


def test_what_a_wider_reading_saw_of_a_my_number_the_whole_picture_does_not_undo(outlined: Outlined) -> None:
    said: Texts = {
        (40, 60): ("個人番号", "氏名"), (400, 60): ("1234-5678-9012", "山田 花子"), (300, 300): "住民票",
        (40, 400): "住所", (300, 400): "東京都千代田区霞が関2-1-2", (40, 500): "世帯主", (300, 560): "続柄",
    }  # fmt: skip
    engine = script(said)
    picture = picture_of(engine)
    outlined(picture, (80, 280, 1480, 963), wider=0.2)

    (found,) = read_picture(picture, engine)

    assert found.remarks == {"forbidden": True}
    assert found.page is None


def test_a_my_number_on_a_page_without_a_kind_stays_seen_as_well() -> None:
    seen = look(picture_of(script(dict(licence()))))
    forbidden = Document("", "", 0.0, seen, remarks={"forbidden": True})
    paper = Document(
        "",
        "",
        0.0,
        seen,
        page=Page(np.zeros((9, 9, 3), np.uint8), (), np.eye(3), 0, 0.4),
        remarks={"turned": 0},
    )
    licence_ = Document("drivers_licence", "front", 1.0, seen, remarks={"turned": 0})

    class Reading:
        def whole(self, *, fewer: bool = False) -> Document:
            return licence_ if fewer else paper

    assert _wholly(Reading(), forbidden) is forbidden  # type: ignore[arg-type]
    assert _wholly(Reading(), paper) is licence_  # type: ignore[arg-type]


def test_more_lines_around_an_outline_that_run_the_other_way_do_not_turn_its_document(
    outlined: Outlined,
) -> None:
    paper: Texts = {
        (20 + 330 * (place % 4), 900 + 40 * (place // 4)): "人々が集まった" for place in range(40)
    }
    engine = script({**licence(), **paper})
    both = engine.page(1400, 1300)
    card, news = both[:883], np.rot90(both[890:])
    left = news.shape[1]
    picture = np.full((1400, left + 1600, 3), 255, np.uint8)
    picture[:, :left] = news
    picture[200:1083, left : left + 1400] = card
    outlined(Picture(picture, 1.0), (left, 290, left + 1400, 1083), wider=0.2)  # below the name

    (found,) = read_picture(Picture(picture, 1.0), engine)

    assert found.remarks["turned"] == 0
    assert found.fields["name"].text == "山田 花子"
    (first, *_), matrix = found.fields["name"].box, found.page.matrix if found.page else np.eye(3)
    assert first == pytest.approx((left + 360, 240), abs=6)
    assert matrix[0, 2] != 0  # with more around its outline, not from the whole picture


def far_off(name: str | tuple[str, ...]) -> tuple[ScriptedEngine, Picture]:
    """A licence without an outline, small in the middle of a white picture."""
    engine = script(licence(name=name))
    picture = np.full((2400, 3200, 3), 255, np.uint8)
    picture[700:1583, 900:2300] = engine.page()
    return engine, Picture(picture, 1.0)


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        # Three readings from afar differ; what is read from close by agrees.
        (("山田 花了", "山田 花孑", "山田 花予", "山田 花子"), 2),
        ("山田 花子", 1),
    ],
)
def test_without_an_outline_what_was_not_read_for_certain_is_read_from_close_by(
    name: str | tuple[str, ...], pages: int, outlined: Outlined
) -> None:
    script_of, picture = far_off(name)
    engine = Counts(script_of)
    outlined(picture)

    (found,) = read_picture(picture, engine)

    assert found.fields["name"].text == "山田 花子"
    assert found.fields["name"].certain
    assert engine.pages == pages
    (left, top), (right, bottom) = found.fields["name"].box[0], found.fields["name"].box[2]
    assert (left, top, right, bottom) == pytest.approx((1260, 740, 1560, 776), abs=6)


def test_a_picture_full_of_lines_is_close_enough(outlined: Outlined) -> None:
    script_of = script(licence(name=("山田 花了", "山田 花孑", "山田 花予", "山田 花子")))
    engine = Counts(script_of)
    picture = Picture(script_of.page()[:840, :1320].copy(), 1.0)
    outlined(picture)

    (found,) = read_picture(picture, engine)

    assert not found.fields["name"].certain
    assert engine.pages == 1
