"""Identity verification in words: ways, documents, supplements, uploads, times, locks, maintenance."""

from __future__ import annotations

from collections.abc import Iterator

from kaitsu.operator_profile.facts import Localised
from kaitsu.operator_profile.in_words.phrases import both, dated, lines, listed, maintenance, same, yes_no
from kaitsu.operator_profile.in_words.rows import Pair, Part
from kaitsu.operator_profile.profile import Profile
from kaitsu.operator_profile.verification import DocumentKind, Image, When

_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG", "application/pdf": "PDF"}


def parts(profile: Profile) -> Iterator[Part]:
    """The sections of identity verification."""
    yield _identity(profile)
    for document in profile.identity.documents:
        yield _document(profile, document)
    yield _supplements(profile)
    yield _uploads(profile)
    yield _machine(profile)


def _identity(profile: Profile) -> Part:
    identity = profile.identity
    lock = identity.lock
    least, most = identity.result_days_min, identity.result_days_max
    ways: list[Pair] = [
        (
            both("確認の方法", "Way of verification"),
            lines((dated(way, way.name), listed(profile.function(key).name for key in way.functions))),
        )
        for way in identity.ways
    ]
    return Part(
        "identity",
        both("本人確認", "Identity verification"),
        (
            *ways,
            (
                both("ご案内のメール", "The invitation by mail"),
                both(
                    f"お申し込みから{identity.mail_minutes}分以内", f"within {identity.mail_minutes} minutes"
                ),
            ),
            (both("パスワード", "Password"), identity.password_hint),
            (both("結果", "Result"), both(f"{least}〜{most}日", f"in {least} to {most} days")),
            (both("提出できる回数", "Attempts"), both(f"{identity.attempts}回", f"{identity.attempts}")),
            (both("期限", "Time"), both(f"{identity.days}日", f"{identity.days} days")),
            *((both("メンテナンス", "Maintenance"), maintenance(window)) for window in identity.maintenance),
        ),
        (
            (
                both("ログインIDの強さ", "Strength of a login ID"),
                both(f"{identity.login_bits}ビット以上", f"at least {identity.login_bits} bits"),
            ),
            (
                both("操作しないと終わるまで", "Idle session ends after"),
                both(f"{identity.session_minutes}分", f"{identity.session_minutes} minutes"),
            ),
            (
                both("誤りが続いたときのロック", "Lock after wrong dates"),
                both(
                    f"{lock.tries}回で{lock.minutes}分、{lock.tries_for_good}回で解除まで",
                    f"{lock.tries}: {lock.minutes} minutes; {lock.tries_for_good}: until staff reset it",
                ),
            ),
        ),
    )


def _document(profile: Profile, document: DocumentKind) -> Part:
    rows: list[Pair] = [
        (both("条件", "Conditions"), lines(document.conditions)),
        *((both("画像", "Image"), _image(profile, image)) for image in document.images),
    ]
    if document.supplement:
        label = both("補助書類", "Supplementary document")
        rows.append((label, _condition(profile, document.supplement)))
    title = both(f"本人確認書類：{document.name.ja}", f"Identity document: {document.name.en}")
    staff: tuple[Pair, ...] = (
        (both("有効期限を確かめる", "Must not have expired"), yes_no(document.unexpired)),
        (both("顔写真が必要", "Must show a photograph"), yes_no(document.face_photo)),
        (both("公安委員会の発行だけ", "Only of a public safety commission"), yes_no(document.public_safety)),
    )
    return Part(f"document_{document.key}", dated(document, title), tuple(rows), staff)


def _image(profile: Profile, image: Image) -> Localised:
    when = (_condition(profile, image.when),) if image.when else ()
    return lines((image.name, image.advice, *when))


def _condition(profile: Profile, when: When) -> Localised:
    question = next(q for q in profile.identity.questions if q.key == when.question)
    answer = yes_no(when.answer)
    return both(f"「{question.text.ja}」が「{answer.ja}」のとき", f"if “{question.text.en}” is “{answer.en}”")


def _supplements(profile: Profile) -> Part:
    rows: list[Pair] = []
    for supplement in profile.identity.supplements:
        rows.append((supplement.name, dated(supplement, lines(supplement.conditions))))
        if supplement.accepted:
            rows.append((both("対象", "Accepted"), listed(supplement.accepted)))
        if supplement.excluded:
            rows.append((both("対象外", "Not accepted"), listed(supplement.excluded)))
    return Part("supplements", both("補助書類", "Supplementary documents"), tuple(rows))


def _uploads(profile: Profile) -> Part:
    uploads = profile.identity.uploads
    types = listed((same(_TYPES[kind]) for kind in uploads.media_types), "・", ", ")
    return Part(
        "uploads",
        both("画像のファイル", "Image files"),
        (
            (both("形式", "Format"), types),
            (both("1ファイルの大きさ", "Size of a file"), same(f"{uploads.max_megabytes} MB")),
            (
                both("ファイルの数", "Number of files"),
                both(f"{uploads.max_files}つまで", f"up to {uploads.max_files}"),
            ),
            (both("おすすめの大きさ", "Recommended size"), same(f"{uploads.recommended_kilobytes} KB")),
            (both("撮り方", "How to take them"), lines(uploads.advice)),
        ),
    )


_LEVELS = {
    "nothing": both("何も決めない（すべて担当者が判定）", "nothing; staff decide every case"),
    "ask_again": both("読めない画像の撮り直しだけ", "to ask again for images that cannot be read"),
    "approve": both(
        "読めない画像の撮り直しと、すべて一致したときの承認",
        "to ask again for images that cannot be read, and to approve where everything is the same",
    ),
}
_UTILITIES = {
    "electricity": both("電気", "electricity"),
    "city_gas": both("都市ガス", "city gas"),
    "water": both("水道", "water"),
    "lp_gas": both("LPガス", "LP gas"),
}
_LOOK = {
    "sharpness": both("ピントの下限", "least sharpness"),
    "sharpness_shaken": both("手ぶれした画像のピントの下限", "least sharpness where the camera moved"),
    "sharpness_warn": both("ピントの注意", "sharpness to warn of"),
    "steady": both("手ぶれの下限（方向によるピントの差）", "least steadiness (the least sharp direction)"),
    "light": both("明るさの下限", "least light"),
    "light_warn": both("明るさの注意", "light to warn of"),
    "glare": both("反射の上限", "most glare"),
    "glare_warn": both("反射の注意", "glare to warn of"),
    "grain": both("粗さの上限", "most grain"),
    "busy": both("模様や文字の占める割合の上限", "most of the document that looks like print"),
    "busy_ground": both(
        "同じく、書類の輪郭が見つからないとき", "the same where no outline of a document was found"
    ),
    "covered": both("指などで隠れた割合の上限", "most of the document under a finger"),
    "shade": both("影に入った割合の上限", "most of the document in deep shadow"),
    "even": both(
        "四辺の明るさの差の下限（暗い辺÷明るい辺）", "least evenness of light (darkest side by lightest)"
    ),
    "long_side": both("書類の大きさの下限（画素）", "least size of the document (pixels)"),
    "long_side_warn": both("書類の大きさの注意（画素）", "size to warn of (pixels)"),
}


def _machine(profile: Profile) -> Part:
    """What only the operator needs to know: how far the machine goes, and how it is watched."""
    machine = profile.identity.machine
    rows: list[Pair] = [
        (both("自動で決めること", "The machine may decide"), _LEVELS[machine.level]),
        (
            both("自動承認のうち担当者も見る割合", "Approvals that a person sees all the same"),
            same(f"{machine.sample_percent}%"),
        ),
        (both("読み取りの確かさの下限", "Least confidence of a reading"), same(machine.least_confidence)),
        (
            both("判定のあと、別の担当者がもう一度見る割合", "Decisions that are judged again, blind"),
            same(f"{machine.second_review_percent}%"),
        ),
        *((_LOOK[name], same(limit)) for name, limit in machine.look.given.items()),
    ]
    rows += [
        (
            both(f"自動で読む領収書（{each.name.ja}）", f"Receipts that the machine takes ({each.name.en})"),
            listed(_UTILITIES[utility] for utility in each.utilities),
        )
        for each in profile.identity.supplements
        if each.utilities
    ]
    return Part("machine", both("書類の自動読み取り", "Reading documents by machine"), (), tuple(rows))
