"""What a request may carry: one file, of its size, in its time; nothing of it in a name or a header (IDV-8)."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadhandler import StopUpload

from factories import identity as make
from factories.pictures import encoded, photo
from kaitsu.faces.pages.identity import files, uploading
from kaitsu.identity import decoding, queries
from kaitsu.identity.decoding import pool
from kaitsu.kernel.actors import machine
from kaitsu.vault import services as vault
from pages.checking import CheckingClient
from pages.identity.visits import signed_in, upload

pytestmark = [pytest.mark.django_db, pytest.mark.rule("IDV-8")]

MOST = 5 * 1024 * 1024


@pytest.fixture
def client(checking_client: CheckingClient) -> CheckingClient:
    """Somebody who has chosen a licence with its back, and sent the back."""
    make.chosen(signed_in(checking_client), address_on_back=True)
    upload(checking_client, "back", photo())
    return checking_client


def said(answer: object) -> str:
    """What stands beside the file."""
    found = re.search(r'<div class="field__error".*?</div>', answer.content.decode(), re.DOTALL)  # type: ignore[attr-defined]
    return re.sub(r"<[^>]*>", "", found[0]).strip() if found else ""


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 422, "ファイルの中身が空です"),
        (b"\xff\xd8\xff" + bytes(MOST - 3), 422, "ファイルが壊れているようです"),
        (b"\xff\xd8\xff" + bytes(MOST - 2), 413, "ファイルが大きすぎます。1つ5MBまで"),
        (b"\xff\xd8\xff" + bytes(3 * MOST), 413, "ファイルが大きすぎます。1つ5MBまで"),
        (encoded("PNG"), 422, "JPEGの写真かPDFを選んでください"),
        (b"<svg onload=alert(1)>", 422, "JPEGの写真かPDFを選んでください"),
    ],
    ids=["empty", "5 MB", "5 MB and one byte", "15 MB", "PNG", "SVG"],
)
def test_a_bad_file_is_told_on_its_card_and_the_others_stay(
    client: CheckingClient, data: bytes, status: int, words: str
) -> None:
    answer = upload(client, "front", data)

    assert answer.status_code == status
    assert words in said(answer)
    assert "エラー：" in answer.content.decode()
    assert "削除する" in answer.content.decode()


def test_no_file_at_all(client: CheckingClient) -> None:
    for body in ({}, {"file": "not a file"}):
        answer = client.post("/identity/documents/front/", body)
        assert "画像を選んでから、送ってください" in said(answer)


def test_a_sixth_file(client: CheckingClient) -> None:
    for slot in ("front", "extra:1", "extra:2", "extra:3"):
        assert upload(client, slot, photo()).status_code == 302

    answer = upload(client, "extra:4", photo())

    assert answer.status_code == 422
    assert "送れるファイルは5つまでです" in answer.content.decode()


NAMES = {
    "path": "../../../etc/passwd",
    "backslashes": "..\\..\\boot.ini",
    "header": "a\r\nX-Evil: 1.jpg",
    "long": "x" * 5000 + ".jpg",
    "Chinese": "照片.jpg",
    "nul": "a\x00.php",
    "mark-up": "<script>.jpg",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_name_of_a_file_means_nothing(client: CheckingClient, name: str) -> None:
    answer = upload(client, "front", photo(), name)

    assert answer.status_code in (302, 422)
    assert "X-Evil" not in answer
    page = client.get("/identity/documents/").content.decode()
    assert "passwd" not in page
    assert "<script>.jpg" not in page


@pytest.mark.parametrize("slot", ["front%0d%0aX-Evil:%201", "..%2f..%2f", "extra:99999", "supplement:x"])
def test_a_slot_that_is_none(client: CheckingClient, slot: str) -> None:
    answer = client.post(f"/identity/documents/{slot}/", {})

    assert answer.status_code in (404, 422)
    assert "X-Evil" not in answer


def test_a_request_without_its_token_is_refused() -> None:
    strict = CheckingClient(enforce_csrf_checks=True)
    strict.check = False

    assert upload(strict, "front", photo()).status_code == 403


def test_more_than_is_worth_reading_is_not_read(client: CheckingClient) -> None:
    answer = client.post(
        "/identity/documents/front/", {}, headers={"content-length": str(uploading.DRAINED_BYTES + 1)}
    )

    assert answer.status_code == 413


def test_an_upload_that_takes_too_long(client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading.OneFile.__init__, "__defaults__", (-1.0,))

    answer = upload(client, "front", photo())

    assert "送るのに時間がかかりすぎました" in said(answer)


def test_too_slow_is_noticed_between_two_pieces() -> None:
    receiving = uploading.OneFile(10, seconds=-1)

    with pytest.raises(StopUpload):
        receiving.receive_data_chunk(b"x", 0)


def test_nothing_is_written_to_disk_before_it_is_encrypted(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **values: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)

    assert upload(client, "front", photo() + bytes(3 * 1024 * 1024)).status_code == 302


def test_when_all_decoders_are_busy_it_is_said_and_can_be_tried_again(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoders = pool.Pool(1)
    pool.use(decoders)
    try:
        with decoders.lent(), monkeypatch.context() as patched:
            patched.setattr(pool, "PATIENCE", 0.01)
            busy = upload(client, "front", photo())
        again = upload(client, "front", photo())
    finally:
        pool.stop()

    assert (busy.status_code, again.status_code) == (503, 302)
    assert "ただいま混み合っています" in said(busy)


def test_nobody_keeps_the_decoders_from_others(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "FILES", 3)  # one was sent before
    hostile = encoded("PNG")

    answers = [upload(client, "front", hostile) for _ in range(2)]
    with monkeypatch.context() as patched:
        patched.setattr(decoding, "pictures", None)  # nothing is decoded any more
        answers.append(upload(client, "front", photo()))

    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert "画像を送った回数が多い" in said(answers[-1])
    english = client.get("/identity/documents/", headers={"accept-language": "en"}).content.decode()
    assert "Please wait about 60 minutes" in english


def test_the_card_says_what_the_browser_is_to_offer(client: CheckingClient) -> None:
    page = client.get("/identity/documents/").content.decode()

    assert 'accept="image/jpeg,application/pdf"' in page
    attempt = queries.Attempt.objects.get()
    assert queries.filled(attempt) == {"back"}


def test_an_image_that_was_erased_a_moment_ago_is_not_there(client: CheckingClient) -> None:
    upload(client, "front", photo())
    image = queries.images(queries.Attempt.objects.get())[0]
    vault.erase(image.document_id, by=machine("test"))

    assert client.get(f"/identity/images/{image.pk}/").status_code == 404
