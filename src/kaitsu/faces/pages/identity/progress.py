"""The three steps of the identity pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

CHOOSE, SEND, WAIT = 0, 1, 2


def steps(at: int) -> list[dict[str, str]]:
    """The step indicator with the step *at* as the present one; past the last, all are done."""
    labels = [_("書類を選ぶ"), _("画像を送る"), _("結果を待つ")]
    return [
        {"label": label, "url": "", "state": "done" if n < at else "current" if n == at else "todo"}
        for n, label in enumerate(labels)
    ]
