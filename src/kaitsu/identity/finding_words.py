"""A finding of the machine in words for a reviewer: what was found, and by which rule (IDV-9)."""

from __future__ import annotations

from kaitsu.operator_profile.facts import Localised


def _words(ja: str, en: str) -> Localised:
    return Localised(ja=ja, en=en)


#: By the code of a finding.
FOUND: dict[str, Localised] = {
    "same": _words("登録と同じ", "Same as registered"),
    "close": _words("登録とほぼ同じ", "Close to what is registered"),
    "different": _words("登録と違う", "Different from what is registered"),
    "unreadable": _words("はっきり読めない", "Not read clearly"),
    "not_found": _words("どの画像にも見当たらない", "Found on none of the images"),
    "not_read": _words("機械では読み取れなかった", "The machine could not read it"),
    "as_asked": _words("お願いした画像で、はっきり写っている", "The picture that was asked for, and clear"),
    "wrong_side": _words("お願いした面と違う", "Another side than the one asked for"),
    "as_chosen": _words("選ばれた種類と同じ", "The kind that was chosen"),
    "other_kind": _words("選ばれた種類と違う", "Another document than the one chosen"),
    "not_accepted": _words("受け付けない書類", "Not an accepted document"),
    "not_recognised": _words("何の書類か読み取れない", "Cannot tell which document this is"),
    "my_number": _words("マイナンバーの面（画像は消去）", "The side with the My Number (erased)"),
    "international": _words("国際運転免許証", "An international driving permit"),
    "other_issuer": _words(
        "公安委員会の発行か確かめられない", "Not confirmed that a public safety commission issued it"
    ),
    "no_face_photo": _words("顔写真が見当たらない", "No photograph of a face found"),
    "not_expired": _words("有効期限内", "Not expired"),
    "expired": _words("有効期限切れ", "Expired"),
    "no_expiry": _words("有効期限が読めない", "The date of expiry was not read"),
    "expiry_uncertain": _words("有効期限がはっきり読めない", "The date of expiry was not read clearly"),
    "dates_contradict": _words("二通りの日付が一致しない", "A date written in two ways says two days"),
    "sides_differ": _words("おもてとうらで内容が違う", "Two sides say different things"),
    "no_address": _words("住所が見当たらない", "No address found"),
    "no_address_supplement": _words(
        "住所がなく、補助書類もない", "No address found, and no supplement with one"
    ),
    "supplement_fits": _words("受け付ける補助書類", "An accepted supplement"),
    "too_old": _words("発行日が古い", "Issued too long ago"),
    "issued_in_future": _words("発行日が今日より後", "Issued in the future"),
    "no_issue_date": _words("発行日が読めない", "The date of issue was not read"),
    "utility": _words("対象外の領収書", "A receipt that is not accepted"),
    "utility_unknown": _words("何の領収書か読み取れない", "Cannot tell what the receipt is for"),
    "no_name_on_it": _words("補助書類にお名前が見当たらない", "No name found on the supplement"),
    "no_address_on_it": _words("補助書類に住所が見当たらない", "No address found on the supplement"),
    "nothing": _words("書類が写っていない", "No document in the picture"),
    "blurred": _words("ピントが合っていない", "Out of focus"),
    "shaken": _words("手ぶれしている", "The camera moved"),
    "grainy": _words("画像が粗い", "Grainy"),
    "dark": _words("暗い", "Dark"),
    "glare": _words("光が反射している", "Light is reflected"),
    "cut": _words("端が切れている", "An edge is cut off"),
    "small": _words("小さく写っている", "The document is small"),
}


def words_of(code: str, rule: str) -> Localised:
    """The words for the finding *code* that follows from *rule*."""
    found = FOUND.get(code, FOUND["unreadable"])
    return Localised(ja=f"{found.ja}（{rule}）", en=f"{found.en} ({rule})") if rule else found
