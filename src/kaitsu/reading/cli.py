"""``kaitsu read``: photographs of documents read, and compared with what was registered, from a shell.

The exit status is 0 for any verdict and 2 for input that cannot be used, with the reason on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kaitsu.kernel import clock
from kaitsu.kernel.errors import InvalidValue
from kaitsu.reading.claims import Claims
from kaitsu.reading.comparing import Finding, compare, overall
from kaitsu.reading.decoding import Picture
from kaitsu.reading.document import Document
from kaitsu.reading.evidence import RULES_VERSION, document_data
from kaitsu.reading.judging import Table, judge
from kaitsu.reading.reader import Request, pages_of, read_picture
from kaitsu.reading.words import KINDS

UNUSABLE = 2
#: One command has the machine to itself; a worker is one of many and takes one.
_MOST_THREADS = 4


class _Unusable(Exception):
    """Input that cannot be used; the message says which and why."""


def read(arguments: Sequence[str]) -> int:
    """``kaitsu read IMAGE... [--kind KIND] [--claims claims.json] [--json]``."""
    options = _parser().parse_args(arguments)
    try:
        claims = _claims(options.claims) if options.claims else Claims()
        files = [(name, _bytes(name)) for name in options.image]
        print(_answer(files, claims, options.kind, as_json=options.json))  # noqa: T201 - a command prints
    except _Unusable as unusable:
        print(f"kaitsu: {unusable}", file=sys.stderr)  # noqa: T201 - and says why it does not
        return UNUSABLE
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kaitsu read",
        description="What is on these photographs of identity documents, and is it what was registered?",
        epilog="Exit status 0 for any verdict, 2 for input that cannot be used. Nothing leaves the machine.",
    )
    parser.add_argument("image", nargs="+", help="a photograph or scan: JPEG, PNG or PDF")
    parser.add_argument(
        "--kind",
        default="",
        choices=sorted({kind for kind, _ in KINDS}),
        help="the kind that was announced",
        metavar="KIND",
    )
    parser.add_argument(
        "--claims",
        metavar="FILE",
        help="what was registered: name (registered, kana, latin), birth_date, address (postal_code, text)",
    )
    parser.add_argument("--json", action="store_true", help="print one object: documents, verdict")
    return parser


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise _Unusable(f"{name}: {error.strerror}") from None


def _claims(name: str) -> Claims:
    try:
        return Claims.of(json.loads(_bytes(name)))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise _Unusable(f"{name}: no JSON: {error}") from None
    except InvalidValue as error:
        raise _Unusable(f"{name}: {error.values['part']} is not as it should be") from None


def _answer(files: Sequence[tuple[str, bytes]], claims: Claims, kind: str, *, as_json: bool) -> str:
    from kaitsu.reading.adapters.rapid import EngineMissing, shared

    request = Request(kind=kind)
    pages = [(name, page) for name, data in files for page in _pages(name, data, request)]
    try:
        engine = shared(min(_MOST_THREADS, os.cpu_count() or 1))
    except EngineMissing as missing:
        raise _Unusable(str(missing)) from None
    read_ones = [
        (name, document, _findings(document, claims))
        for name, page in pages
        for document in read_picture(page, engine, request)
    ]
    verdict = overall([(document, findings) for _, document, findings in read_ones], claims)
    if not as_json:
        return _for_people(read_ones, verdict.value)
    documents: list[dict[str, Any]] = [
        {"file": name, **document_data(document, findings)} for name, document, findings in read_ones
    ]
    whole = {
        "documents": documents,
        "verdict": verdict.value,
        "engine": engine.version,
        "rules": RULES_VERSION,
    }
    return json.dumps(whole, ensure_ascii=False)


def _pages(name: str, data: bytes, request: Request) -> list[Picture]:
    """The pages of a file; decoded before the engine is loaded, so that a bad file is told at once."""
    try:
        return pages_of(data, request)
    except InvalidValue as error:
        raise _Unusable(f"{name}: {_REASONS.get(error.code, error.code)}") from None


def _findings(document: Document, claims: Claims) -> list[Finding]:
    """The comparison; of the conditions only the one that holds whatever an operator accepts."""
    if document.remarks.get("forbidden"):
        return judge(document, Table(clock.today()))
    return compare(document, claims)


_REASONS = {
    "reading.empty": "the file is empty",
    "reading.too_large": "the picture is too large to be decoded",
    "reading.unknown_format": "neither JPEG, PNG nor PDF",
    "reading.broken": "the file is broken",
}


def _for_people(read_ones: Sequence[tuple[str, Document, Sequence[Finding]]], verdict: str) -> str:
    lines = [verdict]
    for name, document, findings in read_ones:
        lines += ["", f"{name}: {document.kind or 'not recognised'} {document.side}".rstrip()]
        for field, value in document.fields.items():
            lines.append(f"  {field:<11} {value.text}" + ("" if value.certain else "  (not certain)"))
        lines += [
            f"  {each.verdict:<11} {each.field}: {each.rule} {each.detail}".rstrip() for each in findings
        ]
        lines += [f"  {each.text('en')}" for each in document.look.advice]
    return "\n".join(lines)
