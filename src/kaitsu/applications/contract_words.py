"""What stands on the contract's document around the facts, in both languages (CNF-6)."""

from __future__ import annotations

from kaitsu.operator_profile import Localised


def _both(ja: str, en: str) -> Localised:
    return Localised(ja=ja, en=en)


WORDS: dict[str, Localised] = {
    "title": _both("ご契約内容の書面", "Your contract in writing"),
    "lead": _both(
        "お申し込みいただいた内容です。大切に保管してください。",
        "This is what you applied for. Please keep it.",
    ),
    "reference": _both("受付番号", "Reference number"),
    "applied_at": _both("お申し込みの日時", "Applied"),
    "operator": _both("サービスと提供会社", "Service and operator"),
    "holder": _both("ご契約者", "Contract holder"),
    "name": _both("お名前", "Name"),
    "kana": _both("お名前（カナ）", "Name in kana"),
    "latin": _both("お名前（ローマ字）", "Name in Latin letters"),
    "address": _both("ご住所", "Address"),
    "plan": _both("料金プラン", "Plan"),
    "lines": _both("回線", "Lines"),
    "number": _both("番号", "No."),
    "function": _both("SIMの種類", "Kind of SIM"),
    "line_start": _both("電話番号", "Telephone number"),
    "size": _both("SIMカードのサイズ", "Size of the SIM"),
    "once": _both("お申し込みのときだけ", "Once"),
    "monthly": _both("毎月", "Every month"),
    "total": _both("合計", "Total"),
    "prices": _both("料金（消費税%s込み）", "Prices (including consumption tax of %s)"),
    "starts": _both("ご利用の開始", "When it starts"),
    "consents": _both("同意いただいた文章", "What you agreed to"),
    "version": _both("%s版", "version %s"),
    "agreed_at": _both("同意した日時", "Agreed"),
    "support": _both("お問い合わせ", "Questions"),
}

LINE_STARTS: dict[str, Localised] = {
    "new": _both("新しい電話番号", "A new number"),
    "mnp": _both("今の電話番号を使い続ける（MNP）", "The number of today (MNP)"),
}
