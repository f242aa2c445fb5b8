"""All that was entered, as rows with a way back to each page (CNF-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kaitsu.applications import messages
from kaitsu.applications.models import Line
from kaitsu.applications.queries import Journey
from kaitsu.faces.look.japanese_dates import day_in_words, plain_day_in_words
from kaitsu.faces.look.templatetags.look import localised
from kaitsu.faces.pages.journey.pages import shown_telephone
from kaitsu.japanese.telephone import Msisdn
from kaitsu.japanese.values import PostalCode, ReservationNumber


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: what was asked, the lines of the answer, and the page's key ("" where nothing can be changed)."""

    label: str
    lines: list[str]
    step: str = ""
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The answers of one subject."""

    title: str
    rows: list[Row]


def sections(journey: Journey) -> list[Section]:
    """Everything that will be submitted, in the order in which it was asked."""
    return [
        Section(_("ご契約の内容"), list(_offer(journey))),
        Section(_("ご契約者"), [*identity_rows(journey, changeable=True), *_contact(journey)]),
        *[Section(title, rows) for title, rows in _ports(journey)],
        Section(_("お支払い"), [_card(journey)]),
    ]


def identity_rows(journey: Journey, *, changeable: bool = False) -> list[Row]:
    """Name, birth date and address as entered: what the old carrier and the document must say as well (MNP-4)."""
    draft = journey.draft
    step = (lambda key: key) if changeable else (lambda key: "")
    born = plain_day_in_words(draft.birth_date) if draft.birth_date else ""
    return [
        Row(_("お名前"), _names(journey), step("name")),
        Row(_("生年月日"), [born], step("about")),
        Row(_("ご住所"), _address(journey), step("address")),
    ]


def _names(journey: Journey) -> list[str]:
    draft = journey.draft
    return [
        f"{draft.registered_family}　{draft.registered_given}",
        f"{draft.kana_family}　{draft.kana_given}",
        f"{draft.latin_family} {draft.latin_given}",
    ]


def _address(journey: Journey) -> list[str]:
    draft = journey.draft
    lines = [
        f"〒{PostalCode(draft.postal_code)}" if draft.postal_code else "",
        f"{draft.prefecture}{draft.city}{draft.town}{draft.block}",
        draft.building,
    ]
    return [line for line in lines if line]


def _offer(journey: Journey) -> Iterator[Row]:
    draft, profile = journey.draft, journey.facts.profile
    yield Row(pgettext("one", "料金プラン"), [localised(profile.plan(draft.plan).name)], "plan")
    if journey.step("lines"):
        yield Row(_("SIMの枚数"), [_("%(count)s枚") % {"count": len(draft.lines)}], "lines")
    for line in draft.lines:
        size = localised(profile.sim_size(line.size).name) if line.size else ""
        function = localised(profile.function(line.function).name)
        start = {"new": _("新しい電話番号"), "mnp": _("今の電話番号を使い続ける（MNP）")}.get(line.start, "")
        shown = [text for text in (function, start, size) if text]
        yield Row(messages.step_name("line", line.index, len(draft.lines)), shown, f"line-{line.index}")
    if journey.step("device"):
        device = next((item for item in profile.devices if item.key == draft.device), None)
        yield Row(_("端末"), [localised(device.name) if device else _("SIMのみ")], "device")


def _contact(journey: Journey) -> Iterator[Row]:
    draft = journey.draft
    if draft.sex:
        names = {"female": _("女性"), "male": _("男性"), "unsaid": _("回答しない")}
        yield Row(_("性別"), [names.get(draft.sex, "")], "about")
    yield Row(_("電話番号"), [shown_telephone(draft.telephone)], "about")
    yield Row(_("メールアドレス"), [draft.email], "contact")


def _ports(journey: Journey) -> Iterator[tuple[str, list[Row]]]:
    count = len(journey.lines)
    for line in journey.lines:
        if line.reservation is not None:
            yield messages.step_name("porting", line.index, count), _port(journey, line)


def _port(journey: Journey, line: Line) -> list[Row]:
    step, port = f"porting-{line.index}", line.reservation
    assert port is not None  # noqa: S101 - asked only of lines that have one
    carrier = localised(journey.facts.profile.carrier(port.carrier).name)
    return [
        Row(_("使い続ける電話番号"), [str(Msisdn(port.msisdn)), carrier], step),
        Row(_("MNP予約番号"), [str(ReservationNumber(port.number))], step),
        Row(_("予約番号の有効期限"), [day_in_words(port.last_day)], step),
    ]


def _card(journey: Journey) -> Row:
    card: Any = journey.application.card
    if card is None:
        return Row(_("クレジットカード"), [], "card")
    expiry = f"{card.exp_month:02}/{card.exp_year % 100:02}"
    return Row(
        _("クレジットカード"),
        [
            _("%(brand)s　末尾%(last4)s") % {"brand": card.brand, "last4": card.last4},
            _("有効期限 %(expiry)s") % {"expiry": expiry},
        ],
        "card",
    )
