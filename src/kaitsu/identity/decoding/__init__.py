"""Untrusted files become clean JPEG pictures, in a process of their own that can do nothing else (IDV-8)."""

from kaitsu.identity.decoding.limits import Limits
from kaitsu.identity.decoding.pool import Picture, pictures, warm

__all__ = ["Limits", "Picture", "pictures", "warm"]
