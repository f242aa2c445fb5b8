"""The identity pages, without a script: sign in, choose, send, and once more (IDV-1 to IDV-8, IDV-11, IDV-13)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from factories import applications as apps
from factories import identity as make
from factories.identity import REVIEWER
from factories.pictures import pdf, photo
from kaitsu.applications import verification
from kaitsu.applications.models import Application
from kaitsu.audit.models import Event
from kaitsu.faces.look.templatetags.look import japanese_moment
from kaitsu.identity import queries, services
from kaitsu.identity.judging import Mark, Verdict
from kaitsu.identity.models import Case
from kaitsu.identity.states import CaseState
from kaitsu.kernel import clock
from kaitsu.notifications.models import Mail
from pages.checking import CheckingClient
from pages.identity.visits import signed_in, upload

pytestmark = pytest.mark.django_db


def text(response: object) -> str:
    """What a person reads of a page."""
    page = BeautifulSoup(response.content.decode(), "html5lib")  # type: ignore[attr-defined]
    assert page.main is not None
    return " ".join(page.main.get_text(" ", strip=True).split())


@pytest.mark.rule("IDV-1", "IDV-4", "IDV-8", "IDV-11")
def test_from_the_mail_to_the_completion_page(checking_client: CheckingClient) -> None:
    client = checking_client
    case = signed_in(client)
    assert client.get("/identity/documents/").url == "/identity/kind/"
    assert "国際運転免許証は使えません" in text(client.get("/identity/kind/"))

    assert (
        client.post("/identity/kind/", {"kind": "drivers_licence"}).url == "/identity/kind/drivers_licence/"
    )
    assert "うら面に、住所や住所変更の記載がありますか？" in text(
        client.get("/identity/kind/drivers_licence/")
    )
    client.post("/identity/kind/drivers_licence/", {"address_on_back": "yes"})
    page = text(client.get("/identity/documents/"))
    assert "まだ届いていない画像：おもて面、うら面" in page
    assert upload(client, "front", photo()).url == "/identity/documents/#slot-front"
    assert upload(client, "back", pdf(2), "licence.pdf").url == "/identity/documents/#slot-back"
    page = text(client.get("/identity/documents/"))
    assert "まだ届いていない画像" not in page
    assert "2ページ" in page

    assert client.post("/identity/send/", {"anyway": "1"}).url == "/identity/done/"
    assert client.post("/identity/send/", {"anyway": "1"}).url == "/identity/done/"

    page = text(client.get("/identity/done/"))
    assert "画像を受け付けました" in page
    assert "通常2～3日のうちに" in page
    assert make.fresh(case).state == CaseState.SUBMITTED
    assert Mail.objects.filter(kind="upload_received").count() == 1
    for address in ("/identity/documents/", "/identity/kind/", "/identity/kind/drivers_licence/"):
        assert client.get(address).url == "/identity/done/"


@pytest.mark.rule("IDV-4")
def test_what_is_not_answered_is_asked_for(checking_client: CheckingClient) -> None:
    signed_in(checking_client)

    answer = checking_client.post("/identity/kind/", {"kind": ""})
    assert (answer.status_code, "書類の種類を選んでください。" in text(answer)) == (422, True)
    answer = checking_client.post("/identity/kind/drivers_licence/", {"x": ""})
    assert (answer.status_code, "「はい」か「いいえ」を選んでください。" in text(answer)) == (422, True)
    assert checking_client.get("/identity/kind/library_card/").status_code == 404
    assert checking_client.get("/identity/kind/japanese_passport/").status_code == 404
    assert (
        checking_client.post("/identity/kind/", {"kind": "japanese_passport"}).url == "/identity/documents/"
    )


@pytest.mark.rule("IDV-5", "IDV-7")
def test_a_supplement_is_asked_for_where_the_address_is_missing(checking_client: CheckingClient) -> None:
    case, address = signed_in(checking_client), "/identity/kind/disability_certificate/"
    answers = {"address_written": "no", "address_on_back": "no"}

    page = text(checking_client.post(address, answers))
    assert "使えないもの：プロパンガスの領収書" in page
    assert checking_client.post(address, {**answers, "supplement_asked": "1"}).status_code == 422
    given = {**answers, "supplement_asked": "1", "supplement": "utility_receipt"}
    assert checking_client.post(address, given).url == "/identity/documents/"

    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert attempt.supplement == "utility_receipt"
    assert upload(checking_client, "supplement:utility_receipt", photo()).status_code == 302
    assert "公共料金の領収書" in text(checking_client.get("/identity/documents/"))
    # Coming back shows what was answered.
    page_again = checking_client.get(address).content.decode()
    assert page_again.count("checked") == 2


@pytest.mark.rule("IDV-4")
def test_sending_too_early_points_at_what_is_missing(checking_client: CheckingClient) -> None:
    make.chosen(signed_in(checking_client), address_on_back=True)
    upload(checking_client, "front", photo())

    answer = checking_client.post("/identity/send/")

    assert answer.status_code == 422
    page = BeautifulSoup(answer.content.decode(), "html5lib")
    link = page.select_one("[data-error-summary] a")
    assert link is not None
    assert (link["href"], link.get_text(strip=True)) == (
        "#slot-back-file",
        "「うら面」の画像をお送りください。",
    )


@pytest.mark.rule("IDV-8")
def test_replacing_removing_and_one_more(checking_client: CheckingClient) -> None:
    case = make.chosen(signed_in(checking_client)).case
    upload(checking_client, "front", photo())
    upload(checking_client, "extra:1", photo())
    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert queries.filled(attempt) == {"front", "extra:1"}
    assert "追加の画像" in text(checking_client.get("/identity/documents/"))

    answer = checking_client.post("/identity/documents/extra:1/remove/")

    assert answer.url == "/identity/documents/#slot-extra-1"
    assert queries.filled(attempt) == {"front"}
    make.fill(case)
    services.submit(case.pk, by=make.HOLDER)
    assert checking_client.post("/identity/documents/front/remove/").url == "/identity/done/"
    assert upload(checking_client, "front", photo()).url == "/identity/done/"


@pytest.mark.rule("IDV-8", "OPS-1")
def test_a_picture_is_for_its_holder_alone(checking_client: CheckingClient) -> None:
    case = make.chosen(signed_in(checking_client)).case
    upload(checking_client, "front", photo())
    (image,) = queries.images(queries.open_attempt(case))  # type: ignore[arg-type]
    address = f"/identity/images/{image.pk}/"

    answer = checking_client.get(address)

    assert answer.content.startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert Event.objects.filter(action="identity.image_viewed", subject=case.subject).count() == 1
    other = CheckingClient()
    assert other.get(address).url == "/identity/"
    signed_in(other, apps.submitted(apps.Wish(birth_date=clock.today().replace(year=1990))))
    assert other.get(address).status_code == 404
    services.remove(case.pk, "front", by=make.HOLDER)
    assert checking_client.get(address).status_code == 404


def asked_again(client: CheckingClient, **bad: str) -> tuple[Application, Case]:
    """A holder who was asked again and has signed in."""
    application = apps.submitted()
    assert application.case is not None
    make.chosen(application.case, address_on_back=True)
    case = make.claimed(application.case)
    verification.decide(case.pk, make.verdicts(case, **bad), by=REVIEWER)
    return application, signed_in(client, application)


@pytest.mark.rule("IDV-13")
def test_the_second_time_only_what_is_needed_is_asked_with_its_reason(
    checking_client: CheckingClient,
) -> None:
    _, case = asked_again(checking_client, _back="glare")
    assert checking_client.get("/identity/documents/").url == "/identity/again/"
    page = text(checking_client.get("/identity/again/"))
    assert "うら面：光が反射して" in page
    assert "あと2回です" in page

    assert checking_client.post("/identity/again/").url == "/identity/documents/"

    answer = checking_client.get("/identity/documents/")
    page = BeautifulSoup(answer.content.decode(), "html5lib")
    assert page.find(id="slot-back") is not None
    assert page.find(id="slot-front") is None
    assert "光が反射して" in page.find(id="slot-back").get_text()  # type: ignore[union-attr]
    assert checking_client.get("/identity/again/").url == "/identity/documents/"
    upload(checking_client, "back", photo())
    checking_client.post("/identity/send/", {"anyway": "1"})
    page_text = text(checking_client.get("/identity/done/"))
    assert "1回目の画像" in page_text
    assert "2回目の画像" in page_text
    assert make.fresh(case).state == CaseState.SUBMITTED


@pytest.mark.rule("IDV-13", "IDV-17")
def test_the_reason_of_a_field_stands_on_the_card_of_its_image(checking_client: CheckingClient) -> None:
    case = make.claimed(make.chosen(signed_in(checking_client), address_on_back=True).case)
    front = next(image for image in queries.images(queries.open_attempt(case)) if image.slot == "front")  # type: ignore[arg-type]
    shown = Verdict("name", Mark.UNREADABLE, "covered", "指をどけてください。", image=front.pk)
    given = [shown if verdict.part == "name" else verdict for verdict in make.verdicts(case)]
    verification.decide(case.pk, given, by=REVIEWER)

    checking_client.post("/identity/again/")

    page = BeautifulSoup(checking_client.get("/identity/documents/").content.decode(), "html5lib")
    assert "指をどけてください。" in page.find(id="slot-front").get_text()  # type: ignore[union-attr]


@pytest.mark.rule("IDV-13")
def test_another_document_or_a_supplement_is_asked_for(checking_client: CheckingClient) -> None:
    asked_again(checking_client, expiry="expired")
    page = checking_client.get("/identity/again/")
    assert "有効期限が切れています" in text(page)
    assert 'href="/identity/kind/"' in page.content.decode()
    assert checking_client.post("/identity/again/").url == "/identity/kind/"

    other = CheckingClient()
    Application.objects.update(kana_family="タナカ")
    asked_again(other, address="supplement_needed")
    assert other.post("/identity/again/", {"x": ""}).status_code == 422
    assert (
        other.post("/identity/again/", {"supplement": "residence_certificate"}).url == "/identity/documents/"
    )
    assert "住民票" in text(other.get("/identity/documents/"))


@pytest.mark.rule("IDV-11", "IDV-13")
@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({}, "ご本人であることを確認しました"),
        ({"kind": "not_genuine"}, "お申し込みをお受けできませんでした"),
    ],
)
def test_how_it_ended(checking_client: CheckingClient, bad: dict[str, str], said: str) -> None:
    asked_again(checking_client, **bad)

    assert checking_client.get("/identity/documents/").url == "/identity/done/"
    assert said in text(checking_client.get("/identity/done/"))


@pytest.mark.rule("IDV-13")
def test_after_the_deadline_the_page_says_so(checking_client: CheckingClient) -> None:
    application = apps.submitted()
    assert application.case is not None

    with clock.frozen(application.case.deadline):
        signed_in(checking_client, application)
        assert checking_client.get("/identity/documents/").url == "/identity/done/"
        assert "期限か回数が過ぎました" in text(checking_client.get("/identity/done/"))
        services.withdraw(application.case.pk, by=REVIEWER)
        assert "お申し込みは終了しました" in text(checking_client.get("/identity/done/"))


PAGES = ["", "kind/", "documents/", "again/", "done/", "progress/", "phone/x/"]


@pytest.mark.rule("IDV-3")
@pytest.mark.parametrize("page", PAGES)
def test_everything_is_closed_during_maintenance(checking_client: CheckingClient, page: str) -> None:
    signed_in(checking_client)

    with clock.frozen(datetime(2026, 11, 22, 23, 30, tzinfo=clock.TOKYO)):
        answer = checking_client.get(f"/identity/{page}")
        sent = upload(checking_client, "front", photo())

    assert (answer.status_code, sent.status_code) == (503, 503)
    assert "9:00" in answer.content.decode()
    assert answer["Retry-After"] == str(9 * 3600 + 1800)


@pytest.mark.rule("IDV-2")
def test_a_visit_ends_after_idle_minutes_and_following_keeps_nobody_in(
    checking_client: CheckingClient,
) -> None:
    make.chosen(signed_in(checking_client))
    began = clock.now()

    with clock.frozen(began + timedelta(minutes=29)):
        assert checking_client.get("/identity/documents/").status_code == 200
    for minutes in (40, 58):
        with clock.frozen(began + timedelta(minutes=minutes)):
            assert checking_client.get("/identity/progress/").status_code == 200
    with clock.frozen(began + timedelta(minutes=60)):
        assert checking_client.get("/identity/documents/").url == "/identity/"
        assert checking_client.get("/identity/progress/").url == "/identity/"


@pytest.mark.rule("IDV-2")
def test_signing_out_and_in(checking_client: CheckingClient) -> None:
    make.chosen(signed_in(checking_client))
    assert checking_client.get("/identity/").url == "/identity/documents/"

    checking_client.post("/identity/leave/")

    assert checking_client.get("/identity/documents/").url == "/identity/"
    assert checking_client.get("/identity/").status_code == 200


@pytest.mark.rule("IDV-2")
def test_wrong_dates_lock_the_door_and_mail_it(checking_client: CheckingClient) -> None:
    application = apps.submitted()
    assert application.case is not None
    wrong = {"login_id": application.case.login_id, "birth_date": "19800102"}

    said = [text(checking_client.post("/identity/", wrong)) for _ in range(10)]

    assert "ログインIDか生年月日が違います" in said[0]
    assert "サインインを止めています" in said[4]
    right = {**wrong, "birth_date": "19800101"}
    locked = checking_client.post("/identity/", right)
    application.case.refresh_from_db()
    assert japanese_moment(application.case.locked_until) in text(locked)
    assert locked.status_code == 429
    assert int(locked["Retry-After"]) > 29 * 60
    assert Mail.objects.filter(kind="identity_locked").count() == 1
    with clock.frozen(clock.now() + timedelta(minutes=30)):
        for _ in range(5):
            checking_client.post("/identity/", wrong)
        assert "サインインを止めました" in text(checking_client.post("/identity/", right))
    assert Mail.objects.filter(kind="identity_locked_for_good").count() == 1
    services.unlock(application.case.pk, by=REVIEWER)
    assert checking_client.post("/identity/", right).status_code == 302


@pytest.mark.rule("IDV-2")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("19801332", "その日付はありません"),
        ("1980010", "生年月日を8桁の数字で入力してください。"),
        ("himitsu8", "生年月日を8桁の数字で入力してください。"),
    ],
)
def test_what_is_no_date_is_told_beside_it_with_all_else_and_is_no_wrong_try(
    checking_client: CheckingClient, typed: str, said: str
) -> None:
    case = apps.submitted().case
    assert case is not None
    for login_id in ("", case.login_id):
        shown = checking_client.post("/identity/", {"login_id": login_id, "birth_date": typed})
        assert said in text(shown)
        assert ("メールに書かれたログインIDを入力してください。" in text(shown)) is (login_id == "")
    case.refresh_from_db()
    assert case.wrong_tries == 0


def test_nobody_gets_in_without_signing_in(checking_client: CheckingClient) -> None:
    for page in ("kind/", "kind/drivers_licence/", "documents/", "again/", "done/", "progress/"):
        assert checking_client.get(f"/identity/{page}").url == "/identity/"
    for page in ("documents/front/", "documents/front/remove/", "send/", "phone/"):
        assert checking_client.post(f"/identity/{page}").url == "/identity/"


@pytest.mark.parametrize(
    "bad", [{}, {"_back": "glare"}, {"address": "supplement_needed"}, {"expiry": "expired"}]
)
def test_the_pages_in_english(checking_client: CheckingClient, bad: dict[str, str]) -> None:
    client = checking_client
    client.cookies["kaitsu_language"] = "en"
    client.japanese_words = {"住民票"}
    if bad:
        asked_again(client, **bad)
        assert client.get("/identity/again/").status_code == 200
        client.post("/identity/again/", {"supplement": "utility_receipt"})
    else:
        make.chosen(signed_in(client), address_on_back=True)
        assert client.get("/identity/kind/").status_code == 200
        assert client.get("/identity/kind/health_insurance/").status_code == 200
        upload(client, "front", b"GIF89a")
        upload(client, "front", pdf(2))
        assert client.post("/identity/phone/").status_code == 200
        assert client.get("/identity/phone/none/").status_code == 410
    client.get("/identity/documents/", follow=True)
