"""What the sign-up's templates show: titles, step indicator, total, and what each kind of page has of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kaitsu.applications import checks, messages
from kaitsu.applications.queries import Journey
from kaitsu.applications.services import Found
from kaitsu.applications.steps import Step
from kaitsu.faces.look.templatetags.look import in_japanese, localised
from kaitsu.faces.pages.journey import summary
from kaitsu.faces.pages.journey.pages import StepPage, line_of
from kaitsu.faces.pages.markdown import html_of
from kaitsu.kernel import clock
from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile import current
from kaitsu.portability import queries as portability
from kaitsu.portability import rules as portability_rules

#: Kinds of steps whose page is not the general one.
_OWN_PAGES = {"code": "apply_code", "card": "apply_card", "check": "apply_check"}


def step_url(application_id: UUID, step: Step) -> str:
    """The address of *step*."""
    own = _OWN_PAGES.get(step.kind)
    return (
        reverse(own, args=[application_id]) if own else reverse("apply_step", args=[application_id, step.key])
    )


def common(journey: Journey, step: Step) -> dict[str, Any]:
    """Title, way back, step indicator and running total (SCR-1, PLN-6) of a page of the journey."""
    count = len(journey.lines)
    before = journey.before(step)
    return {
        "title": messages.step_name(step.kind, step.line, count),
        "application": journey.application,
        "step": step,
        "steps": [_indicator(journey, other, step, count) for other in journey.steps],
        "quote": journey.quote,
        "back_url": step_url(journey.application.pk, before) if before else reverse("applications"),
    }


def _indicator(journey: Journey, other: Step, step: Step, count: int) -> dict[str, str]:
    open_ = other.key in journey.reachable
    done = open_ and other.key != journey.next.key
    return {
        "label": messages.step_name(other.kind, other.line, count),
        "url": step_url(journey.application.pk, other) if open_ else "",
        "state": "current" if other.key == step.key else "done" if done else "todo",
    }


def of_kind(journey: Journey, step: Step, problems: Sequence[Problem] = ()) -> dict[str, Any]:
    """What the page of this kind of step shows besides its form."""
    made = _OF_KIND.get(step.kind)
    return made(journey, step, problems) if made else {}


def _consent(journey: Journey, step: Step, problems: Sequence[Problem]) -> dict[str, Any]:
    consent = journey.facts.profile.consent(step.kind)
    return {"consent": consent, "html": html_of(localised(consent.text))}


def _line(journey: Journey, step: Step, problems: Sequence[Problem]) -> dict[str, Any]:
    index = step.line or 1
    return {"first": index == 1, "function": _function_name(journey, line_of(journey, step).function)}


def _function_name(journey: Journey, key: str) -> str:
    return next((localised(item.name) for item in journey.facts.profile.functions if item.key == key), "")


def _porting(journey: Journey, step: Step, problems: Sequence[Problem]) -> dict[str, Any]:
    profile, line = journey.facts.profile, line_of(journey, step)
    carrier = line.reservation.carrier if line.reservation else ""
    warned = [item for item in profile.portability.carriers if item.handset_warning]
    reissue = any(
        portability_rules.asks_reissue(problem) for problem in step.problems(journey.draft, journey.facts)
    )
    return {
        "entered": summary.identity_rows(journey),
        "warnings": warned,
        "warned": [item.key for item in warned],
        "minimum_days": profile.portability.minimum_days_left,
        "desks": portability.carrier_desks(profile, carrier, clock.now()) if reissue else None,
        "reissue": reissue,
    }


def _address(journey: Journey, step: Step, problems: Sequence[Problem]) -> dict[str, Any]:
    return {"voice": bool(journey.draft.voice_lines)}


_OF_KIND: Mapping[str, Callable[[Journey, Step, Sequence[Problem]], dict[str, Any]]] = {
    "terms": _consent,
    "privacy": _consent,
    "line": _line,
    "address": _address,
    "porting": _porting,
}


def confirm_code(found: Found) -> dict[str, Any]:
    """The code and what it stands for, shown before anything else is asked (ENT-4)."""
    return {
        "title": _("エントリーコードの確認"),
        "found": found,
        "line_type": line_type_name(found.line_type),
    }


def package(journey: Journey) -> dict[str, Any]:
    """What the draft's package is known by afterwards: the last four characters and the line type."""
    held = journey.application.package
    return {
        "last4": held.last4 if held else "",
        "line_type": line_type_name(journey.application.line_type),
    }


def line_type_name(key: str) -> str:
    """The name of a package's line type."""
    return next((localised(item.name) for item in current().functions if item.key == key), key)


def warnings(journey: Journey) -> list[str]:
    """What the holder is told before submission: staff will look at it (PAY-2), the handset may not work (MNP-5)."""
    submission = checks.Submission(journey.application, journey.draft, journey.facts)
    told = [messages.text(problem) for problem in checks.warnings(submission)]
    carriers = {line.reservation.carrier for line in journey.draft.lines if line.reservation}
    handsets = (portability_rules.handset_warning(carrier, journey.facts.profile) for carrier in carriers)
    return [*told, *(localised(text) for text in handsets if text)]


def tidied(form: BaseForm, changed: Mapping[str, str]) -> str:
    """What was normalised, a line each (HLD-3); "" for nothing."""
    shown = [
        format_html(_("{label}：{text}"), label=form.fields[name].label, text=in_japanese(text))
        for name, text in changed.items()
        if name in form.fields and text
    ]
    if not shown:
        return ""
    lines = [_("入力を次のように整えました。"), *shown]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def with_room_for(
    form: BaseForm, page: StepPage, journey: Journey, step: Step, problems: Sequence[Problem], data: Any
) -> BaseForm:
    """*form*, with the box to insist on an address where postal code and address contradict each other (HLD-5)."""
    if step.kind != "address" or not any(
        problem.code.startswith("applications.postal_code_") for problem in problems
    ):
        return form
    again = page.form(data, **(page.options(journey, step) | {"ask_insist": True}))
    again.is_valid()
    return again
