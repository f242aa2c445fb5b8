"""How long a reservation lasts and whether enough of it is left: MNP-2, MNP-3, MNP-5. No database here."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile import Localised, Profile


def last_day(issued: date, validity_days: int) -> date:
    """The last valid day of a reservation issued on *issued*: the day of issue is the first of
    *validity_days*.

    Source: MNP-2; ten days from the 1st end with the 10th.
    """
    return issued + timedelta(days=validity_days - 1)


def days_left(last_day: date, on: date) -> int:
    """Days from *on* to *last_day*: 0 on the last day itself, negative afterwards (the counting of MNP-3)."""
    return (last_day - on).days


def earliest_last_day(on: date, profile: Profile) -> date:
    """The earliest last day with which an application may go out on the day *on* (MNP-3)."""
    return on + timedelta(days=profile.portability.minimum_days_left)


def latest_last_day(on: date, profile: Profile) -> date:
    """The latest last day that a reservation can have on the day *on*: that of one issued the same day."""
    return last_day(on, profile.portability.validity_days)


def problems(number: str, last_day: date | None, on: date, profile: Profile) -> list[Problem]:
    """What speaks against the reservation *number* (its digits) on the day *on*; at submission as in
    the form. Nothing is said of a *last_day* that is not typed yet.

    ``portability.number_digits`` (MNP-2); ``portability.last_day_too_far`` for a day that no reservation
    can have yet, a slip of typing (MNP-2); ``portability.expired`` and ``portability.too_few_days``, both
    with what is ``needed``, where a reissued number is to be asked for (MNP-3).
    """
    digits = profile.portability.number_digits
    found = []
    if len(number) != digits or not (number.isascii() and number.isdigit()):
        found.append(Problem("portability.number_digits", "number", "MNP-2", {"digits": digits}))
    if last_day is not None:
        found.extend(_last_day_problems(last_day, on, profile))
    return found


def _last_day_problems(last_day: date, on: date, profile: Profile) -> list[Problem]:
    terms = profile.portability
    left = days_left(last_day, on)
    found = []
    if left < 0:
        found.append(Problem("portability.expired", "last_day", "MNP-3", {"needed": terms.minimum_days_left}))
    elif left < terms.minimum_days_left:
        short = {"left": left, "needed": terms.minimum_days_left}
        found.append(Problem("portability.too_few_days", "last_day", "MNP-3", short))
    latest = latest_last_day(on, profile)
    if last_day > latest:
        bound = {"latest": latest, "days": terms.validity_days}
        found.append(Problem("portability.last_day_too_far", "last_day", "MNP-2", bound))
    return found


def asks_reissue(problem: Problem) -> bool:
    """Whether *problem* is mended only by a reissued reservation: the page then shows the carrier's desks
    (MNP-3).
    """
    return problem.code in {"portability.expired", "portability.too_few_days"}


def carrier_problem(carrier: str, profile: Profile) -> Problem | None:
    """``portability.carrier`` where the profile knows no carrier *carrier* (MNP-1)."""
    known = {known.key for known in profile.portability.carriers}
    return None if carrier in known else Problem("portability.carrier", "carrier", "MNP-1")


def handset_warning(carrier: str, profile: Profile) -> Localised | None:
    """What to tell someone who brings a handset of *carrier* (MNP-5), which never blocks; None where nothing.

    KeyError for a carrier that the profile does not know.
    """
    return profile.carrier(carrier).handset_warning


class Deadline(StrEnum):
    """How a reservation's days stand against the work that is left (MNP-7)."""

    FITS = "fits"
    RUNNING_OUT = "running_out"
    TOO_SHORT = "too_short"
    OVER = "over"


def deadline(last_day: date, on: date, *, verified: bool, profile: Profile) -> Deadline:
    """MNP-7: whether the work that is left on the day *on* is done by *last_day*.

    Left are the review, as long as it may take, where the holder is not *verified* yet, and the order to the
    carrier (``order_days``). The parcel does not count: the number is here before it leaves. TOO_SHORT asks for a
    reissued reservation, RUNNING_OUT warns ``warn_days`` before that.
    """
    left = days_left(last_day, on)
    work = work_days(verified=verified, profile=profile)
    if left < 0:
        return Deadline.OVER
    if left < work:
        return Deadline.TOO_SHORT
    return Deadline.RUNNING_OUT if left < work + profile.portability.warn_days else Deadline.FITS


def work_days(*, verified: bool, profile: Profile) -> int:
    """The days that the work left may take until the carrier has answered (MNP-7)."""
    review = 0 if verified else profile.identity.result_days_max
    return review + profile.portability.order_days
