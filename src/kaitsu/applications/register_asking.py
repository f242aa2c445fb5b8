"""The jobs that ask the outside registers and send the application on, or leave it to staff (PCK-3)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from kaitsu.applications import holds, letters, moves, registers
from kaitsu.applications.adapters import registers as in_use
from kaitsu.applications.models import Application, RegisterAnswer
from kaitsu.applications.ports import RegisterUnavailable, Subject
from kaitsu.applications.states import State
from kaitsu.audit.services import record
from kaitsu.kernel import clock
from kaitsu.kernel.actors import machine

_MACHINE = machine("registers")
#: A question that went out so long ago has come to nothing, and is asked again.
_AGAIN = timedelta(seconds=30)


def ask(application_id: UUID) -> None:
    """Ask every register that has not answered about the application, then go on with it if that was the last.

    No transaction is open while a register is waited for. A job; safe to run twice and at once.
    """
    waiting = RegisterAnswer.objects.filter(application_id=application_id, verdict="")
    for row in waiting.select_related("application"):
        if row.due_at > clock.now() and _claim(row):
            _ask(row)
    settle(application_id)


def sweep() -> int:
    """Have asked again for every application that waits for a register; returns how many. A job."""
    waiting = Application.objects.filter(state=State.HELD, held_for__contains=[registers.PENDING])
    found = list(waiting.values_list("pk", flat=True))
    for pk in found:
        app.configure_task(registers.ASK).defer(application_id=str(pk))
    return len(found)


@transaction.atomic
def settle(application_id: UUID) -> None:
    """Release an application that waited for nothing but its registers and has nothing against it; else hold it.

    One about which staff have asked its holder is left to them (PCK-2).

    Does nothing while an answer may still come, and for one that staff have decided meanwhile.
    """
    application = moves.locked(application_id)
    if application.state != State.HELD or registers.PENDING not in application.held_for:
        return
    found = registers.outcome(registers.answers(application), clock.now())
    if found is None:
        return
    others = [code for code in application.held_for if code not in (registers.PENDING, *found)]
    application.held_for = others + found
    application.save(update_fields=["held_for"])
    if application.held_for:
        letters.held(application)
        return
    if application.hold_steps.exists():
        return  # staff have asked the holder something: they go on with it, not the clock
    holds.release(application_id, seen=application.hold_steps.count(), by=_MACHINE)


def _claim(row: RegisterAnswer) -> bool:
    """Whether it is for us to ask: one conditional UPDATE, so that of many jobs at once one does."""
    now = clock.now()
    free = Q(asked_at__isnull=True) | Q(asked_at__lte=now - _AGAIN)
    return bool(RegisterAnswer.objects.filter(free, pk=row.pk, verdict="").update(asked_at=now))


def _ask(row: RegisterAnswer) -> None:
    register = in_use().get(row.register)
    if register is None:
        return
    try:
        answer = register.ask(_subject(row))
    except RegisterUnavailable:
        return
    with transaction.atomic():
        kept = RegisterAnswer.objects.filter(pk=row.pk, verdict="").update(
            verdict=answer.verdict, codes=list(answer.codes), answered_at=clock.now()
        )
        if kept:
            record(
                "application.register_answered",
                by=_MACHINE,
                subject=moves.subject(row.application),
                provider=row.register,
                verdict=answer.verdict,
                count=len(answer.codes),
            )


def _subject(row: RegisterAnswer) -> Subject:
    application = row.application
    where = f"{application.prefecture}{application.city}{application.town}{application.block}"
    assert application.birth_date is not None  # noqa: S101 - an application that was submitted is complete
    return Subject(
        request=row.pk,
        name=f"{application.registered_family} {application.registered_given}",
        kana=f"{application.kana_family} {application.kana_given}",
        birth_date=application.birth_date,
        telephone=application.telephone,
        postal_code=application.postal_code,
        address=f"{where} {application.building}".strip(),
    )
