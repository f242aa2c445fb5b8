"""What staff call things: states, actions of the log, mails, who acted, why something was refused."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kaitsu.applications import hold_messages, messages
from kaitsu.applications.states import State
from kaitsu.audit.messages import MESSAGES as AUDIT
from kaitsu.kernel.errors import Problem
from kaitsu.members.messages import MESSAGES as MEMBERS
from kaitsu.notifications.messages import MESSAGES as MAIL

STATES: dict[str, Promise] = {
    State.DRAFT: _("入力の途中"),
    State.HELD: _("保留"),
    State.VERIFYING: _("本人確認"),
    State.FULFILLING: _("SIMカードの準備"),
    State.ACTIVE: _("ご利用中"),
    State.CANCELLED: _("取り消し"),
    State.REFUSED: _("お断り"),
    State.EXPIRED: _("期限切れ"),
}
#: The tag in which a state is shown.
KINDS: dict[str, str] = {
    State.HELD: "warning",
    State.VERIFYING: "info",
    State.FULFILLING: "info",
    State.ACTIVE: "success",
    State.REFUSED: "danger",
}
LINE_TYPES: dict[str, Promise] = {"voice": _("音声"), "sms": _("SMS"), "data": _("データ")}
PACKAGE_STATES: dict[str, Promise] = {
    "issued": _("未使用"),
    "held": _("確保中"),
    "spent": _("使用済み"),
    "recalled": _("回収済み"),
}
MAIL_STATES: dict[str, Promise] = {
    "queued": _("送信待ち"),
    "sending": _("送信中"),
    "sent": _("送信済み"),
    "failed": _("失敗"),
    "uncertain": _("届いたか不明"),
    "withdrawn": _("取り下げ"),
}
MAIL_KINDS_OF_TAG = {"failed": "danger", "uncertain": "warning", "sent": "success", "queued": "info"}

#: What an entry of the log is about, by the word before its colon.
SUBJECTS: dict[str, Promise] = {
    "application": pgettext_lazy("subject", "お申し込み"),
    "case": pgettext_lazy("subject", "案件"),
    "package": pgettext_lazy("subject", "パッケージ"),
    "batch": pgettext_lazy("subject", "発行分"),
    "member": pgettext_lazy("subject", "会員"),
    "card": pgettext_lazy("subject", "カード"),
    "reservation": pgettext_lazy("subject", "予約"),
    "port_order": pgettext_lazy("subject", "転入依頼"),
    "order_file": pgettext_lazy("subject", "転入依頼のファイル"),
    "answers": pgettext_lazy("subject", "回答"),
    "parcel": pgettext_lazy("subject", "荷物"),
    "run": pgettext_lazy("subject", "ラベル"),
    "import": pgettext_lazy("subject", "取り込み"),
    "mail": pgettext_lazy("subject", "メール"),
    "audit": pgettext_lazy("subject", "操作の記録"),
}
#: What an entry of the log says happened. An action without a name here is shown by its code.
ACTIONS: dict[str, Promise] = {
    "application.begun": _("お申し込みの入力を始めました"),
    "application.hold": _("受け付け、点検で保留にしました"),
    "application.invite": _("受け付け、本人確認に進めました"),
    "application.fulfil": _("受け付け、SIMカードの準備に進めました"),
    "application.release_to_verify": _("保留を解き、本人確認に進めました"),
    "application.release_to_fulfil": _("保留を解き、SIMカードの準備に進めました"),
    "application.asked": _("お客様にお尋ねしました"),
    "application.answered": _("お客様がお尋ねに答えました"),
    "application.corrected": _("お客様がお申し込みの内容を直しました"),
    "application.address_asked": _("新しい住所をお尋ねしました"),
    "application.address_verify": _("新しい住所を受け取り、書類をお願いしました"),
    "application.address_confirm": _("新しい住所が決まりました"),
    "application.address_fail": _("新しい住所は決まりませんでした"),
    "application.address_withdraw": _("新しい住所のお尋ねを取りやめました"),
    "application.reverify": _("新しい住所の本人確認に進めました"),
    "application.unconfirmed": _("新しい住所の本人確認ができませんでした"),
    "application.verified": _("本人確認が終わりました"),
    "application.refuse": _("お断りしました"),
    "application.complete": _("すべての回線が使えるようになりました"),
    "application.cancel": _("取り消しました"),
    "application.expire": _("期限が切れました"),
    "application.viewed": _("お申し込みの内容を見ました"),
    "application.exported": _("お申し込みの一覧を書き出しました"),
    "application.register_answered": _("外部への照会に答えがありました"),
    "audit.verified": _("記録全体を点検しました"),
    "cards.begun": _("カードの登録を始めました"),
    "cards.registered": _("カードを登録しました"),
    "cards.declined": _("カードが登録できませんでした"),
    "cards.abandoned": _("カードの登録をやめました"),
    "cards.expired": _("カードの登録の期限が切れました"),
    "fulfilment.allocated": _("回線にSIMカードと番号を割り当てました"),
    "fulfilment.begun": _("SIMカードの準備を始めました"),
    "fulfilment.courier_taken": _("配送会社のファイルを受け取りました"),
    "fulfilment.deliver": _("荷物が届きました"),
    "fulfilment.ended": _("SIMカードの準備を終えました"),
    "fulfilment.file_imported": _("ファイルを取り込みました"),
    "fulfilment.hand_over": _("荷物を発送しました"),
    "fulfilment.labels_taken": _("宛名ラベルを受け取りました"),
    "fulfilment.lists_taken": _("梱包リストを受け取りました"),
    "fulfilment.number_arrived": _("移る番号が届きました"),
    "fulfilment.packed": _("荷物を作りました"),
    "fulfilment.resent": _("荷物を送り直しました"),
    "fulfilment.return": _("荷物が戻りました"),
    "fulfilment.run_made": _("ラベルを作りました"),
    "fulfilment.cards_received": _("SIMカードを受け入れました"),
    "fulfilment.numbers_received": _("電話番号を受け入れました"),
    "identity.address_corrected": _("本人確認の住所を直しました"),
    "identity.approve": _("本人確認を承認しました"),
    "identity.ask_again": _("書類の再提出をお願いしました"),
    "identity.begun_again": _("再提出を始めました"),
    "identity.case_opened": _("本人確認を始めました"),
    "identity.chosen": _("書類の種類を選びました"),
    "identity.claim": _("審査を始めました"),
    "identity.crop_viewed": _("読み取った部分の画像を見ました"),
    "identity.examined": _("機械が、登録の内容と比べました"),
    "identity.handed_over": _("スマートフォンへの引き継ぎを始めました"),
    "identity.image_viewed": _("書類の画像を見ました"),
    "identity.insisted": _("お客様が、この画像のまま審査を望みました"),
    "identity.lapse": _("本人確認の期限か回数が切れました"),
    "identity.read": _("機械が画像を読み取りました"),
    "identity.refuse": _("本人確認でお断りしました"),
    "identity.removed": _("画像を取り除きました"),
    "identity.reopen": _("新しい住所の確認のため、本人確認を開き直しました"),
    "identity.replayed": _("判定を、残した根拠からたどり直しました"),
    "identity.restore": _("本人確認を、承認済みに戻しました"),
    "identity.return": _("審査の担当を外れました"),
    "identity.second_review": _("2人目が判定しました"),
    "identity.second_review_claimed": _("2人目の確認を始めました"),
    "identity.signed_in": _("本人確認にサインインしました"),
    "identity.taken_over": _("スマートフォンに引き継ぎました"),
    "identity.unlocked": _("本人確認のサインインを再開しました"),
    "identity.upload": _("書類を送りました"),
    "identity.uploaded": _("画像を受け取りました"),
    "identity.withdraw": _("本人確認を取りやめました"),
    "identity.wrong_date": _("本人確認で生年月日を間違えました"),
    "mail.resent": _("メールを再送しました"),
    "mail.viewed": _("メールの本文を見ました"),
    "members.registered": _("会員になりました"),
    "members.role_given": _("担当者の役割を決めました"),
    "members.disabled": _("担当者のアカウントを止めました"),
    "members.signed_in": _("サインインしました"),
    "portability.answers_taken": _("転入依頼の回答を取り込みました"),
    "portability.changed": _("乗り換えの予約を書き直しました"),
    "portability.correct": _("乗り換えの予約を直しました"),
    "portability.drafted": _("乗り換えの予約を入力しました"),
    "portability.expire": _("乗り換えの予約の期限が切れました"),
    "portability.file_made": _("転入依頼のファイルを作りました"),
    "portability.file_taken": _("転入依頼のファイルを受け取りました"),
    "portability.order": _("転入を依頼しました"),
    "portability.order_placed": _("転入の依頼を用意しました"),
    "portability.order_withdrawn": _("転入の依頼を取り下げました"),
    "portability.port": _("電話番号が移りました"),
    "portability.reissue_asked": _("予約番号の再発行をお願いしました"),
    "portability.reissued": _("再発行された予約番号を受け付けました"),
    "portability.reject": _("転入が認められませんでした"),
    "portability.released": _("乗り換えの予約を手放しました"),
    "portability.replace": _("乗り換えの予約を取り替えました"),
    "portability.reserved": _("乗り換えの予約を確保しました"),
    "portability.warned": _("予約の最終日が近いことを知らせました"),
    "retail.batch_issued": _("パッケージを発行しました"),
    "retail.batch_recalled": _("発行分をまとめて回収しました"),
    "retail.given_back": _("使ったコードを戻しました"),
    "retail.held": _("コードを確保しました"),
    "retail.recalled": _("コードを回収しました"),
    "retail.released": _("コードを放しました"),
    "retail.spent": _("コードを使いました"),
}

#: What actions are about, by the word before the dot of their code.
_ROOMS: dict[str, Promise] = {
    "application": pgettext_lazy("subject", "お申し込み"),
    "identity": _("本人確認"),
    "fulfilment": _("SIMカードの準備"),
    "portability": _("転入（MNP）"),
    "cards": pgettext_lazy("subject", "カード"),
    "retail": pgettext_lazy("subject", "パッケージ"),
    "members": _("会員と担当者"),
    "mail": pgettext_lazy("subject", "メール"),
    "audit": pgettext_lazy("subject", "操作の記録"),
}

MAIL_NAMES: dict[str, Promise] = {
    "registered": _("会員登録の完了"),
    "account_exists": _("登録済みのお知らせ"),
    "no_account": _("会員登録のご案内"),
    "email_code": _("メールアドレスの確認コード"),
    "password_reset": _("パスワード再設定のコード"),
    "password_changed": _("パスワード変更のお知らせ"),
    "sign_in_method_changed": _("サインイン方法の変更"),
    "account_locked": _("会員ロックのお知らせ"),
    "staff_invited": _("担当者のアカウントのご案内"),
    "confirmation_code": _("お申し込みの確認コード"),
    "draft_reminder": _("入力途中のお知らせ"),
    "draft_expired": _("入力の期限切れ"),
    "application_received": _("お申し込みの受付"),
    "application_held": _("内容確認中のお知らせ"),
    "held_question": _("お客様へのお尋ね"),
    "cancelled": _("取り消しのお知らせ"),
    "identity_invitation": _("本人確認のご案内"),
    "identity_locked": _("本人確認のサインインの一時停止"),
    "identity_locked_for_good": _("本人確認のサインインの停止"),
    "identity_unlocked": _("本人確認のサインインの再開"),
    "identity_reminder": _("書類の提出のお知らせ"),
    "upload_received": _("書類の受け取り"),
    "approved": _("本人確認の完了"),
    "ask_again": _("書類の再提出のお願い"),
    "refused": _("お断りのお知らせ"),
    "expired": _("期限切れのお知らせ"),
    "address_wanted": _("新しい住所のお尋ね"),
    "address_documents": _("新しい住所の書類のお願い"),
    "address_unconfirmed": _("新しい住所を確認できなかったお知らせ"),
}

_ACTORS: dict[str, Promise] = {
    "member": pgettext_lazy("actor", "お客様"),
    "staff": pgettext_lazy("actor", "担当者"),
    "machine": pgettext_lazy("actor", "自動"),
}

_PROBLEMS: dict[str, str | Promise] = {**hold_messages.MESSAGES, **MAIL, **AUDIT, **MEMBERS}


def problem(found: Problem) -> str:
    """Why something was refused, in the active language."""
    if found.code in _PROBLEMS:
        return str(_PROBLEMS[found.code]) % dict(found.values)
    return messages.text(found)


def action(code: str) -> str:
    """What the action *code* of the log is called; the code itself where it has no name yet."""
    return str(ACTIONS.get(code, code))


def actions() -> list[tuple[Promise, list[tuple[str, Promise]]]]:
    """Every action with its code, in groups, as the choices of a field."""
    return [
        (name, [(code, said) for code, said in ACTIONS.items() if code.startswith(f"{room}.")])
        for room, name in _ROOMS.items()
    ]


def subject(text: str) -> str:
    """What ``case:01a2…`` of the log is called: 案件 01a2…; the text itself where its kind has no name."""
    kind, colon, id = text.partition(":")
    return f"{SUBJECTS[kind]} {id}" if colon and kind in SUBJECTS else text


def mail_name(kind: str) -> str:
    """What a mail of *kind* is called; the kind itself where it has no name yet."""
    return str(MAIL_NAMES.get(kind, kind))


def actor(kind: str, id: str) -> str:
    """Who acted: 担当者 K7QM-3FHT."""
    return f"{_ACTORS.get(kind, kind)} {id}"


def actor_of(text: str) -> str:
    """The same for the plain form ``staff:K7QM-3FHT`` that rows keep."""
    kind, _colon, id = text.partition(":")
    return actor(kind, id)


def line_type(key: str) -> str:
    """What the function or line type *key* is called in the console: short, the same in every profile."""
    return str(LINE_TYPES.get(key, key))
