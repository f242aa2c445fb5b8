"""The type of a request that stands behind ``login_required``."""

from __future__ import annotations

from django.http import HttpRequest

from kaitsu.members.models import Member


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in. For annotations: requests themselves are the server's."""

    user: Member  # type: ignore[assignment]  # the stubs allow for nobody, which login_required has turned away
    LANGUAGE_CODE: str
