"""What mails are told in tests: every kind with plausible values, from a made-up operator."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from kaitsu.kernel.clock import TOKYO
from kaitsu.notifications.letters import Sender
from kaitsu.operator_profile import Localised

SENDERS = {
    "ja": Sender(
        brand="みなとモバイル",
        service="みなとモバイル 音声・データサービス",
        website="https://minato.example/",
        address="mail@minato.example",
        name="みなとモバイル お申し込み窓口",
        support_name="みなとサポート",
        support_phone="03-0000-0000",
        support_hours="年中無休 9:00〜19:00",
    ),
    "en": Sender(
        brand="Minato Mobile",
        service="Minato Mobile voice and data",
        website="https://minato.example/",
        address="mail@minato.example",
        name="Minato Mobile sign-up",
        support_name="Minato Support",
        support_phone="03-0000-0000",
        support_hours="every day 9:00 to 19:00",
    ),
}

_AT = datetime(2026, 11, 18, 10, 30, tzinfo=TOKYO)
_ON = date(2026, 12, 2)
_SITE = "https://minato.example"
_DOCUMENTS = {
    "ja": ["運転免許証", "日本国パスポート（住所の記載があるもの）"],
    "en": ["Driver's licence", "Japanese passport (with your address written in)"],
}
_QUESTIONS = {
    "ja": ["カードの名義が、ご契約者のお名前と違います。", "お申し込みが2件あります。"],
    "en": [
        "The name on the card is not the name of the contract holder.",
        "There are two applications of yours.",
    ],
}
_WORDS = {
    "ja": "旧姓のカードでしたら、そうお知らせください。",
    "en": "If the card has your former name, please say so.",
}

_IMAGES = {"ja": ["おもて面"], "en": ["Front"]}
_REASONS = {
    "ja": ["おもて面：文字がぼやけています。ピントが合うまで待ってから、撮り直してください。"],
    "en": [
        "Front: The text is blurred. Please wait until the camera is in focus and take the picture again."
    ],
}
_REFUSALS = {
    "ja": ["お送りいただいた書類では、ご本人であることを確認できませんでした。"],
    "en": ["The documents did not let us verify that you are the applicant."],
}
_COURIER = Localised(ja="みなと運輸", en="Minato Transport")
_CARDS = {
    "ja": ["SIMカード 1（末尾が5678の電話番号）", "SIMカード 2（末尾が4321の電話番号）"],
    "en": ["SIM card 1 (the number that ends in 5678)", "SIM card 2 (the number that ends in 4321)"],
}
_RESERVATION = {
    "number": "A-2026-0042",
    "msisdn_last4": "5678",
    "carrier": Localised(ja="みなとテレコム", en="Minato Telecom"),
    "last_on": _ON,
    "reservation_url": f"{_SITE}/applications/7/reservation/1/",
}


def values(kind: str, language: str) -> Mapping[str, object]:
    """All values that *kind* takes, those that it may be given included."""
    return {
        "registered": {"member_id": "KM7Q4ZP2", "sign_in_url": f"{_SITE}/account/login/?next=/apply/&from=mail"},
        "account_exists": {"sign_in_url": f"{_SITE}/account/login/", "reset_url": f"{_SITE}/account/reset/"},
        "no_account": {"register_url": f"{_SITE}/account/signup/"},
        "email_code": {"code": "204 816", "valid_until": _AT},
        "password_reset": {"code": "204 816", "valid_until": _AT},
        "password_changed": {"changed_at": _AT, "reset_url": f"{_SITE}/account/reset/"},
        "sign_in_method_changed": {"changed_at": _AT, "account_url": f"{_SITE}/account/"},
        "account_locked": {"until_at": _AT, "reset_url": f"{_SITE}/account/reset/"},
        "staff_invited": {
            "member_id": "KM7Q4ZP2", "reset_url": f"{_SITE}/account/reset/", "console_url": f"{_SITE}/console/",
        },
        "confirmation_code": {
            "code": "204816", "valid_until": _AT, "application_url": f"{_SITE}/apply/7/confirm/",
        },
        "draft_reminder": {
            "application_url": f"{_SITE}/apply/7/", "expires_on": _ON, "code_last4": "W7QX",
        },
        "draft_expired": {"start_url": f"{_SITE}/apply/", "code_last4": "W7QX"},
        "application_received": {
            "number": "A-2026-0042", "status_url": f"{_SITE}/applications/7/", "identity_soon": True,
            "identity_at": "", "delivery_days": "",
        },
        "application_held": {
            "number": "A-2026-0042", "status_url": f"{_SITE}/applications/7/", "answer_on": _ON,
        },
        "held_question": {
            "number": "A-2026-0042", "answer_url": f"{_SITE}/applications/7/answer/",
            "questions": _QUESTIONS[language], "words": _WORDS[language],
            "corrections": "お名前、ご住所" if language == "ja" else "name, address",
        },
        "cancelled": {
            "number": "A-2026-0042", "start_url": f"{_SITE}/apply/", "code_last4": "W7QX",
            "reason": _QUESTIONS[language][1], "words": _WORDS[language],
        },
        "identity_invitation": {
            "number": "A-2026-0042", "identity_url": f"{_SITE}/identity/", "login_id": "7KQ4-ZP2M-XW9D",
            "documents": _DOCUMENTS[language], "deadline_on": _ON,
        },
        "identity_locked": {
            "number": "A-2026-0042", "until_at": _AT, "identity_url": f"{_SITE}/identity/",
        },
        "identity_locked_for_good": {
            "number": "A-2026-0042", "deadline_on": _ON, "status_url": f"{_SITE}/applications/7/",
        },
        "identity_unlocked": {
            "number": "A-2026-0042", "deadline_on": _ON, "identity_url": f"{_SITE}/identity/",
            "login_id": "7KQ4-ZP2M-XW9D",
        },
        "identity_reminder": {
            "number": "A-2026-0042", "deadline_at": _AT, "identity_url": f"{_SITE}/identity/",
            "login_id": "7KQ4-ZP2M-XW9D",
        },
        "upload_received": {
            "number": "A-2026-0042", "days_min": 2, "days_max": 3, "status_url": f"{_SITE}/applications/7/",
        },
        "approved": {
            "number": "A-2026-0042", "delivery_days": 7, "status_url": f"{_SITE}/applications/7/",
        },
        "ask_again": {
            "number": "A-2026-0042", "reasons": _REASONS[language], "images": _IMAGES[language],
            "deadline_on": _ON, "identity_url": f"{_SITE}/identity/", "login_id": "7KQ4-ZP2M-XW9D",
        },
        "refused": {
            "number": "A-2026-0042", "reasons": _REFUSALS[language], "start_url": f"{_SITE}/apply/",
            "code_last4": "W7QX",
        },
        "expired": {
            "number": "A-2026-0042", "reasons": _REASONS[language], "start_url": f"{_SITE}/apply/",
            "code_last4": "W7QX",
        },
        "address_wanted": {
            "number": "A-2026-0042", "answer_on": _ON, "address_url": f"{_SITE}/applications/7/new-address/",
            "documents_needed": True,
        },
        "address_documents": {
            "number": "A-2026-0042", "deadline_on": _ON, "identity_url": f"{_SITE}/identity/",
            "login_id": "7KQ4-ZP2M-XW9D",
        },
        "address_unconfirmed": {
            "number": "A-2026-0042", "answer_on": _ON, "status_url": f"{_SITE}/applications/7/",
            "reasons": _REASONS[language],
        },
        "shipped": {
            "number": "A-2026-0042", "tracking": "4000-1234-5675", "courier": _COURIER,
            "tracking_url": f"{_SITE}/track/", "status_url": f"{_SITE}/applications/7/",
            "verified_only": True, "cards": _CARDS[language], "part": 1, "parts": 2, "more_to_come": False,
        },
        "returned": {
            "number": "A-2026-0042", "answer_on": _ON, "status_url": f"{_SITE}/applications/7/",
            "verified_only": True, "cards": _CARDS[language], "part": 1, "parts": 2,
        },
        "reservation_running_out": _RESERVATION,
        "reservation_reissue": _RESERVATION,
        "port_refused": {**_RESERVATION, "number_unknown": False},
    }[kind]  # fmt: skip
