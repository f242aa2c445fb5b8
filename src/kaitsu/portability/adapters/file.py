"""Orders and answers as CSV files that staff carry to and fro (MNP-8)."""

from __future__ import annotations

from collections.abc import Iterable

from kaitsu.kernel import sheets
from kaitsu.kernel.sheets import Row
from kaitsu.portability.ports import OrderForm
from kaitsu.portability.states import Outcome

HEADING = (
    "依頼番号", "転出元事業者", "電話番号", "MNP予約番号", "契約者名", "契約者名カナ", "生年月日",
)  # fmt: skip
_ANSWERS = {"number": ("依頼番号", "order"), "answer": ("回答", "結果", "answer")}

#: What an answer may be called in a file: by its code, or as people write it.
CALLED = {
    "承諾": Outcome.ACCEPTED,
    "転入可": Outcome.ACCEPTED,
    "契約者不一致": Outcome.HOLDER_MISMATCH,
    "契約者情報不一致": Outcome.HOLDER_MISMATCH,
    "予約番号期限切れ": Outcome.RESERVATION_EXPIRED,
    "期限切れ": Outcome.RESERVATION_EXPIRED,
    "番号なし": Outcome.NUMBER_UNKNOWN,
    "該当番号なし": Outcome.NUMBER_UNKNOWN,
}


class FileExchange:
    """Leaves every order for staff."""

    by_hand = True

    def ask(self, order: OrderForm) -> Outcome | None:
        """None: the answer comes in a file."""
        return None


def write(orders: Iterable[OrderForm]) -> bytes:
    """The file of *orders*, in UTF-8 with a byte order mark, so that spreadsheets read it."""
    rows = [
        (
            each.number,
            each.carrier,
            each.msisdn,
            each.reservation,
            each.name,
            each.kana,
            f"{each.birth_date:%Y%m%d}",
        )
        for each in orders
    ]
    return sheets.write(HEADING, rows)


def read(data: bytes) -> list[Row]:
    """The rows ``number``, ``answer`` of a file of answers. Raises KaitsuError ``sheet.*``."""
    return sheets.read(data, _ANSWERS)


def outcome(answer: str) -> Outcome | None:
    """The outcome that *answer* names; None where it names none."""
    if answer in CALLED:
        return CALLED[answer]
    return Outcome(answer) if answer in set(Outcome) else None
