"""What each problem of the vault is called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "vault.empty": _("ファイルが空です。別のファイルを選んでください。"),
    "vault.too_large": _("ファイルが大きすぎます。小さくしてから、もう一度お試しください。"),
    "vault.unknown": _("この書類は見つかりません。"),
    "vault.erased": _("この書類は消去されました。"),
    "vault.key_missing": _("この書類を開く鍵がありません。システム管理者に連絡してください。"),
    "vault.blob_missing": _("この書類の中身が見つかりません。システム管理者に連絡してください。"),
    "vault.tampered": _("この書類は壊れているか、書き換えられています。システム管理者に連絡してください。"),
}
