"""How the web process and a decoder talk: frames, and what is none."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.identity.decoding import protocol


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_what_is_packed_is_unpacked(parts: list[bytes]) -> None:
    frame = protocol.pack(*parts)

    assert protocol.unpack(io.BytesIO(frame).read, most=len(frame)) == parts
    assert protocol.parts_of(frame) == parts
    assert protocol.whole(frame) == [frame]
    assert protocol.whole(frame + b"x") == [frame]
    assert protocol.whole(frame + frame) == [frame, frame]
    assert protocol.whole(frame[:-1]) == []


def test_the_other_side_has_ended() -> None:
    assert protocol.unpack(io.BytesIO(b"").read, most=10) is None
    assert protocol.whole(b"") == []
    with pytest.raises(EOFError):
        protocol.unpack(io.BytesIO(b"\x00").read, most=10)


def test_half_a_frame_has_no_parts() -> None:
    with pytest.raises(ValueError, match="half a frame"):
        protocol.parts_of(protocol.pack(b"abc")[:-1])


def test_no_more_than_agreed() -> None:
    with pytest.raises(ValueError, match="larger than agreed"):
        protocol.unpack(io.BytesIO(protocol.pack(bytes(100))).read, most=50)
