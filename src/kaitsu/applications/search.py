"""Find an application by whatever a caller can say: number, name in any script, contact, code, card (SUP-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, product

from django.db.models import Q, QuerySet

from kaitsu.applications import search_keys
from kaitsu.applications.models import Application
from kaitsu.fulfilment.models import LineFulfilment
from kaitsu.japanese.kana import to_katakana
from kaitsu.japanese.telephone import TelephoneNumber
from kaitsu.japanese.text import is_kana, is_kanji, normalise
from kaitsu.japanese.typed import LONGEST_TYPED, compact, typed
from kaitsu.japanese.values import EntryCode, Iccid, ReservationNumber
from kaitsu.japanese.variants import forms
from kaitsu.kernel import ids
from kaitsu.kernel.errors import InvalidValue
from kaitsu.members.rules import read_email, read_member_id
from kaitsu.portability.states import LIVE
from kaitsu.retail.codes import keyed_hash

MOST = 50
#: Spellings of a name that are asked for at most; more only in names that are all variants.
MOST_SPELLINGS = 32
#: Characters of a reference that are enough to look it up.
SHORTEST_REFERENCE = 4

_CODE_SUFFIX = 4
_REFERENCE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Applications that fit, newest first, and whether there are more than were fetched."""

    applications: list[Application]
    more: bool


def find(text: str, most: int = MOST) -> Found:
    """The applications that fit *text*, *most* of them at most; two queries, each answered by indexes.

    A name fits by its beginning, family name first (Latin letters also given name first); an e-mail address and
    a reference by theirs; everything else as a whole.
    """
    readings = list(conditions(text)) if len(text) <= LONGEST_TYPED else []
    if not readings:
        return Found([], more=False)
    # One SELECT for each reading of the text, so that each uses its own index.
    parts = [narrowed(condition).values("pk").order_by("-pk")[: most + 1] for condition in readings]
    keys = {row["pk"] for row in parts[0].union(*parts[1:])}
    newest = sorted(keys, reverse=True)
    rows = (
        Application.objects.select_related("member", "package").filter(pk__in=newest[:most]).order_by("-pk")
    )
    return Found(list(rows), more=len(newest) > most)


def narrowed(condition: Q) -> QuerySet[Application]:
    """Applications under one of ``conditions``, which may name the keys of ``search_keys``."""
    return Application.objects.alias(
        find_registered=search_keys.REGISTERED,
        find_kana=search_keys.KANA,
        find_family_first=search_keys.FAMILY_FIRST,
        find_given_first=search_keys.GIVEN_FIRST,
        find_email=search_keys.EMAIL,
    ).filter(condition)


def conditions(text: str) -> Iterator[Q]:
    """Every way to read *text*, as a condition that one index answers."""
    plain = compact(text).upper()
    if not plain:
        return
    if set(plain) <= set(ids.UNAMBIGUOUS):
        yield from _tokens(plain)
    if "@" in plain:
        email = read_email(text)
        yield Q(find_email__startswith=email)
        yield Q(member__email__startswith=email)
    if re.fullmatch(r"\+?[0-9]+F?", plain.replace("(", "").replace(")", "")):
        yield from _numbers(text)
    else:
        yield from _names(text)


def _tokens(plain: str) -> Iterator[Q]:
    """What is made of the characters of our own tokens: reference, member ID, entry code or its end."""
    if SHORTEST_REFERENCE <= len(plain) <= _REFERENCE_LENGTH:
        yield Q(reference__startswith="-".join(plain[at : at + 3] for at in range(0, len(plain), 3)))
    if member_id := read_member_id(plain):
        yield Q(member__member_id=member_id)
    if len(plain) == _CODE_SUFFIX:
        yield Q(package__last4=plain)
    try:
        yield Q(package__code_hash=keyed_hash(EntryCode.parse(plain)))
    except InvalidValue:
        return


def _numbers(text: str) -> Iterator[Q]:
    """A telephone number to call, the number of a line, one that moves here, a reservation number, a SIM card."""
    live = Q(lines__reservation__state__in=[str(state) for state in LIVE])
    try:
        telephone = TelephoneNumber.parse(text)
    except InvalidValue:
        pass
    else:
        yield Q(telephone=telephone.e164)
        yield live & Q(lines__reservation__msisdn=telephone.digits)
        served = LineFulfilment.objects.filter(~Q(msisdn=""), msisdn=telephone.digits, ended_at__isnull=True)
        yield Q(pk__in=served.values("owner"))
    with suppress(InvalidValue):
        yield live & Q(lines__reservation__number=ReservationNumber.parse(text).digits)
    try:
        card = LineFulfilment.objects.filter(card__iccid=Iccid.parse(text).digits)
    except InvalidValue:
        return
    yield Q(pk__in=card.values("owner"))


def _names(text: str) -> Iterator[Q]:
    """A name by its beginning; variant kanji are one (NAM-1), hiragana is katakana, long vowels do not matter."""
    name = re.sub(r"\s+", "", normalise(typed(text)).text)
    if any(is_kanji(char) for char in name):
        spellings = islice(product(*map(forms, name)), MOST_SPELLINGS)
        yield _any_of(["".join(spelling) for spelling in spellings])
    elif any(is_kana(char) for char in name):
        katakana = to_katakana(name)
        yield Q(find_kana__startswith=katakana)
        # Some have kana in their registered name, as they write it or where a kanji could not be registered.
        yield _any_of(sorted({name, katakana}))
    elif len(key := search_keys.latin_key(name)) > 1:
        yield Q(find_family_first__startswith=key)
        yield Q(find_given_first__startswith=key)


def _any_of(spellings: list[str]) -> Q:
    condition = Q()
    for spelling in spellings:
        condition |= Q(find_registered__startswith=spelling)
    return condition
