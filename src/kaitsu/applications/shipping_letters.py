"""The mails about parcels: on their way, come back, and the application that ended over it (FUL-3, FUL-4).

Where an application has several cards, a mail about a parcel says which ones it is about, each by the last four digits
of its telephone number.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kaitsu.applications import letters, results
from kaitsu.applications.delivery_messages import END_REASONS
from kaitsu.applications.models import AddressChange, Application
from kaitsu.fulfilment import queries as warehouse
from kaitsu.fulfilment.models import Parcel
from kaitsu.fulfilment.queries import Share
from kaitsu.kernel import clock
from kaitsu.operator_profile import current


def shipped(application: Application, parcel: Parcel, tracking: str) -> None:
    """FUL-3: the parcel is on its way, under which number, with whom."""
    account, share = current().delivery.courier, warehouse.share(parcel)
    letters.send(
        application,
        "shipped",
        key=f"shipped:{parcel.pk}",
        context={
            "number": application.reference,
            "tracking": f"{tracking[:4]}-{tracking[4:8]}-{tracking[8:]}",
            "courier": account.name,
            "tracking_url": account.tracking_url,
            "verified_only": parcel.verified_only,
            "more_to_come": bool(share.rest),
            "status_url": _status_url(application),
        }
        | _which(application, share),
    )


def returned(application: Application, parcel: Parcel) -> None:
    """FUL-4: the parcel came back; until when its holder can say what to do."""
    until = clock.today() + timedelta(days=current().delivery.keep_returned_days)
    letters.send(
        application,
        "returned",
        key=f"returned:{parcel.pk}",
        context={
            "number": application.reference,
            "answer_on": until,
            "verified_only": parcel.verified_only,
            "status_url": _status_url(application),
        }
        | _which(application, warehouse.share(parcel)),
    )


def address_wanted(application: Application, change: AddressChange, *, documents: bool) -> None:
    """FUL-4: please give the new address, until when, and whether documents will be asked for."""
    letters.send(
        application,
        "address_wanted",
        key=f"address_wanted:{change.pk}",
        context={
            "number": application.reference,
            "answer_on": change.due_at.astimezone(clock.TOKYO).date(),
            "documents_needed": documents,
            "address_url": settings.KAITSU_PUBLIC_URL + reverse("new_address", args=[application.pk]),
        },
    )


def address_documents(application: Application, change: AddressChange) -> None:
    """FUL-4: please send a document that shows the new address; after maintenance where there is one (IDV-3)."""
    case, at = application.case, clock.now()
    assert case is not None  # noqa: S101 - a case that was reopened is there
    leaves = letters.invitation_time(at)
    letters.send(
        application,
        "address_documents",
        key=f"address_documents:{change.pk}",
        not_before=leaves if leaves > at else None,
        context={
            "number": application.reference,
            "identity_url": settings.KAITSU_PUBLIC_URL + reverse("identity"),
            "login_id": case.login_id,
            "deadline_on": case.deadline.astimezone(clock.TOKYO).date(),
        },
    )


def address_unconfirmed(application: Application, change: AddressChange) -> None:
    """FUL-4: no documents of the new address came in time; the parcel is kept, and until when to call."""
    letters.send(
        application,
        "address_unconfirmed",
        key=f"address_unconfirmed:{change.pk}",
        context=results.unconfirmed(application),
    )


def ended(application: Application, reason: str) -> None:
    """FUL-4: the application ended, because of *reason*."""
    language = letters.language_of(application)
    with translation.override(language):
        told = str(END_REASONS[reason].holder)
    letters.send(
        application,
        "cancelled",
        key=f"cancelled:{application.pk}",
        context={
            "number": application.reference,
            "reason": told,
            "code_last4": application.package.last4 if application.package is not None else "",
            "start_url": settings.KAITSU_PUBLIC_URL + reverse("apply_begin"),
        },
    )


def _which(application: Application, share: Share) -> dict[str, object]:
    """Which of several cards are in a parcel, and which parcel of how many it is, where that is known."""
    if share.among == 1:
        return {}
    with translation.override(letters.language_of(application)):
        cards = [
            _("SIMカード %(index)s（末尾が%(last4)sの電話番号）")
            % {"index": line.index, "last4": line.msisdn[-4:]}
            for line in share.lines
        ]
    place = {"part": share.place, "parts": share.count} if share.count > 1 and not share.rest else {}
    return {"cards": cards, **place}


def _status_url(application: Application) -> str:
    return settings.KAITSU_PUBLIC_URL + reverse("application", args=[application.pk])
