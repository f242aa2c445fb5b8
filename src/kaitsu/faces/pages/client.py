"""Where a request came from."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the client, behind as many proxies as the settings trust."""
    return str(get_adapter().get_client_ip(request))
