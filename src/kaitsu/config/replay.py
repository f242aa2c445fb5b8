"""``kaitsu replay CASE``: what was decided of an identity case, and whether the same comes out today (IDV-15).

Stored readings, no picture: nothing is read again, the rules and the profile of now are applied to what was read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from uuid import UUID

from kaitsu.config.serve import setup

SAME, DIFFERS, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Print the replay of one case; 0 where the same comes out, 1 where not, 2 where nothing can be replayed."""
    parser = argparse.ArgumentParser(
        "kaitsu replay",
        description="What was decided of an identity case, and whether the same comes out with the rules of now.",
        epilog="Exit status 0: the same. 1: something differs. 2: no such case, or nothing was kept of it.",
    )
    parser.add_argument("case", type=UUID, help="the id of the case, as the log names it")
    case_id = parser.parse_args(arguments).case
    setup()
    from kaitsu.identity.machine.replay import Unusable, replay
    from kaitsu.kernel.actors import staff

    try:
        told = replay(case_id, by=staff(f"shell:{os.getuid()}"))
    except Unusable as unusable:
        print(f"kaitsu: {unusable}", file=sys.stderr)  # noqa: T201 - and says why it does not
        return UNUSABLE
    print("\n".join(told.lines))  # noqa: T201 - a command prints
    return DIFFERS if told.differs else SAME
