"""What is said about accounts: codes of problems, and the words of the sign-in pages' errors."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "members.email_taken": _("このメールアドレスは登録済みです。"),
    "members.not_staff": _(
        "このメールアドレスはお客様の会員登録に使われています。別のアドレスを指定してください。"
    ),
    "members.wrong_sign_in": _(
        "会員ID（またはメールアドレス）とパスワードの組み合わせが違います。もう一度入力してください。"
    ),
    "members.wrong_password": _("パスワードが違います。もう一度入力してください。"),
    "members.wrong_code": _("コードが違います。届いた数字をもう一度入力してください。"),
    "members.wrong_second_factor": _("コードが違います。認証アプリに今出ている数字を入力してください。"),
    "members.wrong_passkey": _("パスキーを確認できませんでした。もう一度お試しください。"),
    "members.too_many": _(
        "短い間に何度もお試しになりました。%(minutes)s分たってからもう一度お試しください。"
    ),
    "members.too_many_codes": _(
        "コードの入力が続けて違ったため、手続きを止めました。はじめからやり直してください。"
    ),
    "members.code_expired": _(
        "確認コードの有効期限が切れました。サインインすると、新しいコードをお送りします。"
    ),
    "members.reset_expired": _(
        "確認コードの有効期限が切れました。もう一度、メールアドレスを入力してください。"
    ),
    "members.too_soon": _("コードは先ほどお送りしました。%(seconds)s秒たってからもう一度お試しください。"),
    "members.inactive": _("この会員IDは現在ご利用になれません。サポート窓口にお問い合わせください。"),
    "members.last_second_factor": _("担当者には二段階認証が必要です。別の方法を加えてから外してください。"),
    "members.unproven_email": _("先にメールアドレスを確認してください。"),
    "members.staff_idle": _(
        "しばらく操作がなかったため、サインアウトしました。もう一度サインインしてください。"
    ),
    "members.staff_only": _("このページは別の担当の方のものです。"),
}
