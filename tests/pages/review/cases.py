"""What tests of one case share: its page, its form, and a reviewer who has claimed it."""

from __future__ import annotations

from bs4 import BeautifulSoup

from factories.reviews import waiting
from kaitsu.applications.models import Application
from kaitsu.identity import queries
from kaitsu.identity.models import Case
from pages.checking import CheckingClient


def soup(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content.decode(), "html5lib")


def path(application: Application, end: str = "") -> str:
    return f"/console/review/{application.case_id}/{end}"


def taken(browser: CheckingClient, application: Application | None = None, **choice: object) -> Application:
    """A case that the member of staff at *browser* has claimed."""
    application = application or waiting(**choice)  # type: ignore[arg-type]
    assert browser.post(path(application, "claim/")).status_code == 302
    return application


def case_of(application: Application) -> Case:
    case = queries.case(application.case_id)  # type: ignore[arg-type]
    assert case is not None
    return case


def form(application: Application, **changes: object) -> dict[str, object]:
    """The form with every part found fine, and *changes*; a part in ``not_ok`` is left open."""
    case = case_of(application)
    attempt = queries.open_attempt(case)
    assert attempt is not None
    left = changes.pop("not_ok", ())
    parts = [part for part in queries.parts(case, attempt) if part not in left]  # type: ignore[operator]
    return {"attempt": str(attempt.pk), "ok": parts, **changes}


def first_image(application: Application) -> str:
    attempt = queries.open_attempt(case_of(application))
    assert attempt is not None
    return str(queries.images(attempt)[0].pk)
