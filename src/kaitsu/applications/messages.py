"""The message of every code that a person can meet, whatever room it comes from, and the names of the steps."""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kaitsu.applications import delivery_messages, hold_messages
from kaitsu.cards import messages as cards
from kaitsu.catalogue import messages as catalogue
from kaitsu.fulfilment import messages as fulfilment
from kaitsu.identity import messages as identity
from kaitsu.kernel.errors import Problem
from kaitsu.operator_profile import Localised
from kaitsu.portability import messages as portability
from kaitsu.retail import messages as retail

_OWN: dict[str, str | Promise] = {
    "applications.unknown": _("このお申し込みは見つかりませんでした。"),
    "applications.own_case": _("ご自分のお申し込みは、ご自分では審査できません。ほかの担当者が審査します。"),
    "applications.not_a_draft": _("このお申し込みは、もう変更できません。お申し込みの状況をご覧ください。"),
    "applications.step_gone": _(
        "ご入力の内容が変わったため、このページは不要になりました。続きからお進みください。"
    ),
    "applications.sim_choice_missing": _("パッケージにSIMカードが入っているかを選んでください。"),
    "applications.sim_included": _("%(advice)s"),
    "applications.code_unconfirmed": _("エントリーコードと回線種別を確認してください。"),
    "applications.terms_missing": _("ご利用規約をお読みになり、「同意します」にチェックを入れてください。"),
    "applications.privacy_missing": _(
        "個人情報の取り扱いをお読みになり、「同意します」にチェックを入れてください。"
    ),
    "applications.not_ready": _("すべての項目をご確認ください。"),
    "applications.reservation_missing": _("使い続ける電話番号とMNP予約番号を入力してください。"),
    "applications.details_unconfirmed": _(
        "今の携帯電話会社のご登録と同じであることをご確認のうえ、チェックを入れてください。"
    ),
    "applications.card_missing": _("クレジットカードを登録してください。"),
    "applications.too_many_voice_lines": _(
        "音声通話の回線は、おひとり%(most)s回線までです。すでに%(held)s回線をお申し込みのため、回線を減らしてください。"
    ),
    "applications.name_kind_missing": _("お名前の表記を選んでください。"),
    "applications.birth_date_missing": _("生年月日を入力してください。"),
    "applications.birth_date_future": _(
        "生年月日に、まだ来ていない日付が入っています。年月日を確認してください。"
    ),
    "applications.birth_date_long_ago": _("生年月日の年を確認してください。"),
    "applications.minor": _("%(advice)s"),
    "applications.sex_missing": _("性別を選んでください。"),
    "applications.telephone_missing": _("電話番号を入力してください。"),
    "applications.email_missing": _("メールアドレスを入力してください。"),
    "applications.postal_code_missing": _("郵便番号を入力してください。"),
    "applications.prefecture_missing": _("都道府県を選んでください。"),
    "applications.city_missing": _("市区町村を入力してください。"),
    "applications.block_missing": _("番地を入力してください。"),
    "applications.block_without_number": _(
        "番地を数字で入力してください。例：1-2-3。番地がないときは「無番地」と入力してください。"
    ),
    "applications.address_character": _(
        "「%(character)s」はご住所に使えない文字です。入力し直してください。"
    ),
    "applications.postal_code_unknown": _(
        "郵便番号%(code)sは見つかりませんでした。番号を確認してください。正しいときは「この住所で間違いありません」にチェックを入れてください。"
    ),
    "applications.postal_code_contradicts": _(
        "郵便番号%(code)sは「%(place)s」の番号です。郵便番号か住所を確認してください。"
        "どちらも正しいときは「この住所で間違いありません」にチェックを入れてください。"
    ),
    "applications.confirmation_unsent": _(
        "確認コードをもう一度送ってください。メールアドレスが変わると、前のコードは使えません。"
    ),
    "applications.confirmation_expired": _("確認コードの期限が過ぎました。新しいコードを送ってください。"),
    "applications.confirmation_locked": _(
        "入力の回数を超えたため、このコードは使えなくなりました。新しいコードを送ってください。"
    ),
    "applications.confirmation_form": _(
        "確認コードは%(digits)s桁の数字です。メールをご確認のうえ、入力してください。"
    ),
    "applications.confirmation_wrong": _(
        "確認コードが違います。メールの数字をもう一度ご確認ください。あと%(left)s回入力できます。"
    ),
    "applications.duplicate": _("同じ方の別のお申し込みが手続き中です。"),
    "name.empty": _("お名前を入力してください。"),
    "name.write_katakana": _("お名前がローマ字の方は、Aにもカタカナで入力してください。"),
    "name.unusual": _("「%(character)s」はお名前に使えない文字です。もう一度ご確認ください。"),
    "name.character_refused_write": _(
        "「%(character)s」は登録できない漢字です。この1文字だけ、カタカナで「%(katakana)s」と入力してください。"
    ),
    "name.character_refused_ask": _(
        "「%(character)s」は登録できない漢字です。この1文字だけを、その読みのカタカナに書き換えてください。"
    ),
    "name.not_latin": _("ローマ字は、半角の英字で入力してください。例：YAMADA"),
    "name.forms_differ": _(
        "AとBのお名前が違うようです。どちらもカタカナのときは、同じ文字で入力してください。"
    ),
    "kana.empty": _("フリガナを入力してください。"),
    "kana.not_katakana": _("フリガナはカタカナで入力してください。「%(character)s」は使えません。"),
    "kana.cannot_begin": _("フリガナを確認してください。「%(character)s」で始まる読みはありません。"),
    "telephone.empty": _("電話番号を入力してください。"),
    "telephone.unreadable": _("電話番号は数字で入力してください。例：090-1234-5678"),
    "telephone.foreign": _("日本国内の電話番号を入力してください。"),
    "telephone.too_short": _(
        "電話番号の桁が足りません。市外局番から、最後の数字まで入力してください。例：090-1234-5678"
    ),
    "telephone.too_long": _("電話番号の桁が多すぎます。もう一度ご確認ください。例：090-1234-5678"),
    "telephone.unassigned": _("この電話番号は使われていない番号です。もう一度ご確認ください。"),
    "telephone.service": _(
        "ご本人につながる電話番号を入力してください。フリーダイヤルなどは登録できません。"
    ),
    "postal_code.empty": _("郵便番号を入力してください。"),
    "postal_code.characters": _("郵便番号は数字で入力してください。例：100-0001"),
    "postal_code.length": _("郵便番号は7桁です。入力は%(given)s桁でした。"),
}

MESSAGES: dict[str, str | Promise] = {
    **cards.MESSAGES,
    **catalogue.MESSAGES,
    **delivery_messages.MESSAGES,
    **hold_messages.MESSAGES,
    **fulfilment.MESSAGES,
    **identity.MESSAGES,
    **portability.MESSAGES,
    **retail.MESSAGES,
    **_OWN,
}

#: What each kind of step is called in the step indicator and as a page's title.
STEP_NAMES: dict[str, Promise] = {
    "code": _("エントリーコード"),
    "terms": _("ご利用規約"),
    "plan": pgettext_lazy("one", "料金プラン"),
    "lines": _("SIMの枚数"),
    "line": _("SIMカード"),
    "device": _("端末"),
    "ready": _("ご準備の確認"),
    "name": _("お名前"),
    "about": _("生年月日と電話番号"),
    "address": _("ご住所"),
    "contact": _("メールアドレス"),
    "porting": _("電話番号の乗り換え（MNP）"),
    "privacy": _("個人情報の取り扱い"),
    "card": _("お支払いのカード"),
    "check": _("内容の確認"),
}

STATE_NAMES: dict[str, Promise] = {
    "draft": pgettext_lazy("state", "入力の途中"),
    "held": pgettext_lazy("state", "内容を確認しています"),
    "verifying": pgettext_lazy("state", "本人確認"),
    "fulfilling": pgettext_lazy("state", "SIMカードの準備"),
    "active": pgettext_lazy("state", "ご利用中"),
    "cancelled": pgettext_lazy("state", "取り消し"),
    "refused": pgettext_lazy("state", "お受けできませんでした"),
    "expired": pgettext_lazy("state", "期限切れ"),
}


def text(problem: Problem) -> str:
    """What a person is told about *problem*, in the active language. KeyError for a code without a message."""
    code = problem.code
    if code == "name.character_refused":
        code += "_write" if problem.values["katakana"] else "_ask"
    message = str(MESSAGES[code])
    return message % {name: _shown(value) for name, value in problem.values.items()}


def step_name(kind: str, line: int | None = None, count: int = 1) -> str:
    """The name of a step; with the line's number where there are several lines."""
    name = str(STEP_NAMES[kind])
    return f"{name} {line}" if line is not None and count > 1 else name


def _shown(value: object) -> object:
    language = (get_language() or "ja")[:2]
    if isinstance(value, Localised):
        return value.text(language)
    if isinstance(value, date):
        return (
            f"{value.year}年{value.month}月{value.day}日"
            if language == "ja"
            else f"{value.day} {value:%B %Y}"
        )
    if isinstance(value, (tuple, list)):
        return "、".join(map(str, value)) if language == "ja" else ", ".join(map(str, value))
    return value
