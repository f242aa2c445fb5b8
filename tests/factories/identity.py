"""Identity cases made through the verbs that pages use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factories.pictures import photo
from kaitsu.identity import queries, services
from kaitsu.identity.judging import IMAGE, Mark, Verdict
from kaitsu.identity.models import Attempt, Case
from kaitsu.kernel.actors import Actor, member, staff

HOLDER = member("KM7Q4ZP2")
REVIEWER = staff("KS2222")
OTHER_REVIEWER = staff("KS3333")

CLAIMS = services.Claims(
    registered_name="大野 花子",
    kana_name="オオノ ハナコ",
    latin_name="OHNO HANAKO",
    birth_date=date(1980, 1, 1),
    postal_code="1060032",
    address="東京都港区六本木1-2-3 見本ビル101",
)


def opened(days: int = 14) -> Case:
    """A case that waits for its documents."""
    return services.open_case(CLAIMS, days=days, by=HOLDER)


def chosen(case: Case | None = None, kind: str = "drivers_licence", **answers: bool) -> Attempt:
    """A case whose holder has chosen a document; a licence with nothing on its back unless told otherwise."""
    case = case or opened()
    if not answers and kind == "drivers_licence":
        answers = {"address_on_back": False}
    return services.choose(case.pk, kind, answers, by=HOLDER)


def fill(case: Case, slots: Sequence[str] = ("front",)) -> None:
    """Put a photograph into each of *slots*."""
    for slot in slots:
        services.upload(case.pk, slot, photo(), by=HOLDER)


def submitted(case: Case | None = None) -> Case:
    """A case that waits for a reviewer, with a photograph of a licence."""
    case = case or opened()
    if queries.open_attempt(case) is None:
        chosen(case)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    fill(case, [slot.key for slot in queries.needed(case, attempt)])
    services.submit(case.pk, by=HOLDER)
    return fresh(case)


def claimed(case: Case | None = None, by: Actor = REVIEWER) -> Case:
    """A case under review."""
    case = submitted(case)
    return services.claim(case.pk, by=by)


def fresh(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)


def verdicts(case: Case, **bad: str) -> list[Verdict]:
    """A verdict on every part of the open attempt: OK, but for the parts named in *bad* with their reason.

    An image is named with a leading underscore: ``_front="blurred"``.
    """
    attempt = queries.open_attempt(case)
    assert attempt is not None
    reasons = {f"{IMAGE}{key[1:]}" if key.startswith("_") else key: reason for key, reason in bad.items()}
    return [
        Verdict(part, Mark.UNREADABLE, reasons[part]) if part in reasons else Verdict(part, Mark.OK)
        for part in queries.parts(case, attempt)
    ]


def asked_again(case: Case | None = None, **bad: str) -> Case:
    """A case whose holder was asked for another picture of the front, or for what *bad* asks."""
    case = claimed(case)
    services.decide(case.pk, verdicts(case, **(bad or {"_front": "blurred"})), by=REVIEWER)
    return fresh(case)
