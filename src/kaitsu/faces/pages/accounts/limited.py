"""Limits on tries, said as an error of the form in which they are made."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase

from kaitsu.faces.pages.refused import STATUS, WRONG, say_when
from kaitsu.members.messages import MESSAGES
from kaitsu.throttle import services as throttle
from kaitsu.throttle.rules import Limit, address_key

Try = tuple[Limit, str]
View = Callable[..., HttpResponseBase]


def count(*tries: Try) -> None:
    """Count the *tries*; ValidationError ``members.too_many``, with the minutes to wait, where one is too many."""
    allowance = throttle.hit_all(tries)
    if not allowance:
        raise ValidationError(
            str(MESSAGES["members.too_many"]),
            code="members.too_many",
            params={"minutes": math.ceil(allowance.retry_after_seconds / 60)},
        )


def judged(view: View) -> View:
    """Answer a form of allauth's that was refused as one: 422, or 429 where it was one try too many."""

    @wraps(view)
    def judging(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        response = view(request, *args, **values)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if response.status_code == 200 and isinstance(form, BaseForm) and form.is_bound and form.errors:
            _say(response, form)
        return response

    return judging


def _say(response: HttpResponseBase, form: BaseForm) -> None:
    response.status_code = WRONG
    for error in (error for errors in form.errors.as_data().values() for error in errors):
        if error.code and error.code in STATUS:
            response.status_code = STATUS[error.code]
            say_when(response, error.params or {})


def address(request: HttpRequest) -> str:
    """The address that *request* came from, as the key of a limit."""
    return address_key(get_adapter().get_client_ip(request))
