"""What a password must be: long, and not one that everybody uses; of any kind of characters (NIST SP 800-63B)."""

from __future__ import annotations

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.utils.translation import gettext as _

#: Characters.
SHORTEST = 10
LONGEST = 256


class LongEnough(MinimumLengthValidator):
    """At least :data:`SHORTEST` characters."""

    def __init__(self) -> None:
        super().__init__(min_length=SHORTEST)

    def get_error_message(self) -> str:
        return _("パスワードは%(count)d文字以上にしてください。") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return _("%(count)d文字以上。文字の種類は自由です。") % {"count": self.min_length}


class NotCommon(CommonPasswordValidator):
    """None of the twenty thousand that are tried first."""

    def get_error_message(self) -> str:
        return _("よく使われるパスワードです。推測されにくいものにしてください。")

    def get_help_text(self) -> str:
        return _("よく使われるパスワードは使えません。")
