"""What can be done with identity cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from kaitsu.audit.services import record
from kaitsu.identity.models import Case
from kaitsu.kernel import clock
from kaitsu.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class Claims:
    """Who somebody says they are, as registered: the three forms of the name, birth date, address."""

    registered_name: str
    kana_name: str
    latin_name: str
    birth_date: date
    postal_code: str
    address: str


@transaction.atomic
def open_case(claims: Claims, *, days: int, by: Actor) -> Case:
    """Open a case for *claims* that waits *days* days for its documents (IDV-1, IDV-13)."""
    case = Case.objects.create(
        registered_name=claims.registered_name,
        kana_name=claims.kana_name,
        latin_name=claims.latin_name,
        birth_date=claims.birth_date,
        postal_code=claims.postal_code,
        address=claims.address,
        deadline=clock.now() + timedelta(days=days),
    )
    record("identity.case_opened", by=by, subject=f"case:{case.pk}")
    return case
