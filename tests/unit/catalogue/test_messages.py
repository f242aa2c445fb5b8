"""Every problem of the room has its words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.pofile import read_po

import kaitsu.catalogue as room
from kaitsu.catalogue.messages import MESSAGES

HERE = Path(room.__path__[0])


def test_every_code_of_the_rules_has_a_message_and_every_message_a_code() -> None:
    source = (HERE / "rules.py").read_text("utf-8")
    assert set(re.findall(r'"(catalogue\.\w+)"', source)) == set(MESSAGES)


def test_every_message_is_there_in_english_with_the_same_values() -> None:
    with (HERE / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as stream:
        english = {str(entry.id): str(entry.string) for entry in read_po(stream) if entry.id}
    assert set(english) == {str(message) for message in MESSAGES.values()}
    for japanese, words in english.items():
        assert words
        assert re.findall(r"%\(\w+\)s", words) == re.findall(r"%\(\w+\)s", japanese)
