"""Held applications: why, and what to do about each: release, ask the holder, cancel (PCK-1).

What writes to the holder is shown as the mail that it will be, and sent from there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from kaitsu.applications import hold_answers, hold_messages, holds, listing, queries
from kaitsu.applications.holds import Reason
from kaitsu.applications.listing import Sort, Wanted
from kaitsu.applications.models import Application
from kaitsu.applications.states import HoldStepKind, State
from kaitsu.faces.console import registered, rights, words
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.applications import get, standing
from kaitsu.faces.console.page import may, reader, show
from kaitsu.japanese.values import PostalCode
from kaitsu.kernel.errors import KaitsuError

MOST_WORDS = 500


class ReleaseForm(forms.Form):
    """Let it go on."""

    prefix = "release"
    note = forms.CharField(label=gettext_lazy("メモ（担当者用）"), required=False, max_length=MOST_WORDS)


class AskForm(forms.Form):
    """Ask the holder about reasons, in words besides."""

    prefix = "ask"
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("お尋ねすること"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=gettext_lazy("お客様への言葉"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    allow = forms.MultipleChoiceField(
        label=gettext_lazy("お客様が画面で直せるもの"),
        required=False,
        choices=lambda: list(hold_messages.PART_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("直した内容は、もう一度点検してから、ここに届きます。"),
    )
    note = forms.CharField(label=gettext_lazy("メモ（担当者用）"), required=False, max_length=MOST_WORDS)

    def __init__(self, *args: Any, held_for: list[str], **values: Any) -> None:
        super().__init__(*args, **values)
        choices = [(code, str(hold_messages.reason_words(code).staff)) for code in held_for]
        self.fields["codes"].choices = choices  # type: ignore[attr-defined]
        self.fields["codes"].initial = held_for


class CancelForm(forms.Form):
    """End it, for a reason that the holder is told."""

    prefix = "cancel"
    reason = forms.ChoiceField(
        label=gettext_lazy("取り消す理由"),
        choices=[("", gettext_lazy("選んでください"))]
        + [(key, told.staff) for key, told in hold_messages.CANCEL_REASONS.items()],
    )
    words = forms.CharField(
        label=gettext_lazy("お客様への言葉"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(label=gettext_lazy("メモ（担当者用）"), required=False, max_length=MOST_WORDS)


@staff(*rights.READ_APPLICATIONS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, longest first, each with its reasons."""
    page = listing.page(Wanted(state=State.HELD, sort=Sort.WAITING), after=request.GET.get("after", ""))
    answered = hold_answers.answered(page.applications)
    rows = [
        {
            "application": application,
            "answered": application.pk in answered,
            "name": f"{application.registered_family} {application.registered_given}",
            "reasons": [str(hold_messages.reason_words(code).staff) for code in application.held_for],
            "deadline": application.deadline,  # type: ignore[attr-defined]
        }
        for application in page.applications
    ]
    next_url = f"{reverse('console_held')}?after={page.cursor}" if page.cursor else ""
    return show(request, "console/held.html", "held", title=_("保留"), rows=rows, next_url=next_url)


@staff(*rights.READ_APPLICATIONS)
@require_safe
def one(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One held application: its reasons with both values, what was done, and what can be done."""
    application = get(application_id)
    if application.state != State.HELD:
        return HttpResponseRedirect(reverse("console_application", args=[application_id]))
    return _page(request, application)


@staff(*rights.DECIDE_HELD)
@require_POST
def release(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Let it go on."""
    application = get(application_id)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, application, release=form)
    note = form.cleaned_data["note"]
    return _done(
        request,
        application,
        lambda: holds.release(application_id, seen=_seen(request), note=note, by=reader(request).actor),
        _("保留を解きました。お客様にメールが届きます。"),
    )


@staff(*rights.DECIDE_HELD)
@require_POST
def ask(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Ask the holder: first the mail to look at, then the mail sent."""
    application = get(application_id)
    form = AskForm(request.POST, held_for=application.held_for)
    if not form.is_valid():
        return _page(request, application, ask=form)
    data = form.cleaned_data
    if "send" not in request.POST:
        return _preview(
            request,
            application,
            "ask",
            form,
            lambda: holds.question_letter(application, data["codes"], data["words"], data["allow"]),
        )
    return _done(
        request,
        application,
        lambda: holds.ask(application_id, seen=_seen(request), **data, by=reader(request).actor),
        _("お客様にお尋ねのメールを送ります。お申し込みは保留のままです。"),
    )


@staff(*rights.DECIDE_HELD)
@require_POST
def cancel(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Cancel: first the mail to look at, then the end."""
    application = get(application_id)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, application, cancel=form)
    data = form.cleaned_data
    if "send" not in request.POST:
        return _preview(
            request,
            application,
            "cancel",
            form,
            lambda: holds.cancel_letter(application, data["reason"], data["words"]),
        )
    return _done(
        request,
        application,
        lambda: holds.cancel(application_id, seen=_seen(request), **data, by=reader(request).actor),
        _("お申し込みを取り消しました。エントリーコードは、また使えます。"),
    )


def _seen(request: HttpRequest) -> int:
    """How many steps the page showed; one that was never shown is none of ours."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


def _done(
    request: HttpRequest, application: Application, act: Callable[[], object], said: str
) -> HttpResponse:
    try:
        act()
    except KaitsuError as refused:
        messages.error(request, words.problem(refused.problem))
        return HttpResponseRedirect(reverse("console_held_one", args=[application.pk]))
    messages.success(request, said)
    name = (
        "console_held_one" if "ask-codes" in request.POST or "ask-words" in request.POST else "console_held"
    )
    return HttpResponseRedirect(reverse(name, args=[application.pk] if name == "console_held_one" else []))


def _preview(
    request: HttpRequest, application: Application, act: str, form: forms.Form, letter: Callable[[], Any]
) -> HttpResponse:
    try:
        mail = letter()
    except KaitsuError as refused:
        form.add_error(refused.problem.field or None, words.problem(refused.problem))
        return _page(request, application, **{act: form})
    titles = {"ask": _("お尋ねのメールの確認"), "cancel": _("取り消しのメールの確認")}
    return show(
        request,
        "console/held_preview.html",
        "held",
        title=titles[act],
        application=application,
        act=act,
        act_url=reverse(f"console_held_{act}", args=[application.pk]),
        back_url=reverse("console_held_one", args=[application.pk]),
        mail=mail,
        to=application.email or application.member.email,
        mail_language="en" if application.language.startswith("en") else "ja",
        given=[
            (key, value)
            for key in form.data
            if key.startswith(f"{act}-")
            for value in request.POST.getlist(key)
        ],
        seen=_seen(request),
    )


def _page(request: HttpRequest, application: Application, **forms_given: forms.Form) -> HttpResponse:
    done = holds.steps(application)
    lines = queries.lines_of(application)
    forms_now: dict[str, Any] = {
        "release": forms_given.get("release") or ReleaseForm(),
        "ask": forms_given.get("ask") or AskForm(held_for=application.held_for),
        "cancel": forms_given.get("cancel") or CancelForm(),
    }
    return show(
        request,
        "console/held_one.html",
        "held",
        title=_("保留 %(reference)s") % {"reference": application.reference},
        application=application,
        state=standing(application),
        reasons=[_reason(application, reason) for reason in holds.reasons(application)],
        steps=[_step(step) for step in done],
        seen=len(done),
        sections=registered.sections(application, lines),
        deadline=listing.deadline(lines),
        may_decide=may(request, rights.DECIDE_HELD) and application.state == State.HELD,
        forms=list(forms_given.values()),
        release_form=forms_now["release"],
        ask_form=forms_now["ask"],
        cancel_form=forms_now["cancel"],
    )


def _reason(application: Application, reason: Reason) -> dict[str, Any]:
    return {
        "title": str(hold_messages.reason_words(reason.code).staff),
        "values": _both_sides(application, reason),
        "others": [{"application": other, "state": standing(other)} for other in reason.others],
    }


def _both_sides(application: Application, reason: Reason) -> list[tuple[str, str]]:
    """What is written on either side, with where it is written."""
    place = f"{application.prefecture}{application.city}{application.town}{application.block}"
    sides: dict[str, Callable[[], list[tuple[str, str]]]] = {
        "cards.name_differs": lambda: [
            (_("カードの名義"), str(reason.values["card"])),
            (_("お申し込みのお名前（ローマ字）"), str(reason.values["registered"])),
        ],
        "applications.postal_code_contradicts": lambda: [
            (
                _("郵便番号 %(code)s の場所") % {"code": PostalCode(str(reason.values["code"]))},
                str(reason.values["place"]),
            ),
            (_("入力された住所"), place),
        ],
        "applications.postal_code_unknown": lambda: [
            (_("郵便番号"), str(PostalCode(str(reason.values["code"])))),
            (_("入力された住所"), place),
        ],
        "applications.register_found": lambda: [(name, str(codes)) for name, codes in reason.values.items()],
    }
    return sides[reason.code]() if reason.code in sides and reason.values else []


def _step(step: Any) -> dict[str, Any]:
    cancelled = hold_messages.CANCEL_REASONS.get(step.reason)
    asked = [str(hold_messages.reason_words(code).staff) for code in step.questions]
    allowed = [str(hold_messages.PART_NAMES[part]) for part in step.allows]
    if step.kind == HoldStepKind.ASK:
        allowed = [_("直せるもの：%(part)s") % {"part": part} for part in allowed]
    return {
        "title": str(hold_messages.STEP_NAMES[step.kind]),
        "at": step.at,
        "by": words.actor_of(step.by),
        "lines": [*asked, *allowed, *([str(cancelled.staff)] if cancelled else []), step.words],
        "note": step.note,
    }
