"""What a person is told about a card, by error code. Each says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    "cards.pending": _("カードの登録がまだ終わっていません。カード登録の画面に戻って、続けてください。"),
    "cards.declined": _(
        "このカードは登録できませんでした。カード会社にご確認いただくか、ご本人名義の別のカードをお試しください。"
    ),
    "cards.insufficient": _(
        "利用可能額が足りないため、このカードは登録できませんでした。ご本人名義の別のカードをお試しください。"
    ),
    "cards.authentication_failed": _(
        "カード会社の本人認証が完了しませんでした。もう一度お試しいただくか、ご本人名義の別のカードをお使いください。"
    ),
    "cards.expired": _(
        "このカードは有効期限が切れています。有効期限内の、ご本人名義のカードを登録してください。"
    ),
    "cards.abandoned": _(
        "カードの登録は中止されました。入力した内容はそのまま残っています。もう一度、カードを登録してください。"
    ),
    "cards.provider_unavailable": _(
        "カード登録の画面につながりません。入力した内容はそのまま残っています。数分待ってから、もう一度お試しください。"
    ),
    "cards.unknown": _("このカード登録は見つかりませんでした。もう一度、カードを登録してください。"),
    "cards.name_differs": _(
        "カードの名義（%(card)s）が、ご契約者のお名前のローマ字（%(registered)s）と違うようです。"
        "ご本人名義のカードか、ローマ字のつづりをお確かめください。"
        "このまま進むと、お申し込みのあとに確認のお時間をいただきます。"
    ),
}
