"""A case as its screen shows it: images at the left, what is registered and the controls of each part at the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kaitsu.faces.console.review.filled import Filled
from kaitsu.faces.console.review.findings import Found, worst_first
from kaitsu.faces.look.japanese_dates import day_in_words, plain_day_in_words
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.identity import judging, queries, reasons, rules
from kaitsu.identity.judging import IMAGE
from kaitsu.identity.models import Attempt, Case, Image
from kaitsu.japanese.dates import within_months
from kaitsu.japanese.eras import in_era
from kaitsu.japanese.values import PostalCode
from kaitsu.kernel import clock

#: Parts that a single digit judges.
DIGITS = 9


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the case. ``earlier`` is the number of the attempt that it belongs to where it is judged no more."""

    id: UUID
    number: int
    name: str
    url: str
    width: int
    height: int
    part: str
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A part to be judged: what is registered of it, what to look for, the reasons that fit, what was filled in.

    ``found`` is what the machine found of it; None where it looked at nothing, or the reader is not to know.
    """

    number: int
    part: str
    name: str
    fine: str
    values: tuple[str, ...]
    conditions: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    filled: Filled
    found: Found | None = None
    problem: str = ""

    @property
    def key(self) -> str:
        """The digit that judges this part; "" where there is none."""
        return str(self.number) if self.number <= DIGITS else ""

    @property
    def is_long(self) -> bool:
        """Whether what is registered fills its column, so that the finding has no room below it."""
        return len(self.values) > 1

    @property
    def said(self) -> str:
        """The reason that was given, in staff's words."""
        reason = reasons.REASONS.get(self.filled.reason)
        return localised(reason.staff) if reason else ""


def attempt_of(case: Case) -> Attempt | None:
    """The attempt that a reviewer sees: the one that was sent, else the one decided last; None before the first."""
    attempt = queries.open_attempt(case)
    return attempt if attempt is not None and attempt.submitted_at else queries.last_decided(case)


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the reviewer's table: the *images* of *attempt* in order, and the *parts* to judge in order."""

    case: Case
    attempt: Attempt
    images: Sequence[Image]
    parts: Sequence[str]


def table(case: Case, attempt: Attempt) -> Table:
    """*attempt* as a reviewer goes through it: front before back before supplements, images before fields."""
    shown, kind = queries.images_shown(attempt), queries.document(case, attempt.kind)
    sides = [f"{IMAGE}{image.key}" for image in kind.images] if kind else []
    supplement, after = f"{IMAGE}{rules.SUPPLEMENT}", len(sides)

    def place(part: str) -> tuple[bool, int, bool]:
        side = sides.index(part) if part in sides else after
        return not part.startswith(IMAGE), side, not part.startswith(supplement)

    slots = tuple(dict.fromkeys(image.slot for image in shown))
    supplied = any(slot.startswith(rules.SUPPLEMENT) for slot in slots)
    expected = sorted(judging.parts(kind, slots, supplement=supplied) if kind else (), key=place)
    images = sorted(shown, key=lambda image: (*place(f"{IMAGE}{image.slot}"), image.position))
    return Table(case, attempt, images, expected)


def pictures(table: Table) -> list[Picture]:
    """The images to judge, then those of earlier attempts."""
    case, attempt, images = table.case, table.attempt, table.images
    judged = {image.pk for image in images}
    attempts = {each.pk: each for each in case.attempts.filter(number__lte=attempt.number)}
    earlier = [
        image
        for before in sorted(attempts.values(), key=lambda each: -each.number)
        for image in (queries.images(before) if before.pk != attempt.pk else ())
        if image.pk not in judged
    ]
    pages = Counter((image.attempt_id, image.slot) for image in [*images, *earlier])
    return [
        _picture(
            case,
            image,
            number,
            of=attempts[image.attempt_id],
            pages=pages[image.attempt_id, image.slot],
            judged=image.pk in judged,
        )
        for number, image in enumerate([*images, *earlier], 1)
    ]


def _picture(case: Case, image: Image, number: int, *, of: Attempt, pages: int, judged: bool) -> Picture:
    name = localised(queries.slot_name(case, of.kind, image.slot))
    if pages > 1:
        name = _("%(name)s %(page)sページ") % {"name": name, "page": image.position + 1}
    return Picture(
        id=image.pk,
        number=number,
        name=name,
        url=reverse("console_review_image", args=[case.pk, image.pk]),
        width=image.width,
        height=image.height,
        part=f"{IMAGE}{image.slot}",
        earlier=0 if judged else of.number,
    )


def rows(
    table: Table,
    filled: Mapping[str, Filled],
    *,
    found: Mapping[str, Found] | None = None,
    problems: Mapping[str, str] | None = None,
    as_they_stood: bool = False,
) -> list[Row]:
    """The parts on *table*, each with its controls as *filled*; what the machine found worst of stands first.

    *as_they_stood*: in the order that they had before there were findings, since somebody is judging them.
    """
    case, attempt = table.case, table.attempt
    order = table.parts if as_they_stood else worst_first(table.parts, found or {})
    return [
        Row(
            number=number,
            part=part,
            name=localised(queries.part_name(case, attempt.kind, part)),
            fine=_fine(part),
            values=tuple(_values(case, attempt, part)),
            conditions=tuple(_conditions(case, attempt, part)),
            reasons=tuple(
                (reason.key, f"{place} {localised(reason.staff)}")
                for place, reason in enumerate(reasons.fitting(judging.sort_of(part)), 1)
            ),
            filled=filled.get(part, Filled()),
            found=(found or {}).get(part),
            problem=(problems or {}).get(part, ""),
        )
        for number, part in enumerate(order, 1)
    ]


def _fine(part: str) -> str:
    return {
        "image": _("読める"),
        "kind": _("条件どおり"),
        "expiry": _("期限内"),
        "supplement": _("条件どおり"),
    }.get(judging.sort_of(part), _("同じ"))


def _values(case: Case, attempt: Attempt, part: str) -> Iterator[str]:
    """What is registered, in the forms in which documents write it."""
    match part:
        case "name":
            yield from (case.registered_name, case.kana_name, case.latin_name)
        case "birth_date":
            yield plain_day_in_words(case.birth_date)
            yield in_era(case.birth_date)
        case "address":
            yield f"〒{PostalCode(case.postal_code)}"
            yield case.address
        case "kind":
            document = queries.document(case, attempt.kind)
            yield localised(document.name) if document else attempt.kind
        case "expiry":
            yield _("%(day)s以降") % {"day": plain_day_in_words(_sent_on(attempt))}
            yield in_era(_sent_on(attempt))
        case "supplement":
            supplement = queries.supplement(case, attempt.supplement)
            yield localised(supplement.name) if supplement else attempt.supplement


def _conditions(case: Case, attempt: Attempt, part: str) -> Iterator[str]:
    """What the profile demands of the document, with dates reckoned and what the holder answered."""
    if part == "kind":
        document = queries.document(case, attempt.kind)
        yield from map(localised, document.conditions if document else ())
        yield from _answers(case, attempt)
    if part == "supplement":
        supplement = queries.supplement(case, attempt.supplement)
        if supplement is None:
            return
        yield from map(localised, supplement.conditions)
        if supplement.accepted:
            yield _("使えるもの：%(names)s") % {"names": _listed(supplement.accepted)}
        if supplement.excluded:
            yield _("使えないもの：%(names)s") % {"names": _listed(supplement.excluded)}
        oldest = oldest_issue(_sent_on(attempt), supplement.max_age_months)
        yield _("発行日が%(day)s以降のもの") % {"day": day_in_words(oldest)}


def _answers(case: Case, attempt: Attempt) -> Iterator[str]:
    for question in queries.identity_facts(case).questions:
        if question.key in attempt.answers:
            answer = _("はい") if attempt.answers[question.key] else _("いいえ")
            yield f"{localised(question.text)} {answer}"


def _listed(names: tuple[object, ...]) -> str:
    return pgettext("names", "、").join(map(localised, names))


def _sent_on(attempt: Attempt) -> date:
    """The day of Japan on which the documents came: what was valid then is valid."""
    return (attempt.submitted_at or attempt.opened_at).astimezone(clock.TOKYO).date()


def oldest_issue(sent_on: date, months: int) -> date:
    """The earliest day of issue that is still within *months* months of *sent_on* (IDV-7)."""
    # No period of that many months is longer, and the days that are too old are few.
    issued = sent_on - timedelta(days=31 * months + 1)
    while not within_months(issued, sent_on, months):
        issued += timedelta(days=1)
    return issued
