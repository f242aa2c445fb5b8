"""The life of a line in the warehouse, of a parcel, and of what is in stock: every legal move in one table."""

from __future__ import annotations

from enum import StrEnum

from kaitsu.kernel.transition import Table


class StockState(StrEnum):
    """Where a card or a number stands.

    FREE until it is given to one line, then ALLOCATED. STRUCK_OFF cards and QUARANTINED numbers were given to a
    line that ended: they are never given again by themselves (FUL-1).
    """

    FREE = "free"
    ALLOCATED = "allocated"
    STRUCK_OFF = "struck_off"
    QUARANTINED = "quarantined"


class LineState(StrEnum):
    """Where one line stands. From PACKED to RETURNED it is its parcel's state, and never stored beside it."""

    WAITING = "waiting"
    ALLOCATED = "allocated"
    PACKED = "packed"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    RETURNED = "returned"
    ENDED = "ended"


class ParcelState(StrEnum):
    """Where one parcel stands."""

    PACKED = "packed"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    RETURNED = "returned"


class Event(StrEnum):
    """What may happen to a line, alone or with its parcel."""

    ALLOCATE = "allocate"
    PACK = "pack"
    HAND_OVER = "hand_over"
    DELIVER = "deliver"
    RETURN = "return"
    RESEND = "resend"
    END = "end"


#: A line without a card (eSIM) is DELIVERED once it is ALLOCATED: there is nothing to send.
TRANSITIONS: Table[LineState, Event] = {
    (LineState.WAITING, Event.ALLOCATE): LineState.ALLOCATED,
    (LineState.ALLOCATED, Event.PACK): LineState.PACKED,
    (LineState.ALLOCATED, Event.DELIVER): LineState.DELIVERED,
    (LineState.PACKED, Event.HAND_OVER): LineState.HANDED_OVER,
    (LineState.HANDED_OVER, Event.DELIVER): LineState.DELIVERED,
    (LineState.HANDED_OVER, Event.RETURN): LineState.RETURNED,
    (LineState.RETURNED, Event.RESEND): LineState.ALLOCATED,
    (LineState.WAITING, Event.END): LineState.ENDED,
    (LineState.ALLOCATED, Event.END): LineState.ENDED,
    (LineState.PACKED, Event.END): LineState.ENDED,
    (LineState.HANDED_OVER, Event.END): LineState.ENDED,
    (LineState.DELIVERED, Event.END): LineState.ENDED,
    (LineState.RETURNED, Event.END): LineState.ENDED,
}

#: The same for a parcel: what the courier tells.
PARCEL_TRANSITIONS: Table[ParcelState, Event] = {
    (ParcelState.PACKED, Event.HAND_OVER): ParcelState.HANDED_OVER,
    (ParcelState.HANDED_OVER, Event.DELIVER): ParcelState.DELIVERED,
    (ParcelState.HANDED_OVER, Event.RETURN): ParcelState.RETURNED,
}


class Handling(StrEnum):
    """How a parcel goes out (FUL-2): to the verified address and nowhere else, or to the registered one."""

    VERIFIED_ONLY = "verified_only"
    REGISTERED = "registered"


class Waits(StrEnum):
    """What a WAITING line waits for; NOTHING where the next look will allocate it."""

    PORT = "port"
    CARD = "card"
    NUMBER = "number"
    NOTHING = "nothing"
