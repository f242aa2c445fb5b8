"""The forms in which applications are found: expressions that PostgreSQL keeps in an index, and the same in Python.

A key is coarser than the rules of names: what is found is looked at by a person. Collation C makes an index
answer "begins with". For every text, the key of its beginning is a beginning of its key.
"""

from __future__ import annotations

import re

from django.db.models import TextField
from django.db.models.expressions import F, Func
from django.db.models.functions import Collate, Concat, Lower

from kaitsu.japanese.latin import unmarked

#: A lengthened o or u in any of its spellings (OHNO, OONO, OUNO) becomes the plain vowel; only letters count.
_NO_LETTER, _LENGTHENED = r"[^A-Z]+", r"([OU])[OUH]+"


class LatinKey(Func):
    """The key of a Latin name, its parts run together."""

    template = (
        f"REGEXP_REPLACE(REGEXP_REPLACE(UPPER(%(expressions)s), '{_NO_LETTER}', '', 'g'),"
        f" '{_LENGTHENED}', '\\1', 'g')"
    )
    output_field = TextField()


def latin_key(text: str) -> str:
    """What ``LatinKey`` makes of *text*, marks of letters taken off before (NAM-3)."""
    return re.sub(_LENGTHENED, r"\1", re.sub(_NO_LETTER, "", unmarked(text).upper()))


def _indexed(expression: Func | F) -> Collate:
    return Collate(expression, "C")


REGISTERED = _indexed(Concat("registered_family", "registered_given", output_field=TextField()))
KANA = _indexed(Concat("kana_family", "kana_given", output_field=TextField()))
#: Cards and passports put either part first, and so do people.
FAMILY_FIRST = _indexed(LatinKey(Concat("latin_family", "latin_given", output_field=TextField())))
GIVEN_FIRST = _indexed(LatinKey(Concat("latin_given", "latin_family", output_field=TextField())))
EMAIL = _indexed(Lower("email", output_field=TextField()))
