"""Settings from the environment, each with a clear error when it is missing or cannot be read."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Sequence

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict


def text(name: str, default: str | None = None) -> str:
    """The variable *name*; ImproperlyConfigured where it is missing and has no *default*."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(
            f"{name} is not set. docs/operating.md says what it is for and how to make one."
        )
    return default


def flag(name: str, default: bool = False) -> bool:
    """The variable *name* as yes or no (1/0, true/false, yes/no, on/off)."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; expected 1 or 0.")


def number(name: str, default: int) -> int:
    """The variable *name* as a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; expected a whole number.") from None


def choice(name: str, known: Sequence[str], default: str) -> str:
    """The variable *name* as one of the words in *known*."""
    value = text(name, default)
    if value not in known:
        raise ImproperlyConfigured(f"{name} is {value!r}; expected one of: {', '.join(known)}.")
    return value


def listed(name: str, default: str = "") -> list[str]:
    """The variable *name* as a list, separated by commas."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def key(name: str) -> bytes:
    """The variable *name* as a key: 32 bytes, in base64."""
    return _decoded(name, text(name))


def keys(name: str) -> dict[str, bytes]:
    """The variable *name* as keys ``id:base64,id:base64``; the first one is the current one."""
    found: dict[str, bytes] = {}
    for item in listed(name, text(name)):
        ident, _, value = item.partition(":")
        if not ident or ident in found:
            raise ImproperlyConfigured(f"{name} needs keys as id:base64, each id once.")
        found[ident] = _decoded(name, value)
    return found


def database(name: str = "DATABASE_URL") -> dict[str, object]:
    """Django's settings of the PostgreSQL database whose connection string is in the variable *name*."""
    url = text(name)
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        # The string itself holds a password, so it is not shown.
        raise ImproperlyConfigured(
            f"{name} is not a PostgreSQL connection string ({type(error).__name__})."
        ) from None
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, object] = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}}
    options: dict[str, object] = {}
    for part, value in parts.items():
        if part in known:
            settings[known[part]] = str(value)
        else:
            options[part] = value
    settings["OPTIONS"] = options
    return settings


def _decoded(name: str, value: str) -> bytes:
    try:
        decoded = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if len(decoded) != 32:
        raise ImproperlyConfigured(f"{name} needs a key of 32 bytes in base64 (openssl rand -base64 32).")
    return decoded
