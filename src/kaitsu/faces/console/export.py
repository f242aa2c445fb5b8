"""CSV files for people's spreadsheets: streamed, with nothing in a cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kaitsu.applications.models import Application
from kaitsu.faces.console import registered, words
from kaitsu.kernel import clock
from kaitsu.retail.states import LineType

#: With one of these a spreadsheet begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


class _Line:
    """Takes what the csv module writes and hands it on at once."""

    def write(self, text: str) -> str:
        return text


def applications(rows: Iterable[Application]) -> StreamingHttpResponse:
    """*rows* as a file, a line each, in the active language."""
    heading = [
        _("受付番号"), _("会員ID"), _("状態"), _("入力開始"), _("受付"), _("回線種別"),
        pgettext("one", "料金プラン"), _("お名前"), _("フリガナ"), _("電話番号"), _("メールアドレス"),
        _("予約の最終日"),
    ]  # fmt: skip
    return file(f"applications-{clock.now():%Y%m%d-%H%M}.csv", heading, map(_cells(), rows))


def file(name: str, heading: list[str], rows: Iterable[list[str]]) -> StreamingHttpResponse:
    """A CSV file called *name* that is written while it is sent; UTF-8 with the mark that spreadsheets look for."""
    response = StreamingHttpResponse(_lines(heading, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def harmless(cell: str) -> str:
    """*cell* as text in every spreadsheet."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _lines(heading: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + str(writer.writerow(heading))
    for row in rows:
        yield str(writer.writerow([harmless(cell) for cell in row]))


def _cells() -> Callable[[Application], list[str]]:
    """From an application to cells. The words are taken now: the stream is written when no language is active."""
    states = {key: str(text) for key, text in words.STATES.items()}
    types = {str(kind): words.line_type(kind) for kind in LineType}

    def cells(row: Application) -> list[str]:
        return [
            row.reference,
            row.member.member_id,
            states[row.state],
            _moment(row.created_at),
            _moment(row.submitted_at),
            types.get(row.line_type, ""),
            row.plan,
            f"{row.registered_family} {row.registered_given}".strip(),
            f"{row.kana_family} {row.kana_given}".strip(),
            registered.telephone(row.telephone),
            row.email,
            str(getattr(row, "deadline", None) or ""),
        ]

    return cells


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(clock.TOKYO):%Y-%m-%d %H:%M}" if at else ""
