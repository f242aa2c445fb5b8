"""Every page of the console is rendered here: menu, search and the reader's rights around its own context."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaitsu.faces.console import rights, sections
from kaitsu.members.models import Member


def reader(request: HttpRequest) -> Member:
    """Who reads: somebody of staff, since ``access.staff`` lets nobody else in."""
    return cast(Member, request.user)


def show(
    request: HttpRequest, template: str, section: str, *, title: str, status: int = 200, **context: Any
) -> HttpResponse:
    """The page *template* of *section*, headed *title*."""
    role = reader(request).staff_role
    frame = {
        "title": title,
        "menu": sections.menu(role, section),
        "may_search": role in rights.READ_APPLICATIONS,
    }
    return render(request, template, frame | context, status=status)


def may(request: HttpRequest, roles: tuple[str, ...]) -> bool:
    """Whether the reader's role is one of *roles*, so that a page offers only what will be done."""
    return reader(request).staff_role in roles
