"""Everything that is registered of an application, as sections of rows for staff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kaitsu.applications import queries
from kaitsu.applications.models import Application, Line
from kaitsu.applications.rules import NO_DEVICE
from kaitsu.faces.look.japanese_dates import day_in_words, moment_in_words, plain_day_in_words
from kaitsu.faces.look.templatetags.look import localised, yen
from kaitsu.fulfilment import queries as fulfilment
from kaitsu.fulfilment.models import LineFulfilment
from kaitsu.japanese.telephone import Msisdn, TelephoneNumber
from kaitsu.japanese.values import PostalCode, ReservationNumber
from kaitsu.kernel import clock
from kaitsu.kernel.errors import InvalidValue
from kaitsu.operator_profile import Profile, current


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one subject, as the look's summary list draws them."""

    key: str
    title: str
    rows: list[dict[str, Any]]


def sections(application: Application, lines: Sequence[Line]) -> list[Section]:
    """What the applicant told, in the profile's words of the day of submission; empty answers show as such."""
    day = (application.submitted_at or clock.now()).astimezone(clock.TOKYO).date()
    profile = current().on(day)
    given = {line.index: line for line in fulfilment.of_owner(application.pk)}
    return [
        Section("holder", _("ご契約者"), list(_holder(application))),
        Section(
            "contract", pgettext("console", "ご契約の内容"), list(_contract(application, lines, profile))
        ),
        *(
            Section(
                f"line-{line.index}",
                _("回線 %(number)s") % {"number": line.index},
                [*_line(line, profile), *_given(given.get(line.index))],
            )
            for line in lines
        ),
        Section("payment", _("お支払い"), list(_payment(application, lines))),
        Section("consent", _("同意"), list(_consents(application))),
    ]


def telephone(e164: str) -> str:
    """*e164* as people write it; as it is where it cannot be read."""
    try:
        return str(TelephoneNumber(e164)) if e164 else ""
    except InvalidValue:
        return e164


def _row(label: str, *lines: str, note: str = "") -> dict[str, Any]:
    return {"label": label, "lines": [line for line in lines if line.strip()], "note": note}


def _holder(application: Application) -> Iterator[dict[str, Any]]:
    yield _row(_("お名前"), f"{application.registered_family} {application.registered_given}")
    yield _row(_("フリガナ"), f"{application.kana_family} {application.kana_given}")
    yield _row(_("ローマ字"), f"{application.latin_family} {application.latin_given}")
    yield _row(_("生年月日"), plain_day_in_words(application.birth_date) if application.birth_date else "")
    yield _row(_("電話番号"), telephone(application.telephone))
    yield _row(_("メールアドレス"), application.email)
    place = f"{application.prefecture}{application.city}{application.town}{application.block}"
    code = f"〒{PostalCode(application.postal_code)}" if application.postal_code else ""
    insisted = _("郵便番号との違いを承知のうえで入力されました") if application.address_insisted else ""
    yield _row(_("ご住所"), code, place, application.building, note=insisted)


def _contract(application: Application, lines: Sequence[Line], profile: Profile) -> Iterator[dict[str, Any]]:
    yield _row(pgettext("one", "料金プラン"), _name(profile.plans, application.plan))
    device = _("SIMのみ") if application.device == NO_DEVICE else _name(profile.devices, application.device)
    yield _row(_("端末"), device)
    yield _row(_("回線の数"), str(len(lines)) if lines else "")
    quote = queries.quotation(application, lines)
    if quote is not None:
        yield _row(_("初期費用など"), yen(quote.once))
        yield _row(_("月額"), yen(quote.monthly))


def _line(line: Line, profile: Profile) -> Iterator[dict[str, Any]]:
    start = {"new": _("新しい番号"), "mnp": _("乗り換え（MNP）")}.get(line.start, "")
    yield _row(_("機能"), _name(profile.functions, line.function))
    yield _row(_("SIMサイズ"), _name(profile.sim_sizes, line.size))
    if start:
        yield _row(_("電話番号の用意"), start)
    if line.reservation is not None:
        reservation = line.reservation
        yield _row(_("移る番号"), str(Msisdn(reservation.msisdn)))
        yield _row(_("MNP予約番号"), str(ReservationNumber(reservation.number)))
        yield _row(_("今の携帯電話会社"), _name(profile.portability.carriers, reservation.carrier))
        yield _row(_("予約の最終日"), day_in_words(reservation.last_day))


def _given(line: LineFulfilment | None) -> Iterator[dict[str, Any]]:
    """What the line got from stock, and the parcel that it travels in (FUL-1)."""
    if line is None:
        return
    if line.msisdn:
        yield _row(_("回線の番号"), str(Msisdn(line.msisdn)))
    if line.card is not None:
        yield _row("ICCID", line.card.iccid)
    if line.parcel is not None:
        yield _row(_("荷物"), line.parcel.number, line.parcel.tracking or "")


def _payment(application: Application, lines: Sequence[Line]) -> Iterator[dict[str, Any]]:
    card = application.card
    if card is None or card.last4 is None:
        yield _row(pgettext("console", "カード"))
        return
    ending = _("%(brand)s 末尾%(last4)s") % {"brand": (card.brand or "").upper(), "last4": card.last4}
    yield _row(pgettext("console", "カード"), ending)
    yield _row(_("カードの名義"), card.name or "")
    yield _row(_("カードの有効期限"), f"{card.exp_month:02}/{card.exp_year}")


def _consents(application: Application) -> Iterator[dict[str, Any]]:
    for label, version, at, source in (
        (_("規約"), application.terms_version, application.terms_at, application.terms_from),
        (
            _("個人情報の取り扱い"),
            application.privacy_version,
            application.privacy_at,
            application.privacy_from,
        ),
    ):
        yield _row(
            label, _("%(version)s版") % {"version": version} if version else "", note=_where(at, source)
        )


def _where(at: datetime | None, source: str | None) -> str:
    return f"{moment_in_words(at)} {source or ''}".strip() if at else ""


def _name(items: Sequence[Any], key: str) -> str:
    """What the profile calls *key*; the key itself where it no longer knows it."""
    return next((localised(item.name) for item in items if item.key == key), key)
