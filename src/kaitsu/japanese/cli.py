"""``kaitsu compare``, ``postal``, ``romanize`` and ``repertoire``: the package from a shell, without Django.

A table is loaded only by the command that needs it. The exit status is 0 for any verdict and 2 for input that
cannot be used, with the reason on standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import BinaryIO

from kaitsu.japanese.values import PostalCode
from kaitsu.japanese.verdict import Comparison
from kaitsu.kernel.errors import InvalidValue

UNUSABLE = 2
_CHUNK = 1 << 16
#: A longer line is no pair of names or addresses; refusing it keeps the memory that a batch needs small.
_LONGEST_LINE = 1 << 20

_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class UnusableInput(Exception):
    """Input that cannot be used; the message says which and why."""


def _guarded(command: Callable[[Sequence[str]], None]) -> Callable[[Sequence[str]], int]:
    """*command* with exit statuses: 0, or 2 with the message of UnusableInput on standard error."""

    def run(arguments: Sequence[str]) -> int:
        try:
            command(arguments)
        except UnusableInput as unusable:
            sys.stdout.flush()
            print(f"kaitsu: {unusable}", file=sys.stderr)
            return UNUSABLE
        return 0

    run.__doc__ = command.__doc__
    return run


def _text(argument: str) -> str:
    """*argument*, which must be text: the shell hands over bytes that are not UTF-8 as lone surrogates."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise UnusableInput(f"argument {argument!a} is not UTF-8") from None
    return argument


def _comparer(kind: str) -> Callable[[str, str], Comparison]:
    """The comparison of *kind*, imported only now: a date needs no table of names or addresses."""
    if kind == "name":
        from kaitsu.japanese.names import compare_names

        return compare_names
    if kind == "address":
        from kaitsu.japanese import address

        return address.compare
    from kaitsu.japanese.dates import compare_dates

    return compare_dates


@_guarded
def compare(arguments: Sequence[str]) -> None:
    """``kaitsu compare KIND A B`` or ``kaitsu compare KIND --batch FILE``."""
    parser = argparse.ArgumentParser(
        prog="kaitsu compare",
        description="Are two names, addresses or dates the same, and by which rule?",
        epilog="Exit status 0 for any verdict, 2 for input that cannot be used. "
        "An A or B that begins with a hyphen is written after '--'.",
    )
    parser.add_argument("kind", choices=("name", "address", "date"))
    parser.add_argument("pair", nargs="*", metavar="A B", help="the two texts")
    parser.add_argument("--json", action="store_true", help="print one object: verdict, rules, left, right")
    parser.add_argument(
        "--batch",
        metavar="FILE",
        help="read pairs from FILE (- for standard input), UTF-8, two fields and a tab between them in each "
        "line; print one JSON object for each line, in order",
    )
    options = parser.parse_intermixed_args(arguments)
    if options.batch is not None:
        if options.pair:
            parser.error("--batch takes its pairs from FILE: leave out A and B")
        _compare_batch(_comparer(options.kind), options.batch)
        return
    if len(options.pair) != 2:
        parser.error(f"two texts are compared: A and B are needed, {len(options.pair)} given")
    left, right = map(_text, options.pair)
    found = _comparer(options.kind)(left, right)
    print(_encode(as_json(found)) if options.json else _for_people(found))


def as_json(found: Comparison) -> dict[str, object]:
    """*found* as the object that ``--json`` prints."""
    return {
        "verdict": found.verdict,
        "rules": found.rules,
        "left": dict(found.left),
        "right": dict(found.right),
    }


def _compare_batch(comparer: Callable[[str, str], Comparison], source: str) -> None:
    """Write a JSON object for each pair of *source*; what has come is answered before more is awaited."""
    if source == "-":
        _compare_lines(comparer, sys.stdin.buffer, "standard input")
        return
    try:
        with open(source, "rb") as stream:
            _compare_lines(comparer, stream, source)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnusableInput(f"{source}: {error.strerror}") from None


def _compare_lines(comparer: Callable[[str, str], Comparison], stream: BinaryIO, source: str) -> None:
    number = 0
    blank = 0
    for lines in _arrived_lines(stream, source):
        answers = []
        try:
            for line in lines:
                number += 1
                if not line.strip(b" \r"):
                    blank = blank or number
                    continue
                if blank:
                    raise UnusableInput(f"{source}:{blank}: a blank line between pairs")
                answers.append(_encode(as_json(comparer(*_pair(line, f"{source}:{number}")))))
        finally:
            sys.stdout.write("".join(f"{answer}\n" for answer in answers))
        sys.stdout.flush()


def _arrived_lines(stream: BinaryIO, source: str) -> Iterator[list[bytes]]:
    """The complete lines of *stream*, as many at once as have arrived, without the byte order mark."""
    rest = b""
    first = True
    while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined] # every buffered stream has it
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise UnusableInput(f"{source}: a line is longer than {_LONGEST_LINE} bytes")
        if first and lines:
            lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
            first = False
        yield lines
    if rest:
        yield [rest.removeprefix(b"\xef\xbb\xbf") if first else rest]


def _pair(line: bytes, place: str) -> tuple[str, str]:
    try:
        fields = line.removesuffix(b"\r").decode().split("\t")
    except UnicodeDecodeError:
        raise UnusableInput(f"{place}: not UTF-8") from None
    if len(fields) != 2:
        raise UnusableInput(f"{place}: two fields and one tab between them are needed, {len(fields)} found")
    return fields[0], fields[1]


@_guarded
def postal(arguments: Sequence[str]) -> None:
    """``kaitsu postal CODE``: the places of a code, none for one that is not in use."""
    from kaitsu.japanese import postal as codes

    parser = argparse.ArgumentParser(
        prog="kaitsu postal", description="The places that a Japanese postal code stands for."
    )
    parser.add_argument("code", metavar="CODE", help="seven digits, with or without hyphen and 〒")
    parser.add_argument("--json", action="store_true", help="print one object: code, places")
    options = parser.parse_args(arguments)
    try:
        code = PostalCode.parse(_text(options.code))
    except InvalidValue:
        raise UnusableInput(f"{options.code!r} is no postal code: seven digits are needed") from None
    places = [asdict(place) for place in codes.find(code.digits)]
    if options.json:
        print(_encode({"code": code.digits, "places": places}))
    elif places:
        shown = [key for key in places[0] if key != "code" and any(place[key] for place in places)]
        print(_table([shown, *([str(place[key]) for key in shown] for place in places)]))
    else:
        print(f"{code} is not in use")


@_guarded
def romanize(arguments: Sequence[str]) -> None:
    """``kaitsu romanize KANA``: Hepburn as passports have it, Kunrei, and all that passports allow."""
    from kaitsu.japanese import romanize as latin
    from kaitsu.japanese.text import is_kana, normalise

    parser = argparse.ArgumentParser(
        prog="kaitsu romanize", description="How a reading in kana is written in Latin letters."
    )
    parser.add_argument(
        "kana", metavar="KANA", help="hiragana or katakana of any width; a space parts the names"
    )
    parser.add_argument(
        "--json", action="store_true", help="print one object: kana, hepburn, kunrei, spellings"
    )
    options = parser.parse_args(arguments)
    kana = normalise(_text(options.kana)).text
    if not kana or not all(is_kana(character) or character in " ・" for character in kana):
        raise UnusableInput(f"{options.kana!r} is no reading: only kana can be romanized")
    found = {
        "kana": kana,
        "hepburn": latin.hepburn(kana),
        "kunrei": latin.kunrei(kana),
        "spellings": latin.spellings(kana),
    }
    print(_encode(found) if options.json else _table([(key, _shown(found, key)) for key in found]))


def _for_people(found: Comparison) -> str:
    """*found* as a verdict, a table of the findings, and what each side was read as."""
    rows = [
        (
            finding.part,
            finding.verdict,
            finding.rule,
            finding.left,
            finding.right,
            _note(finding.detail, finding.source),
        )
        for finding in found.findings
    ]
    keys = dict.fromkeys((*found.left, *found.right))
    sides = [(key, _shown(found.left, key), _shown(found.right, key)) for key in keys]
    read = [row for row in sides if any(row[1:])]
    findings = _table([("part", "verdict", "rule", "left", "right", "note"), *rows])
    return "\n\n".join([found.verdict, findings, _table([("read as", "left", "right"), *read])])


def _note(detail: str, source: str) -> str:
    return "; ".join(filter(None, (detail, source and f"source: {source}")))


def _shown(side: Mapping[str, object], key: str) -> str:
    value = side.get(key, "")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _table(rows: Sequence[Sequence[str]]) -> str:
    """*rows* in columns, straight also with full-width text; what a terminal would obey is escaped."""
    shown = [[_printable(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in shown
    )


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
