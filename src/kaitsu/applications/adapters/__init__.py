"""The outside registers that this house asks; ``KAITSU_REGISTERS`` names them (PCK-3).

Each is ``name=address``: an ``https://`` address, or ``stub``. ``none``, the default, is no register at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kaitsu.applications.adapters.http import HttpRegister
from kaitsu.applications.adapters.stub import StubRegister
from kaitsu.applications.ports import Register

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def registers() -> Mapping[str, Register]:
    """The registers in use by their names, in the order of the settings; ImproperlyConfigured for a wrong one."""
    return _made(tuple(settings.KAITSU_REGISTERS), settings.KAITSU_REGISTER_SECRET)


@lru_cache(maxsize=8)
def _made(named: tuple[str, ...], secret: str) -> Mapping[str, Register]:
    if named in ((), ("none",)):
        return {}
    found: dict[str, Register] = {}
    for item in named:
        name, _, address = item.partition("=")
        if not _NAME.fullmatch(name) or name in found:
            raise ImproperlyConfigured(
                f"KAITSU_REGISTERS has {item!r}; expected name=address, each name once, or none."
            )
        found[name] = _register(name, address, secret)
    return found


def _register(name: str, address: str, secret: str) -> Register:
    if address == "stub":
        return StubRegister()
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ImproperlyConfigured(
            f"KAITSU_REGISTERS has {address!r} for {name}; expected an https:// address, or stub."
        )
    if not secret:
        raise ImproperlyConfigured(f"KAITSU_REGISTER_SECRET is not set; the register {name} needs it.")
    return HttpRegister(address, secret)
