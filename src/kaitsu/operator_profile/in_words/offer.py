"""The offer in words: brand, desk, functions, plans, sizes, devices, prices, adviser, preparation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kaitsu.operator_profile.facts import Localised
from kaitsu.operator_profile.in_words.phrases import (
    LANGUAGES,
    both,
    dated,
    hours,
    lines,
    listed,
    per_cent,
    price,
    same,
    yes_no,
)
from kaitsu.operator_profile.in_words.rows import Pair, Part
from kaitsu.operator_profile.offer import Plan
from kaitsu.operator_profile.profile import DEFAULT, Profile


def parts(profile: Profile) -> Iterator[Part]:
    """The sections of the offer."""
    yield _notices(profile)
    yield _operator(profile)
    yield _functions(profile)
    rate = profile.tax_rate.rate
    for plan in profile.plans:
        yield _plan(profile, plan, rate)
    yield Part(
        "sizes",
        both("SIMのサイズ", "SIM sizes"),
        tuple((size.name, dated(size, size.description)) for size in profile.sim_sizes),
    )
    yield _devices(profile, rate)
    yield _fees(profile, rate)
    yield _adviser(profile)
    yield Part(
        "preparation",
        both("ご用意いただくもの", "What to have ready"),
        tuple((item.label, dated(item, item.detail)) for item in profile.preparation),
    )
    yield Part(
        "readiness",
        both("お申し込みの前の確認", "To check before you apply"),
        tuple((item.question, dated(item, item.advice)) for item in profile.readiness),
    )


def _notices(profile: Profile) -> Part:
    rows = tuple((both("お知らせ", "Notice"), dated(notice, notice.text)) for notice in profile.notices)
    return Part("notices", both("このプロファイルについて", "About this profile"), (), rows)


def _operator(profile: Profile) -> Part:
    brand, support = profile.brand, profile.support
    return Part(
        "operator",
        both("会社と窓口", "The operator and its desk"),
        (
            (both("ブランド", "Brand"), brand.name),
            (both("サービス", "Service"), brand.service),
            (both("会社", "Operator"), brand.operator),
            (both("お申し込みのページ", "Sign-up page"), same(brand.website)),
            (both("お問い合わせ", "For questions"), support.name),
            (both("電話番号", "Telephone"), same(support.phone)),
            (both("受付時間", "Hours"), hours(support.hours)),
        ),
        (
            (both("プロファイル", "Profile"), _name(profile)),
            (both("最初に見せる言語", "First language"), LANGUAGES[profile.default_language]),
            (both("メールの差出人", "Sender of mails"), _sender(profile)),
        ),
    )


def _name(profile: Profile) -> Localised:
    """What the profile is called; the name of the one that runs unasked says nothing."""
    return both("既定のもの", "the default one") if profile.name == DEFAULT else same(profile.name)


def _sender(profile: Profile) -> Localised:
    name, address = profile.brand.mail_from_name, profile.brand.mail_from
    return both(f"{name.ja} <{address}>", f"{name.en} <{address}>")


def _functions(profile: Profile) -> Part:
    def value(ja: str, en: str, needs: bool) -> Localised:
        answer = yes_no(needs)
        return both(f"{ja}：{answer.ja}", f"{en}: {answer.en}")

    return Part(
        "functions",
        both("SIMの機能", "SIM functions"),
        tuple(
            (
                function.name,
                lines(
                    (
                        dated(function, function.description),
                        value("本人確認", "identity verification", function.needs_identity),
                        value("今の番号の移行", "bring your number", function.portable),
                    )
                ),
            )
            for function in profile.functions
        ),
    )


def _plan(profile: Profile, plan: Plan, rate: Decimal) -> Part:
    rows: list[Pair] = [
        (both("おすすめの方", "For"), dated(plan, plan.pitch)),
        (both("使い方の例", "Uses"), listed(plan.uses)),
        (both("データ量", "Data"), plan.allowance),
        (both("SIMカードの枚数", "SIM cards"), _up_to(plan.max_lines)),
    ]
    for function in profile.functions:
        label = both(f"月額（{function.name.ja}）", f"Monthly fee ({function.name.en})")
        rows.append((label, price(plan.monthly[function.key], rate)))
    for function in profile.functions if plan.max_lines > 1 else ():
        label = both(f"2枚目から（{function.name.ja}）", f"Each further SIM ({function.name.en})")
        rows.append((label, price(plan.extra_line[function.key], rate)))
    return Part(f"plan_{plan.key}", plan.name, tuple(rows))


def _up_to(count: int) -> Localised:
    return both(f"{count}枚まで", f"up to {count}") if count > 1 else both("1枚", "1")


def _devices(profile: Profile, rate: Decimal) -> Part:
    rows = []
    for device in profile.devices:
        cost = price(device.price, rate)
        sizes = listed(profile.sim_size(key).name for key in device.sizes)
        rows.append((device.name, lines((dated(device, device.description), cost, sizes))))
    return Part("devices", both("一緒に買える端末", "Devices to buy with the SIM"), tuple(rows))


def _fees(profile: Profile, rate: Decimal) -> Part:
    fees = profile.fees
    return Part(
        "fees",
        both("初期費用と消費税", "Initial fee and tax"),
        (
            (both("初期費用", "Initial fee"), dated(fees, price(fees.initial, rate))),
            (both("パッケージをお持ちの方", "With a package"), price(fees.initial_with_package, rate)),
            (both("消費税", "Consumption tax"), dated(profile.tax_rate, same(per_cent(rate)))),
        ),
    )


def _adviser(profile: Profile) -> Part:
    return Part(
        "adviser",
        both("使い方から選ぶ", "From use to plan"),
        tuple((use.label, dated(use, profile.plan(use.plan).name)) for use in profile.adviser),
    )
