"""The mails of an application's course: which, to whom, saying what, leaving when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from kaitsu.applications import moves, results
from kaitsu.applications.models import Application
from kaitsu.applications.states import OPEN_CHANGES
from kaitsu.identity.models import Attempt
from kaitsu.identity.states import CaseEvent
from kaitsu.kernel import clock
from kaitsu.notifications import letters
from kaitsu.notifications import services as notifications
from kaitsu.operator_profile import current
from kaitsu.schedule import windows


def confirmation_code(application: Application, code: str, sent_at: datetime, expires_at: datetime) -> None:
    """CNF-2: the code, of no use after *expires_at*."""
    _queue(
        application,
        "confirmation_code",
        key=f"confirmation_code:{application.pk}:{sent_at.timestamp()}",
        not_after=expires_at,
        context={
            "code": code,
            "valid_until": expires_at,
            "application_url": _url("apply_confirm", application),
        },
    )


def draft_reminder(application: Application) -> None:
    """CNF-5: the draft ends soon, and with it the hold on the code."""
    _queue(
        application,
        "draft_reminder",
        key=f"draft_reminder:{application.pk}:{application.expires_at.timestamp()}",
        context={
            "application_url": _url("apply_next", application),
            "expires_on": _day(application.expires_at),
            **_code(application),
        },
    )


def draft_expired(application: Application) -> None:
    """CNF-5: the draft has ended; its code can be used again."""
    _queue(
        application,
        "draft_expired",
        key=f"draft_expired:{application.pk}",
        context={
            "start_url": settings.KAITSU_PUBLIC_URL + reverse("apply_begin"),
            **_code(application),
        },
    )


def received(application: Application, *, identity: bool) -> None:
    """CNF-3: the application is in; what comes next, and when (PCK-2)."""
    at = clock.now()
    leaves = invitation_time(at)
    what_next: dict[str, object] = {}
    if not identity:
        what_next = {"delivery_days": current().delivery.days_after_result}
    elif leaves > at:
        what_next = {"identity_at": leaves}
    else:
        what_next = {"identity_soon": True}
    _queue(
        application,
        "application_received",
        key=f"application_received:{application.pk}",
        context={
            "number": application.reference,
            "status_url": _url("application", application),
            **what_next,
        },
    )


def held(application: Application) -> None:
    """PCK-1: the application is in, and somebody looks at it first."""
    _queue(
        application,
        "application_held",
        key=f"application_held:{application.pk}",
        context={
            "number": application.reference,
            "status_url": _url("application", application),
        },
    )


def identity_invitation(application: Application) -> None:
    """IDV-1: where to send which documents, with the login ID; after maintenance where there is one (IDV-3)."""
    case, at = application.case, clock.now()
    assert case is not None  # noqa: S101 - an application that is verified has its case
    leaves = invitation_time(at)
    _queue(
        application,
        "identity_invitation",
        key=f"identity_invitation:{case.pk}",
        not_before=leaves if leaves > at else None,
        context={
            "number": application.reference,
            "identity_url": settings.KAITSU_PUBLIC_URL + reverse("identity"),
            "login_id": case.login_id,
            "documents": [
                document.name.text(application.language) for document in current().identity.documents
            ],
            "deadline_on": _day(case.deadline),
        },
    )


def identity_locked(application: Application) -> None:
    """IDV-2: too many wrong birth dates; for a while, or until staff reset it."""
    case = application.case
    assert case is not None  # noqa: S101 - a case that was locked is there
    moment = clock.now().timestamp()
    if case.locked_for_good:
        _queue(
            application,
            "identity_locked_for_good",
            key=f"identity_locked_for_good:{case.pk}:{moment}",
            context={
                "number": application.reference,
                "deadline_on": _day(case.deadline),
                "status_url": _url("application", application),
            },
        )
        return
    _queue(
        application,
        "identity_locked",
        key=f"identity_locked:{case.pk}:{moment}",
        context={
            "number": application.reference,
            "until_at": case.locked_until,
            "identity_url": settings.KAITSU_PUBLIC_URL + reverse("identity"),
        },
    )


def upload_received(application: Application, attempt: Attempt) -> None:
    """IDV-11: the documents are in, and until when the result comes."""
    _queue(
        application,
        "upload_received",
        key=f"upload_received:{attempt.pk}",
        context={
            "number": application.reference,
            "days_min": current().identity.result_days_min,
            "days_max": current().identity.result_days_max,
            "status_url": _url("application", application),
        },
    )


def identity_result(
    application: Application,
    attempt: Attempt,
    event: CaseEvent,
    told: Mapping[str, object],
    *,
    readdressing: bool = False,
) -> None:
    """IDV-12: what the reviewer found, and the next step; one that leads to the identity pages waits for them."""
    at = clock.now()
    leaves = invitation_time(at) if event is CaseEvent.ASK_AGAIN else at
    kind = results.kind(event, readdressing=readdressing)
    _queue(
        application,
        kind,
        key=f"{kind}:{attempt.pk}",
        not_before=leaves if leaves > at else None,
        context=told,
    )


def result_letter(
    application: Application, event: CaseEvent, told: Mapping[str, object], *, readdressing: bool = False
) -> letters.Letter:
    """The mail that ``identity_result`` would write."""
    language = _language(application)
    kind = results.kind(event, readdressing=readdressing)
    return letters.render(kind, language, told, letters.current_sender(language))


def identity_expired(application: Application) -> None:
    """IDV-13: no documents came in time."""
    case = application.case
    assert case is not None  # noqa: S101 - a case that lapsed is there
    _queue(
        application,
        "expired",
        key=f"expired:{case.pk}",
        context={"number": application.reference, **results.ended(application)},
    )


def identity_reminder(application: Application) -> None:
    """MAI-1: documents are still to come, and the days end soon; after maintenance where there is one."""
    case, at = application.case, clock.now()
    assert case is not None  # noqa: S101 - a case that is reminded of is there
    leaves = invitation_time(at)
    _queue(
        application,
        "identity_reminder",
        key=f"identity_reminder:{case.pk}:{case.deadline.timestamp()}",
        not_before=leaves if leaves > at else None,
        not_after=case.deadline,
        context={
            "number": application.reference,
            "deadline_at": case.deadline,
            "identity_url": settings.KAITSU_PUBLIC_URL + reverse("identity"),
            "login_id": case.login_id,
            # A new address that is not verified in time ends nothing by itself (FUL-4).
            "new_address": application.address_changes.filter(state__in=OPEN_CHANGES).exists(),
        },
    )


def invitation_time(at: datetime) -> datetime:
    """When the identity mail of an application submitted *at* leaves: at once, or after maintenance (IDV-3)."""
    return windows.send_at(current().identity.maintenance, at)


def _queue(
    application: Application,
    kind: str,
    *,
    key: str,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    context: Mapping[str, object],
) -> None:
    notifications.queue(
        kind,
        to=application.email or application.member.email,
        language=_language(application),
        context=context,
        subject=moves.subject(application),
        key=key,
        not_before=not_before,
        not_after=not_after,
    )


def identity_unlocked(application: Application) -> None:
    """IDV-2: staff opened the login ID again."""
    case, at = application.case, clock.now()
    assert case is not None  # noqa: S101 - a case that was unlocked is there
    leaves = invitation_time(at)
    _queue(
        application,
        "identity_unlocked",
        key=f"identity_unlocked:{case.pk}:{at.timestamp()}",
        not_before=leaves if leaves > at else None,
        not_after=case.deadline,
        context={
            "number": application.reference,
            "deadline_on": _day(case.deadline),
            "identity_url": settings.KAITSU_PUBLIC_URL + reverse("identity"),
            "login_id": case.login_id,
        },
    )


def send(
    application: Application,
    kind: str,
    *,
    key: str,
    context: Mapping[str, object],
    not_before: datetime | None = None,
) -> None:
    """Queue a mail of *kind* to the holder of *application*, in their language, once per *key*."""
    _queue(application, kind, key=key, context=context, not_before=not_before)


def language_of(application: Application) -> str:
    """The language in which the holder of *application* is written to."""
    return _language(application)


def _language(application: Application) -> str:
    return "en" if application.language.startswith("en") else "ja"


def _url(name: str, application: Application) -> str:
    return settings.KAITSU_PUBLIC_URL + reverse(name, args=[application.pk])


def _day(moment: datetime) -> object:
    return moment.astimezone(clock.TOKYO).date()


def _code(application: Application) -> dict[str, object]:
    return {"code_last4": application.package.last4} if application.package is not None else {}
