"""From rows to what rules see."""

from __future__ import annotations

from collections.abc import Sequence

from kaitsu.applications.draft import CardFacts, Draft, LineFacts, ReservationFacts
from kaitsu.applications.models import Application, Line
from kaitsu.cards.models import Registration
from kaitsu.cards.states import State as CardState
from kaitsu.portability.models import Reservation

#: Columns that a draft shows under the same name.
_SAME = (
    "line_type",
    "terms_version",
    "privacy_version",
    "plan",
    "device",
    "name_in_latin",
    "registered_family",
    "registered_given",
    "kana_family",
    "kana_given",
    "latin_family",
    "latin_given",
    "birth_date",
    "sex",
    "telephone",
    "email",
    "postal_code",
    "prefecture",
    "city",
    "town",
    "block",
    "building",
    "address_insisted",
)


def draft_of(application: Application, lines: Sequence[Line]) -> Draft:
    """The draft of *application* with *lines*, which are given so that no query is made twice."""
    same = {name: getattr(application, name) for name in _SAME}
    return Draft(
        **same,
        with_package=application.package_id is not None,
        code_confirmed=application.code_confirmed_at is not None,
        ready=application.ready_at is not None,
        lines=tuple(_line(line) for line in lines),
        card=_card(application.card),
    )


def _line(line: Line) -> LineFacts:
    return LineFacts(
        index=line.index,
        function=line.function,
        start=line.start,
        size=line.size,
        reservation=_reservation(line.reservation),
        same_details=line.same_details_at is not None,
    )


def _reservation(port: Reservation | None) -> ReservationFacts | None:
    if port is None:
        return None
    return ReservationFacts(port.number, port.msisdn, port.carrier, port.last_day)


def _card(card: Registration | None) -> CardFacts | None:
    if card is None:
        return None
    return CardFacts(
        registered=card.state == CardState.REGISTERED,
        name=card.name or "",
        exp_year=card.exp_year or 0,
        exp_month=card.exp_month or 0,
    )
