"""Applying in words: packages, the holder, confirmation, drafts, number portability, delivery, consents."""

from __future__ import annotations

from collections.abc import Iterator

from kaitsu.operator_profile.facts import Localised
from kaitsu.operator_profile.hours import Pause
from kaitsu.operator_profile.in_words.phrases import (
    REPERTOIRES,
    both,
    dated,
    days,
    hours,
    lines,
    listed,
    same,
    year_day,
    yes_no,
)
from kaitsu.operator_profile.in_words.rows import Pair, Part
from kaitsu.operator_profile.people import Carrier
from kaitsu.operator_profile.profile import Profile


def parts(profile: Profile) -> Iterator[Part]:
    """The sections of applying."""
    yield _packages(profile)
    yield _holder(profile)
    yield _confirmation(profile)
    yield _portability(profile)
    for carrier in profile.portability.carriers:
        yield _carrier(carrier)
    yield _delivery(profile)
    yield _contract(profile)
    yield _consents(profile)


def _packages(profile: Profile) -> Part:
    retail = profile.retail
    valid = (
        both(f"{retail.code_valid_days}日", f"{retail.code_valid_days} days")
        if retail.code_valid_days
        else both("期限なし", "no end")
    )
    minutes = retail.guess_minutes
    return Part(
        "packages",
        both("パッケージとエントリーコード", "Packages and entry codes"),
        (
            *(
                (
                    choice.name,
                    dated(choice, listed((choice.description, *filter(None, (choice.advice,))), "", " ")),
                )
                for choice in retail.sim_choices
            ),
            (
                both("パッケージなしのお申し込み", "Applying without a package"),
                yes_no(retail.without_package),
            ),
        ),
        (
            (both("コードの有効期間", "A code is valid for"), valid),
            (
                both("誤入力の上限（会員ごと）", "Wrong codes of a member"),
                both(
                    f"{minutes}分に{retail.guesses_per_member}回",
                    f"{retail.guesses_per_member} in {minutes} minutes",
                ),
            ),
            (
                both("誤入力の上限（接続元ごと）", "Wrong codes of an address"),
                both(
                    f"{minutes}分に{retail.guesses_per_address}回",
                    f"{retail.guesses_per_address} in {minutes} minutes",
                ),
            ),
        ),
    )


def _holder(profile: Profile) -> Part:
    holder = profile.holder
    return Part(
        "holder",
        both("ご契約者", "The contract holder"),
        (
            (both("年齢", "Age"), both(f"{holder.minimum_age}歳以上", f"{holder.minimum_age} or over")),
            (both("未成年の方", "If you are younger"), holder.minor_advice),
            (
                both("お一人の音声回線", "Voice lines of one person"),
                both(f"{holder.max_voice_lines}回線まで", f"up to {holder.max_voice_lines}"),
            ),
        ),
        (
            (both("性別を尋ねる", "Sex is asked"), yes_no(holder.ask_sex)),
            (both("登録できる文字", "Characters that can be registered"), REPERTOIRES[holder.repertoire]),
        ),
    )


def _confirmation(profile: Profile) -> Part:
    code, drafts = profile.confirmation, profile.drafts
    return Part(
        "confirmation",
        both("確認と保存", "Confirming and saving"),
        (
            (both("確認コード", "Confirmation code"), both(f"数字{code.digits}桁", f"{code.digits} digits")),
            (
                both("コードの有効時間", "It is valid for"),
                both(f"{code.minutes}分", f"{code.minutes} minutes"),
            ),
            (both("入力できる回数", "Tries"), both(f"{code.tries}回", f"{code.tries}")),
            (
                both("再送まで", "Sent again after"),
                both(f"{code.resend_seconds}秒", f"{code.resend_seconds} seconds"),
            ),
            (
                both("途中の内容の保存", "A draft is kept for"),
                both(f"{drafts.days}日", f"{drafts.days} days"),
            ),
            (
                both("期限のお知らせ", "Reminder before it ends"),
                both(f"{drafts.remind_days_before}日前", f"{drafts.remind_days_before} days"),
            ),
        ),
    )


def _portability(profile: Profile) -> Part:
    rules = profile.portability
    return Part(
        "portability",
        both("電話番号の乗り換え（MNP）", "Bringing your number (MNP)"),
        (
            (
                both("MNP予約番号", "MNP reservation number"),
                both(f"{rules.number_digits}桁", f"{rules.number_digits} digits"),
            ),
            (
                both("有効期間", "Valid for"),
                both(
                    f"発行日を含めて{rules.validity_days}日間",
                    f"{rules.validity_days} days, the day of issue included",
                ),
            ),
            (
                both("お申し込みの日に必要な残り", "Left on the day you apply"),
                both(f"{rules.minimum_days_left}日以上", f"at least {rules.minimum_days_left} days"),
            ),
        ),
        (
            (
                both("転入の手続きにかかる日数", "The order to the carrier takes"),
                both(f"{rules.order_days}日", f"{rules.order_days} days"),
            ),
            (
                both("有効期限の事前のお知らせ", "Warned before that"),
                both(f"{rules.warn_days}日前", f"{rules.warn_days} days"),
            ),
        ),
    )


def _carrier(carrier: Carrier) -> Part:
    rows: list[Pair] = [
        (
            desk.channel_name,
            lines((desk.contact, hours(desk.hours), *filter(None, (desk.note,)))),
        )
        for desk in carrier.desks
    ]
    if carrier.handset_warning:
        rows.append((both("今お使いの端末", "Your handset of today"), carrier.handset_warning))
    title = both(f"MNPの窓口：{carrier.name.ja}", f"MNP desks: {carrier.name.en}")
    return Part(f"carrier_{carrier.key}", dated(carrier, title), tuple(rows))


def _pause(pause: Pause) -> Localised:
    first, last = year_day(pause.first), year_day(pause.last)
    return both(f"{first.ja}〜{last.ja}", f"{first.en} to {last.en}")


def _delivery(profile: Profile) -> Part:
    delivery, business = profile.delivery, profile.business
    pauses = listed(_pause(pause) for pause in business.pauses)
    to_verified = listed(profile.function(key).name for key in delivery.verified_address_only)
    return Part(
        "delivery",
        both("お届け", "Delivery"),
        (
            (
                both("お届けまで", "It arrives"),
                both(
                    f"結果のお知らせから{delivery.days_after_result}日ほど",
                    f"about {delivery.days_after_result} days after the result",
                ),
            ),
            (both("お届け先", "Where to"), delivery.note),
        ),
        (
            (both("確認した住所だけに送るSIM", "To the verified address only"), to_verified),
            (
                both("返送された荷物の保管", "A returned parcel is kept for"),
                both(f"{delivery.keep_returned_days}日", f"{delivery.keep_returned_days} days"),
            ),
            (both("発送元", "Sent by"), same(f"{delivery.shipper.name} {delivery.shipper.telephone}")),
            (both("配送会社", "Courier"), delivery.courier.name),
            (both("休業日", "Closed on"), days(business.closed_days)),
            (both("年末年始など", "Closed every year"), pauses),
        ),
    )


def _contract(profile: Profile) -> Part:
    return Part(
        "contract",
        both("ご契約", "The contract"),
        (
            (both("ご利用の開始", "It starts"), profile.contract.start),
            *((right.title, dated(right, right.text)) for right in profile.contract.cooling_off),
        ),
    )


def _consents(profile: Profile) -> Part:
    version = both("版", "version")
    return Part(
        "consents",
        both("同意いただく文章", "Texts that you agree to"),
        tuple(
            (
                consent.title,
                dated(consent, both(f"{consent.version}{version.ja}", f"{version.en} {consent.version}")),
            )
            for consent in profile.consents
        ),
        tuple(
            (
                both(f"{consent.title.ja}のSHA-256", f"SHA-256 of {consent.title.en}"),
                both(consent.digest["ja"], consent.digest["en"]),
            )
            for consent in profile.consents
        ),
    )
