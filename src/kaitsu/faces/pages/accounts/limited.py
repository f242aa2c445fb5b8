"""Limits on tries, said as an error of the form in which they are made."""

from __future__ import annotations

import math

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from kaitsu.members.messages import MESSAGES
from kaitsu.throttle import services as throttle
from kaitsu.throttle.rules import Limit, address_key

Try = tuple[Limit, str]


def count(*tries: Try) -> None:
    """Count the *tries*; ValidationError ``members.too_many``, with the minutes to wait, where one is too many."""
    allowance = throttle.hit_all(tries)
    if not allowance:
        raise ValidationError(
            str(MESSAGES["members.too_many"]),
            code="members.too_many",
            params={"minutes": math.ceil(allowance.retry_after_seconds / 60)},
        )


def address(request: HttpRequest) -> str:
    """The address that *request* came from, as the key of a limit."""
    return address_key(get_adapter().get_client_ip(request))
