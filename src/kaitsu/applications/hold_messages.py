"""Words of held applications: why, what the holder is asked, why it is cancelled, and why staff are refused (PCK-1)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "applications.not_held": _("このお申し込みは、もう保留ではありません。今の状態をご覧ください。"),
    "applications.not_verifying": _(
        "このお申し込みは、もう本人確認の段階ではありません。今の状態をご覧ください。"
    ),
    "applications.hold_changed": _(
        "ほかの担当者が先に対応しました。内容を確認して、必要なときはもう一度操作してください。"
    ),
    "applications.hold_nothing_asked": _("お尋ねする理由を選ぶか、お客様への言葉を入力してください。"),
    "applications.hold_reason_missing": _("取り消す理由を選んでください。"),
    "applications.hold_words": _(
        "お客様への言葉に、カード番号やメールに書けない文字が入っています。取り除いてください。"
    ),
    "applications.answer_missing": _("お答えを入力してください。"),
    "applications.answer_long": _("お答えは%(most)s文字までで入力してください。"),
    "applications.answers_full": _(
        "これ以上は、この画面で受け付けられません。サポート窓口にお電話ください。"
    ),
}

#: What the holder of a held application can correct where staff allow it (PCK-2).
PART_NAMES: dict[str, Promise] = {
    "name": _("お名前"),
    "telephone": _("電話番号"),
    "address": _("ご住所"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What staff read, and what the holder is told."""

    staff: Promise
    holder: Promise


#: Why an application is held, by the code of its check. ``%(…)s`` in the holder's text are the problem's values.
REASONS: dict[str, Words] = {
    "cards.name_differs": Words(
        _("カードの名義が、お名前のローマ字と違います"),
        _(
            "カードの名義（%(card)s）が、ご契約者のお名前（%(registered)s）と違うようです。ご本人のカードかどうかをお聞かせください。"
        ),
    ),
    "applications.postal_code_contradicts": Words(
        _("郵便番号と住所が合いません"),
        _(
            "郵便番号（%(code)s）は「%(place)s」の番号です。郵便番号とご住所のどちらが正しいかをお聞かせください。"
        ),
    ),
    "applications.postal_code_unknown": Words(
        _("郵便番号が見つかりません"),
        _("郵便番号（%(code)s）が見つかりません。正しい郵便番号をお聞かせください。"),
    ),
    "applications.duplicate": Words(
        _("同じ方の別のお申し込みが手続き中です"),
        _("同じお名前と生年月日のお申し込みが、ほかにもあります。どちらも必要かどうかをお聞かせください。"),
    ),
    "applications.register_pending": Words(
        _("外部への照会の答えを待っています（届けば自動で進みます）"),
        _("お申し込みの内容について、確認したいことがあります。"),
    ),
    "applications.register_found": Words(
        _("外部への照会で、確認が必要な記録が見つかりました"),
        _("お申し込みの内容について、確認したいことがあります。"),
    ),
    "applications.register_silent": Words(
        _("外部への照会に、時間内に答えがありませんでした"),
        _("お申し込みの内容について、確認したいことがあります。"),
    ),
}

#: For a check that an operator added and that has no words of its own.
OTHER = Words(
    _("追加の点検で確認が必要になりました"), _("お申し込みの内容について、確認したいことがあります。")
)

CANCEL_REASONS: dict[str, Words] = {
    "wish": Words(_("ご本人が取り消しを希望した"), _("お客様からお申し出をいただきました。")),
    "no_answer": Words(
        _("お尋ねにお返事がない"), _("お尋ねした内容について、お返事を確認できませんでした。")
    ),
    "duplicate": Words(_("お申し込みが重複している"), _("同じ内容のお申し込みが、ほかにもありました。")),
    "card": Words(
        _("ご本人名義のカードではない"), _("ご契約者ご本人名義のクレジットカードを確認できませんでした。")
    ),
    "address": Words(_("住所を確認できない"), _("ご住所を確認できませんでした。")),
    "conditions": Words(_("お申し込みの条件に合わない"), _("お申し込みの条件に合わないことが分かりました。")),
}

STEP_NAMES: dict[str, Promise] = {
    "release": _("保留を解いて進めました"),
    "ask": _("お客様にお尋ねしました"),
    "cancel": _("お申し込みを取り消しました"),
    "answer": _("お客様が答えました"),
    "correct": _("お客様が内容を直しました"),
}


def reason_words(code: str) -> Words:
    """The words of the reason *code*, general ones for a check without words of its own."""
    return REASONS.get(code, OTHER)
