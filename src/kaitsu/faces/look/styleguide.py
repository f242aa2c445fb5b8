"""The style guide: every component in its states, to look at and to test. Only where the trial mode is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kaitsu.faces.look import icons, views, widgets
from kaitsu.faces.look.dates import DateParts, DatePartsField
from kaitsu.kernel import clock
from kaitsu.kernel.money import Yen

PAGES = ("question", "journey", "answers", "complete", "status", "console")
ERRORS = (
    "bad-request",
    "forbidden",
    "csrf",
    "not-found",
    "too-large",
    "address-too-long",
    "headers-too-large",
    "too-many",
    "server-error",
    "unavailable",
)


class SpecimenForm(forms.Form):
    """Each kind of field once."""

    family = forms.CharField(label=_("姓"), help_text=_("戸籍や証明書のとおりに入力してください。"))
    family_kana = forms.CharField(
        label=_("姓（カタカナ）"), widget=widgets.KanaInput(source="id_shown-family"), required=False
    )
    born = DatePartsField(
        label=_("生年月日"),
        help_text=_("例：1980年4月1日"),
        widget=DateParts(autocomplete="bday", eras=True),
    )
    phone = forms.CharField(label=_("電話番号"), widget=widgets.PhoneInput())
    email = forms.EmailField(label=_("メールアドレス"), widget=widgets.EmailInput())
    postal_code = forms.CharField(
        label=_("郵便番号"),
        widget=widgets.PostalCode(),
        help_text=_("7けたの数字。ハイフンはなくてもかまいません。"),
    )
    prefecture = forms.ChoiceField(
        label=_("都道府県"), choices=[("", _("選んでください")), ("13", _("東京都")), ("27", _("大阪府"))]
    )
    code = forms.CharField(label=_("エントリーコード"), widget=widgets.GroupedCode())
    password = forms.CharField(label=_("パスワード"), widget=widgets.Password())
    size = forms.ChoiceField(
        label=_("SIMカードの大きさ"),
        choices=[("nano", _("nanoSIM")), ("micro", _("microSIM")), ("standard", _("標準SIM"))],
        widget=widgets.RadioCards(
            hints={"nano": _("最近のスマートフォンの多くはこの大きさです。")},
            notes={"nano": _("いちばん多い")},
        ),
    )
    uses = forms.MultipleChoiceField(
        label=_("使い方"),
        choices=[("mail", _("メッセージ")), ("video", _("動画")), ("family", _("家族で共有"))],
        widget=widgets.CheckboxCards(),
        required=False,
    )
    remarks = forms.CharField(label=_("ご連絡事項"), widget=forms.Textarea(), required=False)
    agreed = forms.BooleanField(label=_("規約を読み、同意します"), widget=widgets.CheckboxCard())


class QuestionForm(forms.Form):
    """One question whose label is the heading of its page."""

    origin = forms.ChoiceField(
        label=_("電話番号はどうしますか"),
        choices=[("new", _("新しい番号にする")), ("port", _("いまの番号を使い続ける（MNP）"))],
        widget=widgets.RadioCards(hints={"port": _("いまの携帯電話会社で予約番号をお取りください。")}),
        error_messages={"required": _("どちらかを選んでください。")},
    )


@dataclass(frozen=True, slots=True)
class SpecimenItem:
    """A line of the specimen quote."""

    label: Any
    amount: Yen
    kind: str


@dataclass(frozen=True, slots=True)
class SpecimenQuote:
    """What the running total is drawn from."""

    items: tuple[SpecimenItem, ...]
    once: Yen
    monthly: Yen


QUOTE = SpecimenQuote(
    (
        SpecimenItem(_("基本料（音声）"), Yen(1234), "monthly"),
        SpecimenItem(_("2枚目のSIM（データ）"), Yen(567), "monthly"),
        SpecimenItem(_("初期費用"), Yen(2345), "once"),
    ),
    Yen(2345),
    Yen(1801),
)

STEP_NAMES = (
    _("エントリーコード"),
    _("準備の確認"),
    _("規約への同意"),
    _("料金プラン"),
    _("SIMと端末"),
    _("電話番号"),
    _("個人情報の取り扱い"),
    _("お名前"),
    _("ご住所"),
    _("クレジットカード"),
    _("内容の確認"),
    _("お申し込み"),
)


def guide(request: HttpRequest) -> HttpResponse:
    """All components on one page. Not found outside the trial."""
    _trial_only()
    wrong = SpecimenForm(
        {"wrong-born_year": "1980", "wrong-born_month": "13", "wrong-born_day": "1"}, prefix="wrong"
    )
    return render(
        request,
        "look/styleguide/guide.html",
        {
            "title": _("スタイルガイド"),
            "shown": SpecimenForm(prefix="shown"),
            "wrong": wrong,
            "forms": [wrong],
            "pages": PAGES,
            "errors": ERRORS,
            "icon_names": sorted(icons.ICONS),
            **_specimens(),
        },
    )


def example(request: HttpRequest, page: str) -> HttpResponse:
    """A whole page made of the components, or one of the error pages. Not found outside the trial."""
    _trial_only()
    if page in ERRORS:
        return _error(request, page)
    if page not in PAGES:
        raise Http404
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm()
    specimen = SpecimenForm(request.POST) if request.method == "POST" else SpecimenForm()
    shown = {"question": form, "journey": specimen}.get(page)
    context = {"form": shown, **_specimens()}
    return render(request, f"look/styleguide/{page}.html", context)


def _trial_only() -> None:
    if not settings.KAITSU_TRIAL:
        raise Http404


def _error(request: HttpRequest, page: str) -> HttpResponse:
    if page == "too-large":
        return views.bad_request(request, RequestDataTooBig())
    return {
        "bad-request": lambda: views.bad_request(request),
        "forbidden": lambda: views.forbidden(request),
        "csrf": lambda: views.csrf_failure(request),
        "not-found": lambda: views.not_found(request),
        "address-too-long": lambda: views.address_too_long(request),
        "headers-too-large": lambda: views.headers_too_large(request),
        "too-many": lambda: views.too_many(request, 600),
        "server-error": lambda: views.server_error(request),
        "unavailable": lambda: views.unavailable(request, clock.now() + timedelta(hours=9)),
    }[page]()


def _specimens() -> dict[str, Any]:
    moment = clock.now()
    return {
        "quote": QUOTE,
        "steps": [
            {
                "label": name,
                "url": f"/styleguide/journey/?step={number}" if number < 4 else "",
                "state": "done" if number < 4 else "current" if number == 4 else "todo",
            }
            for number, name in enumerate(STEP_NAMES, 1)
        ],
        "rows": [
            {"label": _("お名前"), "value": "山田 花子", "change_url": "#", "note": _("全角にそろえました")},
            {"label": _("ご住所"), "lines": ["〒100-0001", "東京都千代田区千代田1-1"], "change_url": "#"},
            {"label": _("メールアドレス"), "value": "hanako@example.jp", "change_url": "#"},
        ],
        "entries": [
            {"title": _("お申し込みを受け付けました"), "at": moment - timedelta(days=1), "state": "done"},
            {
                "title": _("本人確認書類をお送りください"),
                "text": _("メールでお送りしたアドレスを開いてください。"),
                "state": "current",
            },
            {"title": _("SIMカードを発送します"), "state": "todo"},
        ],
        "page": Paginator(range(100), 20).page(2),
        "moment": moment,
        "nav": [
            {"label": _("概況"), "url": "#", "icon": "info"},
            {"label": _("確認待ち"), "url": "#", "icon": "clock", "count": 12, "current": True},
            {"label": _("本人確認"), "url": "#", "icon": "person", "count": 3},
            {"label": _("発送"), "url": "#", "icon": "truck"},
            {"label": _("検索"), "url": "#", "icon": "search"},
        ],
    }
