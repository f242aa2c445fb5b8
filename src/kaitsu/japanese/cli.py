"""``kaitsu compare``, ``postal``, ``romanize`` and ``repertoire``: the package from a shell, without Django.

A table is loaded only by the command that needs it. The exit status is 0 for any verdict and 2 for input that
cannot be used, with the reason on standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import BinaryIO

from kaitsu.japanese.cli_table import table
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


def _comparer(kind: str, reading: str = "") -> Callable[[str, str], Comparison]:
    """The comparison of *kind*, imported only now: a date needs no table of names or addresses."""
    if kind == "name":
        from kaitsu.japanese.names import compare_names

        return partial(compare_names, reading=reading) if reading else compare_names
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
    parser.add_argument("--reading", metavar="KANA", help="for names: the kana of the one that is in kanji")
    options = parser.parse_intermixed_args(arguments)
    if options.reading is not None and (options.kind != "name" or options.batch is not None):
        parser.error("--reading belongs to one pair of names")
    if options.batch is not None:
        if options.pair:
            parser.error("--batch takes its pairs from FILE: leave out A and B")
        _compare_batch(_comparer(options.kind), options.batch)
        return
    if len(options.pair) != 2:
        parser.error(f"two texts are compared: A and B are needed, {len(options.pair)} given")
    left, right, reading = map(_text, (*options.pair, options.reading or ""))
    found = _comparer(options.kind, reading)(left, right)
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
    from kaitsu.japanese.values import PostalCode

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
        print(table([shown, *([str(place[key]) for key in shown] for place in places)]))
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
    print(_encode(found) if options.json else table([(key, _shown(found, key)) for key in found]))


@_guarded
def repertoire(arguments: Sequence[str]) -> None:
    """``kaitsu repertoire TEXT``: the characters that a system cannot register, and what to write for them."""
    from kaitsu.japanese.repertoire import Repertoire, refused

    parser = argparse.ArgumentParser(
        prog="kaitsu repertoire",
        description="Which characters of a text a system cannot register, and the katakana to write for each.",
    )
    parser.add_argument("text", metavar="TEXT", help="a name as it is to be registered")
    parser.add_argument(
        "--repertoire",
        choices=[known.value for known in Repertoire],
        default=Repertoire.JISX0208.value,
        help="what the system knows (default: %(default)s)",
    )
    parser.add_argument(
        "--reading", metavar="KANA", default="", help="the reading, from which katakana are taken"
    )
    parser.add_argument("--json", action="store_true", help="print one object: text, repertoire, refused")
    options = parser.parse_args(arguments)
    text, reading = _text(options.text), _text(options.reading)
    found = [asdict(refusal) for refusal in refused(text, options.repertoire, reading)]
    if options.json:
        print(_encode({"text": text, "repertoire": options.repertoire, "refused": found}))
    elif found:
        rows = [
            [
                str(one["position"]),
                one["character"],
                _code_points(one["character"]),
                one["katakana"] or "ask the holder",
            ]
            for one in found
        ]
        print(table([("position", "character", "code point", "write"), *rows]))
    else:
        print(f"every character is in {options.repertoire}")


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)


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
    findings = table([("part", "verdict", "rule", "left", "right", "note"), *rows])
    return "\n\n".join([found.verdict, findings, table([("read as", "left", "right"), *read])])


def _note(detail: str, source: str) -> str:
    return "; ".join(filter(None, (detail, source and f"source: {source}")))


def _shown(side: Mapping[str, object], key: str) -> str:
    value = side.get(key, "")
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
