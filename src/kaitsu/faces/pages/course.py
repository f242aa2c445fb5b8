"""The course of an application as its holder sees it: what is done and when, and what is to come (MEM-5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kaitsu.applications import messages
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.identity.models import Attempt
from kaitsu.identity.states import CaseState


def attempts(application: Application, *, moved: bool) -> list[Attempt]:
    """The documents that were sent, oldest first; *moved* says that a new address is to be proven (FUL-4)."""
    case = application.case
    if case is None or (case.state == CaseState.INVITED and not moved):
        return []
    return list(case.attempts.filter(submitted_at__isnull=False).order_by("number"))


def entries(application: Application, sent: Sequence[Attempt]) -> list[dict[str, Any]]:
    """The course, oldest first, as the look's timeline draws it; *sent* are its ``attempts``."""
    found: list[dict[str, Any]] = [
        {"title": _("お申し込みの受付"), "at": application.submitted_at, "state": "done"},
        *_documents(application, sent),
    ]
    stages = _stages(application)
    if application.state not in stages:
        name = str(messages.STATE_NAMES[application.state])
        return [*found, {"title": name, "at": application.ended_at, "state": "current"}]
    position = list(stages).index(State(application.state))
    for place, (state, title) in enumerate(stages.items()):
        over = place < position or application.state == State.ACTIVE
        where = "done" if over else "current" if place == position else "todo"
        found.append({"title": title, "at": _reached(application, sent, state), "state": where})
    return found


def _stages(application: Application) -> dict[State, str]:
    """The stages of an application that are left or lie behind it, in order."""
    verified = application.case_id is not None or application.state in (State.HELD, State.VERIFYING)
    held = {State.HELD: _("お申し込み内容の確認")} if application.state == State.HELD else {}
    verify = {State.VERIFYING: _("本人確認")} if verified else {}
    return {
        **held,
        **verify,
        State.FULFILLING: _("SIMカードの準備とお届け"),
        State.ACTIVE: _("ご利用開始"),
    }


def _documents(application: Application, sent: Sequence[Attempt]) -> Iterator[dict[str, Any]]:
    """Documents that came, and what was said of those that were not the last."""
    case = application.case
    if case is None or not sent:
        return
    approved = dict(case.reopenings.values_list("after_attempt", "at"))
    for attempt in sent:
        yield {"title": _("本人確認書類の受け取り"), "at": attempt.submitted_at, "state": "done"}
        if attempt.number in approved:
            yield {"title": _("本人確認"), "at": attempt.decided_at, "state": "done"}
            yield {"title": _("新しい住所の受け取り"), "at": approved[attempt.number], "state": "done"}
        elif attempt.decided_at is not None and (
            attempt is not sent[-1] or case.state == CaseState.ASKED_AGAIN
        ):
            yield {"title": _("画像の送り直しのお願い"), "at": attempt.decided_at, "state": "done"}


def _reached(application: Application, sent: Sequence[Attempt], state: State) -> datetime | None:
    """When the stage *state* was done; None where it is not, or its end has no moment of its own."""
    if state == State.VERIFYING and sent and application.state in (State.FULFILLING, State.ACTIVE):
        return sent[-1].decided_at
    return application.ended_at if state == State.ACTIVE else None
