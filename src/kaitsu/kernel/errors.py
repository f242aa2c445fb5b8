"""Errors and problems have codes; a code has one message in each language, kept beside the room's rules.

A *problem* is data: a rule returns problems, a page shows them beside their field.
A *KaitsuError* is raised where a verb cannot be carried out; it carries a problem.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: *code* (``room.what``), its *field* ("" for none), the rule, values.

    Values go into the message of the code; they never hold more personal data than the message shows.
    """

    code: str
    field: str = ""
    rule: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __reduce__(self) -> tuple[object, ...]:
        # A read-only mapping cannot be pickled, and a problem may come from a process that reads images.
        return Problem, (self.code, self.field, self.rule, dict(self.values))


class KaitsuError(Exception):
    """A verb was refused. ``problem`` says why; ``code`` is its code."""

    def __init__(self, code: str, *, field: str = "", rule: str = "", **values: object) -> None:
        self.problem = Problem(code, field, rule, values)
        super().__init__(code)

    @classmethod
    def of(cls, problem: Problem) -> KaitsuError:
        """The error that carries *problem*, for a verb that a rule forbids."""
        error = cls(problem.code)
        error.problem = problem
        return error

    @property
    def code(self) -> str:
        """The problem's code, ``room.what``."""
        return self.problem.code


class InvalidValue(ValueError):
    """Text that cannot become a value: ``code`` says why, ``values`` what the message needs."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = MappingProxyType(values)
        super().__init__(code)

    def __reduce__(self) -> tuple[object, ...]:
        return _invalid, (self.code, dict(self.values))

    def problem(self, field: str = "", rule: str = "") -> Problem:
        """The same as a problem of *field*."""
        return Problem(self.code, field, rule, self.values)


def _invalid(code: str, values: dict[str, object]) -> InvalidValue:
    """The InvalidValue that another process raised."""
    return InvalidValue(code, **values)
