"""The menu of the console: every section, in order. A new one is added here and in ``urls`` (docs/console.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kaitsu.faces.console import figures, rights
from kaitsu.faces.console.fulfilment import figures as fulfilment_figures
from kaitsu.faces.console.portability import figures as port_figures
from kaitsu.faces.console.review import figures as review_figures
from kaitsu.faces.console.section import EVERYBODY, Figure, Section

SECTIONS: tuple[Section, ...] = (
    Section("home", _("ホーム"), "menu", "console", EVERYBODY, "h", figures.house),
    Section(
        "applications",
        pgettext_lazy("section", "お申し込み"),
        "search",
        "console_applications",
        frozenset(rights.READ_APPLICATIONS),
        "a",
        figures.applications,
    ),
    Section(
        "review",
        _("本人確認の審査"),
        "person",
        "console_review",
        frozenset(rights.SEE_REVIEW),
        "r",
        review_figures.review,
    ),
    Section(
        "held",
        _("保留"),
        "alert",
        "console_held",
        frozenset(rights.READ_APPLICATIONS),
        "p",
        figures.held,
    ),
    Section(
        "packages",
        pgettext_lazy("section", "パッケージ"),
        "card",
        "console_packages",
        frozenset(rights.READ_PACKAGES),
        "k",
    ),
    Section(
        "mails",
        pgettext_lazy("section", "メール"),
        "mail",
        "console_mails",
        frozenset(rights.MAILS),
        "m",
        figures.mails,
    ),
    Section(
        "fulfilment",
        _("発送"),
        "truck",
        "console_fulfilment",
        frozenset(rights.FULFIL),
        "f",
        fulfilment_figures.fulfilment,
    ),
    Section(
        "stock",
        _("在庫"),
        "sim",
        "console_stock",
        frozenset(rights.READ_STOCK),
        "s",
        fulfilment_figures.stock,
    ),
    Section(
        "ports", _("転入（MNP）"), "phone", "console_ports", frozenset(rights.FULFIL), "n", port_figures.ports
    ),
    Section("log", _("操作の記録"), "file", "console_log", frozenset(rights.READ_LOG), "l", figures.log),
    Section("profile", _("事業者の設定"), "info", "console_profile", EVERYBODY, "o"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu as one role sees it."""

    label: str
    url: str
    icon: str
    shortcut: str
    current: bool


def menu(role: str, current: str) -> list[Entry]:
    """The menu of *role*, with the section *current* marked."""
    return [
        Entry(
            str(section.label),
            reverse(section.url_name),
            section.icon,
            section.shortcut,
            section.key == current,
        )
        for section in SECTIONS
        if role in section.roles
    ]


def figures_for(role: str) -> list[tuple[Section, Sequence[Figure]]]:
    """What the home page of *role* counts, section by section; sections without figures are left out."""
    counted = [(section, section.figures()) for section in SECTIONS if role in section.roles]
    return [(section, found) for section, found in counted if found]
