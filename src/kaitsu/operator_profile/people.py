"""Who the operator is, who may apply, and how a number moves in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kaitsu.operator_profile.facts import Count, Dated, Fact, FunctionKey, Keyed, Language, Localised
from kaitsu.operator_profile.hours import Hours

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise ValueError("an e-mail address")
    return text


def _website(text: str) -> str:
    if not re.fullmatch(r"https://\S+", text):
        raise ValueError("an address that begins with https://")
    return text


Email = Annotated[str, AfterValidator(_email)]
Website = Annotated[str, AfterValidator(_website)]


class Brand(Fact):
    """The names that pages and mails carry."""

    name: Localised
    service: Localised
    operator: Localised
    mail_from: Email
    mail_from_name: Localised
    website: Website


class Support(Fact):
    """The support desk (SUP-1)."""

    name: Localised
    phone: str
    hours: Hours


class Notice(Dated):
    """A line that the operator must read: something of this profile is no longer enough (PRO-2)."""

    text: Localised


class Consent(Keyed):
    """A text that is read and agreed to (PRE-3): Markdown, and its SHA-256 by language, in hex."""

    key: Literal["terms", "privacy"]
    title: Localised
    version: str
    file: str
    text: Localised
    digest: Annotated[Mapping[Language, str], AfterValidator(MappingProxyType)]


class CoolingOff(Dated):
    """A right to step back from a contract with a line of ``functions``, ``days`` from its receipt (CNF-6)."""

    functions: Annotated[tuple[FunctionKey, ...], Field(min_length=1)]
    days: Count
    title: Localised
    text: Localised


class Contract(Fact):
    """What the contract's document says besides the facts of the application: when it starts, how it ends early."""

    start: Localised
    cooling_off: tuple[CoolingOff, ...]


class Holder(Dated):
    """Who may hold a contract (HLD)."""

    minimum_age: Count
    minor_advice: Localised
    ask_sex: bool
    repertoire: Literal["jisx0208", "jisx0213", "unicode"]
    max_voice_lines: Count


class Confirmation(Fact):
    """The code that confirms an e-mail address (CNF-2)."""

    digits: Annotated[int, Field(ge=4, le=10)]
    minutes: Count
    tries: Count
    resend_seconds: Count


class Drafts(Fact):
    """How long a draft lives, and how long before its end the holder of a code is reminded (CNF-5)."""

    days: Count
    remind_days_before: Count


class Shipper(Fact):
    """Who sends parcels, as labels and courier files name them: in Japanese, as the courier reads it (FUL-3)."""

    name: str
    telephone: str = Field(pattern=r"^0[0-9-]{9,14}$")
    postal_code: str = Field(pattern=r"^[0-9]{7}$")
    address: str
    building: str = ""
    goods: str


class CourierAccount(Fact):
    """The operator's account with the courier: customer, class and fare codes as its waybills carry them."""

    name: Localised
    tracking_url: str = Field(pattern=r"^https://\S+$")
    customer_code: str = Field(pattern=r"^[0-9]{10,12}$")
    class_code: str = Field(default="", pattern=r"^([0-9]{3})?$")
    fare_code: str = Field(pattern=r"^[0-9]{2}$")


class Delivery(Fact):
    """When a parcel arrives after the result, about; which functions go to the verified address (FUL-2).

    A parcel that came back is kept ``keep_returned_days`` for its holder's answer (FUL-4).
    """

    days_after_result: Count
    verified_address_only: tuple[FunctionKey, ...]
    note: Localised
    keep_returned_days: Count
    shipper: Shipper
    courier: CourierAccount


class Desk(Fact):
    """A way to get a reservation number: a number to call or a path through a menu, and when (MNP-1)."""

    channel: Literal["mobile", "fixed", "menu", "web"]
    channel_name: Localised
    contact: Localised
    hours: Hours
    note: Localised | None = None


class Carrier(Keyed):
    """A carrier that a number may come from; ``handset_warning`` where its handsets may not work (MNP-5)."""

    name: Localised
    handset_warning: Localised | None = None
    desks: Annotated[tuple[Desk, ...], Field(min_length=1)]


class Portability(Fact):
    """MNP: the reservation's form and days (MNP-2, MNP-3) and the carriers' desks (MNP-1).

    ``order_days`` is what the order to the carrier takes once the holder is verified; with fewer days left a
    reissued reservation is asked for, and ``warn_days`` before that the holder is warned (MNP-7).
    """

    validity_days: Count
    minimum_days_left: Annotated[int, Field(ge=0)]
    number_digits: Count
    order_days: Count
    warn_days: Count
    carriers: tuple[Carrier, ...]
