"""What waits in the warehouse, for the console's home page; each count answered by an index."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kaitsu.faces.console.fulfilment.words import LISTS
from kaitsu.faces.console.section import Figure
from kaitsu.faces.look.templatetags.look import japanese_moment, localised
from kaitsu.fulfilment import queries
from kaitsu.operator_profile import current

#: Fewer days than this and somebody should order.
LOW_DAYS = 14
#: Fewer pieces than this, where no pace is known.
LOW_STOCK = 10


def fulfilment() -> Sequence[Figure]:
    """Lines and parcels, by where they stand."""
    now = queries.counts()
    since = _("最も古い受付：%(moment)s") % {"moment": japanese_moment(now.oldest)} if now.oldest else ""
    counts = {
        "waiting": (now.waiting, "warning", since),
        "ready": (now.ready, "warning", _("ラベルを作ってください")),
        "packed": (now.packed, "", ""),
        "out": (now.out, "", ""),
        "returned": (now.returned, "warning", _("対応を決めてください")),
    }
    return [
        Figure(str(LISTS[key]), count, _list(key), kind if count else "", hint if count else "")
        for key, (count, kind, hint) in counts.items()
    ]


def stock() -> Sequence[Figure]:
    """SIM cards of each size, and numbers, that are free, and for how long they last."""
    names = {size.key: localised(size.name) for size in current().sim_sizes}
    return [_left(names.get(each.size, ""), each) for each in queries.stock(current())]


def is_low(left: queries.Stock) -> bool:
    """Whether somebody should order: by days at the pace of the last weeks, by pieces where there is no pace."""
    if left.days_left is None:
        return left.free < LOW_STOCK
    return left.days_left < LOW_DAYS


def _left(name: str, left: queries.Stock) -> Figure:
    label = _("SIMカード（%(size)s）") % {"size": name} if left.size else pgettext("stock", "電話番号")
    low = is_low(left)
    hint = (_("残りわずかです") if left.free else _("在庫がありません")) if low else ""
    if left.free and left.days_left is not None:
        hint = _("あと%(days)s日ほど") % {"days": left.days_left}
    return Figure(label, left.free, reverse("console_stock"), "warning" if low else "", hint)


def _list(key: str) -> str:
    return f"{reverse('console_fulfilment')}?list={key}"
