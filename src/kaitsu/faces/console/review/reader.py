"""Who is reading: a member of staff, which the guard of every view has seen to."""

from __future__ import annotations

from django.http import HttpRequest

from kaitsu.kernel.actors import Actor
from kaitsu.members.models import Member


def actor(request: HttpRequest) -> Actor:
    """The reader as the one who acts (``by=``)."""
    member = request.user
    assert isinstance(member, Member)  # noqa: S101 - ``access.staff`` lets nobody else in
    return member.actor
