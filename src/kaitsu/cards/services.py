"""Verbs of card registrations: begun at the provider's page, completed by asking the provider itself.

The provider is asked outside the transaction that writes, so that its slowness holds no lock. What the
browser brings back from its page decides nothing (PAY-1).
"""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kaitsu.audit import services as audit
from kaitsu.cards import adapters
from kaitsu.cards.models import Registration
from kaitsu.cards.ports import CardResult, Outcome, ProviderUnavailable, Request
from kaitsu.cards.rules import SESSION_MINUTES, is_expired
from kaitsu.cards.states import EVENT_OF, TRANSITIONS, Event, Reason, State
from kaitsu.kernel import clock, ids
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.transition import transition

_log = logging.getLogger(__name__)


def begin(
    owner: UUID, *, name_latin: str, return_url: str, language: str, by: Actor
) -> tuple[Registration, str]:
    """Begin to register a card for *owner*: the registration, and the address to which the browser goes next.

    That is the provider's page; the one of a registration that is still open, where it was asked the same; or
    *return_url* itself, where the holder had finished at the provider and the way back was lost. Raises
    KaitsuError ``cards.provider_unavailable``, and then has changed nothing.
    """
    asked = hashlib.sha256("\n".join((name_latin, return_url, language)).encode()).hexdigest()
    pending = Registration.objects.filter(owner=owner, state=State.PENDING).first()
    if pending is not None:
        pending = _settle(pending, _ask(pending), by=by)
        if pending.state == State.REGISTERED:
            return pending, return_url
        if pending.state == State.PENDING:
            if pending.asked == asked and clock.now() - pending.begun_at < timedelta(minutes=SESSION_MINUTES):
                return pending, pending.page_url
            _end(pending, Event.ABANDON, by=by)
    provider = adapters.current()
    request = Request(ids.uuid7(), name_latin, return_url, language)
    try:
        session = provider.begin(request)
    except ProviderUnavailable as error:
        raise _unavailable(error) from error
    begun = Registration(
        id=request.registration,
        owner=owner,
        provider=provider.key,
        session=session.id,
        page_url=session.page_url,
        asked=asked,
    )
    try:
        _open(begun, by=by)
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) != "cards_one_pending":
            raise
        # Another tab was faster; its registration is the one to go on with. Our session, whose page nobody
        # was sent to, lapses at the provider.
        return begin(owner, name_latin=name_latin, return_url=return_url, language=language, by=by)
    return begun, begun.page_url


def complete(registration_id: UUID, *, by: Actor) -> Registration:
    """Take over how the registration ended at the provider; again, it changes nothing.

    It stays PENDING where the holder has not finished at the provider's page. Raises KaitsuError
    ``cards.provider_unavailable`` (nothing is changed, ask again later) and ``cards.unknown``.
    """
    registration = Registration.objects.filter(pk=registration_id).first()
    if registration is None:
        raise KaitsuError("cards.unknown", rule="PAY-1")
    if registration.state != State.PENDING:
        return registration
    return _settle(registration, _ask(registration), by=by)


@transaction.atomic
def _open(registration: Registration, *, by: Actor) -> None:
    registration.save(force_insert=True)
    audit.record(
        "cards.begun",
        by=by,
        subject=registration.subject,
        application=registration.owner,
        provider=registration.provider,
    )


def _ask(registration: Registration) -> CardResult:
    """The provider's own word on *registration*."""
    try:
        result = adapters.named(registration.provider).result(registration.session)
        if result.outcome is Outcome.SUCCEEDED and result.registration != registration.pk:
            raise ProviderUnavailable("the session belongs to another registration")
    except ProviderUnavailable as error:
        raise _unavailable(error) from error
    return result


def _settle(registration: Registration, result: CardResult, *, by: Actor) -> Registration:
    """Move *registration* as *result* says; unchanged while that is open."""
    if result.card is not None:
        card = result.card
        if is_expired(card.exp_year, card.exp_month, clock.today()):
            return _end(registration, Event.EXPIRE, by=by)
        return _end(
            registration,
            Event.REGISTER,
            by=by,
            reference=card.reference,
            brand=card.brand,
            last4=card.last4,
            exp_year=card.exp_year,
            exp_month=card.exp_month,
            name=card.name,
        )
    if result.reason is not None:
        return _end(registration, EVENT_OF[result.reason], by=by, reason=result.reason)
    return registration


@transaction.atomic
def _end(
    registration: Registration, event: Event, *, by: Actor, reason: Reason | None = None, **card: str | int
) -> Registration:
    """End a pending registration; where another request was faster, its end stands."""
    state = transition(TRANSITIONS, State.PENDING, event)
    stored = Registration.objects.filter(pk=registration.pk)
    kept_reason = reason if state is State.DECLINED else None
    if stored.filter(state=State.PENDING).update(
        state=state, reason=kept_reason, ended_at=clock.now(), **card
    ):
        audit.record(f"cards.{state}", by=by, subject=registration.subject, application=registration.owner)
    return stored.get()


def _unavailable(error: ProviderUnavailable) -> KaitsuError:
    _log.warning("card provider: %s", error)
    return KaitsuError("cards.provider_unavailable", field="card", rule="PAY-3")
