"""What must hold for an application's choices, consents, ports and card. Plain Python: a draft in, problems out."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from kaitsu.applications.draft import Draft, Facts, LineFacts
from kaitsu.cards import rules as cards
from kaitsu.catalogue import rules as catalogue
from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile import FunctionKey
from kaitsu.portability import rules as portability

#: What ``device`` holds for somebody who buys the SIM only.
NO_DEVICE = "none"

_PORTING = {"new": False, "mnp": True}
#: Where the catalogue's name of a field is not the page's.
_PAGE_FIELDS = {"porting": "start"}


def code(draft: Draft, facts: Facts) -> list[Problem]:
    """ENT-4: the code and its line type were shown and confirmed."""
    if draft.code_confirmed:
        return []
    return [Problem("applications.code_unconfirmed", "confirmed", "ENT-4")]


def terms(draft: Draft, facts: Facts) -> list[Problem]:
    """PRE-3: the terms in force were agreed to; those of an earlier version have to be read again."""
    if draft.terms_version == facts.profile.consent("terms").version:
        return []
    return [Problem("applications.terms_missing", "agreed", "PRE-3")]


def privacy(draft: Draft, facts: Facts) -> list[Problem]:
    """HLD-7: the handling of personal data was agreed to, in the version in force."""
    if draft.privacy_version == facts.profile.consent("privacy").version:
        return []
    return [Problem("applications.privacy_missing", "agreed", "HLD-7")]


def plan(draft: Draft, facts: Facts) -> list[Problem]:
    """PLN-1: one of the plans that are sold today."""
    return _of_choice(draft, facts, "plan")


def may_add_lines(draft: Draft, facts: Facts) -> bool:
    """Whether the plan takes more than one line, so that their number is asked."""
    return not plan(draft, facts) and catalogue.max_lines(facts.profile, draft.plan) > 1


def lines(draft: Draft, facts: Facts) -> list[Problem]:
    """PLN-1, PLN-2: at least one line and no more than the plan takes."""
    return _of_choice(draft, facts, "lines")


def line(draft: Draft, facts: Facts, index: int) -> list[Problem]:
    """PLN-2 to PLN-4: the line's function, new number or MNP for voice, and a size that is sold."""
    place = next(place for place, line in enumerate(draft.lines) if line.index == index)
    return _of_choice(draft, facts, f"lines.{place}.")


def offers_devices(draft: Draft, facts: Facts) -> bool:
    """Whether the question for a device is asked at all (PLN-5)."""
    return catalogue.asks_device(facts.profile)


def device(draft: Draft, facts: Facts) -> list[Problem]:
    """PLN-5: SIM only, or one of the devices, whose slot takes a size that was chosen."""
    return _of_choice(draft, facts, "device")


def choice(draft: Draft) -> catalogue.Choice:
    """What the draft chose of the offer, as the catalogue judges it."""
    return catalogue.Choice(
        plan=draft.plan or None,
        lines=tuple(
            catalogue.LineChoice(_function(line.function), _PORTING.get(line.start), line.size or None)
            for line in draft.lines
        ),
        device=draft.device if draft.device not in ("", NO_DEVICE) else None,
        sim_only=draft.device == NO_DEVICE,
    )


def _of_choice(draft: Draft, facts: Facts, part: str) -> list[Problem]:
    """The catalogue's problems with *part* of the choice, their fields named as the page's."""
    package = _function(draft.line_type) if draft.with_package else None
    found = catalogue.problems(facts.profile, choice(draft), package_line_type=package, on=facts.today)
    return [
        replace(problem, field=_on_page(problem.field))
        for problem in found
        if problem.field == part or (part.endswith(".") and problem.field.startswith(part))
    ]


def _on_page(field: str) -> str:
    name = field.rpartition(".")[2]
    return _PAGE_FIELDS.get(name, name)


def _function(key: str) -> FunctionKey | None:
    return cast(FunctionKey, key) if key else None


def ready(draft: Draft, facts: Facts) -> list[Problem]:
    """PRE-4: what stops people late was asked before any typing."""
    return [] if draft.ready else [Problem("applications.not_ready", "", "PRE-4")]


def ports_in(draft: Draft, index: int) -> bool:
    """Whether line *index* brings its number."""
    return _line(draft, index).start == "mnp"


def porting(draft: Draft, facts: Facts, index: int) -> list[Problem]:
    """MNP-2 to MNP-4, MNP-6: a reservation with enough days, its own for each line, and the same holder everywhere."""
    chosen = _line(draft, index)
    reservation = chosen.reservation
    if reservation is None:
        return [Problem("applications.reservation_missing", "number", "MNP-2")]
    found = portability.problems(reservation.number, reservation.last_day, facts.today, facts.profile)
    unknown = portability.carrier_problem(reservation.carrier, facts.profile)
    if unknown is not None:
        found.append(unknown)
    for other in draft.lines:
        if other.index < index and other.reservation is not None:
            if other.reservation.number == reservation.number:
                found.append(Problem("portability.reservation_twice", "number", "MNP-6"))
            if other.reservation.msisdn == reservation.msisdn:
                found.append(Problem("portability.number_twice", "msisdn", "MNP-6"))
    if not chosen.same_details:
        found.append(Problem("applications.details_unconfirmed", "same_details", "MNP-4"))
    return found


def card(draft: Draft, facts: Facts) -> list[Problem]:
    """PAY-1, PAY-3: the provider has a card, and it has not expired (it is good to the end of its month)."""
    if draft.card is None or not draft.card.registered:
        return [Problem("applications.card_missing", "", "PAY-1")]
    expired = cards.expiry_problem(draft.card.exp_year, draft.card.exp_month, facts.today)
    return [expired] if expired else []


def whole(draft: Draft, facts: Facts) -> list[Problem]:
    """HLD-8: with this application the holder has no more voice lines than the operator allows."""
    most = facts.profile.holder.max_voice_lines
    if draft.voice_lines and facts.voice_lines_held + draft.voice_lines > most:
        values = {"most": most, "held": facts.voice_lines_held}
        return [Problem("applications.too_many_voice_lines", "", "HLD-8", values)]
    return []


def needs_identity(draft: Draft, facts: Facts) -> bool:
    """IDV-1: whether a line of the application asks for proof of identity."""
    functions = {key for line in draft.lines if (key := _function(line.function))}
    return catalogue.needs_identity(facts.profile, functions)


def _line(draft: Draft, index: int) -> LineFacts:
    return next(line for line in draft.lines if line.index == index)
