"""A date as three fields: year, month, day; an error names the part that is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTS = ("year", "month", "day")
PART_NAMES = {
    "year": pgettext_lazy("date", "年"),
    "month": pgettext_lazy("date", "月"),
    "day": pgettext_lazy("date", "日"),
}
PART_DIGITS = {"year": 4, "month": 2, "day": 2}


class DateParts(forms.MultiWidget):
    """Three inputs. ``autocomplete`` "bday" marks them as the birth date; ``eras`` adds the era table."""

    template_name = "look/widgets/date_parts.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, autocomplete: str = "", eras: bool = False
    ) -> None:
        self.wrong: frozenset[str] = frozenset()
        self.eras = eras
        inputs: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput({"inputmode": "numeric", **_autocomplete(autocomplete, part)})
            for part in PARTS
        }
        super().__init__(inputs, attrs)

    def decompress(self, value: date | None) -> list[str]:
        """The parts of *value* as text; three empty ones for None."""
        return [str(value.year), str(value.month), str(value.day)] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context with an id, a label, a width and a state for each part."""
        invalid = bool((attrs or {}).pop("aria-invalid", None))
        context = super().get_context(name, value, attrs)
        described = context["widget"]["attrs"].get("aria-describedby")
        base = context["widget"]["attrs"].get("id", "")
        for part, sub in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            sub["label"] = PART_NAMES[part]
            sub["attrs"]["class"] = f"chars-{PART_DIGITS[part]}"
            if base:
                sub["attrs"]["id"] = f"{base}_{part}"
            if described:
                sub["attrs"]["aria-describedby"] = described
            if invalid and part in (self.wrong or PARTS):
                sub["attrs"]["aria-invalid"] = "true"
        context["widget"]["eras"] = self.eras
        return context

    def focus_id(self, base: str) -> str:
        """The id of the first part that is wrong."""
        part = next((part for part in PARTS if part in self.wrong), PARTS[0])
        return f"{base}_{part}"


def _autocomplete(token: str, part: str) -> dict[str, str]:
    return {"autocomplete": f"{token}-{part}"} if token else {}


class DatePartsField(forms.MultiValueField):
    """A date typed as year, month, day; full-width digits are taken. ``cleaned_data`` has a date or None.

    Errors: ``required``, ``part_missing``, ``part_wrong``, ``no_such_day``, ``too_early``, ``too_late``.
    """

    widget: type[DateParts] | DateParts = DateParts
    default_error_messages = {  # noqa: RUF012 - Django's own form of it
        "required": _("日付を入力してください。"),
        "part_missing": _("%(part)sを入力してください。"),
        "part_wrong": _("%(part)sは%(low)sから%(high)sまでの数字で入力してください。"),
        "no_such_day": _("%(year)s年%(month)s月に%(day)s日はありません。日を確認してください。"),
        "too_early": _("%(limit)s年以降の日付を入力してください。"),
        "too_late": _("この日付はまだ来ていません。年月日を確認してください。"),
    }

    def __init__(
        self,
        *,
        earliest: date = date(1868, 1, 25),
        latest: date | None = None,
        **options: Any,
    ) -> None:
        self.earliest = earliest
        self.latest = latest
        fields = [forms.CharField(required=False) for _part in PARTS]
        super().__init__(fields, require_all_fields=False, **options)

    def clean(self, value: Sequence[Any] | None) -> date | None:
        """*value* (three texts) as a date, None when all are empty and the field is optional."""
        parts = dict(zip(PARTS, (_plain(text) for text in value or ("", "", "")), strict=True))
        empty = [part for part in PARTS if not parts[part]]
        if len(empty) == len(PARTS):
            if self.required:
                self._refuse("required", PARTS)
            return None
        self._each_part(parts)
        return self._within(self._date({part: int(text) for part, text in parts.items()}))

    def _each_part(self, parts: Mapping[str, str]) -> None:
        """Refuse every part that is empty or no number that it can be, all at once."""
        limits = {"year": (self.earliest.year, 9999), "month": (1, 12), "day": (1, 31)}
        empty = [part for part in PARTS if not parts[part]]
        wrong = [part for part in PARTS if parts[part] and not _between(parts[part], *limits[part])]
        errors = []
        if empty:
            names = "・".join(str(PART_NAMES[part]) for part in empty)
            errors.append(self._error("part_missing", part=names))
        for part in wrong:
            low, high = limits[part]
            shown_high = self.latest.year if part == "year" and self.latest else high
            errors.append(self._error("part_wrong", part=PART_NAMES[part], low=low, high=shown_high))
        if errors:
            self.widget.wrong = frozenset((*empty, *wrong))
            raise ValidationError(errors)

    def _date(self, numbers: Mapping[str, int]) -> date:
        try:
            return date(numbers["year"], numbers["month"], numbers["day"])
        except ValueError:
            self._refuse("no_such_day", ["day"], **numbers)
            raise

    def _within(self, day: date) -> date:
        if day < self.earliest:
            self._refuse("too_early", PARTS, limit=self.earliest.year)
        if self.latest and day > self.latest:
            self._refuse("too_late", PARTS)
        return day

    def _refuse(self, code: str, wrong: Sequence[str], **values: Any) -> None:
        self.widget.wrong = frozenset(wrong)
        raise self._error(code, **values)

    def _error(self, code: str, **values: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=values)


def _between(text: str, low: int, high: int) -> bool:
    return text.isascii() and text.isdigit() and low <= int(text) <= high


def _plain(text: Any) -> str:
    return unicodedata.normalize("NFKC", str(text or "")).strip().rstrip("年月日").strip()
