"""What is wrong in a profile, said so that its author finds the place and knows what to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError


@dataclass(frozen=True, slots=True)
class Complaint:
    """A value that cannot stand: its key *path*, the *value* found (None for none), what was *expected*."""

    path: str
    value: object
    expected: str

    def __str__(self) -> str:
        found = "" if self.value is None else f" = {_short(self.value)}"
        return f"{self.path}{found}: expected {self.expected}" if self.path else f"expected {self.expected}"


def from_pydantic(error: ValidationError, model: type[BaseModel]) -> list[Complaint]:
    """The complaints of a failed validation; a list is not blamed for a part that is complained about itself.

    A section of *model* that is missing as a whole is told with the keys that it must have.
    """
    errors = error.errors(include_url=False)
    places = [one["loc"] for one in errors]

    def has_its_own(place: tuple[int | str, ...]) -> bool:
        return any(len(other) > len(place) and other[: len(place)] == place for other in places)

    return [
        _missing_section(dict(one), model) or _complaint(dict(one))
        for one in errors
        if not has_its_own(one["loc"])
    ]


def _missing_section(one: dict[str, Any], model: type[BaseModel]) -> Complaint | None:
    """The complaint about a whole section that is not there; None where it is another one."""
    if one["type"] != "missing" or len(one["loc"]) != 1:
        return None
    name = str(one["loc"][0])
    known = model.model_fields.get(name)
    section = known.annotation if known is not None else None
    if not (isinstance(section, type) and issubclass(section, BaseModel)):
        return None
    keys = ", ".join(key for key, field in section.model_fields.items() if field.is_required())
    return Complaint(name, None, f"a section [{name}] with {keys}; it is missing")


def _complaint(one: dict[str, Any]) -> Complaint:
    path = ".".join(str(part) for part in one["loc"])
    message = str(one["msg"])
    match one["type"]:
        case "missing":
            return Complaint(path, None, "a value here; the key is missing")
        case "extra_forbidden":
            return Complaint(path, one["input"], "no such key; it is not known here")
        case _:
            for opening in ("Value error, ", "Input should be ", "String should ", "Tuple should "):
                message = message.removeprefix(opening)
            return Complaint(path, one["input"], message)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
