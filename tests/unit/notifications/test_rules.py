"""Addresses, headers, discretion, words, the table of states."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from kaitsu.kernel.errors import KaitsuError
from kaitsu.kernel.money import Yen
from kaitsu.notifications import rules, states, words
from kaitsu.notifications.kinds import KINDS
from kaitsu.notifications.states import Event, State
from kaitsu.operator_profile import Localised
from kaitsu.operator_profile.hours import Hours, Span


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("hanako@example.jp", "hanako@example.jp"),
        (" hanako+kaitsu@mail.example.co.jp ", "hanako+kaitsu@mail.example.co.jp"),
        ("hanako@例え.jp", "hanako@xn--r8jz45g.jp"),
    ],
)
def test_an_address_that_can_be_written_to(given: str, kept: str) -> None:
    assert rules.address(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "", "hanako", "@example.jp", "hanako@", "hanako@localhost", "花子@example.jp", "a b@example.jp",
        "a@example.jp\nBcc: b@example.jp", "a@example.jp\r\n", "a@example.jp, b@example.jp",
        "Hanako <a@example.jp>", "a@exa mple.jp", "a" * 250 + "@example.jp", "a@example..jp", '"a b"@example.jp',
    ],
)  # fmt: skip
def test_an_address_that_cannot(given: str) -> None:
    if given == "a@example.jp\r\n":
        # Blanks at the ends are a slip of the hand, not a second header.
        assert rules.address(given) == "a@example.jp"
        return
    with pytest.raises(KaitsuError, match=r"mail\.address"):
        rules.address(given)


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\x00b", "a\u2028b", "a\x85b"])
def test_no_header_can_be_smuggled_in(text: str) -> None:
    with pytest.raises(ValueError, match="control characters"):
        rules.header(text)


def test_the_message_id_names_the_mail_and_the_senders_domain() -> None:
    assert rules.message_id(UUID(int=1), "mail@minato.example") == (
        "<00000000-0000-0000-0000-000000000001@minato.example>"
    )


def test_waits_grow_and_end() -> None:
    waits = [rules.wait_after(attempt) for attempt in range(1, len(rules.BACKOFF) + 2)]

    assert waits[-1] is None
    assert waits[:-1] == sorted(wait for wait in waits if wait is not None)
    assert sum(rules.BACKOFF, timedelta()) < timedelta(days=2)


@pytest.mark.rule("MAI-3")
@pytest.mark.parametrize("number", ["4242424242424242", "4242 4242 4242 4242", "3782-822463-10005"])
def test_a_full_card_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="card number"):
        rules.demand_discretion("x", f"カード {number} です")
    with pytest.raises(ValueError, match="card number"):
        rules.demand_discretion("x", f"カードは{number}です")


@pytest.mark.parametrize(
    "text", ["4242424242424241", "9012-3456-7890", "https://a.example/4242424242424242/", "末尾4242"]
)
def test_what_is_no_card_number_passes(text: str) -> None:
    rules.demand_discretion("x", text)


@pytest.mark.parametrize(
    ("context", "complaint"),
    [
        ({"code": "1"}, "lacks"),
        ({"code": "", "valid_until": "x"}, "lacks"),
        ({"code": None, "valid_until": "x"}, "lacks"),
        ({"code": "1", "valid_until": "x", "cod": "1"}, "does not take"),
    ],
)
def test_values_are_what_the_kind_says(context: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        rules.demand_context(KINDS["email_code"], "email_code", context)


@pytest.mark.parametrize(
    ("value", "ja", "en"),
    [
        (date(2026, 12, 5), "2026年12月5日（土）", "Saturday 5 December 2026"),
        (
            datetime(2026, 12, 4, 15, 5, tzinfo=UTC),
            "2026年12月5日（土） 0時05分",
            "00:05 on Saturday 5 December 2026, Japan time",
        ),
        (Localised(ja="免許証", en="licence"), "免許証", "licence"),
        (Yen(12345), "12,345円", "¥12,345"),
        (7, "7", "7"),
        ("そのまま", "そのまま", "そのまま"),
    ],
)
def test_values_become_words(value: object, ja: str, en: str) -> None:
    assert (words.word(value, "ja"), words.word(value, "en")) == (ja, en)


@pytest.mark.parametrize("value", [None, 1.5, True, b"x", {"a": 1}])
def test_what_has_no_words_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        words.word(value, "ja")


@pytest.mark.parametrize(
    ("hours", "ja", "en"),
    [
        (Hours(always=True), "24時間", "at any time"),
        (
            Hours(spans=(Span(opens="09:00", closes="19:00"),)),
            "年中無休 9:00〜19:00",
            "every day 9:00 to 19:00",
        ),
        (
            Hours(
                spans=(
                    Span(days=("mon", "fri"), opens="10:00", closes="17:30"),
                    Span(days=("holiday",), opens="10:00", closes="12:00"),
                )
            ),
            "月・金 10:00〜17:30、祝 10:00〜12:00",
            "Monday, Friday 10:00 to 17:30; public holidays 10:00 to 12:00",
        ),
    ],
)
def test_opening_hours_in_words(hours: Hours, ja: str, en: str) -> None:
    assert (words.hours(hours, "ja"), words.hours(hours, "en")) == (ja, en)


@pytest.mark.rule("MAI-2")
def test_nothing_leads_out_of_what_was_sent() -> None:
    assert not [event for state, event in states.TRANSITIONS if state in (State.SENT, State.WITHDRAWN)]


@pytest.mark.parametrize("event", list(Event))
def test_every_event_leads_to_one_state(event: Event) -> None:
    before, after = states.moves(event)

    assert before
    assert after not in before
