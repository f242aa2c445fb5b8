"""What must hold for an application's choices, consents, ports and card. Plain Python: a draft in, problems out."""

from __future__ import annotations

from kaitsu.applications.draft import Draft, Facts, LineFacts
from kaitsu.catalogue import rules as catalogue
from kaitsu.kernel.errors import Problem
from kaitsu.portability import rules as portability

#: What ``device`` holds for somebody who buys the SIM only.
NO_DEVICE = "none"


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
    if draft.plan in {plan.key for plan in facts.profile.plans}:
        return []
    return [Problem("applications.plan_missing", "plan", "PLN-1")]


def may_add_lines(draft: Draft, facts: Facts) -> bool:
    """Whether the plan takes more than one line, so that their number is asked."""
    return not plan(draft, facts) and facts.profile.plan(draft.plan).max_lines > 1


def lines(draft: Draft, facts: Facts) -> list[Problem]:
    """PLN-1, PLN-2: at least one line and no more than the plan takes."""
    most = facts.profile.plan(draft.plan).max_lines
    if 1 <= len(draft.lines) <= most:
        return []
    return [Problem("applications.lines_missing", "count", "PLN-2", {"most": most})]


def line(draft: Draft, facts: Facts, index: int) -> list[Problem]:
    """PLN-2 to PLN-5: the line's function, new number or MNP for voice, and a size that is sold."""
    chosen = _line(draft, index)
    found: list[Problem] = []
    offered = catalogue.functions_for(facts.profile, draft.plan, index, draft.line_type)
    if chosen.function not in offered:
        found.append(Problem("applications.function_missing", "function", "PLN-2"))
    elif facts.profile.function(chosen.function).portable and chosen.start not in ("new", "mnp"):
        found.append(Problem("applications.start_missing", "start", "PLN-4"))
    if chosen.size not in {size.key for size in facts.profile.sim_sizes}:
        found.append(Problem("applications.size_missing", "size", "PLN-3"))
    return found


def offers_devices(draft: Draft, facts: Facts) -> bool:
    """Whether the question for a device is asked at all (PLN-5)."""
    return bool(facts.profile.devices)


def device(draft: Draft, facts: Facts) -> list[Problem]:
    """PLN-5: SIM only, or one of the devices, whose slot takes a size that was chosen."""
    if draft.device == NO_DEVICE:
        return []
    chosen = next((device for device in facts.profile.devices if device.key == draft.device), None)
    if chosen is None:
        return [Problem("applications.device_missing", "device", "PLN-5")]
    if not any(line.size in chosen.sizes for line in draft.lines):
        return [Problem("applications.device_size", "device", "PLN-5", {"device": chosen.name})]
    return []


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
                found.append(Problem("applications.reservation_twice", "number", "MNP-6", {"line": other.index}))
            if other.reservation.msisdn == reservation.msisdn:
                found.append(Problem("applications.msisdn_twice", "msisdn", "MNP-6", {"line": other.index}))
    if not chosen.same_details:
        found.append(Problem("applications.details_unconfirmed", "same_details", "MNP-4"))
    return found


def card(draft: Draft, facts: Facts) -> list[Problem]:
    """PAY-1, PAY-3: the provider has a card, and it has not expired (it is good to the end of its month)."""
    if draft.card is None or not draft.card.registered:
        return [Problem("applications.card_missing", "", "PAY-1")]
    if (draft.card.exp_year, draft.card.exp_month) < (facts.today.year, facts.today.month):
        return [Problem("applications.card_expired", "", "PAY-3")]
    return []


def whole(draft: Draft, facts: Facts) -> list[Problem]:
    """HLD-8: with this application the holder has no more voice lines than the operator allows."""
    most = facts.profile.holder.max_voice_lines
    if draft.voice_lines and facts.voice_lines_held + draft.voice_lines > most:
        values = {"most": most, "held": facts.voice_lines_held}
        return [Problem("applications.too_many_voice_lines", "", "HLD-8", values)]
    return []


def needs_identity(draft: Draft, facts: Facts) -> bool:
    """IDV-1: whether a line of the application asks for proof of identity."""
    return any(facts.profile.function(line.function).needs_identity for line in draft.lines)


def _line(draft: Draft, index: int) -> LineFacts:
    return next(line for line in draft.lines if line.index == index)
