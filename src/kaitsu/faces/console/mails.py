"""Mails as staff see them: what waits, what failed, what went out; one of them; having it sent again (MAI-2)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from kaitsu.audit.services import record
from kaitsu.faces.console import rights, words
from kaitsu.faces.console.access import staff
from kaitsu.faces.console.page import reader, show
from kaitsu.kernel.actors import Actor
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications import queries, services
from kaitsu.notifications.models import Mail
from kaitsu.notifications.states import State

_LISTS = {"troubled": queries.troubled, "waiting": queries.waiting, "sent": queries.sent}
_NAMES = {
    "troubled": gettext_lazy("届いていないもの"),
    "waiting": gettext_lazy("これから送るもの"),
    "sent": gettext_lazy("送ったもの"),
}
#: Whoever reads one of these can enter the holder's account or case: no member of staff does.
SECRET = frozenset({"email_code", "password_reset", "confirmation_code", "identity_invitation"})


@staff(*rights.MAILS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One of the lists, newest first."""
    chosen = request.GET.get("list", "troubled")
    chosen = chosen if chosen in _LISTS else "troubled"
    page = _LISTS[chosen](after=_key(request.GET.get("after", "")))
    address = f"{reverse('console_mails')}?list={chosen}"
    return show(
        request,
        "console/mails.html",
        "mails",
        title=pgettext("section", "メール"),
        lists=[{"name": str(name), "key": key, "current": key == chosen} for key, name in _NAMES.items()],
        name=str(_NAMES[chosen]),
        rows=[_row(mail) for mail in page.mails],
        next_url=f"{address}&after={page.cursor}" if page.cursor else "",
    )


@staff(*rights.MAILS)
@require_safe
def one(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """One mail as its reader has it, unless it opens their account; that it was read is in the log."""
    mail = queries.mail(mail_id)
    if mail is None:
        raise Http404
    secret = mail.kind in SECRET
    if not secret:
        record("mail.viewed", by=reader(request).actor, subject=f"mail:{mail.pk}", kind=mail.kind)
    return show(
        request,
        "console/mail.html",
        "mails",
        title=words.mail_name(mail.kind),
        row=_row(mail),
        mail=mail,
        secret=secret,
        resent_by=words.actor_of(mail.resent_by) if mail.resent_by else "",
        may_resend=mail.state in (State.FAILED, State.UNCERTAIN, State.SENT),
        application_url=_application(mail),
        back_url=reverse("console_mails"),
    )


@staff(*rights.MAILS)
@require_POST
def resend(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Send it again; of one that was sent, a copy goes out."""
    try:
        again = _resend(mail_id, reader(request).actor)
    except KaitsuError as refused:
        if refused.code == "mail.unknown":
            raise Http404 from refused
        messages.error(request, words.problem(refused.problem))
        return HttpResponseRedirect(reverse("console_mail", args=[mail_id]))
    messages.success(request, _("もう一度送ります。"))
    return HttpResponseRedirect(reverse("console_mail", args=[again.pk]))


@transaction.atomic
def _resend(mail_id: UUID, by: Actor) -> Mail:
    """Sent again and in the log, or neither."""
    again = services.resend(mail_id, by=by)
    record("mail.resent", by=by, subject=f"mail:{again.pk}", kind=again.kind)
    return again


def _row(mail: Mail) -> dict[str, Any]:
    return {
        "mail": mail,
        "name": words.mail_name(mail.kind),
        "state": str(words.MAIL_STATES[mail.state]),
        "kind": words.MAIL_KINDS_OF_TAG.get(mail.state, ""),
        "at": mail.sent_at or mail.due_at,
    }


def _application(mail: Mail) -> str:
    kind, _colon, key = mail.about.partition(":")
    return reverse("console_application", args=[UUID(key)]) if kind == "application" else ""


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
