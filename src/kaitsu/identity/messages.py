"""What a person is told about identity verification, by error code. Each says what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    "identity.wrong": _(
        "ログインIDか生年月日が違います。メールのログインIDと、お申し込みのときの生年月日をご確認ください。"
    ),
    "identity.locked": _(
        "生年月日の入力を続けて間違えたため、しばらくログインできません。メールでお知らせした時刻のあとに、もう一度お試しください。"
    ),
    "identity.locked_for_good": _(
        "生年月日の入力を何度も間違えたため、ログインを止めました。サポート窓口にご連絡ください。"
    ),
    "identity.too_many": _(
        "ログインの回数が多いため、受け付けを止めています。%(minutes)s分ほど待ってから、お試しください。"
    ),
}
