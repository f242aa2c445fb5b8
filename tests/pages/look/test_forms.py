"""Dates in three parts, cards, inputs: what they take, what they refuse, where an error leads."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms

from kaitsu.faces.look import widgets
from kaitsu.faces.look.dates import DateParts, DatePartsField
from kaitsu.faces.look.forms import control_id, error_links


class BirthForm(forms.Form):
    born = DatePartsField(label="生年月日", latest=date(2026, 11, 18), widget=DateParts(autocomplete="bday"))


def born(year: str = "", month: str = "", day: str = "") -> BirthForm:
    return BirthForm({"born_year": year, "born_month": month, "born_day": day})


def drawn(form: forms.Form) -> BeautifulSoup:
    return BeautifulSoup(str(form), "html5lib")


@pytest.mark.parametrize("typed", [("1980", "4", "1"), ("１９８０", "０４", "１"), ("1980年", " 4月", "1日")])
def test_a_date_is_taken_however_its_digits_were_typed(typed: tuple[str, str, str]) -> None:
    form = born(*typed)

    assert form.is_valid()
    assert form.cleaned_data["born"] == date(1980, 4, 1)


@pytest.mark.parametrize(
    ("typed", "codes", "wrong"),
    [
        (("", "", ""), "required", {"year", "month", "day"}),
        (("1980", "", ""), "part_missing", {"month", "day"}),
        (("80", "4", "1"), "part_wrong", {"year"}),
        (("1980", "13", "1"), "part_wrong", {"month"}),
        (("1980", "4", "x"), "part_wrong", {"day"}),
        (("80", "13", ""), "part_missing part_wrong part_wrong", {"year", "month", "day"}),
        (("1980", "4", "²"), "part_wrong", set()),
        (("1981", "2", "29"), "no_such_day", {"day"}),
        (("2026", "11", "19"), "too_late", {"year", "month", "day"}),
        (("1868", "1", "1"), "too_early", {"year", "month", "day"}),
    ],
)
def test_a_wrong_date_names_its_parts(typed: tuple[str, str, str], codes: str, wrong: set[str]) -> None:
    form = born(*typed)

    if typed[2] == "²":  # NFKC makes a digit of it
        assert form.is_valid()
        return
    assert [error.code for error in form.errors.as_data()["born"]] == codes.split()
    marked = {
        part for part in ("year", "month", "day") if drawn(form).select(f"#id_born_{part}[aria-invalid]")
    }
    assert marked == wrong
    assert control_id(form["born"]).removeprefix("id_born_") in wrong


def test_an_error_from_outside_marks_every_part() -> None:
    form = born("2020", "4", "1")
    form.add_error("born", "18歳以上の方に限ります。")

    assert len(drawn(form).select("[aria-invalid]")) == 3


def test_two_forms_do_not_share_what_is_wrong() -> None:
    wrong, right = born("1980", "13", "1"), born("1980", "1", "1")
    wrong.full_clean()
    right.full_clean()

    assert drawn(right).select("[aria-invalid]") == []


def test_a_date_that_may_be_empty_is_none() -> None:
    class Loose(forms.Form):
        born = DatePartsField(required=False)

    form = Loose({})

    assert form.is_valid()
    assert form.cleaned_data["born"] is None


def test_a_known_date_fills_the_parts_and_keeps_autofill() -> None:
    page = drawn(BirthForm(initial={"born": date(1980, 4, 1)}))

    values = {str(part["autocomplete"]): part["value"] for part in page.select("input")}
    assert values == {"bday-year": "1980", "bday-month": "4", "bday-day": "1"}


def test_the_error_and_help_of_a_field_describe_its_control() -> None:
    class Named(forms.Form):
        name = forms.CharField(label="お名前", help_text="全角で")

    control = drawn(Named({})).select_one("#id_name")

    assert control is not None
    assert control["aria-describedby"] == "id_name_helptext id_name_error"
    assert control["aria-invalid"] == "true"


def test_cards_describe_each_option_and_the_group_its_error() -> None:
    class Sized(forms.Form):
        size = forms.ChoiceField(
            label="大きさ",
            choices=[("a", "A"), ("b", "B")],
            widget=widgets.RadioCards(hints={"a": "小さい"}, notes={"b": "100円"}),
        )

    page = drawn(Sized({}))

    first, second = page.select("input[type=radio]")
    assert first["aria-describedby"] == "id_size_0_hint"
    assert not second.has_attr("aria-describedby")
    assert page.select("[aria-invalid]") == []
    fieldset = page.select_one("fieldset")
    assert fieldset is not None
    assert fieldset["aria-describedby"] == "id_size_error"


def test_errors_of_the_whole_form_come_first_and_lead_nowhere() -> None:
    form = born("", "", "")
    form.add_error(None, "内容が変わりました。")

    first, second = error_links(form)
    assert (first.message, first.target) == ("内容が変わりました。", "")
    assert second.target == "id_born_year"


def test_a_message_of_the_form_is_kept_where_it_has_one() -> None:
    class Own(forms.Form):
        name = forms.CharField(label="お名前", error_messages={"required": "お名前は必ず要ります。"})

    assert [link.message for link in error_links(Own({}))] == ["お名前は必ず要ります。"]


@pytest.mark.rule("SCR-2")
def test_inputs_know_their_keyboard_and_autofill() -> None:
    class Hand(forms.Form):
        phone = forms.CharField(widget=widgets.PhoneInput())
        mail = forms.CharField(widget=widgets.EmailInput())
        postal = forms.CharField(widget=widgets.PostalCode(lookup="/postal/", fills={"city": "id_city"}))
        kana = forms.CharField(widget=widgets.KanaInput(source="id_family"))
        code = forms.CharField(widget=widgets.GroupedCode(group=5))
        once = forms.CharField(widget=widgets.OneTimeCode())
        word = forms.CharField(widget=widgets.Password(new=True))

    page = drawn(Hand())
    attributes = {str(control["name"]): control.attrs for control in page.select("input")}

    assert attributes["phone"]["type"] == "tel"
    assert attributes["mail"]["autocomplete"] == "email"
    assert attributes["postal"]["inputmode"] == "numeric"
    assert attributes["postal"]["data-fills-city"] == "id_city"
    assert attributes["kana"]["data-kana-from"] == "id_family"
    assert attributes["code"]["data-group"] == "5"
    assert attributes["once"]["autocomplete"] == "one-time-code"
    assert attributes["word"]["autocomplete"] == "new-password"
