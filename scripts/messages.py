"""Keep the English catalogues complete: every Japanese text of a room has its English, and nothing is left over.

The Japanese texts themselves are looked at, too: their brackets, colons and question marks are of full width.

``--check`` only looks. Without it, missing texts are added (empty, to be translated) and unused ones removed.
``--only PATH`` leaves every catalogue alone that is not below PATH.
A catalogue belongs to the folder that holds ``locale/``; it covers the code and templates below that folder
which no deeper catalogue covers.
"""

from __future__ import annotations

import argparse
import io
import os
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaitsu.config.settings_check")

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "kaitsu"
KEYWORDS = DEFAULT_KEYWORDS | {
    "_lazy": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HEADER = (
    "Language: en",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
    "Plural-Forms: nplurals=2; plural=(n != 1);",
)
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
#: Brackets, colons and the like of half width beside a Japanese character, and kana of half width.
HALF_WIDTH = re.compile(
    r"(?<=[\u3001-\u30ff\u4e00-\u9fff])[()!?,:;]|[()!?,:;](?=[\u3001-\u30ff\u4e00-\u9fff])|[\uff61-\uff9f]"
)


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text to be translated; ``plural`` is "" where it has one form."""

    singular: str
    plural: str = ""
    context: str = ""

    @classmethod
    def of(cls, message: Message) -> Text:
        """The text of a catalogue's entry."""
        forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        return cls(*forms[:2], context=message.context or "")

    @property
    def id(self) -> str | tuple[str, str]:
        """The key in a catalogue."""
        return (self.singular, self.plural) if self.plural else self.singular


def texts_of(path: Path) -> list[Text]:
    """The texts that *path* asks to be translated."""
    source = path.read_text(encoding="utf-8")
    if path.suffix in {".html", ".txt"}:
        source = templatize(source)
    found = []
    for _, message, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        forms = (message,) if isinstance(message, str) else message
        if forms and forms[0]:
            found.append(Text(*forms[:2], context=context or ""))
    return found


def catalogue_of(path: Path) -> Path:
    """The English catalogue that covers *path*."""
    for folder in path.parents:
        if (folder / "locale").is_dir() or folder.parent in (PACKAGE, PACKAGE / "faces"):
            return folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
    return PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"


def wanted() -> dict[Path, dict[Text, set[str]]]:
    """What each catalogue must hold, with the files that use it."""
    texts: dict[Path, dict[Text, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.html")]):
        if "migrations" in path.parts:
            continue
        for text in texts_of(path):
            texts[catalogue_of(path)][text].add(str(path.relative_to(PACKAGE)))
    return texts


def placeholders(text: str) -> set[str]:
    """The values that *text* shows."""
    return set(re.findall(r"%\((\w+)\)", text))


def complaints(path: Path, texts: dict[Text, set[str]], catalogue: Catalog) -> list[str]:
    """What is wrong with *catalogue*."""
    name = path.relative_to(PACKAGE.parent.parent)
    have = {Text.of(message): message for message in catalogue if message.id}
    found = []
    for text in texts:
        wrong = complaint(text, have.get(text))
        if wrong:
            found.append(f"{name}: {wrong}: {text.singular!r}")
        if narrow := half_width(text.singular):
            found.append(f"{name}: {narrow!r} of half width in Japanese: {text.singular!r}")
    found += [f"{name}: no longer used: {text.singular!r}" for text in have if text not in texts]
    return found


def complaint(text: Text, message: Message | None) -> str:
    """What is wrong with the entry of *text*, "" for nothing. Each form of a plural has to be there."""
    if message is None:
        return "missing"
    forms = (message.string,) if isinstance(message.string, str) else message.string
    if not all(forms) or message.fuzzy or len(forms) != (2 if text.plural else 1):
        return "not translated"
    if any(placeholders(form) != placeholders(text.singular) for form in forms):
        return "other values in the English"
    if any(JAPANESE.search(form) and "日本語" not in form for form in forms):
        return "Japanese in the English"
    return ""


def half_width(text: str) -> str:
    """The first half-width bracket, colon or the like of a Japanese *text*, "" for none; a value counts as a word."""
    found = HALF_WIDTH.search(re.sub(r"%\(\w+\)s", "値", text)) if JAPANESE.search(text) else None
    return found[0] if found else ""


def contradictions() -> list[str]:
    """Texts that have one English here and another there: Django knows one English for a text, the first it reads."""
    english: dict[Text, dict[str, Path]] = defaultdict(dict)
    for path in sorted(PACKAGE.rglob("locale/en/LC_MESSAGES/django.po")):
        for message in load(path):
            if message.id:
                english[Text.of(message)].setdefault(str(message.string), path.relative_to(PACKAGE))
    return [
        f"{' and '.join(map(str, places.values()))}: other English for {text.singular!r}: {' / '.join(places)}"
        for text, places in english.items() if len(places) > 1
    ]  # fmt: skip


def rewritten(texts: dict[Text, set[str]], old: Catalog) -> Catalog:
    """A catalogue of exactly *texts*, with the translations of *old*."""
    fresh = Catalog(locale="en", fuzzy=False)
    known = {Text.of(message): message.string for message in old if message.id}
    for text, _users in sorted(texts.items(), key=lambda item: (min(item[1]), item[0])):
        fresh.add(text.id, known.get(text, ("", "") if text.plural else ""), context=text.context or None)
    return fresh


def load(path: Path) -> Catalog:
    """The catalogue at *path*, an empty one where there is none."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as lines:
        return read_po(lines, locale="en")


def save(path: Path, catalogue: Catalog) -> None:
    """Write *catalogue* without dates, so that two runs give the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=True, sort_output=False)
    header = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in HEADER) + "\n"
    path.write_bytes(header.encode() + out.getvalue().lstrip(b"\n"))


def main(argv: Sequence[str] | None = None) -> int:
    """Check or rewrite the catalogues; 1 where something is left to do."""
    parser = argparse.ArgumentParser(description="Keep the English catalogues complete.")
    parser.add_argument("--check", action="store_true", help="only say what is wrong")
    parser.add_argument("--only", type=Path, default=PACKAGE, help="the folder whose catalogues are meant")
    options = parser.parse_args(argv)
    found = []
    texts = wanted()
    for path in sorted({*texts, *PACKAGE.rglob("locale/en/LC_MESSAGES/django.po")}):
        if options.only.resolve() not in path.parents:
            continue
        needed = texts.get(path, {})
        catalogue = load(path)
        if not options.check:
            save(path, rewritten(needed, catalogue))
            catalogue = load(path)
        found += complaints(path, needed, catalogue)
    found += contradictions()
    print("\n".join(found) if found else "translations: complete")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
