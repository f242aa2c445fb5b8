"""Count tries against a limit, in one statement, so that concurrent tries cannot slip past it.

A window opens with the first try and lasts as long as the limit says; then counting starts anew.
Tries beyond the limit are refused and do not make the window longer.

Call these before the transaction that they guard: inside one, a rollback would forget the tries.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac

from kaitsu.kernel import clock
from kaitsu.throttle.models import Window
from kaitsu.throttle.rules import Allowance, Limit

#: Rows are locked in the order of their keys: two requests that count the same keys wait for each other
#: instead of deadlocking.
_COUNT = """
INSERT INTO throttle_window AS known (id, scope, tries, closes_at)
SELECT given.id, given.scope, 1, given.closes_at
FROM unnest(%(ids)s::uuid[], %(scopes)s::text[], %(ends)s::timestamptz[]) AS given(id, scope, closes_at)
ORDER BY given.id
ON CONFLICT (id) DO UPDATE SET
    tries = CASE WHEN known.closes_at <= %(now)s THEN 1 ELSE known.tries + 1 END,
    closes_at = CASE WHEN known.closes_at <= %(now)s THEN excluded.closes_at ELSE known.closes_at END
RETURNING id, tries, closes_at
"""


def hit(scope: str, key: str, *, limit: int, seconds: int) -> Allowance:
    """Count one try of *scope* by *key*: allowed for the first *limit* tries in *seconds*."""
    return hit_all([(Limit(scope, limit, seconds), key)])


def hit_all(tries: Sequence[tuple[Limit, str]]) -> Allowance:
    """Count one try against each of several limits at once; allowed only when all allow it."""
    now = clock.now()
    wanted = {_ident(limit.scope, key): limit for limit, key in tries}
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT,
            {
                "ids": list(wanted),
                "scopes": [limit.scope for limit in wanted.values()],
                "ends": [now + timedelta(seconds=limit.seconds) for limit in wanted.values()],
                "now": now,
            },
        )
        waits = [
            math.ceil((closes_at - now).total_seconds())
            for ident, count, closes_at in cursor.fetchall()
            if count > wanted[ident].tries
        ]
    return Allowance(allowed=not waits, retry_after_seconds=max(waits, default=0))


def give_back(tries: Sequence[tuple[Limit, str]]) -> None:
    """Uncount one try each: what was tried turned out well, and only failures are limited."""
    idents = sorted(_ident(limit.scope, key) for limit, key in tries)
    Window.objects.filter(id__in=idents).update(tries=Greatest(F("tries") - 1, 0))


def prune() -> int:
    """Delete the windows that are over; returns how many. Safe to run at any time, any number of times."""
    deleted, _ = Window.objects.filter(closes_at__lte=clock.now()).delete()
    return deleted


def _ident(scope: str, key: str) -> UUID:
    return UUID(bytes=salted_hmac(f"kaitsu.throttle.{scope}", key, algorithm="sha256").digest()[:16])
