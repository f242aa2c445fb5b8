"""The pictures themselves: decrypted for who may look, kept nowhere, every look in the log (OPS-1)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kaitsu.faces.console import rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import may, reader
from kaitsu.identity import queries
from kaitsu.identity import services as identity
from kaitsu.identity.models import Case, Image, SecondReview
from kaitsu.identity.states import CaseState
from kaitsu.kernel.errors import KaitsuError


def may_look(request: HttpRequest, case: Case) -> bool:
    """Whether the reader may see the pictures: whoever has claimed the case, or answers for all of them."""
    if may(request, rights.SEE_ALL_IMAGES):
        return True
    return case.state == CaseState.CLAIMED and case.claimed_by == str(reader(request).actor)


@staff(*rights.SEE_REVIEW)
@require_safe
def image(request: HttpRequest, case_id: UUID, image_id: UUID) -> HttpResponse:
    """One picture as JPEG. 404 where there is none, where it was not sent, or is not the reader's to see."""
    case = queries.case(case_id)
    if case is None:
        raise Http404
    found = queries.image_of(case, image_id)
    if found is None or found.attempt.submitted_at is None:
        raise Http404
    if not may_look(request, case) and not _looks_again(request, found):
        raise Http404
    return _shown(lambda: identity.view(found, by=reader(request).actor), found.media_type)


@staff(*rights.SEE_REVIEW)
@require_safe
def crop(request: HttpRequest, case_id: UUID, crop_id: int) -> HttpResponse:
    """The pixels from which the machine read a field, guarded and logged like the picture that they are of."""
    case = queries.case(case_id)
    if case is None or not may_look(request, case):
        raise Http404
    found = queries.crop_of(case, crop_id)
    if found is None or found.reading.image.attempt.submitted_at is None:
        raise Http404
    return _shown(lambda: identity.view_crop(found, by=reader(request).actor), "image/jpeg")


def _looks_again(request: HttpRequest, image: Image) -> bool:
    """Whether the reader has *image* before them for a second look (OPS-6): of that attempt or what it kept."""
    attempt = image.attempt
    return SecondReview.objects.filter(
        attempt__case=attempt.case_id,
        attempt__number__gte=attempt.number,
        claimed_by=str(reader(request).actor),
        at__isnull=True,
    ).exists()


def _shown(view: Callable[[], bytes], media_type: str) -> HttpResponse:
    try:
        data = view()
    except KaitsuError:
        # Erased when its time came: what is left of it is its place in the record.
        return HttpResponse(status=410)
    return HttpResponse(
        data,
        content_type=media_type,
        headers={
            "Cache-Control": "no-store, private",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Content-Disposition": "inline",
        },
    )
