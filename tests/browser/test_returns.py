"""A parcel that comes back and goes out again to the same address (FUL-4)."""

from __future__ import annotations

import pytest

from browser.holder import fresh, holder, status
from browser.person import World
from browser.staff import colleague, hand_over, make_labels, report
from factories.fulfilment import shipped
from factories.jobs import work
from kaitsu.applications.states import State
from kaitsu.fulfilment.models import LineFulfilment, Parcel
from kaitsu.members.roles import Role


@pytest.mark.rule("FUL-4", "MEM-5")
@pytest.mark.usefixtures("factories")
def test_a_parcel_that_came_back_is_sent_again_with_the_same_card(world: World) -> None:
    application, first = shipped()
    card = LineFulfilment.objects.get().card_id
    hanako = holder(world, application)
    clerk = colleague(world, Role.FULFILMENT, "/console/fulfilment/")
    report(clerk, first.tracking, status="返品")

    assert application.reference in hanako.mail("returned").text
    status(hanako, application).sees("お届けできずに戻ってきました")
    hanako.accessible()
    clerk.go("/console/fulfilment/?list=returned")
    clerk.press(first.number)
    clerk.accessible()
    clerk.press("もう一度送る")
    clerk.sees("次のラベルに入ります")
    work()
    (row,) = make_labels(clerk)
    (tracking,) = hand_over(clerk, [row])
    assert row["お客様管理番号"] != first.number
    status(hanako, application)
    assert "戻ってきました" not in hanako.text

    report(clerk, tracking)
    status(hanako, application).sees("お手続きはすべて終わりました")
    line = LineFulfilment.objects.get()
    assert line.card_id == card
    assert Parcel.objects.get(pk=first.pk).state == "returned"
    assert fresh(application).state == State.ACTIVE
