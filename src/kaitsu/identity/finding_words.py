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
    "not_found": _words("画像のどこにも見当たらない", "Found on none of the images"),
    "readings_differ": _words("2つの読み取りが違う", "Two readings disagree"),
}


def words_of(code: str, rule: str) -> Localised:
    """The words for the finding *code* that follows from *rule*."""
    found = FOUND.get(code, FOUND["unreadable"])
    return Localised(ja=f"{found.ja}（{rule}）", en=f"{found.en} ({rule})") if rule else found
