"""How a holder proves who they are: documents, the images each needs, uploads, tries, maintenance."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kaitsu.operator_profile.facts import Count, Fact, FunctionKey, Key, Keyed, Localised
from kaitsu.operator_profile.hours import Maintenance

Percent = Annotated[int, Field(ge=0, le=100)]
#: A part of 1; a whole number is one too.
Share = Annotated[float, Field(ge=0, le=1)]


class When(Fact):
    """True where the holder gave ``answer`` to ``question``."""

    question: Key
    answer: bool


class Question(Keyed):
    """A yes-or-no question that decides which images are needed (IDV-4)."""

    text: Localised
    hint: Localised


class Image(Fact):
    """An image that a document needs: always, or ``when`` a question is answered so."""

    key: Key
    name: Localised
    advice: Localised
    when: When | None = None


class DocumentKind(Keyed):
    """An accepted identity document, its conditions in words, and what must be sent (IDV-5).

    ``unexpired``: its last day has not passed. ``face_photo``: only one with the holder's photograph.
    ``supplement``: a supplementary document is needed as well when a question is answered so. ``public_safety``: only
    one that a prefectural public safety commission issued.
    """

    name: Localised
    conditions: tuple[Localised, ...]
    unexpired: bool
    face_photo: bool = False
    public_safety: bool = False
    questions: tuple[Key, ...] = ()
    images: Annotated[tuple[Image, ...], Field(min_length=1)]
    supplement: When | None = None


class Supplement(Keyed):
    """A supplementary document, issued within ``max_age_months`` (IDV-7); ``excluded`` does not count.

    ``utilities``: of receipts, the sorts that the machine may take for one; empty where it is no receipt.
    """

    name: Localised
    conditions: tuple[Localised, ...]
    max_age_months: Count
    accepted: tuple[Localised, ...] = ()
    excluded: tuple[Localised, ...] = ()
    utilities: tuple[Literal["electricity", "city_gas", "water", "lp_gas"], ...] = ()


class Uploads(Fact):
    """What may be uploaded (IDV-8)."""

    media_types: Annotated[
        tuple[Literal["image/jpeg", "application/pdf", "image/png"], ...], Field(min_length=1)
    ]
    max_megabytes: Count
    max_files: Count
    recommended_kilobytes: Count
    advice: tuple[Localised, ...]

    @property
    def max_bytes(self) -> int:
        """The largest file in bytes; a megabyte is read in the holder's favour, as 1024 x 1024."""
        return self.max_megabytes * 1024 * 1024


class Lock(Fact):
    """Wrong passwords: ``tries`` lock for ``minutes``, ``tries_for_good`` until staff reset it (IDV-2)."""

    tries: Count
    minutes: Count
    tries_for_good: Count


class Way(Keyed):
    """A way of verification that is lawful for the lines of ``functions`` while it is valid (IDV-16)."""

    key: Literal["document_images", "my_number_card", "desk"]
    name: Localised
    functions: tuple[FunctionKey, ...]


class LookLimits(Fact):
    """Where the cheap look draws its lines; left out, they are the reader's own, as measured (docs/reading.md).

    ``sharpness``, ``sharpness_shaken`` (of a picture that a moving camera took) and ``steady`` (the least sharp
    direction against the mean) 0 to 1, ``light`` 0 to 255, ``grain`` in steps of brightness, ``long_side`` in pixels of
    the document; shares of the document: ``glare``, ``busy`` (looks like print; ``busy_ground`` of a picture in which
    no document was found), ``covered`` (by a finger), ``shade``; ``even``, the darkest side's light against the
    lightest's.
    ``…_warn`` is told, and does not block.
    """

    sharpness: Share | None = None
    sharpness_shaken: Share | None = None
    sharpness_warn: Share | None = None
    steady: Share | None = None
    light: Annotated[float, Field(ge=0, le=255)] | None = None
    light_warn: Annotated[float, Field(ge=0, le=255)] | None = None
    glare: Share | None = None
    glare_warn: Share | None = None
    grain: Annotated[float, Field(ge=0, le=255)] | None = None
    busy: Share | None = None
    busy_ground: Share | None = None
    covered: Share | None = None
    shade: Share | None = None
    even: Share | None = None
    long_side: Count | None = None
    long_side_warn: Count | None = None

    @property
    def given(self) -> dict[str, float]:
        """The limits that the operator has set, by name."""
        return self.model_dump(exclude_none=True)


class Machine(Fact):
    """What the machine that reads may decide (IDV-14), and how it is watched (IDV-14, OPS-6).

    ``level``: ``nothing``; ``ask_again`` for images that cannot be read; ``approve`` as well, where every critical
    field is the same. ``sample_percent`` of what it would approve goes to a person all the same. A field read with
    less than ``least_confidence`` counts as unread. ``second_review_percent`` of decided attempts are judged again,
    blind.
    """

    level: Literal["nothing", "ask_again", "approve"] = "nothing"
    sample_percent: Percent = 5
    least_confidence: Share = 0.5
    second_review_percent: Percent = 2
    look: LookLimits = LookLimits()


class Identity(Fact):
    """Identity verification: when mails and results come, how often and how long to try, with what."""

    mail_minutes: Count
    result_days_min: Count
    result_days_max: Count
    attempts: Count
    days: Count
    password_rule: Literal["birth_date"]
    password_hint: Localised
    login_bits: Annotated[int, Field(ge=60)]
    session_minutes: Count
    lock: Lock
    ways: tuple[Way, ...]
    questions: tuple[Question, ...]
    documents: tuple[DocumentKind, ...]
    supplements: tuple[Supplement, ...]
    uploads: Uploads
    maintenance: tuple[Maintenance, ...]
    machine: Machine = Machine()
