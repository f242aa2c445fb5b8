"""The operator profile as a whole: every business fact of one operator, and its view on one day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Annotated, TypeVar

from pydantic import Field, PrivateAttr

from kaitsu.kernel import clock
from kaitsu.operator_profile.facts import Dated, Fact, Key, Keyed
from kaitsu.operator_profile.hours import Business
from kaitsu.operator_profile.offer import (
    Device,
    Fees,
    Function,
    Plan,
    Preparation,
    Readiness,
    Retail,
    SimSize,
    Tax,
    Use,
)
from kaitsu.operator_profile.people import (
    Brand,
    Carrier,
    Confirmation,
    Consent,
    Contract,
    Delivery,
    Drafts,
    Holder,
    Notice,
    Portability,
    Support,
)
from kaitsu.operator_profile.verification import DocumentKind, Identity, Supplement

#: The name of the profile that runs where none is named.
DEFAULT = "default"

K = TypeVar("K", bound=Keyed)
D = TypeVar("D", bound=Dated)
F = TypeVar("F", bound=Fact)


class Profile(Fact):
    """All facts of one operator. ``load()`` gives every date; ``on(day)`` only what holds that day.

    Lists that may hold several dates of one thing are asked through ``on``; ``current()`` is today's view.
    """

    name: Key
    default_language: str = Field(pattern="^(ja|en)$")
    brand: Brand
    support: Support
    notices: tuple[Notice, ...] = ()
    business: Business
    functions: Annotated[tuple[Function, ...], Field(min_length=1)]
    plans: Annotated[tuple[Plan, ...], Field(min_length=1)]
    sim_sizes: Annotated[tuple[SimSize, ...], Field(min_length=1)]
    devices: tuple[Device, ...]
    all_fees: Annotated[tuple[Fees, ...], Field(min_length=1, alias="fees")]
    tax: Annotated[tuple[Tax, ...], Field(min_length=1)]
    adviser: tuple[Use, ...]
    preparation: tuple[Preparation, ...]
    readiness: tuple[Readiness, ...]
    retail: Retail
    all_holders: Annotated[tuple[Holder, ...], Field(min_length=1, alias="holder")]
    portability: Portability
    confirmation: Confirmation
    drafts: Drafts
    identity: Identity
    delivery: Delivery
    contract: Contract
    consents: tuple[Consent, ...]

    _whole: Profile | None = PrivateAttr(default=None)

    def on(self, day: date) -> Profile:
        """The profile with only the facts of *day* (PRO-4), whether asked of the whole or of a view."""
        return _view(self._whole or self, day)

    @property
    def fees(self) -> Fees:
        """The fees of the view's day; of today on the whole profile."""
        return _of_the_day(self.all_fees, "fees")

    @property
    def holder(self) -> Holder:
        """The holder's conditions of the view's day; of today on the whole profile."""
        return _of_the_day(self.all_holders, "holder")

    @property
    def tax_rate(self) -> Tax:
        """The consumption tax of the view's day; of today on the whole profile."""
        return _of_the_day(self.tax, "tax")

    def plan(self, key: str) -> Plan:
        """The plan *key*; KeyError where there is none."""
        return find(self.plans, key)

    def function(self, key: str) -> Function:
        """The function *key*; KeyError where there is none."""
        return find(self.functions, key)

    def sim_size(self, key: str) -> SimSize:
        """The SIM size *key*; KeyError where there is none."""
        return find(self.sim_sizes, key)

    def device(self, key: str) -> Device:
        """The device *key*; KeyError where there is none."""
        return find(self.devices, key)

    def carrier(self, key: str) -> Carrier:
        """The carrier *key*; KeyError where there is none."""
        return find(self.portability.carriers, key)

    def document(self, key: str) -> DocumentKind:
        """The identity document *key*; KeyError where there is none."""
        return find(self.identity.documents, key)

    def supplement(self, key: str) -> Supplement:
        """The supplementary document *key*; KeyError where there is none."""
        return find(self.identity.supplements, key)

    def consent(self, key: str) -> Consent:
        """The consent *key*; KeyError where there is none."""
        return find(self.consents, key)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def find(facts: tuple[K, ...], key: str) -> K:
    """The fact of *facts* with *key*; KeyError where there is none."""
    for fact in facts:
        if fact.key == key:
            return fact
    raise KeyError(key)


def _of_the_day(facts: tuple[D, ...], name: str) -> D:
    """The only one of a view; of the whole profile, today's. LookupError where the day has none."""
    today = clock.today()
    for fact in facts:
        if len(facts) == 1 or fact.valid_on(today):
            return fact
    raise LookupError(f"the profile has no {name} for this day")


@lru_cache(maxsize=64)
def _view(whole: Profile, day: date) -> Profile:
    view = _only(whole, day)
    view._whole = whole  # a view of a view asks the whole again
    return view


def _only(fact: F, day: date) -> F:
    """*fact* without the parts, at any depth, that do not hold on *day*."""
    changed: dict[str, object] = {}
    for name in type(fact).model_fields:
        value = getattr(fact, name)
        if isinstance(value, Fact):
            changed[name] = _only(value, day)
        elif isinstance(value, tuple):
            changed[name] = tuple(
                _only(part, day) if isinstance(part, Fact) else part
                for part in value
                if not isinstance(part, Dated) or part.valid_on(day)
            )
    return fact.model_copy(update=changed)
