"""The default profile says what the guide prints, so that the guide's own way can be walked (PRO-2)."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from kaitsu.kernel.money import Yen
from kaitsu.operator_profile import Profile, load, notices
from kaitsu.operator_profile.facts import Dated, Fact
from kaitsu.operator_profile.people import Carrier

TODAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load("default").on(TODAY)


def facts(fact: Fact) -> list[Fact]:
    """*fact* and every fact in it."""
    found = [fact]
    for name in type(fact).model_fields:
        value = getattr(fact, name)
        for part in value if isinstance(value, tuple) else (value,):
            found += facts(part) if isinstance(part, Fact) else []
    return found


@pytest.mark.rule("PRO-2", "PLN-1")
def test_three_plans_and_one_that_takes_three_sim_cards(profile: Profile) -> None:
    assert {plan.name.ja: plan.max_lines for plan in profile.plans} == {
        "ミニマムスタートプラン": 1,
        "ライトスタートプラン": 1,
        "ファミリーシェアプラン": 3,
    }
    assert [size.key for size in profile.sim_sizes] == ["standard", "micro", "nano"]
    assert [function.key for function in profile.functions if function.needs_identity] == ["voice"]


@pytest.mark.rule("PRO-2", "SUP-1")
def test_the_support_desk_answers_every_day_from_nine_to_seven(profile: Profile) -> None:
    assert profile.support.phone == "03-5205-4433"
    (span,) = profile.support.hours.spans
    assert (span.opens, span.closes, len(span.days)) == ("09:00", "19:00", 8)


@pytest.mark.rule("PRO-2", "IDV-3")
def test_the_identity_system_is_closed_from_the_fourth_sunday_night_to_the_next_morning(
    profile: Profile,
) -> None:
    (window,) = profile.identity.maintenance
    assert window.rrule == "FREQ=MONTHLY;BYDAY=4SU"
    assert (f"{window.starts:%H:%M}", window.minutes) == ("23:30", 9 * 60 + 30)


def desks(carrier: Carrier) -> list[tuple[str, str, str]]:
    return [
        (
            desk.channel,
            desk.contact.ja,
            "24" if desk.hours.always else f"{desk.hours.spans[0].opens}-{desk.hours.spans[0].closes}",
        )
        for desk in carrier.desks
    ]


@pytest.mark.rule("PRO-2", "MNP-1")
def test_five_carriers_with_their_desks_as_printed(profile: Profile) -> None:
    office, evening = "09:00-20:00", "09:00-21:30"
    change = "トップ → My SoftBank → 各種変更手続き"
    free = "0800-100-5533"
    assert {carrier.name.ja: desks(carrier) for carrier in profile.portability.carriers} == {
        "NTTドコモ": [
            ("mobile", "151", office),
            ("fixed", "0120-800-000", office),
            ("web", "My docomo → 各種お申し込み・お手続き", "24"),
        ],
        "au/沖縄セルラー": [
            ("mobile", "0077-75470", office),
            ("fixed", "0077-75470", office),
            ("menu", "トップ → auお客さまサポート → 申し込む/変更する", evening),
        ],
        "ソフトバンク": [("mobile", free, office), ("fixed", free, office), ("menu", change, evening)],
        "ディズニー・モバイル・オン・ソフトバンク": [
            ("mobile", free, office),
            ("fixed", free, office),
            ("menu", change, evening),
        ],
        "イー・モバイル": [
            ("mobile", free, office),
            ("fixed", free, office),
            ("menu", "トップ → 料金&各種申込", "24"),
            ("web", "My EMOBILE", "24"),
        ],
    }
    round_the_clock = [d.hours for c in profile.portability.carriers for d in c.desks if d.hours.always]
    assert all(hours.except_maintenance for hours in round_the_clock)


@pytest.mark.rule("PRO-2", "MNP-2", "MNP-3", "MNP-5")
def test_reservation_days_and_the_carriers_whose_handsets_may_not_work(profile: Profile) -> None:
    rules = profile.portability
    assert (rules.number_digits, rules.validity_days, rules.minimum_days_left) == (10, 15, 7)
    assert [carrier.key for carrier in rules.carriers if carrier.handset_warning] == ["au", "softbank"]


@pytest.mark.rule("PRO-2")
def test_the_document_table_with_its_conditions_and_sides(profile: Profile) -> None:
    table = {
        document.key: [
            image.key if image.when is None else f"{image.key} if {image.when.question}"
            for image in document.images
        ]
        for document in profile.identity.documents
    }
    back = "back if address_on_back"
    assert table == {
        "drivers_licence": ["front", back],
        "health_insurance": ["front", back, "own_name if dependant"],
        "japanese_passport": ["photo_page", "address_page"],
        "special_permanent_resident": ["front", back],
        "resident_register_card": ["front", back],
        "residence_card": ["front", back],
        "disability_certificate": ["front", back],
    }
    assert all(document.unexpired for document in profile.identity.documents)
    assert [document.key for document in profile.identity.documents if document.face_photo] == [
        "resident_register_card"
    ]
    supplement = profile.document("disability_certificate").supplement
    assert supplement
    assert (supplement.question, supplement.answer) == ("address_written", False)


@pytest.mark.rule("PRO-2")
def test_supplements_of_three_months_without_propane_gas(profile: Profile) -> None:
    assert {each.key: each.max_age_months for each in profile.identity.supplements} == {
        "residence_certificate": 3,
        "utility_receipt": 3,
    }
    receipt = profile.supplement("utility_receipt")
    assert [kind.ja for kind in receipt.accepted] == ["電気", "都市ガス", "水道"]
    assert [kind.ja for kind in receipt.excluded] == ["プロパンガスの領収書"]


@pytest.mark.rule("PRO-2")
def test_upload_limits_and_times(profile: Profile) -> None:
    identity = profile.identity
    assert identity.uploads.media_types == ("image/jpeg", "application/pdf")
    assert identity.uploads.max_bytes == 5 * 1024 * 1024
    assert (identity.uploads.max_files, identity.uploads.recommended_kilobytes) == (5, 500)
    assert (identity.result_days_min, identity.result_days_max) == (2, 3)
    assert profile.delivery.days_after_result == 7
    assert (identity.attempts, identity.days) == (3, 14)
    assert (identity.lock.tries, identity.lock.minutes, identity.lock.tries_for_good) == (5, 30, 10)


@pytest.mark.rule("PRO-2", "CNF-2", "CNF-5")
def test_confirmation_codes_and_drafts(profile: Profile) -> None:
    code = profile.confirmation
    assert (code.digits, code.minutes, code.tries, code.resend_seconds) == (6, 30, 5, 60)
    assert profile.drafts.days == 14


@pytest.mark.rule("PRO-2")
def test_no_fact_of_the_guide_has_an_end(profile: Profile) -> None:
    ended = [fact for fact in facts(load("default")) if isinstance(fact, Dated) and fact.valid_until]
    assert [type(fact).__name__ for fact in ended] == ["Tax"], "only the tax of another time may end"


@pytest.mark.rule("PRO-2")
def test_one_line_says_that_images_are_no_longer_enough_from_april_2026_on() -> None:
    profile = load("default")
    assert notices(profile, date(2026, 3, 31)) == ()
    (line,) = notices(profile, date(2026, 4, 1))
    assert "2026年4月1日" in line.ja
    assert "1 April 2026" in line.en
    assert "\n" not in line.ja + line.en


@pytest.mark.rule("PLN-6")
def test_the_package_covers_the_initial_fee(profile: Profile) -> None:
    assert profile.fees.initial_with_package == Yen(0)
    assert profile.fees.initial > Yen(0)


@pytest.mark.rule("PRE-3")
@pytest.mark.parametrize("key", ["terms", "privacy"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_texts_to_agree_to_are_whole_and_name_the_operator(profile: Profile, key: str, language: str) -> None:
    consent = profile.consent(key)
    text = consent.text.text(language)
    assert text.startswith("# ")
    assert profile.support.phone in text
    assert "{" not in text
    assert len(text) > 800
    assert len(consent.digest[language]) == 64  # type: ignore[index]


def test_the_digest_is_that_of_the_text_as_read(profile: Profile) -> None:
    consent = profile.consent("terms")
    assert consent.digest["ja"] == hashlib.sha256(consent.text.ja.encode()).hexdigest()
    assert consent.digest["ja"] != consent.digest["en"]
