"""From the application to the letterbox, holder and staff side by side (FUL)."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from browser.holder import (
    choose_licence,
    enter_identity,
    fresh,
    holder,
    send_all,
    status,
    upload,
)
from browser.person import Person, World
from browser.staff import (
    CARDS,
    NUMBERS,
    approve,
    bring_in,
    colleague,
    download,
    hand_over,
    make_labels,
    report,
)
from factories.applications import submitted
from factories.fulfilment import DATA, stock, table, two_voice_one_data
from factories.jobs import work
from factories.reviews import waiting
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.fulfilment import services as warehouse
from kaitsu.fulfilment.models import LineFulfilment, Parcel
from kaitsu.members.roles import Role

VERIFIED_ONLY = "転送不可・営業所受取不可"


def words(pdf: bytes) -> str:
    """All text of a PDF."""
    document = pdfium.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def specimen(person: Person, application: Application) -> bytes:
    """The photograph of a driver's licence that the trial draws for the holder of *application*."""
    case = application.case
    assert case is not None
    tab = person.second_tab(f"/trial/specimens/?id={case.login_id}")
    tab.accessible()
    address = tab.page.locator("main a[href*='/drivers_licence/front/good']").get_attribute("href")
    assert address is not None
    answer = person.context.request.get(f"{person.world.url}{address}")
    assert answer.ok
    tab.page.close()
    return answer.body()


@pytest.mark.rule("IDV-1", "IDV-11", "IDV-12", "FUL-1", "FUL-2", "FUL-3", "MEM-5", "CNF-6")
def test_a_new_voice_line_from_the_entry_code_to_the_letterbox(world: World, hanako: Person) -> None:
    stock()
    hanako.to_check()
    hanako.send_code()
    hanako.submit()
    hanako.page.wait_for_url("**/applications/*/")
    application = hanako.application()
    work()

    enter_identity(hanako)
    hanako.at("/identity/kind/")
    hanako.accessible()
    choose_licence(hanako)
    upload(hanako, "おもて面", specimen(hanako, application))
    hanako.accessible()
    send_all(hanako)
    hanako.accessible()
    assert hanako.mail("upload_received")

    approve(world)
    assert hanako.mail("approved")
    status(hanako, application).sees("SIMカードを準備しています")

    clerk = colleague(world, Role.FULFILMENT, "/console/fulfilment/?list=ready")
    clerk.sees(application.reference)
    (row,) = make_labels(clerk)
    assert row["お届け先住所"] == "東京都港区六本木1-2-3"
    assert row["お届け先名"] == "大野 花子"
    assert row["記事"] == VERIFIED_ONLY
    line = LineFulfilment.objects.select_related("card").get()
    assert line.card is not None
    assert "大野 花子" in words(download(clerk, "宛名ラベル（PDF）"))
    assert line.card.iccid in words(download(clerk, "梱包リスト（PDF）"))
    (tracking,) = hand_over(clerk, [row])

    shown = f"{tracking[:4]}-{tracking[4:8]}-{tracking[8:]}"
    assert shown in hanako.mail("shipped").text
    status(hanako, application).sees(shown)
    hanako.accessible()

    report(clerk, tracking)
    status(hanako, application).sees("お手続きはすべて終わりました")
    contract = words(download(hanako, "ご契約内容の書面（PDF）"))
    assert application.reference in contract
    assert fresh(application).state == State.ACTIVE
    assert Parcel.objects.get().state == "delivered"


@pytest.mark.rule("FUL-1", "FUL-2", "FUL-5")
@pytest.mark.usefixtures("factories")
def test_a_data_line_needs_no_identity_and_waits_visibly_for_stock(world: World) -> None:
    application = submitted(DATA)
    hanako = holder(world, application)
    status(hanako, application).sees("SIMカードの入荷を待っています。")
    assert fresh(application).case is None
    assert "本人確認" not in hanako.text
    hanako.accessible()

    clerk = colleague(world, Role.FULFILMENT, "/console/fulfilment/")
    clerk.sees(application.reference)
    clerk.sees("SIMカードの入荷待ち")
    clerk.go("/console/stock/")
    clerk.sees("在庫なし")
    cards = [(str(warehouse.trial_card(8001 + serial)), "nano") for serial in range(2)]
    bring_in(clerk, CARDS, table(["ICCID", "サイズ"], *cards))
    clerk.go("/console/fulfilment/")
    clerk.sees("電話番号の補充待ち")
    bring_in(clerk, NUMBERS, table(["電話番号"], ["070-1234-5678"]))

    (row,) = make_labels(clerk)
    assert row["記事"] == ""
    report(clerk, *hand_over(clerk, [row]))
    assert "転送" not in hanako.mail("shipped").text
    status(hanako, application).sees("お手続きはすべて終わりました")
    line = LineFulfilment.objects.select_related("card").get()
    assert line.card is not None
    assert (line.card.iccid, line.msisdn) == (cards[0][0], "07012345678")


@pytest.mark.rule("FUL-2", "PLN-1")
@pytest.mark.usefixtures("factories")
def test_family_share_goes_out_in_two_parcels_and_ends_with_the_second(world: World) -> None:
    application = waiting(two_voice_one_data())
    stock()
    approve(world)
    hanako = holder(world, application)

    clerk = colleague(world, Role.FULFILMENT, "/console/fulfilment/")
    verified, registered = sorted(make_labels(clerk), key=lambda row: row["記事"], reverse=True)
    assert (verified["記事"], registered["記事"]) == (VERIFIED_ONLY, "")
    voice, data = hand_over(clerk, [verified, registered])
    report(clerk, voice)
    assert status(hanako, application).text.count("お届けしました") == 2
    assert fresh(application).state == State.FULFILLING

    report(clerk, data)
    status(hanako, application).sees("お手続きはすべて終わりました")
    lines = LineFulfilment.objects.filter(owner=application.pk)
    assert len({line.msisdn for line in lines}) == len({line.card_id for line in lines}) == 3
    assert [line.parcel.tracking for line in lines.order_by("index") if line.parcel] == [voice, voice, data]
