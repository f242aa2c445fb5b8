"""What was registered, as reading is told of it: name in three forms, birth date, address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kaitsu.kernel.errors import InvalidValue


@dataclass(frozen=True, slots=True)
class Claims:
    """The holder as registered. Any part may be left out ("" or None): it is then not compared."""

    registered: str = ""
    kana: str = ""
    latin: str = ""
    birth_date: date | None = None
    address: str = ""
    postal_code: str = ""

    @classmethod
    def of(cls, data: object) -> Claims:
        """The claims in the form of ``claims.json``; raises InvalidValue ``claims.invalid`` with the part."""
        if not isinstance(data, Mapping):
            raise InvalidValue("claims.invalid", part="claims")
        name, address = data.get("name") or {}, data.get("address") or {}
        if isinstance(name, str):
            name = {"registered": name}
        if isinstance(address, str):
            address = {"text": address}
        for part, value in (("name", name), ("address", address)):
            if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
                raise InvalidValue("claims.invalid", part=part)
        return cls(
            name.get("registered", ""), name.get("kana", ""), name.get("latin", ""),
            _day(data.get("birth_date")), address.get("text", ""), address.get("postal_code", ""),
        )  # fmt: skip


def _day(value: object) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InvalidValue("claims.invalid", part="birth_date") from None
