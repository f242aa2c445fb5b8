"""What must hold for the contract holder: name in three forms, birth date, telephone, address, e-mail (HLD)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kaitsu.applications.draft import Draft, Facts
from kaitsu.japanese import dates, postal
from kaitsu.japanese.names_holder import HolderName, Name, validate
from kaitsu.japanese.telephone import TelephoneNumber
from kaitsu.japanese.values import PostalCode
from kaitsu.kernel.errors import InvalidValue, Problem

#: Nobody has become older; an earlier year is a slip of the hand.
OLDEST = 125
#: Categories of characters that are no text: symbols such as emoji, control characters, what is not assigned.
_NO_TEXT = {"So", "Cc", "Cs", "Co", "Cn"}
#: A block needs a figure, in any script that people write figures in; some places have none and say so.
_BLOCK = re.compile(r"[0-9０-９〇一二三四五六七八九十百]|無番地|番外")
#: Answers to the question for the sex, where a profile asks it.
SEXES = ("female", "male", "unsaid")


def name(draft: Draft, facts: Facts) -> list[Problem]:
    """HLD-1, HLD-2: the three forms of the name, each in its script and within the operator's repertoire."""
    if draft.name_in_latin is None:
        return [Problem("applications.name_kind_missing", "name_in_latin", "HLD-1")]
    written = HolderName(
        Name(draft.registered_family, draft.registered_given),
        Name(draft.kana_family, draft.kana_given),
        Name(draft.latin_family, draft.latin_given),
    )
    if draft.name_in_latin and written.has_kanji:
        return [Problem("name.write_katakana", "registered_family", "HLD-1")]
    return list(validate(written, facts.profile.holder.repertoire))


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
    if missing:
        return [Problem(f"applications.{part}_missing", part, "HLD-5") for part in missing]
    found = _valid(PostalCode.parse, draft.postal_code, "postal_code", "HLD-5")
    found.extend(_strange(draft))
    if not _BLOCK.search(draft.block):
        found.append(Problem("applications.block_without_number", "block", "HLD-5"))
    if not found and not draft.address_insisted:
        found.extend(contradiction(draft))
    return found


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
