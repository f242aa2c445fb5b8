"""Words of fulfilment and porting: why an application ends, where a line stands, what its holder is asked for."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaitsu.applications.hold_messages import Words

MESSAGES: dict[str, str | Promise] = {
    "applications.end_reason_missing": _("お申し込みを終了する理由を選んでください。"),
    "applications.address_asked": _("新しい住所は、もうお尋ねしています。お返事をお待ちください。"),
    "applications.address_same": _(
        "お届けできなかった住所と同じです。住所が正しいときは、サポート窓口にお電話ください。"
    ),
    "applications.number_unsettled": _(
        "このお申し込みの電話番号は、もうこちらに移っています。電話番号をどうするかをお客様と決めてから、チェックを入れてください。"
    ),
}

#: FUL-4: why an application ends after a parcel came back.
END_REASONS: dict[str, Words] = {
    "undeliverable": Words(
        _("届けることができない（連絡がつかない・住所が分からない）"),
        _("荷物をお届けできず、ご連絡を確認できませんでした。"),
    ),
    "wish": Words(_("ご本人が終了を希望した"), _("お客様からお申し出をいただきました。")),
    "address": Words(
        _("新しい住所の本人確認ができない"), _("新しいご住所の本人確認書類を確認できませんでした。")
    ),
}

#: Where a line stands, for its holder.
LINE_NAMES: dict[str, Promise] = {
    "waiting": _("SIMカードを準備しています"),
    "waiting_port": _("今の携帯電話会社で、電話番号の乗り換えの手続き中です"),
    "waiting_stock": _("SIMカードの入荷を待っています"),
    "allocated": _("発送の準備ができました"),
    "packed": _("発送の準備ができました"),
    "handed_over": _("発送しました"),
    "delivered": _("お届けしました"),
    "provided": _("ご利用いただけます"),
    "returned": _("荷物が戻ってきました。届け先を確認しています"),
    "ended": _("終了しました"),
}

#: What its holder is asked for about a number that moves in.
TASK_NAMES: dict[str, Promise] = {
    "reissue": _("MNP予約番号を取り直して、新しい番号を入力してください"),
    "match_details": _("今の携帯電話会社のご登録を、お申し込みの内容に合わせてください"),
    "correct_number": _("電話番号とMNP予約番号を確認してください"),
}

#: What the holder is asked for otherwise, in the list of applications.
ASK_NAMES: dict[str, Promise] = {
    "question": _("お申し込みについてお尋ねしています。お答えください。"),
    "address": _("荷物が戻ってきました。新しい住所を入力してください。"),
}
