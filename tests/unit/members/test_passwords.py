"""Passwords: ten characters, none that everybody uses, nothing about kinds of characters."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation


@pytest.mark.parametrize(
    "password", ["kawaguchiko", "あいうえおかきくけこ", "1029384756102", "東京 tokyo とうきょう"]
)
def test_any_long_password_that_few_people_use_will_do(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(
    ("password", "says"),
    [("kawaguchi", "10文字以上"), ("password123", "よく使われる"), ("1234567890", "よく使われる")],
)
def test_a_short_or_common_password_is_refused_with_what_to_do(password: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)

    assert says in " ".join(refused.value.messages)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_words_are_those_of_the_language(language: str) -> None:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        validate_password("kawaguchi")

    assert ("10文字以上" in refused.value.messages[0]) == (language == "ja")
