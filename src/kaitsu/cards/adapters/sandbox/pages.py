"""The sandbox's pages as HTML: templates in the folder beside, escaped, without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.template import Context, Engine

from kaitsu.cards.adapters.sandbox.form import FIELDS
from kaitsu.cards.adapters.sandbox.store import Stored
from kaitsu.cards.adapters.sandbox.testcards import BY_KEY, TEST_CARDS
from kaitsu.cards.adapters.sandbox.texts import texts

_FOLDER = Path(__file__).parent / "templates"
_ENGINE = Engine(dirs=[str(_FOLDER)], autoescape=True)
STYLE = (Path(__file__).parent / "sandbox.css").read_bytes()

_AUTOCOMPLETE = {"number": "cc-number", "expiry": "cc-exp", "cvc": "cc-csc", "name": "cc-name"}
_EXAMPLE_EXPIRY = "12/39"


def card_form(session: Stored, language: str, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    """The card form with what was *typed* and, by field, the keys of *errors*."""
    t = texts(language)
    fields = [
        {
            "key": key,
            "label": t[key],
            "hint": t[f"{key}_hint"],
            "value": typed.get(key, ""),
            "error": t[errors[key]] if key in errors else "",
            "autocomplete": _AUTOCOMPLETE[key],
            "inputmode": "text" if key == "name" else "numeric",
        }
        for key in FIELDS
    ]
    cards = [
        {"key": card.key, "brand": card.brand, "number": card.grouped, "effect": t[f"card_{card.key}"]}
        for card in TEST_CARDS
    ]
    return _page("card.html", language, session=session, fields=fields, cards=cards, errors=bool(errors))


def prefill(session: Stored, card_key: str) -> dict[str, str]:
    """What the form holds at first: the offered name, and the test card that a link of the list asked for."""
    filled = {"name": session.offered_name}
    card = BY_KEY.get(card_key)
    if card is None:
        return filled
    return filled | {"number": card.grouped, "expiry": _EXAMPLE_EXPIRY, "cvc": "1234"[: card.cvc_digits]}


def challenge(session: Stored, language: str) -> str:
    """The page on which the issuer asks whether it is really the holder."""
    return _page("challenge.html", language, session=session)


def notice(kind: str, language: str) -> str:
    """A page that only says something: ``missing`` or ``stale``."""
    t = texts(language)
    return _page("notice.html", language, title=t[f"{kind}_title"], lead=t[f"{kind}_lead"])


def _page(template: str, language: str, **values: object) -> str:
    other = "ja" if language == "en" else "en"
    context = {"t": texts(language), "language": language, "other_language": other, **values}
    return _ENGINE.get_template(template).render(Context(context))
