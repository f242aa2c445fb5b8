"""The courier that an operator sends with, as files; the one there is speaks the layouts of Yamato's B2 Cloud."""

from __future__ import annotations

from kaitsu.fulfilment.adapters.yamato_b2 import YamatoB2
from kaitsu.fulfilment.ports import Courier


def courier() -> Courier:
    """The courier in use."""
    return YamatoB2()
