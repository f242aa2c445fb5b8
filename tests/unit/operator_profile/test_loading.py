"""A wrong profile stops the start with the key, the value and what was expected (PRO-1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import override_settings

from kaitsu.kernel import clock
from kaitsu.operator_profile import ProfileError, current, load
from kaitsu.operator_profile.loading import FILE, folders

Written = Callable[..., Path]


def complaint(folder: Path) -> str:
    """The only line that the profile of *folder* is refused with."""
    with pytest.raises(ProfileError) as refused:
        load(folder)
    (line,) = str(refused.value).splitlines()
    prefix = f"{folder / FILE}: "
    assert line.startswith(prefix)
    return line.removeprefix(prefix)


def test_a_profile_is_found_by_name_and_by_path() -> None:
    assert load("default").name == load(folders() / "default").name == "default"


def test_a_profile_is_found_in_another_folder_of_profiles(written: Written) -> None:
    folder = written(('name = "default"', 'name = "another"'))
    assert load(folder.name, folder.parent).name == "another"


def test_in_a_wheel_the_profiles_lie_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "kaitsu"
    (package / "_operators").mkdir(parents=True)
    monkeypatch.setattr(
        "kaitsu.operator_profile.loading.__file__", str(package / "operator_profile" / "loading.py")
    )
    assert folders() == package / "_operators"


@pytest.mark.rule("PRO-1")
def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        ProfileError, match=r"KAITSU_PROFILE = 'nowhere': expected a folder .* one of: default"
    ):
        load("nowhere")


def test_a_folder_of_profiles_that_holds_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="none here"):
        load("nowhere", tmp_path)


@pytest.mark.rule("PRO-1", "CNF-6")
def test_a_section_that_is_missing_is_told_with_its_keys(written: Written) -> None:
    folder = written()
    file = folder / FILE
    sections = re.split(r"(?m)^(?=\[)", file.read_text("utf-8"))
    file.write_text("".join(each for each in sections if not re.match(r"\[+contract", each)), "utf-8")

    with pytest.raises(
        ProfileError, match=r"contract: expected a section \[contract\] with start, cooling_off"
    ):
        load(folder)


@pytest.mark.rule("PRO-1")
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("max_files = 5", "max_files = 0", "identity.uploads.max_files = 0: expected greater than or equal to 1"),
        ("max_files = 5", 'max_files = "5"', "identity.uploads.max_files = '5': expected a valid integer"),
        ("max_files = 5", "", "identity.uploads.max_files: expected a value here; the key is missing"),
        ("max_files = 5", "max_files = 5\nmax_pages = 2", "identity.uploads.max_pages = 2: expected no such key"),
        ("initial = 3000", "initial = -1", "fees.0.initial = -1: expected whole yen, not less than 0"),
        ('repertoire = "jisx0208"', 'repertoire = "ascii"', "holder.0.repertoire = 'ascii': expected 'jisx0208'"),
        ("signup@example.jp", "nobody", "brand.mail_from = 'nobody': expected an e-mail address"),
        ("https://www", "www", "brand.website = 'www.iijmio.jp/start/': expected an address that begins with https"),
        ('closes = "19:00"', 'closes = "25:00"', "support.hours.spans.0.closes = '25:00': expected a time from"),
        ('closes = "19:00"', 'closes = "24:30"', "support.hours.spans.0.closes = '24:30': expected a time from"),
        ('closes = "19:00"', 'closes = "08:00"', "closes later than opens"),
        ('spans = [{ opens = "09:00", closes = "19:00" }]', "spans = []", "expected either always = true or at"),
        ('first = "12-29"', 'first = "13-01"', "business.pauses.0.first = '13-01': expected a day of the year"),
        ('closed_days = ["sat", "sun", "holiday"]', 'closed_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]',
         "at least one weekday that is worked"),
        ("BYDAY=4SU", "BYDAY=4XX", "expected an RFC 5545 recurrence such as"),
        ("FREQ=MONTHLY;BYDAY=4SU", "RRULE:FREQ=DAILY", "one RRULE without its name"),
        ("2014-01-26T23:30:00", "2014-01-27T23:30:00", "starts as a time of the recurrence itself"),
        ("2014-01-26T23:30:00", "2014-01-26T23:30:00+09:00", "starts without an offset"),
        ("minutes = 570", "minutes = 50000", "minutes that end before the next time (2014-02-23 23:30:00)"),
        ("valid_until = 2019-09-30", "valid_until = 2009-09-30", "valid_until on or after valid_from"),
        ('name = "default"', 'name = "Default!"', "name = 'Default!': expected"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_key_and_what_was_expected(
    written: Written, old: str, new: str, said: str
) -> None:
    assert said in complaint(written((old, new)))


@pytest.mark.rule("PRO-1")
def test_a_file_that_is_not_toml_is_refused_with_its_line(written: Written) -> None:
    assert "a TOML file in UTF-8" in complaint(written(('name = "default"', "name = ")))


@pytest.mark.rule("PRO-1")
def test_everything_that_is_wrong_is_said_at_once_and_a_long_value_is_shortened(written: Written) -> None:
    folder = written(("max_files = 5", "max_files = 0"), ("signup@example.jp", "x" * 200))
    with pytest.raises(ProfileError) as refused:
        load(folder)
    assert len(refused.value.complaints) == 2
    assert all(len(line) < 300 for line in str(refused.value).splitlines())


def test_a_value_is_put_into_texts_that_name_it(written: Written) -> None:
    folder = written(("minimum_days_left = 7", "minimum_days_left = 9"))
    (porting,) = [item for item in load(folder).preparation if item.porting]
    assert "9日以上" in porting.detail.ja
    assert "9 days" in porting.detail.en


@pytest.mark.rule("PRO-1")
@pytest.mark.parametrize(
    "place", ["{support.fax}", "{support.phone.area}", "{plans.9.key}", "{brand.name.key}", "{plans.x}"]
)
def test_a_text_that_names_no_value_is_refused(written: Written, place: str) -> None:
    folder = written(("ご家族名義のカードは使えません。", f"お電話は{place}へ"))
    assert f"preparation.0.detail.ja = '{place}': expected" in complaint(folder)


@pytest.mark.rule("PRO-1", "PRE-3")
def test_a_missing_text_is_refused(written: Written) -> None:
    folder = written()
    (folder / "texts" / "privacy.en.md").unlink()
    assert "consents.1.file = 'privacy': expected a text at texts/privacy.en.md" in complaint(folder)


@pytest.mark.rule("PRO-1", "PRE-3")
def test_a_text_with_an_unknown_place_is_refused(written: Written) -> None:
    folder = written()
    (folder / "texts" / "terms.ja.md").write_text("# {brand.nothing}", "utf-8")
    assert "texts/terms.ja.md = '{brand.nothing}'" in complaint(folder)


def test_a_profile_without_a_list_of_consents_is_refused(written: Written) -> None:
    folder = written(("[[consents]]", "[consents]"))
    with pytest.raises(ProfileError):
        load(folder)
    folder_text = (folder / FILE).read_text("utf-8")
    assert "[consents]" in folder_text


def test_current_is_todays_view_of_the_profile_that_the_settings_name(written: Written) -> None:
    folder = written(('name = "default"', 'name = "named"'))
    with override_settings(KAITSU_PROFILE=str(folder)):
        assert current().name == "named"
        assert [tax.valid_on(clock.today()) for tax in current().tax] == [True]
    with override_settings(KAITSU_PROFILE=folder.name, KAITSU_PROFILE_DIR=str(folder.parent)):
        assert current().name == "named"
