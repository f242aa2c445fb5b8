"""The mails about numbers that move in: running out, to be reissued, refused by the carrier (MNP-7, MNP-8).

A telephone number is told by its last four digits, which tells a holder of several which one is meant.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from kaitsu.applications import letters
from kaitsu.applications.models import Application, Line
from kaitsu.operator_profile import Localised, current
from kaitsu.portability.models import Reservation
from kaitsu.portability.states import Outcome


def running_out(application: Application, line: Line, reservation: Reservation) -> None:
    """MNP-7: the days may not suffice; a reissued number can be given already."""
    letters.send(
        application,
        "reservation_running_out",
        key=f"reservation_running_out:{reservation.pk}",
        context=_about(application, line, reservation) | {"last_on": reservation.last_day},
    )


def reissue(application: Application, line: Line, reservation: Reservation) -> None:
    """MNP-7: please have the number reissued, and where to enter it."""
    letters.send(
        application,
        "reservation_reissue",
        key=f"reservation_reissue:{reservation.pk}",
        context=_about(application, line, reservation) | {"last_on": reservation.last_day},
    )


def refused(application: Application, line: Line, reservation: Reservation, outcome: Outcome) -> None:
    """MNP-8: the carrier refused; what to put right, and where."""
    letters.send(
        application,
        "port_refused",
        key=f"port_refused:{reservation.pk}:{reservation.orders.count()}",
        context=_about(application, line, reservation)
        | {"last_on": reservation.last_day, "number_unknown": outcome is Outcome.NUMBER_UNKNOWN},
    )


def _about(application: Application, line: Line, reservation: Reservation) -> dict[str, object]:
    return {
        "number": application.reference,
        "msisdn_last4": reservation.telephone.last4,
        "carrier": _carrier(reservation.carrier),
        "reservation_url": settings.KAITSU_PUBLIC_URL
        + reverse("reservation", args=[application.pk, line.index]),
    }


def _carrier(key: str) -> Localised:
    try:
        return current().carrier(key).name
    except KeyError:  # a carrier that the profile has dropped since
        return Localised(ja="今の携帯電話会社", en="your carrier of today")
