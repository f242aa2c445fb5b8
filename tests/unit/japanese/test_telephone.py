"""Telephone numbers and mobile numbers of lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaitsu.japanese.telephone import Msisdn, TelephoneKind, TelephoneNumber
from kaitsu.japanese.typed import HYPHENS
from kaitsu.kernel.errors import InvalidValue

mobiles = st.from_regex(r"0[6-9]0[1-9][0-9]{7}", fullmatch=True)


def code_of(kind: type, text: str) -> str:
    """The code with which *kind* refuses *text*."""
    with pytest.raises(InvalidValue) as caught:
        kind.parse(text)
    return caught.value.code


def outcome(kind: type, text: str) -> object:
    """The number that *text* is, or the code with which it is refused."""
    try:
        return kind.parse(text)
    except InvalidValue as error:
        return error.code


@pytest.mark.rule("HLD-4")
@pytest.mark.parametrize(
    "text",
    [
        "09012345678",
        "090-1234-5678",
        "０９０－１２３４－５６７８",
        "090ー1234ー5678",
        "090 1234 5678",
        "090(1234)5678",
        "090.1234.5678",
        "+81 90-1234-5678",
        "+81(0)90-1234-5678",
        "+819012345678",
        "010-81-90-1234-5678",
        "\u200e090−1234−5678",
    ],
)
def test_given_a_mobile_number_as_typed_when_parsed_then_it_is_one_number(text: str) -> None:
    number = TelephoneNumber.parse(text)
    assert number == TelephoneNumber("+819012345678")
    assert (str(number), number.digits, number.kind) == ("090-1234-5678", "09012345678", TelephoneKind.MOBILE)
    assert Msisdn.parse(text) == Msisdn("09012345678")


@pytest.mark.parametrize(
    ("text", "shown", "kind"),
    [
        ("0312345678", "03-1234-5678", TelephoneKind.FIXED),
        ("0451234567", "045-123-4567", TelephoneKind.FIXED),
        ("0992123456", "099-212-3456", TelephoneKind.FIXED),
        ("（０３）１２３４ー５６７８", "03-1234-5678", TelephoneKind.FIXED),
        ("05012345678", "050-1234-5678", TelephoneKind.INTERNET),
        ("06012345678", "060-1234-5678", TelephoneKind.MOBILE),
    ],
)
def test_given_a_number_of_any_kind_when_parsed_then_it_is_grouped_as_its_area_is(
    text: str, shown: str, kind: TelephoneKind
) -> None:
    number = TelephoneNumber.parse(text)
    assert (str(number), number.kind) == (shown, kind)


@pytest.mark.rule("HLD-4")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" 　\u200b", "empty"),
        ("abc", "unreadable"),
        ("0120-ABC-DEF", "unreadable"),
        ("電話", "unreadable"),
        ("-", "unreadable"),
        ("1", "too_short"),
        ("12", "too_short"),
        ("090", "too_short"),
        ("+81 1", "too_short"),
        ("123-4567", "too_short"),
        ("03-1234-567", "too_short"),
        ("（03）1234-56789", "too_long"),
        ("+81 90-1234-56789", "too_long"),
        ("090-1234-56789012345678", "too_long"),
        ("123-456-7890", "unassigned"),
        ("\ud800", "unreadable"),
        ("0" * 3000, "unreadable"),
        ("090-1234-5678".ljust(101), "unreadable"),
        ("+1 202 555 0100", "foreign"),
        ("+82 2-312-3456", "foreign"),
        ("090-0123-4567", "unassigned"),
        ("090-1234-567", "too_short"),
        ("090-1234-56789", "too_long"),
        ("110", "too_short"),
        ("03-1234-5678;ext=12", "unreadable"),
        ("03-1234-5678#12", "unassigned"),
    ],
)
def test_given_no_number_of_japan_when_parsed_then_the_code_says_why(text: str, code: str) -> None:
    assert code_of(TelephoneNumber, text) == f"telephone.{code}"
    assert code_of(Msisdn, text) == f"msisdn.{code}"


def test_given_a_foreign_number_when_refused_then_its_country_is_told() -> None:
    with pytest.raises(InvalidValue) as caught:
        TelephoneNumber.parse("+1 202 555 0100")
    assert caught.value.values["country"] == 1


@pytest.mark.parametrize(
    "text", ["0120-123-456", "0800-123-4567", "0570-000-000", "0990-123456", "020-1234-5678"]
)
def test_given_a_number_that_nobody_answers_in_person_when_parsed_then_it_is_refused(text: str) -> None:
    assert code_of(TelephoneNumber, text) == "telephone.service"


@pytest.mark.rule("PLN-4")
@pytest.mark.parametrize("text", ["03-1234-5678", "050-1234-5678", "0120-123-456", "020-1234-5678"])
def test_given_a_number_that_is_not_mobile_when_it_is_to_be_ported_then_it_is_refused(text: str) -> None:
    assert code_of(Msisdn, text) == "msisdn.not_mobile"


@pytest.mark.rule("PLN-4")
@pytest.mark.parametrize("prefix", ["060", "070", "080", "090"])
def test_given_each_mobile_prefix_when_parsed_then_it_can_be_ported(prefix: str) -> None:
    number = Msisdn.parse(f"{prefix}-1234-5678")
    assert str(number) == f"{prefix}-1234-5678"
    assert number.e164 == f"+81{prefix[1:]}12345678"
    assert number.last4 == "5678"


@given(mobiles, st.sampled_from(HYPHENS + " 　"))
def test_given_any_mobile_number_when_parsed_then_every_way_of_writing_it_is_the_same(
    plain: str, gap: str
) -> None:
    number = Msisdn(plain)
    written = gap.join((plain[:3], plain[3:7], plain[7:]))
    assert Msisdn.parse(written) == Msisdn.parse(number.e164) == Msisdn.parse(str(number)) == number
    assert TelephoneNumber.parse(written).digits == plain
    assert TelephoneNumber.parse(written).e164 == number.e164


@pytest.mark.parametrize("e164", ["09012345678", "+81 90-1234-5678", "＋８１９０１２３４５６７８"])
def test_given_anything_but_the_plain_number_when_constructed_then_it_is_refused(e164: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        TelephoneNumber(e164)
    assert caught.value.code == "telephone.unreadable"


@pytest.mark.parametrize("digits", ["+819012345678", "090-1234-5678", "9012345678", "０９０１２３４５６７８"])
def test_given_anything_but_plain_digits_when_a_line_number_is_constructed_then_it_is_refused(
    digits: str,
) -> None:
    with pytest.raises(InvalidValue) as caught:
        Msisdn(digits)
    assert caught.value.code == "msisdn.unreadable"


def test_given_no_number_of_japan_when_constructed_then_it_is_refused_as_when_parsed() -> None:
    with pytest.raises(InvalidValue) as caught:
        TelephoneNumber("+12025550100")
    assert caught.value.code == "telephone.foreign"
    with pytest.raises(InvalidValue) as caught:
        Msisdn("09001234567")
    assert caught.value.code == "msisdn.unassigned"


def test_given_the_longest_input_that_is_read_when_mostly_spaces_then_it_is_still_parsed() -> None:
    assert Msisdn.parse("090-1234-5678".ljust(100)).digits == "09012345678"


@given(st.text(st.characters(), max_size=300))
def test_given_any_text_when_parsed_then_it_is_a_number_or_a_coded_refusal(text: str) -> None:
    for kind in (TelephoneNumber, Msisdn):
        found = outcome(kind, text)
        if isinstance(found, str):
            assert found.partition(".")[0] in ("telephone", "msisdn")
        else:
            assert kind.parse(str(found)) == found


@given(st.text("0123456789+-() ", max_size=20))
def test_given_anything_that_looks_like_a_number_when_parsed_then_it_survives_its_own_form(text: str) -> None:
    found = outcome(TelephoneNumber, text)
    if isinstance(found, TelephoneNumber):
        assert TelephoneNumber.parse(str(found)) == found == TelephoneNumber.parse(found.digits)
    else:
        assert str(found).startswith("telephone.")
