"""A date within a line that was read: found by its form, its era put right, both notations of a double one compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from kaitsu.japanese.dates import parse_date
from kaitsu.kernel.errors import InvalidValue
from kaitsu.reading.repair import put_right

_NUMBER = "(?:[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"
_ERA = r"(?:明治|大正|昭和|平成|令和|(?<![一-龥])[明大昭平令](?=[0-9元])|(?<![A-Z])[MTSHR]\.?(?=[0-9]))"
_ERA_YEAR = rf"{_ERA}(?:元|{_NUMBER})"
_YEAR = "(?:西暦)?(?<![0-9])(?:1[89]|20)[0-9]{2}"
_MONTH_DAY = rf"{_NUMBER}[月./-]{_NUMBER}日?"
_WESTERN, _JAPANESE = rf"{_YEAR}[年./-]{_MONTH_DAY}", rf"{_ERA_YEAR}[年./-]{_MONTH_DAY}"
_MONTH = (
    "(?:JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|"
    "NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}年?[(\[]{_ERA_YEAR}年?[)\]]年?{_MONTH_DAY}",
        rf"{_ERA_YEAR}年?[(\[]{_YEAR}年?[)\]]年?{_MONTH_DAY}",
        rf"{_WESTERN}[(\[]{_JAPANESE}[)\]]",
        rf"{_JAPANESE}[(\[]{_WESTERN}[)\]]",
        _JAPANESE,
        _WESTERN,
        rf"(?<![0-9])[0-3]?[0-9][./-]?(?:[0-9]{{1,2}}月/?)?{_MONTH}[./-]?(?:/?[0-9]{{1,2}}月)?(?:19|20)[0-9]{{2}}",
        rf"{_MONTH}\.?[0-3]?[0-9],?(?:19|20)[0-9]{{2}}(?![0-9])",
        "(?<![0-9-])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9-])",
    )
)
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})[./-]?({_MONTH})[./-]?([0-9]{{4}})")
_MONTH_FIRST = re.compile(rf"({_MONTH})\.?([0-9]{{1,2}}),?([0-9]{{4}})")
#: Slips that no date can hold: a letter among digits, a stroke lost from 年 before a month.
_SLIPS = (
    (re.compile("(?<=[0-9年月])[OQ](?=[0-9年月日])"), "0"),
    (re.compile(r"(?<=[0-9年月])[IL|](?=[0-9年月日])|(?<=年)[IL|](?=月)"), "1"),
    (re.compile("(?<=[0-9元])[牛午](?=[0-9]{1,2}月)"), "年"),
    (re.compile("0(?=CT[0-9])|(?<=N)0(?=V[0-9])"), "O"),
    (re.compile("(?<=AU)6(?=[0-9]{4})"), "G"),
    (re.compile("(?<=[0-9])5(?=EP[0-9])"), "S"),
    (re.compile("[昭昍]禾口?(?=[0-9元])"), "昭和"),
    # No document is valid until 令和32年 (2050).
    (re.compile("(?<![一-龥])和(?=(?:3[2-9]|[45][0-9]|6[0-4])年)"), "昭和"),
)


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
    for slip, meant in _SLIPS:
        plain = slip.sub(meant, plain)
    for form in _FORMS:
        match = form.search(plain)
        if match is None:
            continue
        written = match.group()
        spaced = _MONTH_FIRST.sub(r"\1 \2, \3", _DAY_FIRST.sub(r"\1 \2 \3", written))
        try:
            return Dated(written, parse_date(spaced, run_on=True), len(written))
        except InvalidValue as error:
            return Dated(written, None, len(written), error.code)
    return None
