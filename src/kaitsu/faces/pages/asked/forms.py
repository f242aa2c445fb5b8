"""The forms of the sign-up once more, for an application that was submitted; and the text of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaitsu.applications import messages
from kaitsu.applications.answers import Answer
from kaitsu.applications.hold_answers import LONGEST, TelephoneGiven
from kaitsu.applications.models import Application
from kaitsu.faces.look.widgets import PhoneInput
from kaitsu.faces.pages.journey import places
from kaitsu.faces.pages.journey.forms_holder import AddressForm, NameForm, Parsed
from kaitsu.faces.pages.journey.pages import (
    ADDRESS_PARTS,
    NAME_PARTS,
    address_given,
    name_given,
    shown_telephone,
)
from kaitsu.japanese.telephone import TelephoneNumber
from kaitsu.kernel.errors import Problem


class AnswerForm(forms.Form):
    """PCK-2: what the holder answers."""

    text = forms.CharField(
        label=_("お答え"),
        help_text=_("カード番号やパスワードは書かないでください。"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("お答えを入力してください。")},
    )


class TelephoneForm(forms.Form):
    """HLD-4: another telephone number."""

    telephone = Parsed(
        TelephoneNumber.parse,
        label=_("日中につながる電話番号"),
        widget=PhoneInput(),
        max_length=40,
        error_messages={"required": _("電話番号を入力してください。")},
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A page that corrects one part: its form, what stands in it, the answer that it makes, its template."""

    form: Callable[..., forms.Form]
    initial: Callable[[Application], dict[str, Any]]
    answer: Callable[[Mapping[str, Any]], Answer]
    template: str
    title: Any


def address_form(data: QueryDict | None = None, **options: Any) -> AddressForm:
    """The form of an address with the help of the postal code; who insisted can take it back."""
    insist = options.pop("ask_insist", False) or (data is not None and "insisted" in data)
    return AddressForm(data, lookup=reverse("postal_lookup"), ask_insist=insist, **options)


def assisted(data: QueryDict) -> dict[str, Any] | None:
    """What a press of the postal code's button fills in, None after any other (SCR-2)."""
    return places.fill(data)


def with_problems(
    form: forms.Form, problems: Sequence[Problem], data: QueryDict, make: Callable[..., forms.Form]
) -> forms.Form:
    """*form* with *problems* beside its fields; with the box to insist where postal code and address differ."""
    if any(problem.code.startswith("applications.postal_code_") for problem in problems):
        form = make(data, ask_insist=True)
        form.is_valid()
    for problem in problems:
        form.add_error(problem.field if problem.field in form.fields else None, messages.text(problem))
    return form


def besides(form: forms.Form, problems: Sequence[Problem]) -> list[Problem]:
    """Those of *problems* that are of fields in which *form* itself finds nothing wrong."""
    return [
        problem for problem in problems if problem.field in form.fields and not form.has_error(problem.field)
    ]


def _telephone(data: Mapping[str, Any]) -> Answer:
    return TelephoneGiven(data["telephone"].e164 if "telephone" in data else "")


def _columns(application: Application, *names: str) -> dict[str, Any]:
    return {name: getattr(application, name) for name in names}


#: By the key of ``hold_answers.CORRECTABLE``.
PARTS: dict[str, Part] = {
    "name": Part(
        form=lambda data=None, **options: NameForm(data, **_without_insist(options)),
        initial=lambda row: (
            _columns(row, *NAME_PARTS) | {"name_in_latin": "yes" if row.name_in_latin else "no"}
        ),
        answer=name_given,
        template="pages/asked/name.html",
        title=_("お名前を直す"),
    ),
    "telephone": Part(
        form=lambda data=None, **options: TelephoneForm(data, **_without_insist(options)),
        initial=lambda row: {"telephone": shown_telephone(row.telephone)},
        answer=_telephone,
        template="pages/asked/telephone.html",
        title=_("電話番号を直す"),
    ),
    "address": Part(
        form=address_form,
        initial=lambda row: _columns(row, *ADDRESS_PARTS),
        answer=address_given,
        template="pages/asked/address.html",
        title=_("ご住所を直す"),
    ),
}


def _without_insist(options: dict[str, Any]) -> dict[str, Any]:
    """Only an address can be insisted on."""
    return {name: value for name, value in options.items() if name != "ask_insist"}
