"""What a worker does before it is killed."""

from __future__ import annotations

from uuid import UUID

from kaitsu.applications import delivery
from kaitsu.fulfilment import services
from kaitsu.kernel.actors import staff


def fulfil(application_id: str) -> None:
    delivery.fulfil(UUID(application_id))


def allocate(line_id: int) -> None:
    services.allocate(line_id, by=staff("S2345678"))


def make_run() -> None:
    delivery.make_run(by=staff("S2345678"))


def take_tracking(data: str) -> None:
    delivery.take_tracking(bytes.fromhex(data), name="", by=staff("S2345678"))
