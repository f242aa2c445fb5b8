"""How an application ends without a contract: its code was not used up, its port-ins are free again."""

from __future__ import annotations

from kaitsu.applications import moves, queries, services
from kaitsu.applications.models import Application
from kaitsu.applications.states import Event
from kaitsu.kernel.actors import Actor
from kaitsu.retail import services as retail


def end(application: Application, event: Event, *, by: Actor, **values: object) -> None:
    """Make the final move *event* on a locked, submitted *application*; its code can be used again (IDV-13)."""
    if application.package_id is not None:
        retail.give_back(application.package_id, application.pk, by=by)
    services.release_ports(application, queries.lines_of(application), by=by)
    moves.move(application, event, by=by, **values)
