"""Settings for tools that look at the code and start nothing (mypy, makemigrations --check)."""

import base64
import os

_key = base64.b64encode(bytes(32)).decode()
for _name, _value in {
    "KAITSU_TRIAL": "1",
    "KAITSU_SECRET_KEY": "for tools that start nothing, never for a server: " + "k" * 30,
    "KAITSU_CODE_KEY": _key,
    "KAITSU_VAULT_KEYS": f"check:{_key}",
    "KAITSU_PUBLIC_URL": "http://localhost:8000",
    "DATABASE_URL": "postgresql://localhost/kaitsu",
}.items():
    os.environ.setdefault(_name, _value)

from kaitsu.config.settings import *  # noqa: E402
