"""Why a part of an attempt is not good enough: what the holder is told, what staff note, and what follows (IDV-17)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kaitsu.operator_profile.facts import Localised


class Follows(StrEnum):
    """What a reason leads to."""

    ASK_AGAIN = "ask_again"
    REFUSE = "refuse"


class Asks(StrEnum):
    """What the holder has to send again: the same image, the back as well, another document, a supplement."""

    IMAGE = "image"
    BACK = "back"
    DOCUMENT = "document"
    SUPPLEMENT = "supplement"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for parts of the sorts *fits*; *follows* and *asks* say what comes of it."""

    key: str
    fits: frozenset[str]
    follows: Follows
    asks: Asks
    holder: Localised
    staff: Localised


def _reason(key: str, fits: str, asks: Asks, holder: tuple[str, str], staff: tuple[str, str]) -> Reason:
    follows = Follows.REFUSE if asks is Asks.NOTHING else Follows.ASK_AGAIN
    return Reason(
        key,
        frozenset(fits.split()),
        follows,
        asks,
        Localised(ja=holder[0], en=holder[1]),
        Localised(ja=staff[0], en=staff[1]),
    )


_READ = "image name birth_date address expiry kind supplement"

_ALL = (
    _reason(
        "blurred", _READ, Asks.IMAGE,
        ("文字がぼやけています。ピントが合うまで待ってから、撮り直してください。",
         "The text is blurred. Please wait until the camera is in focus and take the picture again."),
        ("ぼやけて読めない", "Blurred, cannot be read"),
    ),
    _reason(
        "glare", _READ, Asks.IMAGE,
        ("光が反射して、文字が読めません。明かりが映らない向きで、撮り直してください。",
         "Light is reflected on the text. Please take the picture again at an angle without reflections."),
        ("光の反射で読めない", "Glare on the text"),
    ),
    _reason(
        "cut_off", _READ, Asks.IMAGE,
        ("書類の端が切れています。四隅がすべて入るように、撮り直してください。",
         "An edge of the document is cut off. Please take the picture again with all four corners in it."),
        ("端が切れている", "Cut off at an edge"),
    ),
    _reason(
        "dark", _READ, Asks.IMAGE,
        ("画像が暗くて読めません。明るい場所で、撮り直してください。",
         "The picture is too dark to read. Please take it again in a brighter place."),
        ("暗くて読めない", "Too dark to read"),
    ),
    _reason(
        "covered", _READ, Asks.IMAGE,
        ("必要なところが隠れています。指やケースなどがかからないように、撮り直してください。",
         "Something covers what we need to see. Please take the picture again without fingers or a case on it."),
        ("必要な部分が隠れている", "A needed part is covered"),
    ),
    _reason(
        "wrong_side", "image", Asks.IMAGE,
        ("お願いした面とは違う面の画像です。正しい面の画像をお送りください。",
         "The picture shows another side than the one we asked for. Please send the right side."),
        ("違う面の画像", "Another side than the one asked for"),
    ),
    _reason(
        "other_image", "image", Asks.IMAGE,
        ("この画像では確認できませんでした。もう一度お送りください。",
         "We could not use this picture. Please send it again."),
        ("その他（内容を書き添える）", "Other (say what in the message)"),
    ),
    _reason(
        "back_needed", "image name address", Asks.BACK,
        ("うら面に記載があるため、うら面の画像も必要です。",
         "Something is written on the back, so we need a picture of the back as well."),
        ("うら面が必要", "The back is needed"),
    ),
    _reason(
        "name_differs", "name", Asks.DOCUMENT,
        ("書類のお名前が、お申し込みのお名前と違います。同じお名前の書類をお送りください。",
         "The name on the document differs from your application. Please send a document with the same name."),
        ("お名前が登録と違う", "The name differs from what is registered"),
    ),
    _reason(
        "birth_date_differs", "birth_date", Asks.DOCUMENT,
        ("書類の生年月日が、お申し込みの内容と違います。正しい書類をお送りください。",
         "The birth date on the document differs from your application. Please send the right document."),
        ("生年月日が登録と違う", "The birth date differs from what is registered"),
    ),
    _reason(
        "address_differs", "address", Asks.DOCUMENT,
        ("書類の住所が、お申し込みの住所と違います。今の住所が書かれた書類をお送りください。",
         "The address on the document differs from your application. Please send one with your present address."),
        ("住所が登録と違う", "The address differs from what is registered"),
    ),
    _reason(
        "supplement_needed", "address", Asks.SUPPLEMENT,
        ("書類だけでは今の住所を確認できませんでした。補助書類をお送りください。",
         "The document alone does not show your present address. Please send a supplementary document."),
        ("住所の補助書類が必要", "A supplement for the address is needed"),
    ),
    _reason(
        "expired", "expiry", Asks.DOCUMENT,
        ("書類の有効期限が切れています。期限内の書類をお送りください。",
         "The document has expired. Please send one that is still valid."),
        ("有効期限切れ", "Expired"),
    ),
    _reason(
        "not_accepted", "kind", Asks.DOCUMENT,
        ("この書類は、本人確認には使えません。ほかの書類をお送りください。",
         "This document cannot be used to verify your identity. Please send another one."),
        ("受け付けない書類", "Not an accepted document"),
    ),
    _reason(
        "other_kind", "kind", Asks.DOCUMENT,
        ("お選びの種類とは違う書類です。書類の種類を選び直してください。",
         "This is another document than the one you chose. Please choose the kind of document again."),
        ("選択と違う書類", "Another document than the one chosen"),
    ),
    _reason(
        "supplement_old", "supplement", Asks.SUPPLEMENT,
        ("補助書類の発行から時間がたっています。新しいものをお送りください。",
         "The supplementary document was issued too long ago. Please send a newer one."),
        ("補助書類の発行日が古い", "The supplement was issued too long ago"),
    ),
    _reason(
        "supplement_not_accepted", "supplement", Asks.SUPPLEMENT,
        ("この書類は、補助書類には使えません。ほかの補助書類をお送りください。",
         "This cannot be used as a supplementary document. Please send another one."),
        ("受け付けない補助書類", "Not an accepted supplement"),
    ),
    _reason(
        "supplement_differs", "supplement", Asks.SUPPLEMENT,
        ("補助書類のお名前か住所が、お申し込みの内容と違います。同じ内容の補助書類をお送りください。",
         "The name or address on the supplement differs from your application. Please send one that agrees."),
        ("補助書類のお名前か住所が違う", "Name or address on the supplement differs"),
    ),
    _reason(
        "another_person", "name birth_date kind", Asks.NOTHING,
        ("お送りいただいた書類では、ご本人であることを確認できませんでした。",
         "The documents did not let us verify that you are the applicant."),
        ("別人の書類（お断り）", "Document of another person (refuse)"),
    ),
    _reason(
        "not_genuine", "image kind", Asks.NOTHING,
        ("お送りいただいた書類では、ご本人であることを確認できませんでした。",
         "The documents did not let us verify that you are the applicant."),
        ("偽造・加工の疑い（お断り）", "Forged or altered (refuse)"),
    ),
)  # fmt: skip

REASONS: dict[str, Reason] = {reason.key: reason for reason in _ALL}


def fitting(sort: str) -> list[Reason]:
    """The reasons for a part of *sort* (``judging.sort_of``), in the order in which a list shows them."""
    return [reason for reason in _ALL if sort in reason.fits]


#: What a part is called where a person reads of it; an image is called by the name of its slot.
PART_NAMES: dict[str, Localised] = {
    "name": Localised(ja="お名前", en="Name"),
    "birth_date": Localised(ja="生年月日", en="Birth date"),
    "address": Localised(ja="ご住所", en="Address"),
    "expiry": Localised(ja="有効期限", en="Expiry"),
    "kind": Localised(ja="書類の種類", en="Kind of document"),
    "supplement": Localised(ja="補助書類", en="Supplementary document"),
}
