"""The support desk as pages show it: number, hours, open now or when next (SUP-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, pgettext_lazy

from kaitsu import operator_profile
from kaitsu.kernel import clock
from kaitsu.schedule import hours as opening_hours


@dataclass(frozen=True, slots=True)
class Desk:
    """The support desk at one moment. ``opens`` is None while it is open."""

    name: Any
    phone: str
    hours: Any
    is_open: bool
    opens: datetime | None

    @property
    def hours_text(self) -> str:
        """The hours in words, in the active language."""
        return hours_in_words(self.hours)

    @property
    def dial(self) -> str:
        """The number for a ``tel:`` link: digits and a leading plus only."""
        return "".join(mark for mark in self.phone if mark.isdigit() or mark == "+")


def hours_in_words(hours: Any) -> str:
    """Opening hours for a line of text, in the active language: 平日 10:00〜18:00."""
    if hours.always:
        return gettext("24時間")
    return gettext("、").join(_span_in_words(span) for span in hours.spans)


_DAY_NAMES = {
    "mon": pgettext_lazy("weekday", "月"),
    "tue": pgettext_lazy("weekday", "火"),
    "wed": pgettext_lazy("weekday", "水"),
    "thu": pgettext_lazy("weekday", "木"),
    "fri": pgettext_lazy("weekday", "金"),
    "sat": pgettext_lazy("weekday", "土"),
    "sun": pgettext_lazy("weekday", "日"),
    "holiday": pgettext_lazy("weekday", "祝"),
}


def _span_in_words(span: Any) -> str:
    days = set(span.days)
    if days >= set(_DAY_NAMES):
        which = gettext("毎日")
    elif days == {"mon", "tue", "wed", "thu", "fri"}:
        which = gettext("平日")
    else:
        which = gettext("・").join(str(name) for day, name in _DAY_NAMES.items() if day in days)
    return gettext("%(days)s %(opens)s〜%(closes)s") % {
        "days": which,
        "opens": span.opens.removeprefix("0"),
        "closes": span.closes.removeprefix("0"),
    }


def desk_now() -> Desk:
    """The profile's support desk as it stands at this moment."""
    support = operator_profile.current().support
    moment = clock.now()
    is_open = opening_hours.is_open(support.hours, moment)
    opens = None if is_open else opening_hours.next_opening(support.hours, moment)
    return Desk(support.name, support.phone, support.hours, is_open, opens)
