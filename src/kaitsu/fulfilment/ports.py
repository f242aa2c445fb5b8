"""The courier as the warehouse sees it: files out, files in (FUL-3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kaitsu.kernel.sheets import Row
from kaitsu.operator_profile.people import CourierAccount, Shipper


@dataclass(frozen=True, slots=True)
class Consignment:
    """One parcel as a courier is told of it; ``number`` is ours and comes back with the waybill's."""

    number: str
    name: str
    kana: str
    telephone: str
    postal_code: str
    address: str
    building: str
    verified_only: bool


@dataclass(frozen=True, slots=True)
class Warning:
    """Where a file could not carry what was registered: of which parcel, in which *field*, what became of it.

    *given* was written as *written*; "" where it was left out for want of space.
    """

    number: str
    field: str
    given: str
    written: str


@dataclass(frozen=True, slots=True)
class CourierFile:
    """A file for the courier's program, and what staff should look at before they send it."""

    name: str
    data: bytes
    warnings: tuple[Warning, ...]


class Courier(Protocol):
    """A courier that is dealt with by files."""

    def write(
        self, parcels: Sequence[Consignment], *, shipper: Shipper, account: CourierAccount, ships_on: date
    ) -> CourierFile:
        """The file from which the courier's program prints the waybills of *parcels*."""
        ...

    def read_issued(self, data: bytes) -> list[Row]:
        """The rows ``number``, ``tracking`` of the file of issued waybills. Raises KaitsuError ``sheet.*``."""
        ...

    def read_results(self, data: bytes) -> list[Row]:
        """The rows ``tracking``, ``status`` of a file of deliveries. Raises KaitsuError ``sheet.*``."""
        ...
