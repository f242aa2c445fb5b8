"""The payment providers that Kaitsu can talk to; the settings name the one in use."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kaitsu.cards.adapters import memory
from kaitsu.cards.adapters.sandbox import client as sandbox
from kaitsu.cards.ports import CardProvider

_ADAPTERS: dict[str, Callable[[], CardProvider]] = {"sandbox": sandbox.from_settings, "memory": memory.shared}


def current() -> CardProvider:
    """The provider for new registrations: ``KAITSU_CARD_PROVIDER``."""
    return named(settings.KAITSU_CARD_PROVIDER)


def named(key: str) -> CardProvider:
    """The provider *key*, such as the one where an older registration was begun."""
    try:
        return _ADAPTERS[key]()
    except KeyError:
        known = ", ".join(sorted(_ADAPTERS))
        raise ImproperlyConfigured(f"KAITSU_CARD_PROVIDER is {key!r}; expected one of: {known}.") from None
