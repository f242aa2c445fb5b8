"""From an entry code to what the database keeps of it, and to the sheet that is printed."""

from __future__ import annotations

import csv
import hashlib
import hmac
from collections.abc import Iterable
from typing import TextIO

from django.conf import settings

from kaitsu.japanese.values import EntryCode
from kaitsu.retail.models import Batch


def keyed_hash(code: EntryCode) -> bytes:
    """The 32 bytes under which the package of *code* is found: HMAC-SHA-256 with the operator's key (ENT-1).

    Keyed, so that a copy of the database without the key is of no use for trying codes.
    """
    return hmac.digest(settings.KAITSU_CODE_KEY, code.characters.encode("ascii"), hashlib.sha256)


def write_sheet(out: TextIO, batch: Batch, codes: Iterable[EntryCode]) -> None:
    """Write *codes* of *batch* for printing: CSV with a heading; a code, line type and product a line.

    Open *out* with ``newline=""`` and, for spreadsheets, as ``utf-8-sig``.
    """
    sheet = csv.writer(out)
    sheet.writerow(["code", "line_type", "product"])
    sheet.writerows([str(code), batch.line_type, batch.product] for code in codes)
