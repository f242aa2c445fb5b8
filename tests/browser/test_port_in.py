"""A number that moves in, holder, staff and carrier side by side (MNP-7, MNP-8)."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from browser.holder import found, fresh, holder, status
from browser.person import Person, World
from browser.staff import (
    approve,
    choose_file,
    colleague,
    hand_over,
    make_labels,
    report,
)
from factories.applications import LineWish, Wish, submitted
from factories.fulfilment import stock, table
from factories.jobs import work
from factories.reviews import waiting
from kaitsu.applications.models import Application
from kaitsu.applications.states import State
from kaitsu.fulfilment.models import LineFulfilment
from kaitsu.kernel import clock
from kaitsu.members.roles import Role
from kaitsu.portability.models import Reservation

pytestmark = pytest.mark.usefixtures("factories")

MNP = Wish(lines=(LineWish(start="mnp"),))


def reservation(application: Application) -> Reservation:
    """The reservation of the first line, as it is now."""
    found = application.lines.select_related("reservation").get().reservation
    assert found is not None
    return found


def order_from(clerk: Person) -> dict[str, str]:
    """Staff take the file of orders out; its one order."""
    clerk.go("/console/ports/")
    clerk.press("依頼のファイルを作る")
    clerk.sees("転入依頼のファイルを作りました")
    with clerk.page.expect_download() as begun:
        clerk.page.get_by_role("region", name="作ったファイル").get_by_role("link").first.click()
    data = Path(begun.value.path()).read_bytes()
    (order,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    return order


def answer(clerk: Person, order: dict[str, str], words: str) -> None:
    """The carrier's answer comes in as a file."""
    clerk.go("/console/ports/")
    choose_file(clerk, table(["依頼番号", "回答"], (order["依頼番号"], words)))
    clerk.sees("取り込めない行はありませんでした。")
    work()


@pytest.mark.rule("MNP-8", "FUL-1", "FUL-2")
def test_a_number_is_refused_put_right_ported_and_delivered(world: World) -> None:
    application = waiting(MNP)
    stock()
    approve(world)
    hanako = holder(world, application)
    status(hanako, application).sees("今の携帯電話会社で、電話番号の乗り換えの手続き中です")
    clerk = colleague(world, Role.FULFILMENT, "/console/ports/")
    clerk.sees(application.reference)
    order = order_from(clerk)
    assert order["MNP予約番号"] == reservation(application).number
    assert order["契約者名"] == "大野 花子"

    answer(clerk, order, "契約者不一致")
    hanako.go(found(r"https?://\S+/reservation/1/", hanako.mail("port_refused").text))
    hanako.sees("今の携帯電話会社のご登録と、お申し込みの内容が違う")
    hanako.accessible()
    hanako.page.get_by_label("お申し込みの内容に合わせました").check(force=True)
    hanako.press("送る")
    hanako.sees("予約番号を受け取りました")

    answer(clerk, order_from(clerk), "承諾")
    line = LineFulfilment.objects.get()
    assert line.msisdn == reservation(application).msisdn
    status(hanako, application).sees(str(reservation(application).telephone))
    (row,) = make_labels(clerk)
    report(clerk, *hand_over(clerk, [row]))
    status(hanako, application).sees("お手続きはすべて終わりました")
    assert fresh(application).state == State.ACTIVE
    assert reservation(application).state == "ported"


@pytest.mark.rule("MNP-7")
def test_a_reservation_that_runs_out_is_replaced_without_applying_again(world: World) -> None:
    application = submitted(Wish(lines=(LineWish(start="mnp", days_left=7),)))
    last = reservation(application).last_day
    hanako = holder(world, application)
    morning = datetime.combine(last, datetime.min.time(), clock.TOKYO).replace(hour=10)

    world.at(morning - timedelta(days=6))
    assert hanako.mail("reservation_running_out")
    world.at(morning - timedelta(days=5))
    status(hanako, application).sees("MNP予約番号を取り直して")
    hanako.accessible()
    clerk = colleague(world, Role.FULFILMENT, "/console/ports/")
    clerk.press("お客様の対応を待つ予約番号")
    clerk.sees(application.reference)

    hanako.go(found(r"https?://\S+/reservation/1/", hanako.mail("reservation_reissue").text))
    hanako.sees("151")  # the carrier's desk, with its hours now
    hanako.accessible()
    hanako.fill(number="29876-54321")
    hanako.fill_date("last_day", last)
    hanako.press("送る")
    assert "5" in hanako.error_at("last_day")
    hanako.accessible()
    hanako.fill_date("last_day", clock.today() + timedelta(days=14))
    hanako.press("送る")

    hanako.sees("予約番号を受け取りました")
    assert "取り直して" not in hanako.text
    new = reservation(application)
    assert (new.number, new.state) == ("2987654321", "reserved")
    assert fresh(application).state == State.VERIFYING
    clerk.page.reload()
    assert application.reference not in clerk.text
