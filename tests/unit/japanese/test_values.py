"""Numbers and codes can only be made valid, whatever was typed."""

import traceback
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.typed_values import FULL_WIDTH, code_of, noise, scattered
from kaitsu.japanese.typed import typed
from kaitsu.japanese.values import (
    ENTRY_CODE_LENGTH,
    BirthDatePassword,
    EntryCode,
    Iccid,
    PostalCode,
    ReservationNumber,
    check_character,
    luhn_valid,
)
from kaitsu.kernel.errors import InvalidValue
from kaitsu.kernel.ids import UNAMBIGUOUS

VALUES = (BirthDatePassword, EntryCode, Iccid, PostalCode, ReservationNumber)
digits = st.text("0123456789", min_size=1)
bodies = st.text(UNAMBIGUOUS, min_size=ENTRY_CODE_LENGTH - 1, max_size=ENTRY_CODE_LENGTH - 1)
codes = bodies.map(lambda body: EntryCode(body + check_character(body)))


def outcome(kind: type, text: str) -> object:
    """The value that *text* is, or the code with which it is refused."""
    try:
        return kind.parse(text)
    except InvalidValue as error:
        return error.code


# --- Digits: postal code, reservation number ------------------------------------------------------------


@pytest.mark.rule("MNP-2")
@pytest.mark.parametrize(
    "text",
    [
        "1012345678",
        "10-123-45678",
        " 10 123 45678 ",
        "１０１２３４５６７８",
        "10ー123ー45678",
        "10−123−45678",
    ],
)
def test_given_a_reservation_number_as_typed_when_parsed_then_it_has_ten_digits(text: str) -> None:
    assert ReservationNumber.parse(text) == ReservationNumber("1012345678")


@pytest.mark.rule("MNP-2")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "reservation.empty"),
        (" 　- ", "reservation.empty"),
        ("101234567", "reservation.length"),
        ("10123456789", "reservation.length"),
        ("1" * 5000, "reservation.length"),
        ("10A2345678", "reservation.characters"),
        ("١٠١٢٣٤٥٦٧٨", "reservation.characters"),
        ("一〇一二三四五六七八", "reservation.characters"),
    ],
)
def test_given_no_reservation_number_when_parsed_then_the_code_says_why(text: str, code: str) -> None:
    assert code_of(ReservationNumber, text) == code


def test_given_a_number_of_a_wrong_length_when_refused_then_both_lengths_are_told() -> None:
    with pytest.raises(InvalidValue) as caught:
        ReservationNumber.parse("12-3")
    assert dict(caught.value.values) == {"expected": (10,), "given": 3}
    with pytest.raises(InvalidValue) as caught:
        ReservationNumber.parse("1" * 101)
    assert dict(caught.value.values) == {"expected": (10,), "given": 101}
    with pytest.raises(InvalidValue) as caught:
        ReservationNumber("123")
    assert dict(caught.value.values) == {"expected": (10,), "given": 3}


def test_given_the_longest_input_that_is_read_when_mostly_spaces_then_it_is_still_parsed() -> None:
    assert ReservationNumber.parse("1012345678".rjust(100)).digits == "1012345678"
    assert code_of(ReservationNumber, "1012345678".rjust(101)) == "reservation.length"


@pytest.mark.parametrize(
    "text",
    [
        "1000001",
        "100-0001",
        "〒100-0001",
        "〒 １００－０００１",
        "100ー0001",
        "〶100 0001",
        "\u200b100\u20110001",
    ],
)
def test_given_a_postal_code_as_typed_when_parsed_then_it_has_seven_digits(text: str) -> None:
    code = PostalCode.parse(text)
    assert code == PostalCode("1000001")
    assert str(code) == "100-0001"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("〒", "postal_code.empty"),
        ("100-000", "postal_code.length"),
        ("1OO-0001", "postal_code.characters"),
        ("X100-0001", "postal_code.characters"),
    ],
)
def test_given_no_postal_code_when_parsed_then_the_code_says_why(text: str, code: str) -> None:
    assert code_of(PostalCode, text) == code


@given(st.from_regex(r"[0-9]{10}", fullmatch=True), st.lists(noise, max_size=11))
def test_given_any_noise_when_a_reservation_number_is_parsed_then_it_does_not_matter(
    plain: str, gaps: list[str]
) -> None:
    assert ReservationNumber.parse(scattered(plain, gaps)).digits == plain
    assert ReservationNumber.parse(plain.translate(FULL_WIDTH)).digits == plain
    assert ReservationNumber.parse(str(ReservationNumber(plain))).digits == plain


KINDS = {
    PostalCode: "postal_code",
    ReservationNumber: "reservation",
    Iccid: "iccid",
    BirthDatePassword: "birth_date_password",
}


@pytest.mark.parametrize(("kind", "code"), KINDS.items())
@pytest.mark.parametrize("digits", ["", "100-0001", "１０１２３４５６７８", "8981 1000", "1980010a"])
def test_given_anything_but_plain_digits_when_constructed_then_it_is_refused(
    kind: type, code: str, digits: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        kind(digits)
    assert caught.value.code == f"{code}.characters"


@pytest.mark.parametrize(("kind", "code"), KINDS.items())
def test_given_too_few_digits_when_constructed_then_it_is_refused(kind: type, code: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        kind("898")
    assert caught.value.code == f"{code}.length"


# --- ICCID ----------------------------------------------------------------------------------------------


def test_given_the_example_of_the_standard_when_checked_then_its_check_digit_is_right() -> None:
    # The example of ISO/IEC 7812-1 annex B, and the account number that introductions to the formula use.
    assert luhn_valid("4992739871" + "6")
    assert luhn_valid("17893729974")
    # Test numbers that card networks publish.
    assert luhn_valid("5555555555554444")
    assert luhn_valid("378282246310005")
    assert not luhn_valid("17893729975")


def iccid(body: str) -> str:
    """*body* with the check digit that fits."""
    return next(body + str(last) for last in range(10) if luhn_valid(body + str(last)))


iccids = st.from_regex(r"89[0-9]{16,17}", fullmatch=True).map(iccid)


@pytest.mark.rule("FUL-5")
@given(iccids, st.lists(noise, max_size=21))
def test_given_a_card_number_as_typed_when_parsed_then_it_is_read(plain: str, gaps: list[str]) -> None:
    assert Iccid.parse(scattered(plain, gaps)).digits == plain
    assert str(Iccid(plain)) == plain
    assert Iccid(plain).last4 == plain[-4:]


@pytest.mark.rule("FUL-5")
@given(iccids, st.data())
def test_given_one_wrong_digit_when_parsed_then_the_check_digit_tells(
    plain: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(2, len(plain) - 1))
    wrong = data.draw(st.sampled_from(sorted(set("0123456789") - {plain[place]})))
    assert code_of(Iccid, plain[:place] + wrong + plain[place + 1 :]) == "iccid.check_digit"


@given(iccids)
def test_given_19_digits_with_the_filler_of_a_reader_when_parsed_then_the_filler_is_dropped(
    plain: str,
) -> None:
    filled = f"{plain}F"
    if len(plain) == 19:
        assert Iccid.parse(filled) == Iccid.parse(filled.lower()) == Iccid(plain)
        assert Iccid.parse(filled.rjust(100)) == Iccid(plain)
    else:
        assert code_of(Iccid, filled) == "iccid.characters"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "iccid.empty"),
        ("-", "iccid.empty"),
        ("8981", "iccid.length"),
        ("8" * 3000, "iccid.length"),
        (f"{iccid('89' * 9)}F".ljust(200), "iccid.length"),
        ("8981100000000000000X", "iccid.characters"),
        (iccid("4" * 18), "iccid.prefix"),
    ],
)
def test_given_no_card_number_when_parsed_then_the_code_says_why(text: str, code: str) -> None:
    assert code_of(Iccid, text) == code


def test_given_a_card_number_when_asked_for_its_country_then_only_8981_is_japan() -> None:
    assert Iccid(iccid("898110" + "0" * 12)).is_japanese
    assert not Iccid(iccid("894410" + "0" * 12)).is_japanese


def test_given_another_kind_of_card_when_refused_then_its_prefix_is_told() -> None:
    with pytest.raises(InvalidValue) as caught:
        Iccid.parse(iccid("45" + "0" * 16))
    assert caught.value.values["given"] == "45"


# --- Birth date as a password -----------------------------------------------------------------------------


@pytest.mark.rule("IDV-1")
@pytest.mark.parametrize(
    "text",
    [
        "19800101",
        "1980-01-01",
        "１９８００１０１",
        "1980/01/01",
        "1980.01.01",
        "1980年01月01日",
        " 1980 0101",
    ],
)
def test_given_a_birth_date_as_typed_when_parsed_then_it_is_the_password(text: str) -> None:
    assert BirthDatePassword.parse(text) == BirthDatePassword.of(date(1980, 1, 1))
    assert BirthDatePassword.parse(text).birth == date(1980, 1, 1)


@given(st.dates())
def test_given_any_birth_date_when_made_a_password_then_it_leads_back(birth: date) -> None:
    password = BirthDatePassword.of(birth)
    assert len(password.digits) == 8
    assert password.birth == birth
    assert BirthDatePassword.parse(password.digits) == password


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "birth_date_password.empty"),
        ("800101", "birth_date_password.length"),
        ("S5501010", "birth_date_password.characters"),
        ("19810229", "birth_date_password.no_such_day"),
        ("19801301", "birth_date_password.no_such_day"),
        ("00000101", "birth_date_password.no_such_day"),
    ],
)
def test_given_no_birth_date_when_parsed_then_the_code_says_why(text: str, code: str) -> None:
    assert code_of(BirthDatePassword, text) == code


@pytest.mark.rule("IDV-2")
def test_given_a_birth_date_password_when_shown_then_it_is_masked() -> None:
    password = BirthDatePassword("19800101")
    assert "1980" not in f"{password} {password!r}"


@pytest.mark.rule("IDV-2")
def test_given_a_wrong_birth_date_when_refused_then_no_message_repeats_it() -> None:
    with pytest.raises(InvalidValue) as caught:
        BirthDatePassword.parse("19800231")
    shown = "".join(traceback.format_exception_only(caught.value)) + str(dict(caught.value.values))
    assert "19800231" not in shown


# --- All of them ------------------------------------------------------------------------------------------


@given(st.sampled_from(VALUES), st.text(st.characters(), max_size=120))
def test_given_any_text_when_parsed_then_it_is_a_value_or_a_coded_refusal(kind: type, text: str) -> None:
    found = outcome(kind, text)
    if isinstance(found, str):
        assert found.count(".") == 1
    else:
        assert kind.parse(found.digits if hasattr(found, "digits") else found.characters) == found


def test_given_a_text_of_more_than_a_thousand_characters_when_typed_then_no_work_is_done_on_it() -> None:
    assert typed("１" * 1000) == "1" * 1000
    assert typed("１" * 1001) == "１" * 1001
