"""Files of rows that people send in: read with care, written without harm."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaitsu.kernel import sheets
from kaitsu.kernel.errors import KaitsuError

COLUMNS = {"iccid": ["ICCID", "製造番号"], "size": ["Size", "サイズ"]}

cells = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


def refusal(data: bytes) -> KaitsuError:
    """The error with which *data* is refused."""
    with pytest.raises(KaitsuError) as caught:
        sheets.read(data, COLUMNS)
    assert caught.value.problem.field == "file"
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_given_a_file_of_an_office_program_when_read_then_its_cells_are_found_by_their_titles(
    encoding: str, newline: str
) -> None:
    lines = ["サイズ,備考,製造番号", " nano ,髙橋様,8981100", "", "esim,,8981101", " , ,"]
    rows = sheets.read(newline.join(lines).encode(encoding), COLUMNS)
    assert [(row["iccid"], row["size"], row.line) for row in rows] == [
        ("8981100", "nano", 2),
        ("8981101", "esim", 4),
    ]


def test_given_a_cell_with_a_line_break_when_read_then_the_line_counted_is_the_one_of_the_file() -> None:
    rows = sheets.read(b'ICCID,Size\n1,"a\nb"\n2,c\n', COLUMNS)
    assert [(row["iccid"], row["size"], row.line) for row in rows] == [("1", "a\nb", 3), ("2", "c", 4)]


def test_given_a_short_row_when_read_then_what_is_missing_is_empty() -> None:
    assert sheets.read(b"ICCID,Size\n1\n", COLUMNS)[0]["size"] == ""


@pytest.mark.parametrize("data", [b"", b"ICCID,Size\n", b"ICCID,Size\n,\n \n"])
def test_given_no_rows_when_read_then_the_file_is_empty(data: bytes) -> None:
    assert refusal(data).code == "sheet.empty"


def test_given_a_heading_without_a_column_when_read_then_the_missing_titles_are_told() -> None:
    error = refusal(b"ICCID,Colour\n1,red\n")
    assert (error.code, error.problem.values["missing"]) == ("sheet.columns", ("Size",))
    assert refusal("色\n赤\n".encode()).problem.values["missing"] == ("ICCID", "Size")


@pytest.mark.parametrize(
    "data", [b"ICCID,Size\n\x81,1\n", b"ICCID,Size\n1,\0\n", "ICCID,Size\n1,2".encode("utf-16")]
)
def test_given_bytes_that_are_no_text_when_read_then_the_encoding_is_refused(data: bytes) -> None:
    assert refusal(data).code == "sheet.encoding"


def test_given_too_much_when_read_then_it_is_refused_before_it_costs_anything() -> None:
    head = b"ICCID,Size\n"
    assert refusal(head + b"1" * sheets.MOST_BYTES).code == "sheet.too_large"
    assert refusal(head + b"1,n\n" * (sheets.MOST_ROWS + 1)).code == "sheet.too_large"
    assert len(sheets.read(head + b"1,n\n" * sheets.MOST_ROWS, COLUMNS)) == sheets.MOST_ROWS


@pytest.mark.parametrize(
    ("data", "line"), [(b"ICCID,Size\n1,n\n2," + b"x" * 1001, 3), (b'ICCID,Size\n1,"n"x\n', 2)]
)
def test_given_a_broken_row_when_read_then_its_line_is_told(data: bytes, line: int) -> None:
    error = refusal(data)
    assert (error.code, error.problem.values["line"]) == ("sheet.unreadable", line)


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_given_a_cell_that_a_spreadsheet_would_run_when_written_then_it_is_quoted(cell: str) -> None:
    written = sheets.write(["name"], [[cell], ["plain"]])
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))) == [
        ["name"],
        [f"'{cell}"],
        ["plain"],
    ]


def test_given_rows_when_written_then_lines_end_as_spreadsheets_expect() -> None:
    assert sheets.write(["a"], [["高"]]) == b"\xef\xbb\xbfa\r\n\xe9\xab\x98\r\n"
    assert sheets.write(["a"], [["高"]], encoding="cp932") == b"a\r\n\x8d\x82\r\n"


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
def test_given_rows_that_were_written_when_read_then_they_come_back(pairs: list[tuple[str, str]]) -> None:
    harmless = [pair for pair in pairs if any(cell.strip() for cell in pair)]
    if not harmless:
        return
    rows = sheets.read(sheets.write(["ICCID", "Size"], harmless), COLUMNS)
    found = [(row["iccid"].removeprefix("'"), row["size"].removeprefix("'")) for row in rows]
    assert found == [tuple(cell.strip().removeprefix("'") for cell in pair) for pair in harmless]


@given(st.binary(max_size=300))
def test_given_any_bytes_when_read_then_there_are_rows_or_a_coded_refusal(data: bytes) -> None:
    try:
        rows = sheets.read(b"ICCID,Size\n" + data, COLUMNS)
    except KaitsuError as error:
        code = error.code
    else:
        code = "sheet.read" if rows else ""
    assert code.startswith("sheet.")
