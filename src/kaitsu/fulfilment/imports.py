"""The record of a file that was taken in: what was new, what was there already, which lines were refused and why."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kaitsu.audit.services import record
from kaitsu.fulfilment.models import FileImport
from kaitsu.fulfilment.rules import Refusal
from kaitsu.kernel.actors import Actor

_LONGEST_NAME = 200


def keep(
    kind: str,
    data: bytes,
    *,
    name: str,
    taken: int,
    unchanged: int,
    refused: Sequence[Refusal],
    by: Actor,
) -> FileImport:
    """Keep what became of the lines of *data*, a file of *kind*; the file itself is not kept."""
    digest = hashlib.sha256(data).hexdigest()
    done = FileImport.objects.create(
        kind=kind,
        name=name[:_LONGEST_NAME],
        digest=digest,
        taken=taken,
        unchanged=unchanged,
        problems=[_plain(each) for each in sorted(refused, key=lambda each: each.line)],
        by=str(by),
    )
    record(
        "fulfilment.file_imported",
        by=by,
        subject=f"import:{done.pk}",
        kind=kind,
        digest=digest,
        taken=taken,
        refused=len(refused),
    )
    return done


def _plain(refusal: Refusal) -> dict[str, object]:
    values = {
        name: value if isinstance(value, int) else str(value)
        for name, value in refusal.problem.values.items()
    }
    return {"line": refusal.line, "code": refusal.problem.code, "values": values}
