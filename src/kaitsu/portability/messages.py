"""What a person is told about moving a number, by error code. Each says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    "reservation.empty": _("MNP予約番号を入力してください。"),
    "reservation.characters": _("MNP予約番号は、数字だけで入力してください。"),
    "reservation.length": _("MNP予約番号は、すべての桁を入力してください。入力は%(given)s桁でした。"),
    "msisdn.empty": _("乗り換える電話番号を入力してください。"),
    "msisdn.unreadable": _("電話番号は、数字で入力してください。例：090-1234-5678"),
    "msisdn.foreign": _("日本の携帯電話番号を入力してください。"),
    "msisdn.too_short": _("電話番号の桁が足りません。携帯電話の番号は、11桁の数字です。例：090-1234-5678"),
    "msisdn.too_long": _("電話番号の桁が多すぎます。携帯電話の番号は、11桁の数字です。例：090-1234-5678"),
    "msisdn.unassigned": _("この電話番号は使われていない番号です。もう一度お確かめください。"),
    "msisdn.not_mobile": _("携帯電話の番号（060、070、080、090で始まる11桁）を入力してください。"),
    "portability.number_digits": _("MNP予約番号は%(digits)s桁の数字です。もう一度お確かめください。"),
    "portability.expired": _(
        "MNP予約番号の有効期限が過ぎています。今の携帯電話会社で予約番号を取り直して、新しい番号を入力してください。"
    ),
    "portability.too_few_days": _(
        "MNP予約番号の有効期間は、残り%(left)s日です。お申し込みには、残りが%(needed)s日以上のものをお使いください。"
        "今の携帯電話会社で予約番号を取り直して、新しい番号を入力してください。"
    ),
    "portability.last_day_too_far": _(
        "有効期限は%(latest)sまでの日付になります（発行日を含めて%(days)s日間）。もう一度お確かめください。"
    ),
    "portability.carrier": _("今ご契約の携帯電話会社を選んでください。"),
    "portability.number_in_use": _(
        "この電話番号は、別のお申し込みで手続き中です。お心当たりがないときは、サポート窓口にご連絡ください。"
    ),
    "portability.reservation_in_use": _(
        "このMNP予約番号は、別のお申し込みで手続き中です。お心当たりがないときは、サポート窓口にご連絡ください。"
    ),
    "portability.number_twice": _(
        "同じ電話番号を、ほかの回線にも入力しています。回線ごとに違う番号を入力してください。"
    ),
    "portability.reservation_twice": _(
        "同じMNP予約番号を、ほかの回線にも入力しています。回線ごとに違う予約番号を入力してください。"
    ),
    "portability.ordered": _("今の携帯電話会社で手続き中です。結果が届いてから、もう一度お試しください。"),
    "portability.not_drafted": _("この予約番号は、もう変更できません。お申し込みの状況をご覧ください。"),
    "portability.not_rejected": _("この予約番号は、今は訂正できません。お申し込みの状況をご覧ください。"),
    "portability.not_replaceable": _("この予約番号は、今は変更できません。お申し込みの状況をご覧ください。"),
    "portability.same_number": _(
        "前と同じMNP予約番号です。今の携帯電話会社で取り直した、新しい番号を入力してください。"
    ),
    "portability.no_order": _("この依頼番号は見つかりません。"),
    "portability.not_sent": _("依頼%(number)sは、まだ送っていません。"),
    "portability.other_answer": _("依頼%(number)sには、別の回答が登録されています。"),
    "portability.answer_unknown": _("「%(answer)s」という回答はありません。"),
}
