"""Somebody on the identity pages."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from factories import applications as apps
from factories import identity as make
from kaitsu.applications.models import Application
from kaitsu.identity.models import Case
from pages.checking import CheckingClient


def signed_in(client: CheckingClient, application: Application | None = None) -> Case:
    """The case whose holder has just signed in."""
    application = application or apps.submitted()
    assert application.case is not None
    answer = client.post(
        "/identity/",
        {"login_id": application.case.login_id, "birth_date": f"{application.birth_date:%Y%m%d}"},
    )
    assert answer.status_code == 302, answer.content.decode()
    return make.fresh(application.case)


def upload(client: CheckingClient, slot: str, data: bytes, name: str = "IMG_0001.jpg", **values: Any) -> Any:
    """Send *data* as the file of *slot*."""
    return client.post(f"/identity/documents/{slot}/", {"file": SimpleUploadedFile(name, data)}, **values)
