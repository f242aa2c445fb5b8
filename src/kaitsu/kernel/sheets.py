"""Tables that people send in as files: decoded, headed, cut into rows, each with the line it stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kaitsu.kernel.errors import KaitsuError

#: What one file may hold; a larger one is a mistake, or meant to do harm.
MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 20_000
_LONGEST_CELL = 1000
#: Byte order marks first, then what Japanese office programs write.
_ENCODINGS = ("utf-8-sig", "cp932")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the *line* of the file on which it ends (from 1), and its cells by column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def read(data: bytes, columns: Mapping[str, Sequence[str]]) -> list[Row]:
    """The rows of the CSV *data* under the names of *columns*, each of which may be headed by one of its titles.

    Rows without any text are left out; further columns are ignored; cells come without the spaces around them.
    Raises KaitsuError ``sheet.empty``, ``sheet.too_large``, ``sheet.encoding``, ``sheet.columns`` (with those
    ``missing``, and their ``plain`` titles), ``sheet.unreadable`` (with the ``line``).
    """
    table = _table(_text(data))
    try:
        _, heading = next(table)
    except StopIteration:
        raise KaitsuError("sheet.empty", field="file") from None
    places = _places([cell.strip() for cell in heading], columns)
    rows: list[Row] = []
    for line, cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_ROWS:
            raise KaitsuError("sheet.too_large", field="file", rows=MOST_ROWS)
        found = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
        rows.append(Row(line, found))
    if not rows:
        raise KaitsuError("sheet.empty", field="file")
    return rows


def write(heading: Sequence[str], rows: Sequence[Sequence[str]], *, encoding: str = "utf-8-sig") -> bytes:
    """A CSV with *heading*, lines ended as spreadsheets expect it; no cell is taken for a formula by them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode(encoding)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise KaitsuError("sheet.too_large", field="file", rows=MOST_ROWS)
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise KaitsuError("sheet.encoding", field="file")


def _table(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if any(len(cell) > _LONGEST_CELL for cell in cells):
                raise KaitsuError("sheet.unreadable", field="file", line=reader.line_num)
            yield reader.line_num, cells
    except csv.Error:
        raise KaitsuError("sheet.unreadable", field="file", line=reader.line_num) from None


def _places(heading: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    missing: list[Sequence[str]] = []
    for name, titles in columns.items():
        place = next((heading.index(title) for title in titles if title in heading), None)
        if place is None:
            missing.append(titles)
        else:
            places[name] = place
    if missing:
        # The first title is for Japanese messages, the last one is in plain letters, for English ones.
        first, last = (tuple(titles[place] for titles in missing) for place in (0, -1))
        raise KaitsuError("sheet.columns", field="file", missing=first, plain=last)
    return places
