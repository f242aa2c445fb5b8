"""Answers: what one page of the journey says, as typed values that know how to change a draft.

An answer normalises what was typed (HLD-3) and keeps what it changed, so that a page can show it.
What follows from an answer is done with it: a smaller plan drops lines, a line without voice drops its port.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from kaitsu.applications.models import Application, Line
from kaitsu.applications.rules import NO_DEVICE
from kaitsu.japanese.kana import to_katakana
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.text import normalise
from kaitsu.japanese.values import ReservationNumber
from kaitsu.kernel.actors import Actor
from kaitsu.operator_profile import Profile
from kaitsu.operator_profile.facts import Language
from kaitsu.portability import services as portability
from kaitsu.portability.models import Reservation


@dataclass(slots=True)
class Desk:
    """What an answer works on: the locked application, its lines in order, the profile of the day, and the moment.

    ``dropped`` collects lines that are to go, ``reservations`` port-ins that are to go with them.
    """

    application: Application
    lines: list[Line]
    profile: Profile
    at: datetime
    by: Actor
    source: str | None = None
    changed: dict[str, str] = field(default_factory=dict)
    dropped: list[Line] = field(default_factory=list)
    freed: list[UUID] = field(default_factory=list)

    def line(self, index: int) -> Line:
        """The line *index*; KeyError where there is none."""
        for line in self.lines:
            if line.index == index:
                return line
        raise KeyError(index)

    def resize(self, count: int) -> None:
        """Have *count* lines: new ones at the end, surplus ones dropped with their ports."""
        for surplus in self.lines[count:]:
            self.free(surplus)
            if surplus.pk:
                self.dropped.append(surplus)
        del self.lines[count:]
        for index in range(len(self.lines) + 1, count + 1):
            self.lines.append(Line(application=self.application, index=index))

    def free(self, line: Line) -> None:
        """Take the port-in away from *line*."""
        if line.reservation_id is not None:
            self.freed.append(line.reservation_id)
        line.reservation = None
        line.same_details_at = None

    def text(self, name: str, typed: str) -> str:
        """*typed* in normal form; where that differs, the field *name* is noted as changed (HLD-3)."""
        normal = normalise(typed).text
        if normal != typed:
            self.changed[name] = normal
        return normal


class Answer(Protocol):
    """One page's answer."""

    def apply(self, desk: Desk) -> None:
        """Change the draft on *desk*."""


@dataclass(frozen=True, slots=True)
class CodeConfirmed:
    """ENT-4: the code and line type shown are the ones on the package."""

    def apply(self, desk: Desk) -> None:
        """Note when."""
        desk.application.code_confirmed_at = desk.at


@dataclass(frozen=True, slots=True)
class Agreed:
    """PRE-3, HLD-7: agreement to the consent *key* in *version*, as it was shown."""

    key: str
    version: str

    def apply(self, desk: Desk) -> None:
        """Note the version, the digest of the text in the language shown, when, and from where."""
        consent = desk.profile.consent(self.key)
        application = desk.application
        language: Language = "en" if application.language.startswith("en") else "ja"
        setattr(application, f"{self.key}_version", self.version)
        setattr(application, f"{self.key}_digest", consent.digest[language])
        setattr(application, f"{self.key}_at", desk.at)
        setattr(application, f"{self.key}_from", desk.source)


@dataclass(frozen=True, slots=True)
class PlanChosen:
    """PLN-1: the plan. Lines that the plan does not take are dropped."""

    plan: str

    def apply(self, desk: Desk) -> None:
        """Set the plan; at least one line is there afterwards, its function the package's where that is known."""
        desk.application.plan = self.plan
        most = next((plan.max_lines for plan in desk.profile.plans if plan.key == self.plan), 1)
        desk.resize(min(max(len(desk.lines), 1), most))
        if desk.application.line_type:
            desk.line(1).function = desk.application.line_type


@dataclass(frozen=True, slots=True)
class LineCountChosen:
    """PLN-1: how many lines share the plan."""

    count: int

    def apply(self, desk: Desk) -> None:
        """Add or drop lines at the end; a count that the plan does not take is cut to what it takes."""
        most = next((plan.max_lines for plan in desk.profile.plans if plan.key == desk.application.plan), 1)
        desk.resize(min(max(self.count, 1), most))


@dataclass(frozen=True, slots=True)
class LineChosen:
    """PLN-2 to PLN-4: function, start and size of the line *index*."""

    index: int
    function: str
    start: str
    size: str

    def apply(self, desk: Desk) -> None:
        """Set them; a line that brings no number loses its port-in."""
        line = desk.line(self.index)
        before = (line.function, line.start)
        line.function = self.function
        portable = any(
            function.portable for function in desk.profile.functions if function.key == self.function
        )
        line.start = self.start if portable else ""
        line.size = self.size
        if line.start != "mnp":
            desk.free(line)
        if (line.function, line.start) != before:
            # Another function or a lost port changes what has to be asked before typing.
            desk.application.ready_at = None


@dataclass(frozen=True, slots=True)
class DeviceChosen:
    """PLN-5: a device of the list, or "" for SIM only."""

    device: str

    def apply(self, desk: Desk) -> None:
        """Set it."""
        desk.application.device = self.device or NO_DEVICE


@dataclass(frozen=True, slots=True)
class PortingGiven:
    """MNP-2, MNP-4: the port-in of the line *index*; *same_details*: the holder confirmed one name everywhere.

    Kept even where the reservation has too few days, so that only the new number is typed later (MNP-3).
    """

    index: int
    number: ReservationNumber
    msisdn: Msisdn
    carrier: str
    last_day: date
    same_details: bool

    def apply(self, desk: Desk) -> None:
        """Draft the reservation, or change the one that the line has. Raises as portability's ``draft`` does."""
        line = desk.line(self.index)
        line.reservation = self._drafted(line, desk)
        line.same_details_at = desk.at if self.same_details else None

    def _drafted(self, line: Line, desk: Desk) -> Reservation:
        owner = desk.application.pk
        if line.reservation_id is None:
            return portability.draft(
                owner,
                number=self.number,
                msisdn=self.msisdn,
                carrier=self.carrier,
                last_day=self.last_day,
                by=desk.by,
            )
        return portability.change(
            line.reservation_id,
            owner=owner,
            number=self.number,
            msisdn=self.msisdn,
            carrier=self.carrier,
            last_day=self.last_day,
            by=desk.by,
        )


@dataclass(frozen=True, slots=True)
class Ready:
    """PRE-4: every readiness question was answered with yes."""

    def apply(self, desk: Desk) -> None:
        """Note when."""
        desk.application.ready_at = desk.at


@dataclass(frozen=True, slots=True)
class NameGiven:
    """HLD-1: the name in its three forms, family name first."""

    in_latin: bool
    registered_family: str
    registered_given: str
    kana_family: str
    kana_given: str
    latin_family: str
    latin_given: str

    def apply(self, desk: Desk) -> None:
        """Set all six parts in normal form: katakana for kana, capitals for Latin letters."""
        application = desk.application
        application.name_in_latin = self.in_latin
        for part in ("family", "given"):
            registered = getattr(self, f"registered_{part}")
            tidy = _kana if self.in_latin else _plain
            _set(desk, f"registered_{part}", registered, tidy(registered))
            kana = getattr(self, f"kana_{part}")
            _set(desk, f"kana_{part}", kana, _kana(kana))
            latin = getattr(self, f"latin_{part}")
            _set(desk, f"latin_{part}", latin, _plain(latin).upper())


@dataclass(frozen=True, slots=True)
class AboutGiven:
    """HLD-4: birth date, sex where the profile asks it, telephone (in the form of E.164)."""

    birth_date: date | None
    sex: str
    telephone: str

    def apply(self, desk: Desk) -> None:
        """Set them."""
        desk.application.birth_date = self.birth_date
        desk.application.sex = self.sex
        desk.application.telephone = self.telephone


@dataclass(frozen=True, slots=True)
class AddressGiven:
    """HLD-5: the present address; ``insisted`` where the holder says that it is right against the postal code."""

    postal_code: str
    prefecture: str
    city: str
    town: str
    block: str
    building: str
    insisted: bool = False

    def apply(self, desk: Desk) -> None:
        """Set it in normal form."""
        desk.application.postal_code = self.postal_code
        desk.application.address_insisted = self.insisted
        for name in ("prefecture", "city", "town", "block", "building"):
            setattr(desk.application, name, desk.text(name, getattr(self, name)))


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """HLD-4: the e-mail address that everything is sent to."""

    email: str

    def apply(self, desk: Desk) -> None:
        """Set it."""
        desk.application.email = self.email


def _plain(text: str) -> str:
    return normalise(text).text


def _kana(text: str) -> str:
    return to_katakana(normalise(text).text)


def _set(desk: Desk, name: str, typed: str, normal: str) -> None:
    if normal != typed:
        desk.changed[name] = normal
    setattr(desk.application, name, normal)
