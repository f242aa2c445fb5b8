"""What the sandbox's pages say, Japanese and English: another organisation's pages, so not in Kaitsu's
catalogue.
"""

from __future__ import annotations

_TEXTS = {
    "provider": ("おためし決済", "Sandbox Payments"),
    "provider_note": (
        "決済会社の画面の見本です。本物のカードは使えません。",
        "A stand-in for a payment provider. Real cards are not accepted.",
    ),
    "card_title": ("カードの登録", "Register a card"),
    "card_lead": (
        "毎月のお支払いに使うカードを登録します。ここではお金は動きません。",
        "Register the card for your monthly payments. No money moves here.",
    ),
    "problems": ("入力をお確かめください", "Please check what you entered"),
    "error_word": ("入力エラー", "Error"),
    "required": ("必須", "required"),
    "number": ("カード番号", "Card number"),
    "number_hint": ("下の一覧の番号を使ってください。", "Use a number from the list below."),
    "expiry": ("有効期限(月/年)", "Expiry date (month/year)"),
    "expiry_hint": ("例:2030年9月なら 09/30", "For September 2030: 09/30"),
    "cvc": ("セキュリティコード", "Security code"),
    "cvc_hint": (
        "数字3桁(American Expressは4桁)。何でもかまいません。",
        "3 digits (American Express: 4). Any will do.",
    ),
    "name": ("カードの名義(ローマ字)", "Name on the card"),
    "name_hint": (
        "別の名前にすると、名義が違うときの動きを試せます。",
        "Enter another name to see what happens when the names differ.",
    ),
    "submit": ("このカードを登録する", "Register this card"),
    "cancel": ("登録せずに戻る", "Go back without registering"),
    "cards_title": ("使えるカード番号", "Cards to try"),
    "use": ("この番号を入れる", "Fill in this card"),
    "card_visa": ("登録できます", "Is accepted"),
    "card_mastercard": ("登録できます", "Is accepted"),
    "card_jcb": ("登録できます", "Is accepted"),
    "card_amex": ("登録できます", "Is accepted"),
    "card_challenge": ("本人認証(3-Dセキュア)を求めます", "Asks for 3-D Secure authentication"),
    "card_declined": ("カード会社に断られます", "Is declined by the issuer"),
    "card_insufficient": ("利用可能額が足りません", "Has insufficient funds"),
    "card_expired": ("有効期限切れとして断られます", "Is declined as expired"),
    "challenge_title": ("カード会社の本人認証", "Authentication by the card issuer"),
    "challenge_lead": (
        "カード会社の画面の見本です。どちらの結果を試すか選んでください。",
        "A stand-in for the issuer's page. Choose the result that you want to try.",
    ),
    "challenge_card": ("カード", "Card"),
    "approve": ("本人として承認する", "Approve"),
    "refuse": ("認証に失敗する", "Fail the authentication"),
    "language": ("English", "日本語"),
    "number_empty": ("カード番号を入力してください。", "Enter the card number."),
    "number_digits": ("カード番号を数字で入力してください。", "Enter the card number in digits."),
    "number_slip": (
        "カード番号に打ち間違いがあります。もう一度お確かめください。",
        "There is a slip in the card number. Please check it.",
    ),
    "number_real": (
        "この画面では、下の一覧の番号だけが使えます。本物のカード番号は入力しないでください。",
        "Only the numbers listed below work here. Please never enter a real card.",
    ),
    "expiry_empty": ("有効期限を入力してください。", "Enter the expiry date."),
    "expiry_form": (
        "有効期限を 09/30 のように、月と年で入力してください。",
        "Enter the expiry date as month and year, like 09/30.",
    ),
    "expiry_past": (
        "有効期限が過ぎています。今月以降の年月を入力してください。",
        "Enter a month that is not past.",
    ),
    "cvc_empty": ("セキュリティコードを入力してください。", "Enter the security code."),
    "cvc_form": (
        "セキュリティコードを3桁(American Expressは4桁)の数字で入力してください。",
        "Enter the security code in 3 digits (American Express: 4).",
    ),
    "name_empty": ("カードの名義を入力してください。", "Enter the name on the card."),
    "name_form": ("カードの名義をローマ字で入力してください。", "Enter the name in Latin letters."),
    "missing_title": ("この画面は見つかりません", "This page was not found"),
    "missing_lead": (
        "リンクが古くなったか、間違っています。お申し込みの画面に戻って、もう一度お進みください。",
        "The link is old or wrong. Please go back to your application and start again from there.",
    ),
    "stale_title": ("この画面は古くなりました", "This page is out of date"),
    "stale_lead": (
        "お申し込みの画面に戻って、もう一度カードの登録にお進みください。",
        "Please go back to your application and start registering the card again.",
    ),
}

LANGUAGES = ("ja", "en")


def texts(language: str) -> dict[str, str]:
    """Every text in *language* (``ja`` or ``en``; Japanese for any other)."""
    which = 1 if language == "en" else 0
    return {key: pair[which] for key, pair in _TEXTS.items()}
