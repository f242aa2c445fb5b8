"""What a decision on an identity case is told as: the kind of mail and its values (IDV-12, IDV-13, MAI-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from kaitsu.applications.models import Application
from kaitsu.identity import queries
from kaitsu.identity.judging import Mark, Verdict, Wanted
from kaitsu.identity.models import Attempt, Case
from kaitsu.identity.reasons import REASONS
from kaitsu.identity.states import CaseEvent
from kaitsu.kernel import clock
from kaitsu.operator_profile import Localised, current

_ANEW = Localised(
    ja="本人確認書類（種類から選び直してください）", en="An identity document (please choose its kind again)"
)
_SUPPLEMENT = Localised(ja="補助書類（%s）のどれか1点", en="One supplementary document (%s)")

KINDS = {
    CaseEvent.APPROVE: "approved",
    CaseEvent.ASK_AGAIN: "ask_again",
    CaseEvent.REFUSE: "refused",
    CaseEvent.LAPSE: "expired",
}


def kind(event: CaseEvent, *, readdressing: bool = False) -> str:
    """The kind of mail that tells of *event*; a new address that failed ends nothing by itself (FUL-4)."""
    if readdressing and event in (CaseEvent.REFUSE, CaseEvent.LAPSE):
        return "address_unconfirmed"
    return KINDS[event]


def values(
    application: Application,
    attempt: Attempt,
    verdicts: Sequence[Verdict],
    event: CaseEvent,
    deadline: datetime,
    *,
    readdressing: bool = False,
) -> dict[str, object]:
    """The values of the mail ``kind(event)`` about *verdicts*; *deadline* is that of the next attempt."""
    case = attempt.case
    told: dict[str, object] = {"number": application.reference}
    if event is CaseEvent.APPROVE:
        return told | {
            "delivery_days": current().delivery.days_after_result,
            "status_url": settings.KAITSU_PUBLIC_URL + reverse("application", args=[application.pk]),
        }
    language = application.language
    told["reasons"] = reasons(case, attempt, verdicts, language)
    if event is CaseEvent.ASK_AGAIN:
        return told | {
            "images": asked(case, attempt, queries.wanted_after(case, attempt, verdicts), language),
            "deadline_on": deadline.astimezone(clock.TOKYO).date(),
            "identity_url": settings.KAITSU_PUBLIC_URL + reverse("identity"),
            "login_id": case.login_id,
            "new_address": readdressing,
        }
    if event is CaseEvent.REFUSE:
        told["reasons"] = list(dict.fromkeys(_refusals(verdicts, language)))
    if readdressing:
        return told | unconfirmed(application)
    return told | ended(application)


def ended(application: Application) -> dict[str, object]:
    """What the holder of an application that ended is told besides: where to start again, and that the code is free."""
    told: dict[str, object] = {"start_url": settings.KAITSU_PUBLIC_URL + reverse("apply_begin")}
    if application.package is not None:
        told["code_last4"] = application.package.last4
    return told


def unconfirmed(application: Application) -> dict[str, object]:
    """What the holder is told besides whose new address could not be verified (FUL-4): until when to call."""
    return {
        "number": application.reference,
        "answer_on": clock.today() + timedelta(days=current().delivery.keep_returned_days),
        "status_url": settings.KAITSU_PUBLIC_URL + reverse("application", args=[application.pk]),
    }


def asked(case: Case, attempt: Attempt, wanted: Wanted, language: str) -> list[str]:
    """What is to be sent next, by name."""
    if wanted.anew:
        return [_ANEW.text(language)]
    names = [queries.slot_name(case, attempt.kind, slot).text(language) for slot in wanted.slots]
    if wanted.supplement:
        kinds = [each.name.text(language) for each in queries.identity_facts(case).supplements]
        between = ", " if language.startswith("en") else "、"
        names.append(_SUPPLEMENT.text(language) % between.join(kinds))
    return names


def reasons(case: Case, attempt: Attempt, verdicts: Sequence[Verdict], language: str) -> list[str]:
    """What the holder is told was not good enough (IDV-17): each reason once, with the parts that it is about.

    Parts to which the reviewer wrote different words are told apart.
    """
    parts: dict[tuple[str, str], list[str]] = {}
    for verdict in verdicts:
        if verdict.mark is not Mark.OK:
            name = queries.part_name(case, attempt.kind, verdict.part).text(language)
            parts.setdefault((verdict.reason, " ".join(verdict.message.split())), []).append(name)
    return [_said(names, reason, message, language) for (reason, message), names in parts.items()]


def _said(names: Sequence[str], reason: str, message: str, language: str) -> str:
    between, colon, space = (", ", ": ", " ") if language.startswith("en") else ("、", "：", "")
    told = REASONS[reason].holder.text(language)
    # All further images go by one name.
    return f"{between.join(dict.fromkeys(names))}{colon}{told}{space + message if message else ''}"


def _refusals(verdicts: Sequence[Verdict], language: str) -> list[str]:
    """Why an application is refused, without naming the part: that would teach whoever forged it."""
    given = [REASONS[verdict.reason] for verdict in verdicts if verdict.mark is not Mark.OK]
    return [reason.holder.text(language) for reason in given if reason.follows == "refuse"]
