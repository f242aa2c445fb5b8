"""Every text of the look has its English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import kaitsu.faces.look

LOOK = Path(kaitsu.faces.look.__file__).parent
TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')|_\("([^"]+)"\)""")
BLOCK = re.compile(
    r"\{%\s*blocktranslate\b.*?%\}(.*?)(?:\{%\s*plural\s*%\}.*?)?\{%\s*endblocktranslate\s*%\}", re.DOTALL
)


def used() -> Iterator[str]:
    for template in LOOK.rglob("*.html"):
        text = template.read_text()
        yield from (next(filter(None, found)) for found in TRANSLATE.findall(text))
        yield from (re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", found) for found in BLOCK.findall(text))
    for source in LOOK.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                plain = node.func.id in ("_", "gettext", "gettext_lazy")
                named = node.func.id in ("pgettext", "pgettext_lazy")
                if plain or named:
                    text = node.args[1 if named else 0]
                    assert isinstance(text, ast.Constant)
                    yield str(text.value)


def english() -> dict[str, list[str]]:
    with (LOOK / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        catalog = read_po(file)
    texts: dict[str, list[str]] = {}
    for message in catalog:
        msgid = message.id[0] if isinstance(message.id, tuple | list) else message.id
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        texts.setdefault(str(msgid), []).extend(str(text) for text in strings)
    return texts


def test_every_text_has_its_english() -> None:
    texts = english()

    assert sorted({text for text in used() if not all(texts.get(text, [""]))}) == []


def test_the_catalogue_holds_nothing_that_is_not_used() -> None:
    assert sorted(set(english()) - set(used()) - {""}) == []


@pytest.mark.rule("SCR-1")
def test_english_has_no_japanese_in_it_and_keeps_the_values() -> None:
    for msgid, strings in english().items():
        for text in strings if msgid else []:
            assert not re.search(r"[ぁ-ゖァ-ヺ一-鿿]", text), text
            assert set(re.findall(r"%\(\w+\)s", text)) == set(re.findall(r"%\(\w+\)s", msgid)), text
