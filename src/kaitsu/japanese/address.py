"""Japanese addresses: taken apart, and compared as a careful clerk would (HLD-5, ADR-1, ADR-2).

``parse`` never refuses a text; ``compare`` says same, close, different or unreadable, with a finding for each part.
The table of towns (Japan Post) is loaded at the first call of either, not at import.
"""

from __future__ import annotations

from kaitsu.japanese.address_compare import compare
from kaitsu.japanese.address_model import Address
from kaitsu.japanese.address_parse import parse

#: The same function under the name that it has beside names and dates.
compare_addresses = compare

__all__ = ["Address", "compare", "compare_addresses", "parse"]
