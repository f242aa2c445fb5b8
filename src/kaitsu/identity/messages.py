"""What a person is told about identity verification, by error code. Each says what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, str | Promise] = {
    # signing in
    "identity.wrong": _("ログインIDか生年月日が違います。メールのログインIDと、お申し込みのときの生年月日をご確認ください。"),
    "identity.locked": _("生年月日の入力を続けて間違えたため、サインインを止めています。%(until)s以降に、もう一度お試しください。"),
    "identity.locked_for_good": _("生年月日の入力を何度も間違えたため、サインインを止めました。サポート窓口にご連絡ください。"),
    "identity.too_many": _("サインインの回数が多いため、受け付けを止めています。%(minutes)s分ほど待ってから、お試しください。"),
    "identity.ticket_spent": _("このQRコードは、もう使えません。パソコンの画面で新しいQRコードを出してください。"),
    "identity.unknown": _("この本人確認は見つかりません。メールの案内をご確認ください。"),
    "identity.closed": _("今は書類を受け付けていません。状況をご確認ください。"),
    # choosing
    "identity.kind_unknown": _("書類の種類を選んでください。"),
    "identity.question_open": _("「はい」か「いいえ」を選んでください。"),
    "identity.supplement_open": _("補助書類を選んでください。"),
    "identity.choose_first": _("先に書類の種類を選んでください。"),
    # files
    "identity.file_missing": _("画像を選んでから、送ってください。"),
    "identity.empty": _("ファイルの中身が空です。撮り直すか、別のファイルを選んでください。"),
    "identity.too_large": _("ファイルが大きすぎます。1つ%(megabytes)sMBまでです。小さくするか、撮り直してください。"),
    "identity.too_many_files": _("送れるファイルは%(files)sつまでです。どれかを削除してから、送ってください。"),
    "identity.slot_unknown": _("この画像は、今の書類では必要ありません。画面を読み込み直してください。"),
    "identity.not_accepted_type": _("JPEGの写真かPDFを選んでください。ほかの形式は受け取れません。"),
    "identity.broken": _("ファイルが壊れているようです。撮り直すか、別のファイルを選んでください。"),
    "identity.encrypted": _("パスワード付きのPDFは開けません。パスワードを外すか、写真を撮ってください。"),
    "identity.too_many_pixels": _("画像の縦横が大きすぎます。スマートフォンなどで撮り直してください。"),
    "identity.too_many_pages": _("PDFは%(pages)sページまでです。必要なページだけにするか、写真を撮ってください。"),
    "identity.too_small": _("画像が小さくて読めません。短い辺が%(pixels)sピクセル以上の画像にしてください。"),
    "identity.too_heavy": _("このファイルは処理できませんでした。写真を撮って、JPEGでお送りください。"),
    "identity.too_slow": _("送るのに時間がかかりすぎました。電波の良い場所で、もう一度お送りください。"),
    "identity.too_many_sent": _("画像を送った回数が多いため、受け付けを止めています。%(minutes)s分ほど待ってから、お試しください。"),
    "identity.busy": _("ただいま混み合っています。少し待ってから、もう一度お送りください。"),
    "identity.decoder_gone": _("画像の確認が途中で止まりました。もう一度お送りください。"),
    "identity.image_missing": _("「%(name)s」の画像をお送りください。"),
    # reviewing
    "identity.claimed": _("ほかの担当者が確認しています。"),
    "identity.own_documents": _("あなたが受け取った書類です。ほかの担当者が審査します。"),
    "identity.not_waiting": _("この本人確認は、確認待ちではありません。一覧を読み込み直してください。"),
    "identity.not_yours": _("この本人確認は、あなたの担当ではなくなりました。もう一度担当してから、判定してください。"),
    "identity.verdicts_open": _("判定していないところが%(parts)sつあります。"),
    "identity.part_unknown": _("判定の対象が変わりました。画面を読み込み直してください。"),
    "identity.reason_missing": _("理由を選んでください。"),
    "identity.reason_unasked": _("問題がないときは、理由を選ばないでください。"),
    "identity.message_tells": _("お客様への文章に、生年月日や書類の番号を書かないでください。改行以外の制御文字も使えません。"),
    "identity.region_outside": _("示す場所は、その書類の画像の中で選んでください。"),
}  # fmt: skip
