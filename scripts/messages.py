"""Keep the English catalogues complete: every Japanese text of a room has its English, and nothing is left over.

``--check`` only looks. Without it, missing texts are added (empty, to be translated) and unused ones removed.
A catalogue belongs to the folder that holds ``locale/``; it covers the code and templates below that folder
which no deeper catalogue covers.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections import defaultdict
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaitsu.config.settings_check")

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "kaitsu"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
Key = tuple[str | None, str]


def texts_of(path: Path) -> list[Key]:
    """The (context, text) pairs that *path* asks to be translated."""
    source = path.read_text(encoding="utf-8")
    if path.suffix in {".html", ".txt"}:
        source = templatize(source)
    found = []
    for _, message, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        text = message[0] if isinstance(message, tuple) else message
        if isinstance(message, tuple) and context:
            text = message[-1]
        if text:
            found.append((context, text))
    return found


def catalogue_of(path: Path) -> Path:
    """The English catalogue that covers *path*."""
    for folder in path.parents:
        if (folder / "locale").is_dir() or folder.parent in (PACKAGE, PACKAGE / "faces"):
            return folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
    return PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"


def wanted() -> dict[Path, dict[Key, set[str]]]:
    """What each catalogue must hold, with the files that use it."""
    texts: dict[Path, dict[Key, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.html")]):
        if "migrations" in path.parts:
            continue
        for key in texts_of(path):
            texts[catalogue_of(path)][key].add(str(path.relative_to(PACKAGE)))
    return texts


def placeholders(text: str) -> set[str]:
    """The values that *text* shows."""
    return set(re.findall(r"%\((\w+)\)", text))


def complaints(path: Path, texts: dict[Key, set[str]], catalogue: Catalog) -> list[str]:
    """What is wrong with *catalogue*."""
    name = path.relative_to(PACKAGE.parent.parent)
    found = []
    have = {(message.context, message.id): message for message in catalogue if message.id}
    for key in texts:
        message = have.get(key)
        if message is None:
            found.append(f"{name}: missing: {key[1]!r}")
        elif not message.string or message.fuzzy:
            found.append(f"{name}: not translated: {key[1]!r}")
        elif placeholders(str(message.string)) != placeholders(key[1]):
            found.append(f"{name}: other values in the English of {key[1]!r}")
        elif JAPANESE.search(str(message.string)) and "日本語" not in str(message.string):
            found.append(f"{name}: Japanese in the English of {key[1]!r}")
    found += [f"{name}: no longer used: {key[1]!r}" for key in have if key not in texts]
    return found


def rewritten(texts: dict[Key, set[str]], old: Catalog) -> Catalog:
    """A catalogue of exactly *texts*, with the translations of *old*."""
    fresh = Catalog(locale="en", fuzzy=False, header_comment="# English of the Japanese texts of this room.")
    known = {(message.context, message.id): message.string for message in old if message.id}
    for (context, text), users in sorted(texts.items(), key=lambda item: (sorted(item[1])[0], item[0][1])):
        fresh.add(
            text,
            known.get((context, text), ""),
            locations=[(user, "") for user in sorted(users)],
            context=context,
        )
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
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n\n'
    path.write_bytes(header.encode() + out.getvalue().lstrip(b"\n"))


def main() -> int:
    """Check or rewrite every catalogue."""
    found = []
    texts = wanted()
    for path in sorted({*texts, *PACKAGE.rglob("locale/en/LC_MESSAGES/django.po")}):
        needed = texts.get(path, {})
        catalogue = load(path)
        if "--check" not in sys.argv:
            save(path, rewritten(needed, catalogue))
            catalogue = load(path)
        found += complaints(path, needed, catalogue)
    print("\n".join(found) if found else "translations: complete")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
