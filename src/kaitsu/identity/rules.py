"""What a wrong password does, and until when a case takes documents: IDV-2, IDV-13. No database here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kaitsu.operator_profile.verification import Lock


@dataclass(frozen=True, slots=True)
class Door:
    """How a case's sign-in stands: wrong tries so far, locked until a moment, or for good."""

    wrong_tries: int = 0
    locked_until: datetime | None = None
    locked_for_good: bool = False

    def locked(self, at: datetime) -> bool:
        """Whether nobody may try at the moment *at*."""
        return self.locked_for_good or (self.locked_until is not None and at < self.locked_until)


def after_wrong_try(door: Door, lock: Lock, at: datetime) -> Door:
    """The door after one more wrong birth date: every ``tries`` lock it, ``tries_for_good`` for good (IDV-2)."""
    wrong = door.wrong_tries + 1
    if wrong >= lock.tries_for_good:
        return Door(wrong, None, locked_for_good=True)
    if wrong % lock.tries == 0:
        return Door(wrong, at + timedelta(minutes=lock.minutes))
    return Door(wrong)


def tries_left(door: Door, lock: Lock) -> int:
    """How many wrong dates are left before the next lock."""
    before_good = lock.tries_for_good - door.wrong_tries
    return max(0, min(lock.tries - door.wrong_tries % lock.tries, before_good))
