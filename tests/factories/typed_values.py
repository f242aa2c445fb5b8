"""Numbers and codes as people type them, and why they are refused."""

import pytest
from hypothesis import strategies as st

from kaitsu.japanese.typed import HYPHENS
from kaitsu.kernel.errors import InvalidValue

FULL_WIDTH = {
    ord(c): ord(c) + 0xFEE0 for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"
}

noise = st.text(HYPHENS + " \u3000\t\u200b\ufeff", max_size=3)


def code_of(kind: type, text: str) -> str:
    """The code with which *kind* refuses *text*."""
    with pytest.raises(InvalidValue) as caught:
        kind.parse(text)
    return caught.value.code


def scattered(plain: str, draw_noise: list[str]) -> str:
    """*plain* with a piece of noise before each character, and at the end."""
    pieces = draw_noise + [""] * (len(plain) + 1 - len(draw_noise))
    return "".join(gap + c for gap, c in zip(pieces, plain, strict=False)) + pieces[-1]
