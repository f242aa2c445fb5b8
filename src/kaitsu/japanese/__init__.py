"""Japanese names, addresses, dates, kana and numbers: same or different, and by which rule.

Usable alone: no Django, no network, and no table is loaded before it is needed.
"""
