"""Days, and every notation in which documents, forms and people write them."""

from datetime import date

from hypothesis import strategies as st

from kaitsu.japanese.dates import era_of, gregorian, in_era, on_licence
from kaitsu.japanese.eras import GREGORIAN_SINCE

days = st.dates(min_value=GREGORIAN_SINCE, max_value=date(2117, 12, 31))
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")


def by_tens(number: int) -> str:
    """A number below 100 with 十: 5 五, 10 十, 23 二十三."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{tens}十"
    return (ten + (str(ones) if ones else "")).translate(KANJI)


def every_writing(day: date) -> list[str]:
    """*day* in all notations that are read."""
    era = era_of(day)
    year = era.year_of(day)
    y, m, d = day.year, day.month, day.day
    english = day.strftime("%d %b {y:04}").format(y=y)
    years = {
        str(year),
        f"{year:02}",
        by_tens(year),
        str(year).translate(KANJI),
        *(("元",) if year == 1 else ()),
    }
    marks = (era.name, era.name[0], era.letter, era.letter.lower())
    return [
        f"{y:04}-{m:02}-{d:02}",
        f"{y:04}/{m}/{d}",
        f"{y:04}.{m}.{d}",
        f"{y:04} {m} {d}",
        f"{y:04}年{m}月{d}日",
        f"{y:04}年 {m:02}月 {d:02}日",
        f"西暦{y:04}年{m}月{d}日",
        f"{y:04}{m:02}{d:02}",
        f"{y:04}年{m}月{d}日".translate(KANJI),
        english,
        english.upper(),
        english.replace(" ", "-"),
        day.strftime("%B %d, {y:04}").format(y=y),
        day.strftime("%d %b/{m}月 {y:04}").format(y=y, m=m),
        on_licence(day),
        f"{y:04}年({era.name}{year}年){m}月{d}日",
        f"{era.name}{year:02}年({y:04}年){m}月{d}日",
        f"{gregorian(day)}({in_era(day)})",
        f"{in_era(day)}（{y:04}-{m:02}-{d:02}）",
        f"{era.letter}{year:02}{m:02}{d:02}",
        *(
            f"{mark}{written}{a}{m}{b}{d}{c}"
            for mark in marks
            for written in years
            for a, b, c in ("年月日", "..\0", "--\0", "//\0", "・・\0", "  \0", "ーー\0")
        ),
        f"{era.name}{by_tens(year)}年{by_tens(m)}月{by_tens(d)}日",
        f"{era.letter}.{year}.{m}.{d}",
        f"{era.name} {year} 年 {m} 月 {d} 日 生",
    ]
