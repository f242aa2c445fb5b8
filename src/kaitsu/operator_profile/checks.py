"""What the parts of a profile promise each other; each breach is a complaint with its key path."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from kaitsu.operator_profile.complaint import Complaint
from kaitsu.operator_profile.facts import Dated, Fact, Keyed
from kaitsu.operator_profile.profile import Profile
from kaitsu.operator_profile.verification import DocumentKind, LookLimits, When


def complaints(profile: Profile, today: date) -> list[Complaint]:
    """Everything in *profile* that contradicts another part of it, or leaves *today* without a fact."""
    return [
        *_keys(profile, ""),
        *_one_a_day(profile.all_fees, "fees", today),
        *_one_a_day(profile.all_holders, "holder", today),
        *_one_a_day(profile.tax, "tax", today),
        *_prices(profile),
        *_references(profile),
        *_limits(profile),
        *_sim_choices(profile),
        *_documents(profile),
        *_verification(profile),
        *_consents(profile, today),
    ]


def _keys(fact: Fact, path: str) -> Iterator[Complaint]:
    """A key stands for one fact on any day, at every depth."""
    for name, field in type(fact).model_fields.items():
        value = getattr(fact, name)
        here = f"{path}{field.alias or name}"
        if isinstance(value, Fact):
            yield from _keys(value, f"{here}.")
        elif isinstance(value, tuple):
            yield from _twice(value, here)
            for at, part in enumerate(value):
                if isinstance(part, Fact):
                    yield from _keys(part, f"{here}.{at}.")


def _twice(facts: Sequence[object], path: str) -> Iterator[Complaint]:
    for at, fact in enumerate(facts):
        key = getattr(fact, "key", None)
        for earlier in facts[:at] if isinstance(fact, Fact) and key else ():
            if getattr(earlier, "key", None) != key:
                continue
            if not isinstance(fact, Keyed) or (isinstance(earlier, Keyed) and fact.meets(earlier)):
                yield Complaint(f"{path}.{at}.key", key, "a key that no other one here has on the same day")
                break


def _one_a_day(facts: Sequence[Dated], path: str, today: date) -> Iterator[Complaint]:
    """From *today* at the latest, and for good, every day has exactly one of *facts*."""
    ordered = sorted(facts, key=lambda fact: fact.valid_from or date.min)
    for earlier, later in pairwise(ordered):
        last = earlier.valid_until
        if last is None or later.valid_from != last + timedelta(days=1):
            yield Complaint(path, later.valid_from, f"the day after {last}, so that each day has exactly one")
    if (ordered[0].valid_from or date.min) > today:
        yield Complaint(path, ordered[0].valid_from, f"one that holds today ({today})")
    if ordered[-1].valid_until:
        yield Complaint(path, ordered[-1].valid_until, "a last one without valid_until")


def _prices(profile: Profile) -> Iterator[Complaint]:
    for at, plan in enumerate(profile.plans):
        for function in dict.fromkeys(function.key for function in profile.functions):
            if function not in plan.monthly:
                yield Complaint(f"plans.{at}.monthly.{function}", None, "a price for every function")
            if plan.max_lines > 1 and function not in plan.extra_line:
                expected = "a price for every function, as the plan takes more than one line"
                yield Complaint(f"plans.{at}.extra_line.{function}", None, expected)


def _references(profile: Profile) -> Iterator[Complaint]:
    plans = {plan.key for plan in profile.plans}
    for at, use in enumerate(profile.adviser):
        yield from _known(use.plan, plans, f"adviser.{at}.plan", "plan")
    sizes = {size.key for size in profile.sim_sizes}
    for at, device in enumerate(profile.devices):
        for size in device.sizes:
            yield from _known(size, sizes, f"devices.{at}.sizes", "SIM size")


def _known(key: str, known: Collection[str], path: str, what: str) -> Iterator[Complaint]:
    if key not in known:
        yield Complaint(path, key, f"a {what} of this profile: {', '.join(sorted(known))}")


def _limits(profile: Profile) -> Iterator[Complaint]:
    porting, drafts, identity = profile.portability, profile.drafts, profile.identity
    lock, uploads = identity.lock, identity.uploads
    must_hold = (
        (
            porting.minimum_days_left < porting.validity_days,
            Complaint("portability.minimum_days_left", porting.minimum_days_left, "less than validity_days"),
        ),
        (
            drafts.remind_days_before < drafts.days,
            Complaint("drafts.remind_days_before", drafts.remind_days_before, "less than drafts.days"),
        ),
        (
            lock.tries_for_good > lock.tries,
            Complaint("identity.lock.tries_for_good", lock.tries_for_good, "more than identity.lock.tries"),
        ),
        (
            identity.result_days_max >= identity.result_days_min,
            Complaint("identity.result_days_max", identity.result_days_max, "at least result_days_min"),
        ),
        (
            uploads.recommended_kilobytes * 1024 <= uploads.max_bytes,
            Complaint(
                "identity.uploads.recommended_kilobytes",
                uploads.recommended_kilobytes,
                "at most max_megabytes",
            ),
        ),
        *_look_limits(identity.machine.look),
    )
    yield from (complaint for holds, complaint in must_hold if not holds)


def _look_limits(look: LookLimits) -> Iterator[tuple[bool, Complaint]]:
    """A warning comes before the limit that it warns of; for glare that is below it."""
    path = "identity.machine.look"
    for name, of, warns_above in (
        ("sharpness", "sharpness", True), ("sharpness_shaken", "sharpness", True), ("light", "light", True),
        ("long_side", "long_side", True), ("glare", "glare", False),
    ):  # fmt: skip
        limit, warning = look.given.get(name), look.given.get(f"{of}_warn")
        if limit is not None and warning is not None:
            in_order = warning >= limit if warns_above else warning <= limit
            wanted = f"{'at least' if warns_above else 'at most'} {path}.{name}"
            yield in_order, Complaint(f"{path}.{of}_warn", warning, wanted)


def _sim_choices(profile: Profile) -> Iterator[Complaint]:
    for at, choice in enumerate(profile.retail.sim_choices):
        if not choice.accepted and choice.advice is None:
            yield Complaint(f"retail.sim_choices.{at}.advice", None, "what to do, as it is not accepted")


def _documents(profile: Profile) -> Iterator[Complaint]:
    questions = {question.key for question in profile.identity.questions}
    for at, document in enumerate(profile.identity.documents):
        path = f"identity.documents.{at}"
        for question in document.questions:
            yield from _known(question, questions, f"{path}.questions", "question")
        for place, when in _conditions(document):
            yield from _known(when.question, document.questions, f"{path}.{place}.question", "question")
        if len(document.images) > profile.identity.uploads.max_files:
            yield Complaint(
                f"{path}.images", len(document.images), "at most identity.uploads.max_files images"
            )
        if document.supplement and not profile.identity.supplements:
            yield Complaint(f"{path}.supplement", document.supplement.question, "a supplement to be listed")


def _conditions(document: DocumentKind) -> Iterator[tuple[str, When]]:
    for at, image in enumerate(document.images):
        if image.when:
            yield f"images.{at}.when", image.when
    if document.supplement:
        yield "supplement", document.supplement


def _verification(profile: Profile) -> Iterator[Complaint]:
    """A function that needs identity has a way at every time; what images verify has documents."""
    covered = {function for way in profile.identity.ways for function in way.functions}
    for at, function in enumerate(profile.functions):
        if function.needs_identity and function.key not in covered:
            path = f"functions.{at}.needs_identity"
            yield Complaint(path, function.key, "a way in identity.ways for this function")
    if any(way.key == "document_images" for way in profile.identity.ways) and not profile.identity.documents:
        yield Complaint("identity.documents", (), "at least one, as images of documents are a way")


def _consents(profile: Profile, today: date) -> Iterator[Complaint]:
    for key in ("terms", "privacy"):
        versions = [consent for consent in profile.consents if consent.key == key]
        if versions:
            yield from _one_a_day(versions, f"consents ({key})", today)
        else:
            yield Complaint("consents", None, f'one with key = "{key}"')
