"""The operator's table as the reader judges by it: accepted kinds and their conditions (IDV-5 to IDV-7)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date

from kaitsu.operator_profile.verification import DocumentKind, Identity, Supplement
from kaitsu.reading.judging import Table, Terms


def table_of(identity: Identity, on: date) -> Table:
    """The terms of every document and supplement that *identity* accepts, for a judgement on the day *on*."""
    documents = {each.key: _document(each) for each in identity.documents}
    supplements = {each.key: _supplement(each) for each in identity.supplements}
    return Table(on, supplements | documents)


def _document(kind: DocumentKind) -> Terms:
    sides = tuple(image.key for image in kind.images)
    return Terms(
        kind.key,
        unexpired=kind.unexpired,
        face_photo=kind.face_photo,
        address_on=sides,
        supplement=kind.supplement is not None,
        prefectural=kind.public_safety,
    )


def _supplement(kind: Supplement) -> Terms:
    return Terms(kind.key, unexpired=False, max_age_months=kind.max_age_months, utilities=kind.utilities)


def digest(table: Table, least_confidence: float) -> str:
    """A short name of what *table* says but its day, and of the confidence asked for: another rule has another one."""
    said = {kind: asdict(terms) for kind, terms in sorted(table.terms.items())}
    whole = json.dumps([said, least_confidence], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
