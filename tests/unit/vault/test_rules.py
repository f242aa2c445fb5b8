"""The cryptography of the vault on bytes alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.kernel import ids
from kaitsu.vault import rules

ID = UUID("019a0000-0000-7000-8000-000000000001")
KEY = bytes(range(32))


@given(st.binary(max_size=2000))
def test_what_is_sealed_opens_to_the_same(data: bytes) -> None:
    blob = rules.seal_content(KEY, data, id=ID, purpose="p", media_type="m")

    assert rules.open_content(KEY, blob, id=ID, purpose="p", media_type="m") == data


@given(st.binary(min_size=1, max_size=200), st.data())
def test_any_changed_bit_is_noticed(data: bytes, draw: st.DataObject) -> None:
    blob = bytearray(rules.seal_content(KEY, data, id=ID, purpose="p", media_type="m"))
    bit = draw.draw(st.integers(0, len(blob) * 8 - 1))
    blob[bit // 8] ^= 1 << bit % 8

    with pytest.raises(rules.Tampered):
        rules.open_content(KEY, bytes(blob), id=ID, purpose="p", media_type="m")


def test_the_parts_of_the_context_cannot_be_shifted_into_each_other() -> None:
    blob = rules.seal_content(KEY, b"x", id=ID, purpose="ab", media_type="c")

    with pytest.raises(rules.Tampered):
        rules.open_content(KEY, blob, id=ID, purpose="a", media_type="bc")


def test_a_wrapped_key_fits_one_document_and_one_master_key_name() -> None:
    wrapped = rules.wrap_key(KEY, bytes(32), id=ID, key_id="one")

    assert rules.unwrap_key(KEY, wrapped, id=ID, key_id="one") == bytes(32)
    for id, name in ((UUID(int=1), "one"), (ID, "two")):
        with pytest.raises(rules.Tampered):
            rules.unwrap_key(KEY, wrapped, id=id, key_id=name)


def test_a_digest_needs_the_key() -> None:
    assert rules.digest(KEY, b"x") == rules.digest(KEY, b"x") != rules.digest(bytes(32), b"x")


def test_ciphertexts_lie_in_a_folder_for_each_hour() -> None:
    id = ids.uuid7()

    assert rules.blob_name(id) == f"{rules.hour(id):07d}/{id.hex}"
