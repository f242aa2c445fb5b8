"""Held applications (PCK-1): why each is held, and what staff do: release, ask the holder, cancel.

Every verb is one transaction: it locks the row, takes the next step, moves, writes the audit event and the mail.
``seen`` is the number of steps that the deciding person had before their eyes; who comes second is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from kaitsu.applications import ending, hold_messages, holder, moves, queries, registers, submission
from kaitsu.applications.models import Application, HoldStep
from kaitsu.applications.ports import Verdict
from kaitsu.applications.snapshot import draft_of
from kaitsu.applications.states import LIVE, Event, HoldStepKind, State
from kaitsu.audit.services import record
from kaitsu.cards import rules as cards
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.notifications import letters as mail
from kaitsu.notifications import services as notifications

#: Other applications of one holder that are shown beside a held one.
MOST_OTHERS = 10


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an application is held: the check's *code*, the values that differ, other applications that matter."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    others: tuple[Application, ...] = ()


def reasons(application: Application) -> list[Reason]:
    """Why *application* is held, with the values of today: what is written on both sides."""
    draft = draft_of(application, queries.lines_of(application))
    found: list[Problem | None] = [
        cards.name_problem(draft.card.name, draft.latin_family, draft.latin_given) if draft.card else None,
        *holder.contradiction(draft),
    ]
    values = {problem.code: problem.values for problem in found if problem is not None}
    if registers.FOUND in application.held_for:
        values[registers.FOUND] = _answered(application)
    return [
        Reason(code, values.get(code, {}), _others(application) if code == "applications.duplicate" else ())
        for code in application.held_for
    ]


def steps(application: Application) -> list[HoldStep]:
    """What staff did about *application* while it was held, in order."""
    return list(application.hold_steps.all())


def release(application_id: UUID, *, seen: int, note: str = "", by: Actor) -> Application:
    """Send the application on its way: to verification or fulfilment, with the mails of a submission (PCK-2).

    Raises KaitsuError ``applications.unknown``, ``applications.not_held``, ``applications.hold_changed``.
    """
    with transaction.atomic():
        application = _held(application_id, seen)
        _note(application, HoldStepKind.RELEASE, seen, by, note=note)
        draft = draft_of(application, queries.lines_of(application))
        submission.proceed(
            application, draft, by=by, verify=Event.RELEASE_TO_VERIFY, fulfil=Event.RELEASE_TO_FULFIL
        )
        return application


def ask(
    application_id: UUID,
    *,
    seen: int,
    codes: Sequence[str],
    words: str = "",
    allow: Sequence[str] = (),
    note: str = "",
    by: Actor,
) -> Application:
    """Ask the holder by mail about the reasons *codes*, in staff's own *words* besides or alone; it stays held.

    The holder answers on the status page and may correct what *allow* names (``hold_answers.CORRECTABLE``; PCK-2).
    Raises as ``release`` does, ``applications.hold_nothing_asked`` without either, ``applications.hold_words``.
    """
    with transaction.atomic():
        application = _held(application_id, seen)
        _queue(application, "held_question", _question(application, codes, words, allow), seen)
        _note(
            application, HoldStepKind.ASK, seen, by,
            questions=list(codes), words=words, allows=list(allow), note=note,
        )  # fmt: skip
        record("application.asked", by=by, subject=moves.subject(application), reasons=list(codes))
        return application


def cancel(
    application_id: UUID, *, seen: int, reason: str, words: str = "", note: str = "", by: Actor
) -> Application:
    """End the application for *reason* (``hold_messages.CANCEL_REASONS``); code and port-ins are free again.

    Raises as ``release`` does, ``applications.hold_reason_missing``, ``applications.hold_words``.
    """
    with transaction.atomic():
        _demand_reason(reason)
        application = _held(application_id, seen)
        say_cancelled(application, reason=reason, words=words, note=note, by=by)
        ending.end(application, Event.CANCEL, by=by, reason=reason)
        return application


def say_cancelled(application: Application, *, reason: str, words: str, note: str, by: Actor) -> None:
    """Write the mail that tells the holder of a locked *application* that it ends, and keep why.

    Raises KaitsuError ``applications.hold_words``.
    """
    seen = application.hold_steps.count()
    _queue(application, "cancelled", _cancelled(application, reason, words), seen)
    _note(application, HoldStepKind.CANCEL, seen, by, reason=reason, words=words, note=note)


def question_letter(
    application: Application, codes: Sequence[str], words: str, allow: Sequence[str] = ()
) -> mail.Letter:
    """The mail that ``ask`` would send now."""
    return _letter(application, "held_question", _question(application, codes, words, allow))


def asked_about(application: Application, codes: Sequence[str]) -> list[str]:
    """The questions of *codes* in words for the holder, in the active language, with the values of today."""
    values = {reason.code: reason.values for reason in reasons(application)}
    return [_about(code, values.get(code, {})) for code in codes]


def cancel_letter(application: Application, reason: str, words: str) -> mail.Letter:
    """The mail that ``cancel`` would send now."""
    _demand_reason(reason)
    return _letter(application, "cancelled", _cancelled(application, reason, words))


def _held(application_id: UUID, seen: int) -> Application:
    """The application, locked, if it is held and nobody took a step that who decided has not seen."""
    application = moves.locked(application_id)
    if application.state != State.HELD:
        raise KaitsuError("applications.not_held", rule="PCK-1")
    if application.hold_steps.count() != seen:
        raise KaitsuError("applications.hold_changed", rule="PCK-1")
    return application


def _note(
    application: Application, kind: HoldStepKind, seen: int, by: Actor, **facts: str | list[str]
) -> None:
    HoldStep.objects.create(application=application, number=seen + 1, kind=kind, by=str(by), **facts)


def _others(application: Application) -> tuple[Application, ...]:
    """Live, submitted applications of the same holder: kana name and birth date."""
    same = Application.objects.filter(
        kana_family=application.kana_family,
        kana_given=application.kana_given,
        birth_date=application.birth_date,
        submitted_at__isnull=False,
        state__in=LIVE,
    ).exclude(pk=application.pk)
    return tuple(same.select_related("member").order_by("-submitted_at")[:MOST_OTHERS])


def _answered(application: Application) -> dict[str, object]:
    """The codes of each register that knows something, by its name."""
    asked = registers.answers(application)
    return {row.register: ", ".join(row.codes) for row in asked if row.verdict == Verdict.REVIEW}


def _question(
    application: Application, codes: Sequence[str], words: str, allow: Sequence[str]
) -> dict[str, object]:
    with translation.override(_language(application)):
        questions = asked_about(application, codes)
        parts = [str(hold_messages.PART_NAMES[part]) for part in allow]
    if not questions and not words:
        raise KaitsuError("applications.hold_nothing_asked", rule="PCK-1")
    return {
        "number": application.reference,
        "questions": questions or [words],
        "words": words if questions else "",
        "corrections": ("、" if _language(application) == "ja" else ", ").join(parts),
        "answer_url": settings.KAITSU_PUBLIC_URL + reverse("held_answer", args=[application.pk]),
    }


def _about(code: str, values: Mapping[str, object]) -> str:
    text = str(hold_messages.reason_words(code).holder)
    try:
        return text % values
    except KeyError:
        # What differed at submission does not differ any longer; the general question is still true.
        return str(hold_messages.OTHER.holder)


def _cancelled(application: Application, reason: str, words: str) -> dict[str, object]:
    with translation.override(_language(application)):
        told = str(hold_messages.CANCEL_REASONS[reason].holder)
    return {
        "number": application.reference,
        "reason": told,
        "words": words,
        "code_last4": application.package.last4 if application.package is not None else "",
        "start_url": settings.KAITSU_PUBLIC_URL + reverse("apply_begin"),
    }


def _demand_reason(reason: str) -> None:
    if reason not in hold_messages.CANCEL_REASONS:
        raise KaitsuError("applications.hold_reason_missing", field="reason", rule="PCK-1")


def _letter(application: Application, kind: str, context: Mapping[str, object]) -> mail.Letter:
    language = _language(application)
    with _writable():
        return mail.render(kind, language, context, mail.current_sender(language))


def _queue(application: Application, kind: str, context: Mapping[str, object], seen: int) -> None:
    with _writable():
        notifications.queue(
            kind,
            to=application.email or application.member.email,
            language=_language(application),
            context=context,
            subject=moves.subject(application),
            key=f"{kind}:{application.pk}:{seen}",
        )


@contextmanager
def _writable() -> Iterator[None]:
    """What staff wrote may be what no mail may hold: a card number, control characters (MAI-3)."""
    try:
        yield
    except ValueError as refused:
        raise KaitsuError("applications.hold_words", field="words", rule="MAI-3") from refused


def _language(application: Application) -> str:
    return "en" if application.language.startswith("en") else "ja"
