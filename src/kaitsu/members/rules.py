"""Member IDs and e-mail addresses as they are kept (MEM-1, MEM-2). Plain Python."""

from __future__ import annotations

import unicodedata

from kaitsu.kernel import ids

#: Two groups of four: short enough for the telephone, 39 random bits, behind a limit on sign-ins.
MEMBER_ID_BITS = 39
GROUP = 4

#: What a person may type between the groups, after NFKC.
_SEPARATORS = frozenset(" -‐‑‒–—―−ー_.・")


def new_member_id() -> str:
    """A fresh member ID, ``K7QM-3FHT``: random, so that the next one cannot be guessed from the last (MEM-2)."""
    return _grouped(ids.token(MEMBER_ID_BITS))


def read_member_id(typed: str) -> str:
    """The member ID that *typed* means, whatever its case, width, spaces and hyphens; "" where it cannot be one."""
    text = "".join(c for c in unicodedata.normalize("NFKC", typed).upper() if c not in _SEPARATORS)
    if len(text) != 2 * GROUP or not set(text) <= set(ids.UNAMBIGUOUS):
        return ""
    return _grouped(text)


def read_email(typed: str) -> str:
    """*typed* as an e-mail address is kept: half width, lower case, no spaces around it."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def _grouped(text: str) -> str:
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))
