"""Stock comes in by file: what is right is taken, every other line says why not, twice does no harm (FUL-5, FUL-6)."""

from __future__ import annotations

import pytest

from factories.fulfilment import CLERK, table
from kaitsu.applications.messages import text
from kaitsu.fulfilment import services
from kaitsu.fulfilment.models import FileImport, PhoneNumber, SimCard
from kaitsu.kernel.errors import KaitsuError, Problem

pytestmark = [pytest.mark.django_db, pytest.mark.rule("FUL-5")]

A, B, C = (str(services.trial_card(serial)) for serial in (900, 901, 902))


def cards(*rows: tuple[str, str]) -> FileImport:
    return services.import_cards(table(["ICCID", "サイズ"], *rows), name="cards.csv", by=CLERK)


def codes(done: FileImport) -> list[tuple[int, str]]:
    return [(each["line"], each["code"]) for each in done.problems]


def test_every_line_that_is_wrong_is_refused_by_itself_and_the_rest_is_taken() -> None:
    wrong = A[:-1] + str((int(A[-1]) + 1) % 10)

    done = cards(
        (A, "nano"), (wrong, "nano"), (B, "nanoSIM"), (A, "nano"), ("12", "nano"), ("", "nano"), (C, "giant")
    )

    assert (done.taken, done.unchanged, done.refused) == (2, 0, 5)
    assert codes(done) == [
        (3, "iccid.check_digit"),
        (5, "fulfilment.twice_in_file"),
        (6, "iccid.length"),
        (7, "iccid.empty"),
        (8, "fulfilment.size_unknown"),
    ]
    assert set(SimCard.objects.values_list("iccid", "size")) == {(A, "nano"), (B, "nano")}
    for each in done.problems:
        assert text(Problem(each["code"], values=each["values"]))


@pytest.mark.rule("FUL-6")
def test_the_same_file_twice_changes_nothing() -> None:
    cards((A, "nano"), (B, "micro"))

    again = cards((A, "nano"), (B, "micro"))

    assert (again.taken, again.unchanged, again.refused) == (0, 2, 0)
    assert SimCard.objects.count() == 2


def test_a_card_that_is_known_otherwise_is_refused() -> None:
    cards((A, "nano"), (B, "nano"))
    SimCard.objects.filter(iccid=B).update(state="allocated")

    done = cards((A, "micro"), (B, "nano"))

    assert codes(done) == [(2, "fulfilment.card_other_size"), (3, "fulfilment.card_in_use")]
    assert SimCard.objects.get(iccid=A).size == "nano"


@pytest.mark.rule("FUL-6")
def test_numbers_come_in_the_same_way() -> None:
    rows = (
        ("070-1234-5678",),
        ("０９０１２３４５６７８",),
        ("0312345678",),
        ("07012345678",),
        ("",),
        ("abc",),
    )

    done = services.import_numbers(table(["電話番号"], *rows), name="", by=CLERK)
    again = services.import_numbers(table(["電話番号"], *rows[:2]), name="", by=CLERK)

    assert (done.taken, codes(done)) == (
        2,
        [(4, "msisdn.not_mobile"), (5, "fulfilment.twice_in_file"), (7, "msisdn.unreadable")],
    )
    assert (again.taken, again.unchanged) == (0, 2)
    PhoneNumber.objects.update(state="allocated")
    assert codes(services.import_numbers(table(["電話番号"], *rows[:1]), name="", by=CLERK)) == [
        (2, "fulfilment.number_in_use")
    ]


def test_shift_jis_and_a_byte_order_mark_are_read() -> None:
    for data in (
        ("ICCID,サイズ\r\n" + f"{A},標準SIM\r\n").encode("cp932"),
        f"\ufefficcid,size\n{B},nano".encode(),
    ):
        assert services.import_cards(data, name="", by=CLERK).taken == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet.empty"),
        ("ICCID,サイズ\r\n".encode(), "sheet.empty"),
        (b"number,size\n1,2", "sheet.columns"),
        (b"\x81\xff\x00", "sheet.encoding"),
        (b"ICCID,size\n" + b"8" * 2000 + b",nano", "sheet.unreadable"),
        (b'ICCID,size\n"89,nano', "sheet.unreadable"),
        (b"x" * (4 * 1024 * 1024 + 1), "sheet.too_large"),
        (b"ICCID,size\n" + b"1,2\n" * 20_001, "sheet.too_large"),
    ],
)
def test_what_is_no_table_is_refused_as_a_whole(data: bytes, code: str) -> None:
    with pytest.raises(KaitsuError) as refused:
        services.import_cards(data, name="", by=CLERK)

    assert refused.value.code == code
    assert text(refused.value.problem)
    assert not FileImport.objects.exists()
