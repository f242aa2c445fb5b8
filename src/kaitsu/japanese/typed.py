"""What a person types for a number, a code or a date, brought to a plain form.

Names and addresses need more care, they have ``text``; here a hyphen is a hyphen whatever stands beside it.
"""

from __future__ import annotations

import re
import unicodedata

#: What a Japanese keyboard or a careless copy puts where a hyphen is meant; the last three are what an input
#: method offers for the same key (long vowel mark, box drawing).
HYPHENS = "-\u00ad\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2796\u30fc\u2500\u2501"

_SEPARATORS = re.compile(rf"[\s{re.escape(HYPHENS)}]+")
#: Marks of direction and joining, and selectors of a glyph (registers write 令 with one).
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)

#: Longer input is no slip of the hand; it is refused before any work is done on it.
LONGEST_TYPED = 100
_LONGEST_READ = 1000


def typed(text: str) -> str:
    """*text* in compatibility form (NFKC), without invisible characters and without spaces around it.

    A text of more than 1,000 characters stays as it is: it is nothing that is typed, and may take minutes.
    """
    if len(text) > _LONGEST_READ:
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


def compact(text: str) -> str:
    """What ``typed`` gives, without any space or hyphen."""
    return _SEPARATORS.sub("", typed(text))
