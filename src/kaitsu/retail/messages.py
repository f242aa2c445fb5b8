"""What a person is told about a code, by error code. Each says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    "retail.empty": _("エントリーコードを入力してください。"),
    "retail.length": _(
        "エントリーコードは%(expected)s文字です。入力は%(given)s文字でした。パッケージの表示をもう一度お確かめください。"
    ),
    "retail.never_used": _(
        "エントリーコードに「%(characters)s」は使われていません。似た文字がないか、もう一度お確かめください。"
    ),
    "retail.mistyped": _("入力に誤りがあります。パッケージの表示と1文字ずつ見比べて、入力し直してください。"),
    "retail.unknown": _(
        "このエントリーコードは見つかりませんでした。パッケージの表示をもう一度お確かめください。"
    ),
    "retail.spent": _(
        "このエントリーコードは、すでにお申し込みに使われています。お心当たりがないときは、サポート窓口にご連絡ください。"
    ),
    "retail.held": _(
        "このエントリーコードは、別のお申し込みで入力中です。お心当たりがないときは、サポート窓口にご連絡ください。"
    ),
    "retail.held_by_you": _(
        "このエントリーコードは、お客様の入力途中のお申し込みで使われています。そのお申し込みの続きからお進みください。"
    ),
    "retail.recalled": _(
        "このエントリーコードは、ご利用いただけなくなりました。お手元のパッケージについて、サポート窓口にご連絡ください。"
    ),
    "retail.expired": _(
        "このエントリーコードは、%(last_day)sで期限が切れました。サポート窓口にご相談ください。"
    ),
    "retail.not_held": _("エントリーコードの確保が解けました。もう一度エントリーコードを入力してください。"),
    "retail.too_many": _(
        "入力の回数が多いため、受け付けを止めています。%(minutes)s分ほど待ってから、お試しください。"
    ),
    "retail.count": _("発行する数は、1から%(most)sまでで入力してください。"),
    "retail.product": _("商品名を入力してください。"),
    "retail.last_day_gone": _("有効期限には、今日以降の日付を入力してください。"),
    "retail.unknown_batch": _("この発行分は見つかりませんでした。一覧から選び直してください。"),
}
