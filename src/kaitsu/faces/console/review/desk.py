"""At a desk: staff send the documents of a holder who cannot (IDV-18), by the verbs of the holder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaitsu.applications import verification
from kaitsu.faces.console import rights
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import reader, show
from kaitsu.faces.console.review import words
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.identity import queries, rules
from kaitsu.identity import services as identity
from kaitsu.identity.models import Attempt, Case
from kaitsu.identity.states import OPEN
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError


@staff(*rights.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose the document, upload an image a side, send: one page, each part a form of its own."""
    case = queries.case(case_id)
    if case is None:
        raise Http404
    if request.method != "POST":
        return _page(request, case)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        done = act(request, case, reader(request).actor)
    except KaitsuError as refused:
        messages.error(request, words.problem(refused.problem))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse("console_review_desk", args=[case_id]))


def _choose(request: HttpRequest, case: Case, by: Actor) -> str:
    answers = {
        key.removeprefix("answer-"): value == "yes"
        for key, value in request.POST.items()
        if key.startswith("answer-") and value in {"yes", "no"}
    }
    identity.choose(case.pk, request.POST.get("kind", ""), answers, request.POST.get("supplement", ""), by=by)
    return _("書類の種類を決めました。画像を入れてください。")


def _again(request: HttpRequest, case: Case, by: Actor) -> str:
    identity.begin_again(case.pk, request.POST.get("supplement", ""), by=by)
    return _("お願いした画像だけを入れてください。")


def _upload(request: HttpRequest, case: Case, by: Actor) -> str:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise KaitsuError("identity.file_missing", rule="IDV-8")
    # One byte more than is allowed is enough to be refused for.
    data = file.read(queries.identity_facts(case).uploads.max_bytes + 1)
    identity.upload(case.pk, request.POST.get("slot", ""), data, by=by)
    return _("画像を受け取りました。")


def _remove(request: HttpRequest, case: Case, by: Actor) -> str:
    identity.remove(case.pk, request.POST.get("slot", ""), by=by)
    return _("画像を取り除きました。")


def _send(request: HttpRequest, case: Case, by: Actor) -> str:
    verification.send_documents(case.pk, by=by)
    return _("書類を審査に送りました。")


_ACTS: dict[str, Callable[[HttpRequest, Case, Actor], str]] = {
    "choose": _choose,
    "again": _again,
    "upload": _upload,
    "remove": _remove,
    "send": _send,
}


def _page(request: HttpRequest, case: Case) -> HttpResponse:
    attempt = queries.open_attempt(case)
    facts = queries.identity_facts(case)
    kind = queries.document(case, request.GET.get("kind", "") or (attempt.kind if attempt else ""))
    wanted = queries.wanted(case)
    slots = _slots(case, attempt) if attempt is not None else []
    return show(
        request,
        "console/review/desk.html",
        "review",
        title=_("窓口での書類の受け取り"),
        case=case,
        application=verification.application_of(case),
        opened=case.state in OPEN and case.deadline > clock.now(),
        state=words.STATES[case.state],
        documents=facts.documents,
        kind=kind,
        chosen=attempt is not None,
        questions=[each for each in facts.questions if kind is not None and each.key in kind.questions],
        answers=attempt.answers
        if attempt is not None and kind is not None and attempt.kind == kind.key
        else {},
        supplements=facts.supplements if kind is not None and kind.supplement else (),
        again=wanted is not None and not wanted.anew and attempt is None,
        again_supplements=facts.supplements if wanted is not None and wanted.supplement else (),
        slots=slots,
        accept=",".join(facts.uploads.media_types),
        ready=bool(slots) and all(slot["pages"] or slot["optional"] for slot in slots),
    )


def _slots(case: Case, attempt: Attempt) -> list[dict[str, Any]]:
    filled = [image.slot for image in queries.images(attempt)]
    most = queries.identity_facts(case).uploads.max_files
    return [
        {
            "key": slot.key,
            "name": localised(slot.name),
            "advice": [localised(advice) for advice in slot.advice],
            "optional": slot.optional,
            "pages": filled.count(slot.key),
        }
        for slot in rules.open_slots(queries.needed(case, attempt), set(filled), most)
    ]
