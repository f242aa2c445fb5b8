"""The contract's terms as applied for, as a PDF for its holder (CNF-6).

It is made anew whenever it is asked for, from the application and the profile of the day of submission: the same
application gives the same bytes. Typst sets it, taking the facts as JSON, never as markup; the font is Noto Sans
JP (OFL), of which the part that is used is embedded. Some 30 ms.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_jp
import typst

from kaitsu.applications import queries
from kaitsu.applications.contract_words import LINE_STARTS, WORDS
from kaitsu.applications.models import Application, Line
from kaitsu.japanese.values import PostalCode
from kaitsu.kernel import clock
from kaitsu.kernel.errors import KaitsuError
from kaitsu.notifications.words import hours, word
from kaitsu.operator_profile import Localised, Profile
from kaitsu.operator_profile.profile import K

_TEMPLATE = Path(__file__).parent / "contract.typ"


def document(application: Application) -> bytes:
    """The PDF of *application*, in its holder's language. One query.

    Raises KaitsuError ``applications.unknown`` for one that was never submitted.
    """
    data = json.dumps(_facts(application, queries.lines_of(application)), ensure_ascii=False)
    compiler = typst.Compiler(
        str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=_fonts(), sys_inputs={"data": data}
    )
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - one document, one PDF
    return made


def filename(application: Application) -> str:
    """What the document is called where it is saved."""
    return f"contract-{application.reference}.pdf"


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Read once: reading them takes longer than setting a document."""
    folder = str(pylopdf_fonts_jp.sans_path().parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _facts(application: Application, lines: Sequence[Line]) -> Mapping[str, object]:
    """All that the document says, as text in the holder's language."""
    submitted = application.submitted_at
    if submitted is None:
        raise KaitsuError("applications.unknown")
    language = "en" if application.language.startswith("en") else "ja"
    profile = queries.facts_on(submitted.astimezone(clock.TOKYO).date()).profile
    support = profile.support
    return {
        "language": language,
        "words": {key: text.text(language) for key, text in WORDS.items()},
        "reference": application.reference,
        "applied_at": word(submitted, language),
        "service": f"{profile.brand.service.text(language)} / {profile.brand.operator.text(language)}",
        **_holder(application),
        "plan": _name(profile.plans, application.plan, language),
        "allowance": profile.plan(application.plan).allowance.text(language),
        "lines": [_line(line, profile, language) for line in lines],
        **_prices(application, lines, language),
        "starts": profile.contract.start.text(language),
        "rights": _rights(lines, profile, language),
        "consents": _consents(application, profile, language),
        "support": f"{support.name.text(language)} {support.phone} ({hours(support.hours, language)})",
    }


def _holder(application: Application) -> Mapping[str, str]:
    where = f"{application.prefecture}{application.city}{application.town}{application.block}"
    address = f"〒{PostalCode(application.postal_code)} {where} {application.building}"
    return {
        "name": f"{application.registered_family} {application.registered_given}",
        "kana": f"{application.kana_family} {application.kana_given}",
        "latin": f"{application.latin_family} {application.latin_given}",
        "address": address.strip(),
    }


def _line(line: Line, profile: Profile, language: str) -> Mapping[str, str]:
    start = LINE_STARTS.get(line.start)
    return {
        "number": str(line.index),
        "function": _name(profile.functions, line.function, language),
        "start": start.text(language) if start else "－",
        "size": _name(profile.sim_sizes, line.size, language),
    }


def _prices(application: Application, lines: Sequence[Line], language: str) -> Mapping[str, object]:
    """Every price with tax, as of the day of submission (PLN-6, PRO-4)."""
    quote = queries.quotation(application, lines)
    assert quote is not None  # noqa: S101 - an application that was submitted has its plan

    def items(kind: str) -> list[Mapping[str, str]]:
        return [
            {"label": item.label.text(language), "amount": word(item.amount, language)}
            for item in quote.items
            if item.kind == kind
        ]

    return {
        "tax": f"{(quote.tax_rate * 100).normalize():f}%",
        "once": items("once"),
        "once_total": word(quote.once, language),
        "monthly": items("monthly"),
        "monthly_total": word(quote.monthly, language),
    }


def _rights(lines: Sequence[Line], profile: Profile, language: str) -> list[Mapping[str, str]]:
    functions = {line.function for line in lines}
    return [
        {"title": right.title.text(language), "text": right.text.text(language)}
        for right in profile.contract.cooling_off
        if functions & set(right.functions)
    ]


def _consents(application: Application, profile: Profile, language: str) -> list[Mapping[str, str]]:
    given = (
        ("terms", application.terms_version, application.terms_digest, application.terms_at),
        ("privacy", application.privacy_version, application.privacy_digest, application.privacy_at),
    )
    return [
        {
            "title": profile.consent(key).title.text(language),
            "version": version,
            "digest": digest,
            "at": word(at, language),
        }
        for key, version, digest, at in given
    ]


def _name(facts: Sequence[K], key: str, language: str) -> str:
    """What the profile calls *key*; the key itself where the profile has no such thing any longer."""
    names: Mapping[str, Localised] = {fact.key: fact.name for fact in facts}  # type: ignore[attr-defined]
    return names[key].text(language) if key in names else key
