"""The ways to the carriers; the setting ``KAITSU_PORT_IN`` names the one in use."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kaitsu.portability.adapters.file import FileExchange
from kaitsu.portability.adapters.stub import StubCarrier
from kaitsu.portability.ports import PortInGateway

_ADAPTERS: dict[str, Callable[[], PortInGateway]] = {"file": FileExchange, "stub": StubCarrier}


def gateway() -> PortInGateway:
    """The way in use: files that staff exchange, unless the settings name another."""
    key = settings.KAITSU_PORT_IN
    try:
        return _ADAPTERS[key]()
    except KeyError:
        known = ", ".join(sorted(_ADAPTERS))
        raise ImproperlyConfigured(f"KAITSU_PORT_IN is {key!r}; expected one of: {known}.") from None
