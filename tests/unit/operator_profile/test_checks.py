"""What the parts of a profile promise each other (PRO-1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from kaitsu.kernel import clock
from kaitsu.operator_profile import ProfileError, load

Written = Callable[..., Path]

SECOND_PLAN = '[[plans]]\nkey = "light_start"'


def refused(folder: Path) -> list[str]:
    with pytest.raises(ProfileError) as error:
        load(folder)
    return [str(complaint) for complaint in error.value.complaints]


@pytest.mark.rule("PRO-1")
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("monthly = { data = 900, sms = 1040, voice = 1600 }", "monthly = { data = 900, voice = 1600 }")],
         "plans.0.monthly.sms: expected a price for every function"),
        ([("extra_line = { data = 400, sms = 540, voice = 1100 }", "")],
         "plans.2.extra_line.voice: expected a price for every function, as the plan takes more than one line"),
        ([('key = "tablet"', 'key = "family"')],
         "adviser.1.key = 'family': expected a key that no other one here has on the same day"),
        ([('key = "address_page"', 'key = "photo_page"')],
         "identity.documents.2.images.1.key = 'photo_page': expected a key that no other one here has"),
        ([('plan = "light_start"', 'plan = "light"')],
         "adviser.2.plan = 'light': expected a plan of this profile: family_share, light_start, minimum_start"),
        ([('sizes = ["micro", "nano"]', 'sizes = ["micro", "mini"]')],
         "devices.1.sizes = 'mini': expected a SIM size of this profile: micro, nano, standard"),
        ([("minimum_days_left = 7", "minimum_days_left = 15")],
         "portability.minimum_days_left = 15: expected less than validity_days"),
        ([("remind_days_before = 3", "remind_days_before = 14")],
         "drafts.remind_days_before = 14: expected less than drafts.days"),
        ([("tries_for_good = 10", "tries_for_good = 5")],
         "identity.lock.tries_for_good = 5: expected more than identity.lock.tries"),
        ([("result_days_max = 3", "result_days_max = 1")],
         "identity.result_days_max = 1: expected at least result_days_min"),
        ([("recommended_kilobytes = 500", "recommended_kilobytes = 6000")],
         "identity.uploads.recommended_kilobytes = 6000: expected at most max_megabytes"),
        ([('level = "nothing"', 'level = "everything"')], "identity.machine.level = 'everything'"),
        ([("sample_percent = 5", "sample_percent = 101")], "identity.machine.sample_percent = 101"),
        ([("least_confidence = 0.5", "least_confidence = 1.5")], "identity.machine.least_confidence = Decimal('1.5')"),
        ([("second_review_percent = 2", "second_review_percent = -1")],
         "identity.machine.second_review_percent = -1"),
        ([("second_review_percent = 2", "[identity.machine.look]\nsharpness = 0.5\nsharpness_warn = 0.4")],
         "identity.machine.look.sharpness_warn = 0.4: expected at least identity.machine.look.sharpness"),
        ([("second_review_percent = 2", "[identity.machine.look]\nsharpness_shaken = 0.5\nsharpness_warn = 0.4")],
         "identity.machine.look.sharpness_warn = 0.4: expected at least identity.machine.look.sharpness_shaken"),
        ([("second_review_percent = 2", "[identity.machine.look]\nglare = 0.1\nglare_warn = 0.2")],
         "identity.machine.look.glare_warn = 0.2: expected at most identity.machine.look.glare"),
        ([("second_review_percent = 2", "[identity.machine.look]\nblur = 1")], "identity.machine.look.blur = 1"),
        ([("max_files = 5", "max_files = 2")],
         "identity.documents.1.images = 3: expected at most identity.uploads.max_files images"),
        ([('questions = ["address_on_back", "dependant"]', 'questions = ["dependant"]')],
         "identity.documents.1.images.1.when.question = 'address_on_back': expected a question of this profile"),
        ([('questions = ["address_written", "address_on_back"]', 'questions = ["address_on_back"]')],
         "identity.documents.6.supplement.question = 'address_written': expected a question"),
        ([('key = "dependant"', 'key = "insured"')],
         "identity.documents.1.questions = 'dependant': expected a question of this profile"),
        ([("rate = 0.10\nvalid_from = 2019-10-01", "rate = 0.10\nvalid_from = 2019-10-02")],
         "tax = datetime.date(2019, 10, 2): expected the day after 2019-09-30"),
        ([("valid_until = 2019-09-30", "")],
         "tax = datetime.date(2019, 10, 1): expected the day after None"),
        ([("valid_from = 2019-10-01", "valid_from = 2019-10-01\nvalid_until = 2099-12-31")],
         "tax = datetime.date(2099, 12, 31): expected a last one without valid_until"),
        ([("initial = 3000", "valid_from = 2099-01-01\ninitial = 3000")],
         "fees = datetime.date(2099, 1, 1): expected one that holds today"),
        ([('version = "2026-11"\nfile = "terms"', 'version = "2026-11"\nvalid_from = 2099-01-01\nfile = "terms"')],
         "consents (terms) = datetime.date(2099, 1, 1): expected one that holds today"),
        ([('[[identity.ways]]\nkey = "document_images"', '[[identity.ways]]\nkey = "desk"'),
          ('functions = ["voice"]\n\n[identity.uploads]', 'functions = ["data"]\n\n[identity.uploads]')],
         "functions.0.needs_identity = 'voice': expected a way in identity.ways for this function"),
    ],
)  # fmt: skip
def test_a_contradiction_is_named_with_its_key(
    written: Written, changes: list[tuple[str, str]], said: str
) -> None:
    assert any(said in line for line in refused(written(*changes)))


@pytest.mark.rule("PRO-1", "ENT-3")
def test_a_package_that_is_not_accepted_says_what_to_do(written: Written) -> None:
    folder = written(("accepted = true", "accepted = false"))
    assert refused(folder) == ["retail.sim_choices.0.advice: expected what to do, as it is not accepted"]


@pytest.mark.rule("PRO-1")
def test_a_profile_needs_both_texts(written: Written) -> None:
    folder = written(('key = "privacy"', 'key = "terms"\nvalid_from = 2099-01-01'))
    assert 'consents: expected one with key = "privacy"' in refused(folder)


@pytest.mark.rule("PRO-1")
def test_images_as_a_way_need_documents_and_a_promised_supplement_exists(written: Written) -> None:
    folder = written()
    file = folder / "profile.toml"
    text = file.read_text("utf-8")
    supplements = text.index("[[identity.supplements]]")
    texts = text.index("# --- texts")
    without = text[:supplements] + text[texts:]
    without = without.replace("[identity]\n", "[identity]\nsupplements = []\n")
    file.write_text(without, "utf-8")
    assert refused(folder) == [
        "identity.documents.6.supplement = 'address_written': expected a supplement to be listed"
    ]
    documents = without.index("[[identity.documents]]")
    rest = without[:documents] + without[without.index("# --- texts") :]
    file.write_text(rest.replace("[identity]\n", "[identity]\ndocuments = []\n"), "utf-8")
    assert refused(folder) == [
        "identity.documents = (): expected at least one, as images of documents are a way"
    ]


def test_values_at_their_limits_are_accepted(written: Written) -> None:
    folder = written(
        ("max_files = 5", "max_files = 3"),
        ("result_days_max = 3", "result_days_max = 2"),
        ("recommended_kilobytes = 500", "recommended_kilobytes = 5120"),
        ("minimum_days_left = 7", "minimum_days_left = 14"),
        ("initial = 3000", "valid_from = 2026-11-18\ninitial = 3000"),
    )
    with clock.frozen(datetime(2026, 11, 18, 0, 0, tzinfo=clock.TOKYO)):
        assert load(folder).identity.uploads.max_files == 3


def test_one_key_may_hold_two_tariffs_of_different_times(written: Written) -> None:
    folder = written(
        (
            SECOND_PLAN,
            SECOND_PLAN.replace("light_start", "minimum_start").replace(
                "[[plans]]", "[[plans]]\nvalid_from = 2030-01-01"
            ),
        ),
        (
            'key = "minimum_start"\nname = { ja = "ミニ',
            'key = "minimum_start"\nvalid_until = 2029-12-31\nname = { ja = "ミニ',
        ),
        ('plan = "light_start"', 'plan = "minimum_start"'),
    )
    assert len(load(folder).plans) == 3
