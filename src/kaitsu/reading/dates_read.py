"""A date within a line that was read: found by its form, its era put right, both notations of a double one compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from kaitsu.japanese.dates import parse_date
from kaitsu.kernel.errors import InvalidValue
from kaitsu.reading.repair import put_right

_ERA = r"(?:明治|大正|昭和|平成|令和|(?<![A-Z])[MTSHR](?=[0-9]))"
_MONTH_DAY = r"[0-9]{1,2}[月./-][0-9]{1,2}日?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"[0-9]{{4}}年?[(\[]{_ERA}(?:元|[0-9]{{1,2}})年?[)\]]年?{_MONTH_DAY}",
        rf"{_ERA}(?:元|[0-9]{{1,2}})年?[(\[][0-9]{{4}}年?[)\]]年?{_MONTH_DAY}",
        rf"{_ERA}(?:元|[0-9]{{1,2}})[年./-]{_MONTH_DAY}",
        rf"(?<![0-9])(?:19|20)[0-9]{{2}}[年./-]{_MONTH_DAY}",
        r"(?<![0-9])[0-3]?[0-9](?:[0-9]{1,2}月/?)?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)(?:/?[0-9]{1,2}月)?(?:19|20)[0-9]{2}",
    )
)
_ENGLISH = re.compile(r"([0-9]{1,2})([A-Z]{3,4})([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: as written, its day (None where it is none: 30 February, two notations that differ)."""

    text: str
    day: date | None
    length: int
    problem: str = ""


def date_in(text: str) -> Dated | None:
    """The first date in *text*, None where there is nothing like one."""
    plain = put_right("".join(unicodedata.normalize("NFKC", text).split()).replace("ー", "-").upper())
    for form in _FORMS:
        match = form.search(plain)
        if match is None:
            continue
        written = match.group()
        spaced = _ENGLISH.sub(r"\1 \2 \3", written)
        try:
            return Dated(written, parse_date(spaced, run_on=True), len(written))
        except InvalidValue as error:
            return Dated(written, None, len(written), error.code)
    return None
