"""What must hold for the contract holder: name in three forms, birth date, telephone, address, e-mail (HLD)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kaitsu.applications.draft import Draft, Facts
from kaitsu.japanese import dates, postal
from kaitsu.japanese.names_holder import HolderName, Name, validate
from kaitsu.japanese.telephone import TelephoneNumber
from kaitsu.japanese.text import is_kanji
from kaitsu.japanese.values import PostalCode
from kaitsu.kernel.errors import InvalidValue, Problem

#: Nobody has become older; an earlier year is a slip of the hand.
OLDEST = 125
#: Categories of characters that are no text: symbols such as emoji, control characters, what is not assigned.
_NO_TEXT = {"So", "Cc", "Cs", "Co", "Cn"}
#: A block needs a figure, in any script that people write figures in; some places have none and say so.
_BLOCK = re.compile(r"[0-9０-９〇一二三四五六七八九十百]|無番地|番外")
#: The least that a postal code and an address are compared by.
_NEEDED_TO_COMPARE = ("postal_code", "prefecture", "city")
#: Answers to the question for the sex, where a profile asks it.
SEXES = ("female", "male", "unsaid")


def name(draft: Draft, facts: Facts) -> list[Problem]:
    """HLD-1, HLD-2: the three forms of the name, each in its script and within the operator's repertoire."""
    written = HolderName(
        Name(draft.registered_family, draft.registered_given),
        Name(draft.kana_family, draft.kana_given),
        Name(draft.latin_family, draft.latin_given),
    )
    found = _sensible(validate(written, facts.profile.holder.repertoire), written)
    if draft.name_in_latin is None:
        return [Problem("applications.name_kind_missing", "name_in_latin", "HLD-1"), *found]
    if draft.name_in_latin and written.has_kanji:
        # Whether a kanji can be registered is no question any longer: the whole name goes into katakana.
        others = [problem for problem in found if not problem.field.startswith("registered_")]
        return [*_in_kanji(written.registered), *others]
    return found


def _sensible(found: Iterable[Problem], name: HolderName) -> list[Problem]:
    """*found* without the comparison of A and B while a part of either is still to be written."""
    parts = (name.registered.family, name.registered.given, name.kana.family, name.kana.given)
    return [problem for problem in found if problem.code != "name.forms_differ" or all(parts)]


def _in_kanji(registered: Name) -> Iterator[Problem]:
    """HLD-1: the parts of a name in Latin letters that are written in kanji."""
    for part, text in (("family", registered.family), ("given", registered.given)):
        if any(map(is_kanji, text)):
            yield Problem("name.write_katakana", f"registered_{part}", "HLD-1")


def about(draft: Draft, facts: Facts) -> list[Problem]:
    """HLD-4: a birth date of somebody old enough, the sex where it is asked, a number to call."""
    found: list[Problem] = []
    holder = facts.profile.holder
    if draft.birth_date is None:
        found.append(Problem("applications.birth_date_missing", "birth_date", "HLD-4"))
    elif draft.birth_date > facts.today:
        found.append(Problem("applications.birth_date_future", "birth_date", "HLD-4"))
    else:
        age = dates.age_on(draft.birth_date, facts.today)
        if age > OLDEST:
            found.append(Problem("applications.birth_date_long_ago", "birth_date", "HLD-4"))
        elif age < holder.minimum_age:
            values = {"age": holder.minimum_age, "advice": holder.minor_advice}
            found.append(Problem("applications.minor", "birth_date", "HLD-4", values))
    if holder.ask_sex and draft.sex not in SEXES:
        found.append(Problem("applications.sex_missing", "sex", "HLD-4"))
    if not draft.telephone:
        found.append(Problem("applications.telephone_missing", "telephone", "HLD-4"))
    else:
        found.extend(_valid(TelephoneNumber.parse, draft.telephone, "telephone", "HLD-4"))
    return found


def address(draft: Draft, facts: Facts) -> list[Problem]:
    """HLD-5: a postal code, and an address that does not contradict it unless the holder insists."""
    wanted = ("postal_code", "prefecture", "city", "block")
    missing = [part for part in wanted if not getattr(draft, part)]
    found = [Problem(f"applications.{part}_missing", part, "HLD-5") for part in missing]
    if draft.postal_code:
        found.extend(_valid(PostalCode.parse, draft.postal_code, "postal_code", "HLD-5"))
    found.extend(_strange(draft))
    if draft.block and not _BLOCK.search(draft.block):
        found.append(Problem("applications.block_without_number", "block", "HLD-5"))
    if not draft.address_insisted:
        found.extend(_compared(draft, {problem.field for problem in found}))
    return found


def _compared(draft: Draft, wrong: set[str]) -> list[Problem]:
    """HLD-5: postal code and address compared as far as neither is *wrong* by itself."""
    if not wrong.isdisjoint(_NEEDED_TO_COMPARE):
        return []
    return contradiction(draft if wrong.isdisjoint(("town", "block")) else replace(draft, town="", block=""))


def _strange(draft: Draft) -> list[Problem]:
    """HLD-5: characters that no address has and no label prints: emoji, brackets of mark-up."""
    found = []
    for part in ("city", "town", "block", "building"):
        text = unicodedata.normalize("NFKC", getattr(draft, part))
        refused = next((each for each in text if each in "<>" or unicodedata.category(each) in _NO_TEXT), "")
        if refused:
            values = {"character": refused}
            found.append(Problem("applications.address_character", part, "HLD-5", values))
    return found


def contradiction(draft: Draft) -> list[Problem]:
    """HLD-5: what speaks against the postal code and the address being of one place; empty where nothing does."""
    places = postal.find(draft.postal_code)
    if not places:
        return [
            Problem("applications.postal_code_unknown", "postal_code", "HLD-5", {"code": _shown_code(draft)})
        ]
    if (
        postal.contradicts(draft.postal_code, f"{draft.prefecture}{draft.city}{draft.town}{draft.block}")
        is None
    ):
        return []
    first = places[0]
    values = {"code": _shown_code(draft), "place": f"{first.prefecture}{first.city}{first.town}"}
    return [Problem("applications.postal_code_contradicts", "postal_code", "HLD-5", values)]


def _shown_code(draft: Draft) -> str:
    return str(PostalCode.parse(draft.postal_code))


def contact(draft: Draft, facts: Facts) -> list[Problem]:
    """HLD-4: an e-mail address; that it is read is proved by the confirmation code (CNF-2)."""
    return [] if draft.email else [Problem("applications.email_missing", "email", "HLD-4")]


def _valid(parse: Callable[[str], object], text: str, field: str, rule: str) -> list[Problem]:
    try:
        parse(text)
    except InvalidValue as error:
        return [error.problem(field, rule)]
    return []
