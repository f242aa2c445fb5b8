"""What holders are promised, as measured: how long documents took in the last weeks, and the queue now (OPS-7).

One statement that reads no table as a whole, kept for a minute in each process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db import connection

from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock

#: What is looked back on, and the fewest decisions in it that say anything about the next one.
WEEKS = 4
FEWEST = 20

_SQL = """
SELECT count(*),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - submitted_at)),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - submitted_at)),
       (SELECT min(attempt.submitted_at) FROM identity_attempt attempt
        JOIN identity_case waiting ON waiting.id = attempt.case_id AND waiting.state IN (%s, %s)
        WHERE attempt.decided_at IS NULL AND attempt.submitted_at IS NOT NULL)
FROM identity_attempt WHERE decided_at >= %s
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """How long it took from documents to decision: ``half`` within one time, nine of ten (``most``) within another.

    Both are None with fewer than ``FEWEST`` decisions. ``oldest`` is how long the first of those that wait now has
    waited, None where nobody does.
    """

    half: timedelta | None
    most: timedelta | None
    oldest: timedelta | None


def measured() -> Measured:
    """What was measured up to this minute. At most one query."""
    return _of_the_minute(clock.now().replace(second=0, microsecond=0))


@lru_cache(maxsize=1)
def _of_the_minute(minute: datetime) -> Measured:
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [CaseState.SUBMITTED, CaseState.CLAIMED, minute - timedelta(weeks=WEEKS)])
        times, half, most, first = cursor.fetchone()
    enough = times >= FEWEST
    return Measured(
        half=timedelta(seconds=half) if enough else None,
        most=timedelta(seconds=most) if enough else None,
        oldest=max(minute - first, timedelta(0)) if first is not None else None,
    )
