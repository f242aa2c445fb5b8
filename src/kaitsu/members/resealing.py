"""Secrets of second factors, sealed again with the current key of the vault, so that a former one can leave."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from kaitsu.members import secrets

#: Where each kind of second factor keeps what is sealed. A passkey keeps no secret of ours.
SEALED = {
    Authenticator.Type.TOTP: "secret",
    Authenticator.Type.RECOVERY_CODES: "seed",
}


@dataclass(frozen=True, slots=True)
class Resealing:
    """What ``reseal`` did: *resealed* secrets, and *stuck* ones that no key in the settings opens."""

    resealed: int
    stuck: int


def reseal() -> Resealing:
    """Seal every secret with the current key, one by one; killed at any point, the next call does the rest."""
    resealed = stuck = 0
    for pk in Authenticator.objects.filter(type__in=SEALED).order_by("pk").values_list("pk", flat=True):
        done = _one(pk)
        resealed += done is True
        stuck += done is None
    return Resealing(resealed, stuck)


def unopened() -> int:
    """How many secrets no key in the settings opens: their owners cannot sign in with them."""
    found = Authenticator.objects.filter(type__in=SEALED).values_list("type", "data")
    return sum(not _opens(data.get(SEALED[Authenticator.Type(kind)])) for kind, data in found)


@transaction.atomic
def _one(pk: int) -> bool | None:
    """Whether the secret was sealed again; None where no key opens it."""
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    name = SEALED[Authenticator.Type(row.type)] if row is not None else ""
    if row is None or name not in row.data:
        return False
    try:
        sealed = secrets.reseal(row.data[name])
    except InvalidToken:
        return None
    if sealed is None:
        return False
    row.data[name] = sealed
    row.save(update_fields=["data"])
    return True


def _opens(sealed: str | None) -> bool:
    if sealed is None:
        return True
    try:
        secrets.unseal(sealed)
    except InvalidToken:
        return False
    return True
