"""A kind of mail and its values become a letter: subject, text and HTML, from one template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from email.headerregistry import Address
from functools import cache
from pathlib import Path

from django.template import Context, Engine, Template, TemplateSyntaxError

from kaitsu.notifications import markup, plain, rules, words
from kaitsu.notifications.kinds import KINDS, LANGUAGES
from kaitsu.operator_profile import Profile, current

_TEMPLATES = str(Path(__file__).parent / "templates" / "mail")

#: Values that every template may use, beside those of its kind.
COMMON = frozenset(["brand", "service", "website", "support_name", "support_phone", "support_hours"])


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the brand, its address, its support desk, in one language."""

    brand: str
    service: str
    website: str
    address: str
    name: str
    support_name: str
    support_phone: str
    support_hours: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail, complete but for whom it goes to. ``sender`` is name and address, as From shows them."""

    subject: str
    text: str
    html: str
    sender: str
    sender_address: str


def sender_of(profile: Profile, language: str) -> Sender:
    """The sender that *profile* makes, in *language*."""
    brand, support = profile.brand, profile.support
    return Sender(
        brand=brand.name.text(language),
        service=brand.service.text(language),
        website=str(brand.website),
        address=str(brand.mail_from),
        name=brand.mail_from_name.text(language),
        support_name=support.name.text(language),
        support_phone=support.phone,
        support_hours=words.hours(support.hours, language),
    )


def current_sender(language: str) -> Sender:
    """The sender of the running profile, in *language*."""
    return sender_of(current(), language)


def render(kind: str, language: str, context: Mapping[str, object], sender: Sender) -> Letter:
    """The letter of *kind*. ValueError where the kind, the language or a value is not as ``kinds`` says."""
    if language not in LANGUAGES:
        raise ValueError(f"no mail in {language!r}")
    rules.demand_context(KINDS.get(kind), kind, context)
    slots = markup.Slots()
    common = {name: slots.take(getattr(sender, name)) for name in COMMON}
    values = {name: _slotted(value, language, slots) for name, value in context.items()}
    # What may be left out is false in a template, never missing.
    values = dict.fromkeys(KINDS[kind].may, "") | values | common
    subject, blocks = markup.read(_text_template(f"{kind}.{language}.txt", values), slots)
    footer = markup.body(_text_template(f"_footer.{language}.txt", common), slots)
    text = f"{plain.write(blocks)}\n\n-- \n{plain.write(footer)}\n"
    rules.demand_discretion(subject, text)
    html = _page().render(
        Context(
            {
                "language": language,
                "subject": subject,
                "brand": sender.brand,
                "blocks": [_named(block) for block in blocks],
                "footer": footer,
            }
        )
    )
    return Letter(
        rules.header(subject),
        text,
        html,
        str(Address(rules.header(sender.name), addr_spec=sender.address)),
        sender.address,
    )


def _slotted(value: object, language: str, slots: markup.Slots) -> object:
    """*value* as a slot; a list becomes a list of slots, a yes or no stays what it is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [slots.take(words.word(item, language)) for item in value]
    return slots.take(words.word(value, language))


def _named(block: markup.Block) -> dict[str, object]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


class _Missing(str):
    """What Django writes for an unknown variable: here, an error, so that no mail has a blank in it."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, name: object) -> str:
        raise TemplateSyntaxError(f"the template uses {name}, which has no value")


@cache
def _texts() -> Engine:
    # Values are slots here, so there is nothing to escape; each part escapes when the slots are filled.
    return Engine(dirs=[_TEMPLATES], autoescape=False, string_if_invalid=_Missing("%s"))


@cache
def _page() -> Template:
    return Engine(dirs=[_TEMPLATES], autoescape=True, string_if_invalid=_Missing("%s")).get_template(
        "_page.html"
    )


def _text_template(name: str, values: Mapping[str, object]) -> str:
    return _texts().get_template(name).render(Context(dict(values), autoescape=False))
