"""Verification as the hall sees it: identity knows the case, the hall whom to write to and what follows."""

from __future__ import annotations

from django.db import transaction

from kaitsu.applications import letters
from kaitsu.applications.models import Application
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case
from kaitsu.kernel.errors import KaitsuError
from kaitsu.throttle import services as throttle

#: Sign-ins from one address, right and wrong, within an hour: enough for a family, too few for guessing login IDs.
ADDRESS_TRIES = 60
ADDRESS_SECONDS = 3600


def sign_in(login_id: str, birth_date: str, *, source: str) -> Case:
    """The case of *login_id* for whoever knows the birth date (IDV-1); a lock is mailed when it falls (IDV-2).

    Raises KaitsuError ``identity.too_many`` (with ``minutes``), ``identity.wrong``, ``identity.locked``,
    ``identity.locked_for_good``. A login ID that does not exist is told as ``identity.wrong``.
    """
    allowance = throttle.hit("identity.sign_in", source, limit=ADDRESS_TRIES, seconds=ADDRESS_SECONDS)
    if not allowance.allowed:
        raise KaitsuError("identity.too_many", rule="IDV-2", minutes=-(-allowance.retry_after_seconds // 60))
    entry = _enter(login_id, birth_date)
    if entry.admitted and entry.case is not None:
        return entry.case
    if entry.case is not None and entry.locked:
        code = "identity.locked_for_good" if entry.case.locked_for_good else "identity.locked"
        raise KaitsuError(code, rule="IDV-2", until=entry.case.locked_until)
    raise KaitsuError("identity.wrong", field="birth_date", rule="IDV-2")


@transaction.atomic
def _enter(login_id: str, birth_date: str) -> identity.Entry:
    entry = identity.sign_in(login_id, birth_date)
    if entry.locked_now and entry.case is not None:
        application = Application.objects.filter(case=entry.case).select_related("member", "case").get()
        letters.identity_locked(application)
    return entry
