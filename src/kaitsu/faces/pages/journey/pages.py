"""Which form and template each kind of step has, what it starts with, and the answer it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kaitsu.applications import answers
from kaitsu.applications.judging import PortingTyped
from kaitsu.applications.models import Line
from kaitsu.applications.queries import Journey
from kaitsu.applications.steps import Step
from kaitsu.faces.pages.journey import forms_holder as holder
from kaitsu.faces.pages.journey import forms_offer as offer
from kaitsu.faces.pages.journey import places
from kaitsu.japanese.telephone import TelephoneNumber

Data = Mapping[str, Any]
Extras = Callable[[Journey, Step], dict[str, Any]]
Answering = Callable[[Step, Data, Journey], answers.Answer]


def _nothing(journey: Journey, step: Step) -> dict[str, Any]:
    return {}


def _journey(journey: Journey, step: Step) -> dict[str, Any]:
    return {"journey": journey}


@dataclass(frozen=True, slots=True)
class StepPage:
    """One kind of page. ``options`` are the form's own arguments, ``initial`` what it shows of the draft.

    ``typed`` makes an answer to be judged of what a form holds that refuses some of it; a page of one question needs
    none. ``assist`` answers a button that helps to fill the form in (SCR-2): what to show instead, None for all others.
    """

    form: Callable[..., BaseForm]
    answer: Answering
    typed: Answering | None = None
    initial: Extras = _nothing
    options: Extras = _nothing
    template: str = "pages/journey/form.html"
    assist: Callable[[Data], dict[str, Any] | None] = lambda data: None


def line_of(journey: Journey, step: Step) -> Line:
    """The line that *step* is about."""
    return next(line for line in journey.lines if line.index == step.line)


def _columns(*names: str) -> Extras:
    return lambda journey, step: {name: getattr(journey.application, name) for name in names}


def _line_initial(journey: Journey, step: Step) -> dict[str, Any]:
    line = line_of(journey, step)
    return {"function": line.function, "start": line.start, "size": line.size}


def _porting_initial(journey: Journey, step: Step) -> dict[str, Any]:
    line = line_of(journey, step)
    reservation = line.reservation
    if reservation is None:
        return {}
    return {
        "msisdn": reservation.msisdn,
        "carrier": reservation.carrier,
        "number": reservation.number,
        "last_day": reservation.last_day,
        "same_details": line.same_details_at is not None,
    }


def _name_initial(journey: Journey, step: Step) -> dict[str, Any]:
    application = journey.application
    kind = {True: "yes", False: "no", None: "no"}[application.name_in_latin]
    return {"name_in_latin": kind} | _columns(*NAME_PARTS)(journey, step)


def _consent(key: str, missing: Any) -> StepPage:
    return StepPage(
        form=offer.AgreeForm,
        answer=lambda step, data, journey: answers.Agreed(key, data["version"]),
        initial=lambda journey, step: {
            "version": journey.facts.profile.consent(key).version,
            "agreed": getattr(journey.application, f"{key}_version")
            == journey.facts.profile.consent(key).version,
        },
        options=lambda journey, step: {"missing": missing},
        template="pages/journey/consent.html",
    )


def _ready_initial(journey: Journey, step: Step) -> dict[str, Any]:
    if journey.application.ready_at is None:
        return {}
    return {item.key: "yes" for item in journey.facts.profile.readiness}


def _line(step: Step, data: Data, journey: Journey) -> answers.LineChosen:
    function, start, size = (data.get(part) or "" for part in ("function", "start", "size"))
    return answers.LineChosen(step.line or 1, function, start, size)


def name_given(data: Data) -> answers.NameGiven:
    """The name that a NameForm holds; "" for a part that it refuses."""
    parts = {part: data.get(part, "") for part in NAME_PARTS}
    return answers.NameGiven(in_latin=data.get("name_in_latin") == "yes", **parts)


def _about(step: Step, data: Data, journey: Journey) -> answers.AboutGiven:
    telephone = data.get("telephone")
    return answers.AboutGiven(
        data.get("birth_date"), data.get("sex", ""), telephone.e164 if telephone else ""
    )


def address_given(data: Data) -> answers.AddressGiven:
    """The address that an AddressForm holds; "" for a part that it refuses."""
    code = data.get("postal_code")
    parts = {part: data.get(part, "") for part in ADDRESS_PARTS if part != "postal_code"}
    return answers.AddressGiven(
        postal_code=code.digits if code else "", insisted=data.get("insisted", False), **parts
    )


def _porting(step: Step, data: Data, journey: Journey) -> PortingTyped:
    parts = {name: data.get(name) for name in ("number", "msisdn", "last_day")}
    return PortingTyped(
        index=step.line or 1,
        carrier=data.get("carrier", ""),
        same_details=data.get("same_details", False),
        **parts,
    )


NAME_PARTS = (
    "registered_family",
    "registered_given",
    "kana_family",
    "kana_given",
    "latin_family",
    "latin_given",
)
ADDRESS_PARTS = ("postal_code", "prefecture", "city", "town", "block", "building")

PAGES: dict[str, StepPage] = {
    "terms": _consent("terms", _("ご利用規約をお読みになり、「同意します」にチェックを入れてください。")),
    "privacy": _consent(
        "privacy", _("個人情報の取り扱いをお読みになり、「同意します」にチェックを入れてください。")
    ),
    "plan": StepPage(
        form=offer.PlanForm,
        answer=lambda step, data, journey: answers.PlanChosen(data["plan"]),
        initial=_columns("plan"),
        options=_journey,
        template="pages/journey/plan.html",
    ),
    "lines": StepPage(
        form=offer.LineCountForm,
        answer=lambda step, data, journey: answers.LineCountChosen(int(data["count"])),
        initial=lambda journey, step: {"count": str(len(journey.lines))},
        options=_journey,
        template="pages/journey/question.html",
    ),
    "line": StepPage(
        form=offer.LineForm,
        answer=_line,
        typed=_line,
        initial=_line_initial,
        options=lambda journey, step: {"journey": journey, "index": step.line},
        template="pages/journey/line.html",
    ),
    "device": StepPage(
        form=offer.DeviceForm,
        answer=lambda step, data, journey: answers.DeviceChosen(data["device"]),
        initial=_columns("device"),
        options=_journey,
        template="pages/journey/question.html",
    ),
    "ready": StepPage(
        form=offer.ReadyForm,
        answer=lambda step, data, journey: answers.Ready(),
        initial=_ready_initial,
        options=_journey,
        template="pages/journey/ready.html",
    ),
    "name": StepPage(
        form=holder.NameForm,
        answer=lambda step, data, journey: name_given(data),
        typed=lambda step, data, journey: name_given(data),
        initial=_name_initial,
        template="pages/journey/name.html",
    ),
    "about": StepPage(
        form=holder.AboutForm,
        answer=_about,
        typed=_about,
        initial=lambda journey, step: (
            _columns("birth_date", "sex")(journey, step)
            | {"telephone": shown_telephone(journey.application.telephone)}
        ),
        options=_journey,
    ),
    "address": StepPage(
        form=holder.AddressForm,
        answer=lambda step, data, journey: address_given(data),
        typed=lambda step, data, journey: address_given(data),
        initial=lambda journey, step: (
            _columns(*ADDRESS_PARTS)(journey, step) | {"insisted": journey.application.address_insisted}
        ),
        options=lambda journey, step: {
            "lookup": reverse("postal_lookup"),
            "ask_insist": journey.application.address_insisted,
        },
        template="pages/journey/address.html",
        assist=places.fill,
    ),
    "contact": StepPage(
        form=holder.ContactForm,
        answer=lambda step, data, journey: answers.ContactGiven(data["email"]),
        initial=lambda journey, step: {
            "email": journey.application.email or journey.application.member.email
        },
    ),
    "porting": StepPage(
        form=holder.PortingForm,
        answer=lambda step, data, journey: answers.PortingGiven(
            index=step.line or 1,
            **{name: data[name] for name in ("number", "msisdn", "carrier", "last_day", "same_details")},
        ),
        typed=_porting,
        initial=_porting_initial,
        options=_journey,
        template="pages/journey/porting.html",
    ),
}


def shown_telephone(e164: str) -> str:
    """A stored number as people write it, "" for none."""
    return str(TelephoneNumber(e164)) if e164 else ""
