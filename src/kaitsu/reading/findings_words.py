"""What speaks against a document, in words: a code with one sentence in each language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kaitsu.reading.advice import Words

#: What the finding of a code tells the holder.
MESSAGES: Mapping[str, Words] = MappingProxyType(
    {
        "reading.not_accepted": Words(
            "この書類は使えません。ほかの書類をお送りください。",
            "This document cannot be used. Please send another one.",
        ),
        "reading.not_recognised": Words(
            "何の書類か読み取れませんでした。書類の全体がはっきり写るように撮り直してください。",
            "We could not tell which document this is. Please take it again, all of it and clearly.",
        ),
        "reading.other_kind": Words(
            "選んだ書類と違うもののようです。",
            "This seems to be another document than the one you chose.",
        ),
        "reading.my_number": Words(
            "マイナンバー（個人番号）が写っています。画像は消しました。番号のない面か書類をお送りください。",
            "Your My Number is in the picture. We have erased it. Please send a side or a document without it.",
        ),
        "reading.expired": Words(
            "有効期限（%(day)s）が過ぎています。期限内の書類をお送りください。",
            "It expired on %(day)s. Please send a document that is still valid.",
        ),
        "reading.no_expiry": Words(
            "有効期限が読み取れませんでした。",
            "We could not read the date of expiry.",
        ),
        "reading.expiry_uncertain": Words(
            "有効期限がはっきり読めませんでした。",
            "We could not read the date of expiry clearly.",
        ),
        "reading.too_old": Words(
            "発行日（%(day)s）から%(months)sか月を過ぎています。新しいものをお送りください。",
            "It was issued on %(day)s, more than %(months)s months ago. Please send a newer one.",
        ),
        "reading.issued_in_future": Words(
            "発行日（%(day)s）が今日より後になっています。",
            "Its date of issue (%(day)s) is in the future.",
        ),
        "reading.no_issue_date": Words(
            "発行日が読み取れませんでした。",
            "We could not read the date of issue.",
        ),
        "reading.international": Words(
            "国際運転免許証は使えません。",
            "An international driving permit cannot be used.",
        ),
        "reading.other_issuer": Words(
            "都道府県の公安委員会が発行した免許証か、確かめられませんでした。",
            "We could not confirm that a prefectural public safety commission issued it.",
        ),
        "reading.utility": Words(
            "この種類の領収書は使えません。",
            "This sort of receipt cannot be used.",
        ),
        "reading.utility_unknown": Words(
            "何の料金の領収書か読み取れませんでした。",
            "We could not tell which utility the receipt is for.",
        ),
        "reading.no_face_photo": Words(
            "顔写真が見当たりません。顔写真付きのものだけが使えます。",
            "We see no photograph of your face. Only one with a photograph can be used.",
        ),
        "reading.no_address": Words(
            "住所が見当たりません。",
            "We find no address.",
        ),
        "reading.no_address_supplement": Words(
            "住所が見当たりません。住所の書かれた補助書類もお送りください。",
            "We find no address. Please send a supplementary document with your address as well.",
        ),
        "reading.side_missing": Words(
            "必要な面がまだ届いていません。",
            "A side that is needed has not been sent yet.",
        ),
        "reading.sides_differ": Words(
            "おもて面とうら面の内容が違います。",
            "The front and another side say different things.",
        ),
        "reading.dates_contradict": Words(
            "二通りに書かれた日付が一致しません。",
            "A date that is written in two ways says two different days.",
        ),
    }
)
