"""What was typed into a form that nobody has judged yet, while its page is drawn once more (SCR-1: nothing is lost).

Whoever draws a page again holds what was posted (``held``); fields of unbound forms then show it in place of what
they would start with. Passwords are never shown again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.forms import BaseForm, BoundField, CheckboxInput
from django.http import QueryDict

#: The id of the form that a page is about; a button elsewhere on the page sends what stands in it.
PAGE_FORM = "page-form"

_typed: ContextVar[QueryDict | None] = ContextVar("typed", default=None)


@contextmanager
def held() -> Iterator[None]:
    """Forget at the end what ``hold`` was given within."""
    token = _typed.set(None)
    try:
        yield
    finally:
        _typed.reset(token)


def hold(data: QueryDict) -> None:
    """Let the forms that are drawn from now on show *data*."""
    _typed.set(data)


def put_back(bound: BoundField) -> None:
    """Give *bound* what was typed into it, where its form is the one that was sent, and is not judged."""
    data = _typed.get()
    if data is None or bound.form.is_bound or bound.is_hidden or not _was_sent(bound.form, data):
        return
    value = bound.field.widget.value_from_datadict(data, {}, bound.html_name)
    if value is not None:
        bound.initial = value


def _was_sent(form: BaseForm, data: QueryDict) -> bool:
    """Whether *data* has any field of *form*; a box that was not ticked sends nothing, and says nothing here."""
    return any(
        bound.html_name in data
        if isinstance(bound.field.widget, CheckboxInput)
        else not bound.field.widget.value_omitted_from_data(data, {}, bound.html_name)
        for bound in form
    )


def can_be_kept(form: object) -> bool:
    """Whether *form* is one that people type into, so that its page carries ``PAGE_FORM``."""
    return isinstance(form, BaseForm) and any(not bound.is_hidden for bound in form)


def stands_in_address(form: object) -> bool:
    """Whether what is typed into *form* is sent as the query of an address: it says so by ``sent_by = "get"``."""
    return getattr(form, "sent_by", "post") == "get"
