"""The page of the images: upload, look, replace, remove, send (IDV-4, IDV-8, IDV-11)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from kaitsu.applications import messages, verification
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.look.views import bad_request
from kaitsu.faces.pages.identity import cards, refusals, uploading
from kaitsu.faces.pages.identity.access import holder_looking, holder_only, open_hours, posted
from kaitsu.faces.pages.identity.forms import element_id
from kaitsu.faces.pages.identity.progress import SEND, steps
from kaitsu.faces.pages.identity.shots import shot_of
from kaitsu.faces.pages.refused import say_when
from kaitsu.faces.pages.refused import status as status_of
from kaitsu.identity import decoding, handover, queries, rules, services
from kaitsu.identity.models import Attempt, Case
from kaitsu.identity.states import OPEN, CaseState
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError, Problem
from kaitsu.operator_profile import current
from kaitsu.throttle import services as throttle

#: Files for one case within an hour: many tries with each image, and too few to keep the decoders from others.
FILES, FILES_SECONDS = 80, 3600


@never_cache
@holder_only
@require_GET
def documents(request: HttpRequest, case: Case) -> HttpResponse:
    """The images of the open attempt; or wherever the case stands."""
    elsewhere = _elsewhere(case)
    return elsewhere or _page(request, case, wrong=refusals.told(request))


@csrf_exempt  # the inner view protects it: the handler must be in place before anything of the body is read
@never_cache
@posted
def upload(request: HttpRequest, slot: str) -> HttpResponse:
    """Receive one file for *slot*."""
    receiving = uploading.OneFile(current().identity.uploads.max_bytes)
    request.upload_handlers = [receiving]
    if _announced(request) > uploading.DRAINED_BYTES:
        return bad_request(request, RequestDataTooBig())
    return _upload(request, slot, receiving)


@csrf_protect
@holder_only
def _upload(request: HttpRequest, case: Case, slot: str, receiving: uploading.OneFile) -> HttpResponse:
    given = request.FILES.get("file")
    uploads = current().identity.uploads
    problem: Problem | None = None
    if receiving.too_slow:
        problem = Problem("identity.too_slow", slot, "IDV-8")
    elif receiving.too_large:
        problem = Problem("identity.too_large", slot, "IDV-8", {"megabytes": uploads.max_megabytes})
    elif given is None:
        problem = Problem("identity.file_missing", slot, "IDV-8")
    else:
        try:
            _count(case, slot)
            services.upload(case.pk, slot, given.read(), by=verification.holder_of(case))
        except KaitsuError as refused:
            problem = refused.problem
    if problem is None:
        refusals.forget(request, slot)
        return redirect(f"{reverse('identity_documents')}#{element_id(slot)}")
    refusals.keep(request, slot, problem)
    elsewhere = _elsewhere(case)
    if elsewhere is not None:
        return elsewhere
    wrong = (slot, messages.text(problem))
    response = _page(request, case, wrong=wrong, status=status_of(problem.code))
    say_when(response, problem.values)
    return response


def _count(case: Case, slot: str) -> None:
    """Count one more file; KaitsuError ``identity.too_many_sent`` (with ``minutes``) beyond what anybody needs."""
    allowance = throttle.hit("identity.upload", str(case.pk), limit=FILES, seconds=FILES_SECONDS)
    if not allowance.allowed:
        minutes = -(-allowance.retry_after_seconds // 60)
        raise KaitsuError("identity.too_many_sent", field=slot, rule="IDV-8", minutes=minutes)


@never_cache
@posted
@holder_only
def remove(request: HttpRequest, case: Case, slot: str) -> HttpResponse:
    """Take the file out of *slot*."""
    refusals.forget(request, slot)
    try:
        services.remove(case.pk, slot, by=verification.holder_of(case))
    except KaitsuError:
        return redirect("identity_done")
    return redirect(f"{reverse('identity_documents')}#{element_id(slot)}")


@never_cache
@posted
@holder_only
def insist(request: HttpRequest, case: Case, image_id: UUID) -> HttpResponse:
    """Leave an image as it is: a person will look at it, whatever the machine told (IDV-10)."""
    found = queries.image_of(case, image_id)
    if found is None:
        raise Http404
    try:
        services.insist(case.pk, image_id, by=verification.holder_of(case))
    except KaitsuError:
        return _elsewhere(case) or redirect("identity_documents")
    return redirect(f"{reverse('identity_documents')}#{element_id(found.slot)}")


@never_cache
@posted
@holder_only
def send(request: HttpRequest, case: Case) -> HttpResponse:
    """Send the images to the reviewers; sent before, the completion page is shown all the same.

    Where an image is to be looked at again the holder is asked first, once: ``anyway`` leaves it to a person (IDV-10).
    """
    doubted = _doubted(case)
    if doubted and "anyway" not in request.POST:
        return _page(request, case, asked=True, status=422)
    holder = verification.holder_of(case)
    try:
        for image_id in doubted:
            services.insist(case.pk, image_id, by=holder)
        verification.send_documents(case.pk, by=holder)
    except KaitsuError as refused:
        elsewhere = _elsewhere(case)
        if elsewhere is not None:
            return elsewhere
        wrong = (refused.problem.field, messages.text(refused.problem))
        return _page(request, case, wrong=wrong, status=422)
    refusals.forget(request)
    return redirect("identity_done")


def _doubted(case: Case) -> list[UUID]:
    """The images of a complete attempt that the holder was told to look at again, and has not insisted on."""
    attempt = queries.open_attempt(case)
    if case.state not in OPEN or attempt is None:
        return []
    shots = [shot_of(image) for image in queries.images_with_readings(attempt)]
    if rules.missing(queries.needed(case, attempt), {shot.image.slot for shot in shots}):
        return []
    return [shot.image.pk for shot in shots if shot.standing == "again"]


@never_cache
@holder_looking
@require_GET
def image(request: HttpRequest, case: Case, image_id: UUID) -> HttpResponse:
    """A picture, for the holder of its case alone. Shown as nothing but a picture, and kept nowhere."""
    found = queries.image_of(case, image_id)
    if found is None:
        raise Http404
    try:
        data = services.view(found, by=verification.holder_of(case))
    except KaitsuError as gone:
        if gone.code != "vault.erased":
            raise
        raise Http404 from gone
    return HttpResponse(
        data,
        content_type=found.media_type,
        headers={
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Content-Disposition": "inline",
            "Cache-Control": "no-store, private",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


@never_cache
@open_hours
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """What a page that follows along compares; asking keeps nobody signed in (IDV-2, IDV-18)."""
    return _progress(request)


@holder_looking
def _progress(request: HttpRequest, case: Case) -> HttpResponse:
    return JsonResponse({"mark": cards.mark_of(case, queries.open_attempt(case))})


def _announced(request: HttpRequest) -> int:
    length = request.headers.get("Content-Length", "")
    return int(length) if length.isdigit() else 0


def _elsewhere(case: Case) -> HttpResponse | None:
    """Where a case leads that does not take images just now; None where it does."""
    case.refresh_from_db()
    if case.state not in OPEN or case.deadline <= clock.now():
        return redirect("identity_done")
    if queries.open_attempt(case) is not None:
        return None
    return redirect("identity_again" if case.state == CaseState.ASKED_AGAIN else "identity_kind")


def _page(
    request: HttpRequest,
    case: Case,
    *,
    wrong: tuple[str, str] | None = None,
    asked: bool = False,
    status: int = 200,
) -> HttpResponse:
    attempt = queries.open_attempt(case)
    assert attempt is not None  # noqa: S101 - _elsewhere was asked
    decoding.warm()
    shown = cards.cards(case, attempt, wrong)
    facts = queries.identity_facts(case)
    forms = [card.form for card in shown if card.form.is_bound]
    extras = [card for card in shown if card.slot.optional]
    between = "、" if get_language() == "ja" else ", "
    context: dict[str, Any] = {
        "title": _("本人確認書類の画像を送ってください"),
        "case": case,
        "attempt": attempt,
        "document": queries.document(case, attempt.kind),
        "cards": [card for card in shown if not card.slot.optional],
        "extras": extras,
        "extras_open": any(card.done or card.form.is_bound for card in extras),
        "forms": forms,
        # A file for a place that the page does not have (any longer).
        "unplaced": wrong[1] if wrong and not forms and request.method == "POST" else "",
        "uploads": facts.uploads,
        "ready": all(card.done for card in shown if not card.slot.optional),
        "left": between.join(
            localised(card.slot.name) for card in shown if not (card.slot.optional or card.done)
        ),
        "doubted": [card for card in shown if card.standing == "again"],
        "asked": asked,
        "follow": handover.was_taken(case),
        "mark": cards.mark_of(case, attempt),
        "steps": steps(SEND),
        "attempts_left": queries.attempts_left(case, attempt),
    }
    return render(request, "pages/identity/documents.html", context, status=status)


def attempts(case: Case) -> list[Attempt]:
    """The attempts that were submitted, oldest first."""
    return list(case.attempts.filter(submitted_at__isnull=False).order_by("number"))
