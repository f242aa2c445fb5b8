"""What the outbox asks of the outside world: that a mail is taken, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kaitsu.notifications.models import Mail


class NotTaken(Exception):
    """The mail was surely not taken. ``code`` says why, without an address; ``permanent``: nor will it be."""

    def __init__(self, code: str, *, permanent: bool = False) -> None:
        self.code = code
        self.permanent = permanent
        super().__init__(code)


class Unanswered(Exception):
    """The mail was handed over completely, and no answer came: taken or not, nobody knows."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Post(Protocol):
    """A way for mails to leave."""

    def send(self, mail: Mail, hand_over: Callable[[], None]) -> None:
        """Send *mail*; return when it is taken, else raise NotTaken or Unanswered.

        *hand_over* is called when everything but the last word is said: before it, breaking off surely means
        that the mail was not taken. It may raise NotTaken; the mail must then not be sent.
        """
