"""Widgets of general use: cards to choose from, and inputs that know their keyboard and autofill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext_lazy as _

Texts = Mapping[Any, Any]


class _Cards(ChoiceWidget):
    """Options as cards with a big target: ``hints`` under a label, ``notes`` (a price) at its end."""

    template_name = "look/widgets/choice_cards.html"
    option_template_name = "look/widgets/choice_card.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, hints: Texts | None = None, notes: Texts | None = None
    ) -> None:
        super().__init__(attrs)
        self.hints, self.notes = hints or {}, notes or {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        # aria-invalid is no state of a radio button; the fieldset is described by the error instead.
        (attrs or {}).pop("aria-invalid", None)
        return super().get_context(name, value, attrs)

    def create_option(self, name: str, value: Any, *rest: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *rest, **options)
        key = getattr(value, "value", value)
        option["hint"] = self.hints.get(key, "")
        option["note"] = self.notes.get(key, "")
        if option["hint"] and option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class RadioCards(_Cards, forms.RadioSelect):
    """One of several. ``hints`` and ``notes`` map an option's value to text."""


class CheckboxCards(_Cards, forms.CheckboxSelectMultiple):
    """Any of several. ``hints`` and ``notes`` map an option's value to text."""


class CheckboxCard(forms.CheckboxInput):
    """One yes-or-no on a card; the field's label stands in the card."""


class _Typed(forms.TextInput):
    """A text input with attributes of its own; attributes given win over them."""

    preset: Mapping[str, str] = {}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**self.preset, **(attrs or {})})


class PhoneInput(_Typed):
    """A telephone number."""

    input_type = "tel"
    preset = {"autocomplete": "tel", "class": "chars-20"}  # noqa: RUF012


class EmailInput(_Typed):
    """An e-mail address."""

    input_type = "email"
    preset = {"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}  # noqa: RUF012


class PostalCode(_Typed):
    """A postal code of seven digits. ``lookup`` is the address that answers it with town names (SCR-2).

    ``fills`` maps the answer's keys (``prefecture``, ``city``, ``town``) to ids of the inputs they fill.
    The endpoint takes ``?code=1000001`` and answers ``{"candidates": [{"prefecture": …, …}, …]}``.
    """

    preset = {"inputmode": "numeric", "autocomplete": "postal-code", "class": "chars-10"}  # noqa: RUF012

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        lookup: str = "",
        fills: Mapping[str, str] | None = None,
    ) -> None:
        given = dict(attrs or {})
        if lookup:
            given |= {
                "data-postal-lookup": lookup,
                "data-text-filled": _("住所を入力しました。番地と建物名を入力してください。"),
                "data-text-several": _("あてはまる住所を選んでください。"),
                "data-text-none": _("この郵便番号は見つかりません。番号を確認してください。"),
            }
            given |= {f"data-fills-{key}": target for key, target in (fills or {}).items()}
        super().__init__(given)


class KanaInput(_Typed):
    """Katakana. Filled from what the hand types for the kanji into the input with the id ``source``."""

    preset = {"autocapitalize": "none", "spellcheck": "false"}  # noqa: RUF012

    def __init__(self, attrs: dict[str, Any] | None = None, *, source: str = "") -> None:
        super().__init__({**({"data-kana-from": source} if source else {}), **(attrs or {})})


class LatinInput(_Typed):
    """Latin letters as on a card or passport."""

    preset = {"autocapitalize": "characters", "spellcheck": "false"}  # noqa: RUF012


class GroupedCode(_Typed):
    """A printed code; ``group`` characters stand together when it is typed or pasted."""

    preset = {  # noqa: RUF012
        "autocomplete": "off",
        "autocapitalize": "characters",
        "spellcheck": "false",
        "class": "code-input",
    }

    def __init__(self, attrs: dict[str, Any] | None = None, *, group: int = 4) -> None:
        super().__init__({"data-group": str(group), **(attrs or {})})


class OneTimeCode(_Typed):
    """Digits that were mailed a moment ago."""

    preset = {  # noqa: RUF012
        "inputmode": "numeric",
        "autocomplete": "one-time-code",
        "class": "code-input chars-10",
    }


class Password(forms.PasswordInput):
    """A password, with a button to show it where scripts run. ``new`` asks the browser to suggest one."""

    template_name = "look/widgets/password.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, new: bool = False) -> None:
        token = "new-password" if new else "current-password"
        super().__init__({"autocomplete": token, **(attrs or {})})
