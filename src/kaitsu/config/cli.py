"""The ``kaitsu`` command: one table of subcommands, each loaded only when it is the one that was asked for.

A new subcommand is one line of ``COMMANDS``. Its function takes the arguments after its name and returns the
exit status; it may also raise SystemExit, as argparse does. Nothing here imports Django.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple


class Command(NamedTuple):
    """A subcommand: its function as ``module:function``, and what ``kaitsu --help`` says of it."""

    target: str
    summary: str


COMMANDS: dict[str, Command] = {
    "compare": Command(
        "kaitsu.japanese.cli:compare", "two names, addresses or dates: the same, and by which rule"
    ),
    "postal": Command("kaitsu.japanese.cli:postal", "the places that a Japanese postal code stands for"),
    "romanize": Command("kaitsu.japanese.cli:romanize", "how a reading in kana is written in Latin letters"),
    "repertoire": Command(
        "kaitsu.japanese.cli:repertoire", "which characters of a text cannot be registered"
    ),
    "read": Command(
        "kaitsu.reading.cli:read", "photographs of documents: what they say, and is it what was registered"
    ),
    "replay": Command(
        "kaitsu.config.replay:main", "what was decided of an identity case; does it come out today?"
    ),
    "run": Command("kaitsu.config.run:main", "the whole system in trial mode, on this machine only"),
    "prepare": Command(
        "kaitsu.config.serve:prepare", "translations, database and static files made ready for a release"
    ),
    "web": Command("kaitsu.config.serve:web", "the web server (as many as wanted)"),
    "worker": Command("kaitsu.config.serve:worker", "a worker of the queue (as many as wanted)"),
    "check": Command(
        "kaitsu.config.serve:check", "settings, profile, keys, database and log, before going live"
    ),
    "staff": Command("kaitsu.config.staff:main", "accounts of staff: add, list, role, disable"),
    "vault": Command("kaitsu.config.vault:main", "keys of documents and second factors: rotate, keys"),
    "manage": Command("kaitsu.config.serve:manage", "Django's own commands"),
    "card-sandbox": Command("kaitsu.cards.adapters.sandbox.server:main", "the card provider of the trial"),
}

#: What a shell reports for a command that was interrupted (SIGINT), or whose reader went away (SIGPIPE).
INTERRUPTED = 130
READER_GONE = 141


def help_text() -> str:
    """What ``kaitsu --help`` prints."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items()]
    usage = "usage: kaitsu COMMAND [ARGUMENT ...]"
    return "\n".join([usage, "", *lines, "", "`kaitsu COMMAND --help` tells more about each."])


def load(name: str) -> Callable[[Sequence[str]], int]:
    """The function of the subcommand *name*; raises KeyError for one that is not in the table."""
    module, _, function = COMMANDS[name].target.partition(":")
    loaded: Callable[[Sequence[str]], int] = getattr(import_module(module), function)
    return loaded


def main(argv: Sequence[str] | None = None) -> int:
    """Run the subcommand that *argv* (the process's arguments by default) names; the exit status.

    2 for an unknown one or none. Output is UTF-8 whatever the locale says.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not arguments:
        print(help_text(), file=sys.stderr)
        return 2
    name, *rest = arguments
    if name in ("-h", "--help", "help"):
        print(help_text())
        return 0
    if name not in COMMANDS:
        print(f"kaitsu: there is no command {name!r}\n\n{help_text()}", file=sys.stderr)
        return 2
    return _run(load(name), rest)


def _run(function: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> int:
    """The exit status of *function*; quiet where its reader went away or it was interrupted."""
    try:
        status = function(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more on its way out; without a stream it has nothing to complain about.
        sys.stdout = None
        return READER_GONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
