"""Whatever was read: approval needs every field surely read and the same (IDV-9, IDV-14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.examined import FRONT, finding, matter
from factories.machine import document, field, seen
from kaitsu.identity.findings import Suggestion
from kaitsu.identity.judging import problems
from kaitsu.identity.machine.examining import examine
from kaitsu.identity.machine.papers import Seen

pytestmark = pytest.mark.rule("IDV-9", "IDV-14")


TEXTS = st.sampled_from(
    ["大野 花子", "大野 華子", "大野", "OHNO HANAKO", "", "東京都港区六本木1-2-3 見本ビル101"]
)
FIELDS = st.builds(
    field,
    TEXTS,
    st.none() | st.dates(date(1979, 12, 1), date(1980, 2, 1)),
    certain=st.booleans(),
    confidence=st.floats(0, 1),
)
DOCUMENTS = st.builds(
    document,
    st.sampled_from(["drivers_licence", "residence_card", "", "my_number_card"]),
    st.sampled_from(["front", "back", ""]),
    name=st.none() | FIELDS,
    birth_date=st.none() | FIELDS,
    address=st.none() | FIELDS,
    expiry=st.none() | FIELDS,
)
IMAGES = st.lists(
    st.builds(
        lambda slot, found: seen(slot, *found),
        st.sampled_from(["front", "back"]),
        st.lists(DOCUMENTS, max_size=2),
    ),
    max_size=3,
)


@given(IMAGES)
def test_whatever_was_read_approval_needs_every_field_read_and_the_same(images: list[Seen]) -> None:
    parts = tuple(dict.fromkeys(f"image:{each.slot}" for each in images if each.slot != "front"))
    found = examine(matter("drivers_licence", *parts), images)

    assert [each.part for each in found.findings] == [*FRONT, *parts]
    if found.suggestion is Suggestion.APPROVE:
        read = [d.fields["name"] for each in images for d in each.documents or () if "name" in d.fields]
        assert read
        assert all(each.certain and each.confidence >= 0.5 for each in read)
        assert {each.text.replace(" ", "") for each in read} == {"大野花子"}
    if found.suggestion is Suggestion.ASK_AGAIN:
        assert problems(found.verdicts, [*FRONT, *parts]) == []
        assert not any(each.verdict in ("different", "close") for each in found.findings)
    assert (found.suggestion is Suggestion.PERSON) is (found.verdicts == ())


@given(st.lists(DOCUMENTS, max_size=2), st.sampled_from(["name", "birth_date", "address"]))
def test_what_was_not_surely_read_is_never_the_same(documents: list[object], part: str) -> None:
    unsure = [
        replace(each, fields={k: replace(v, certain=False) for k, v in each.fields.items()})  # type: ignore[attr-defined,type-var]
        for each in documents
    ]

    found = examine(matter(), [seen("front", *unsure)])  # type: ignore[arg-type]

    assert finding(found, part).verdict != "same"
