"""What can be done with identity cases: open one, sign in to it, unlock it. The rest is offered here by name.

The holder's verbs are in ``attempts``, the reviewer's in ``review``, the hand-over to a telephone in ``handover``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from kaitsu.audit.services import record
from kaitsu.identity import rules
from kaitsu.identity.attempts import begin_again, choose, insist, remove, submit, upload
from kaitsu.identity.handover import hand_over, take_over
from kaitsu.identity.models import Case
from kaitsu.identity.review import (
    Decision,
    claim,
    decide,
    give_back,
    lapse,
    remind,
    view,
    view_crop,
    withdraw,
)
from kaitsu.identity.second_reviews import (
    Agreement,
    agreement,
    second_review_decide,
    second_review_next,
    second_review_of,
)
from kaitsu.japanese.values import BirthDatePassword, compact
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor, machine
from kaitsu.kernel.errors import InvalidValue
from kaitsu.operator_profile import current

__all__ = [
    "Agreement",
    "Claims",
    "Decision",
    "Entry",
    "agreement",
    "begin_again",
    "choose",
    "claim",
    "decide",
    "give_back",
    "hand_over",
    "insist",
    "lapse",
    "open_case",
    "remind",
    "remove",
    "second_review_decide",
    "second_review_next",
    "second_review_of",
    "sign_in",
    "submit",
    "take_over",
    "unlock",
    "upload",
    "view",
    "view_crop",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Claims:
    """Who somebody says they are, as registered: the three forms of the name, birth date, address."""

    registered_name: str
    kana_name: str
    latin_name: str
    birth_date: date
    postal_code: str
    address: str


@transaction.atomic
def open_case(claims: Claims, *, days: int, by: Actor) -> Case:
    """Open a case for *claims* that waits *days* days for its documents (IDV-1, IDV-13)."""
    case = Case.objects.create(
        registered_name=claims.registered_name,
        kana_name=claims.kana_name,
        latin_name=claims.latin_name,
        birth_date=claims.birth_date,
        postal_code=claims.postal_code,
        address=claims.address,
        deadline=rules.last_moment(clock.now() + timedelta(days=days)),
    )
    record("identity.case_opened", by=by, subject=case.subject)
    return case


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a sign-in: the case where it succeeded; else whether this very try locked the door, and how.

    ``case`` is None for a login ID that does not exist, which looks like a wrong date from outside.
    """

    case: Case | None
    admitted: bool = False
    locked: bool = False
    locked_now: bool = False
    tries_left: int = 0


@transaction.atomic
def sign_in(login_id: str, birth_date: str) -> Entry:
    """Let the holder in who knows the login ID and the birth date in eight digits (IDV-1), or count the wrong try.

    The row is locked, so that tries at once are counted one by one (IDV-2).
    """
    case = Case.objects.select_for_update().filter(login_id=plain_login_id(login_id)).first()
    if case is None:
        return Entry(None)
    now, lock = clock.now(), current().identity.lock
    door = rules.Door(case.wrong_tries, case.locked_until, case.locked_for_good)
    if door.locked(now):
        return Entry(case, locked=True)
    if _is_birth_date(case, birth_date):
        _keep(case, rules.Door())
        record("identity.signed_in", by=machine("identity"), subject=case.subject)
        return Entry(case, admitted=True)
    after = rules.after_wrong_try(door, lock, now)
    _keep(case, after)
    locked = after.locked(now)
    record("identity.wrong_date", by=machine("identity"), subject=case.subject, tries=after.wrong_tries)
    return Entry(case, locked=locked, locked_now=locked, tries_left=rules.tries_left(after, lock))


@transaction.atomic
def unlock(case_id: UUID, *, by: Actor) -> bool:
    """Open a locked door again, by decision of staff (IDV-2); False where it was open."""
    case = Case.objects.select_for_update().get(pk=case_id)
    if not (case.locked_for_good or case.locked_until):
        return False
    _keep(case, rules.Door())
    record("identity.unlocked", by=by, subject=case.subject)
    return True


def plain_login_id(typed: str) -> str:
    """*typed* in the form in which login IDs are kept: capitals, groups of four."""
    plain = compact(typed).upper()
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def _is_birth_date(case: Case, typed: str) -> bool:
    try:
        return BirthDatePassword.parse(typed).birth == case.birth_date
    except InvalidValue:
        return False


def _keep(case: Case, door: rules.Door) -> None:
    case.wrong_tries = door.wrong_tries
    case.locked_until = door.locked_until
    case.locked_for_good = door.locked_for_good
    case.save(update_fields=["wrong_tries", "locked_until", "locked_for_good"])
