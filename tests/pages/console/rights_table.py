"""Who may reach which page of the console, written down once more and by hand: what the code is held to (OPS-1).

A page that is missing here fails ``test_rights``. Whoever adds a page adds its line; where its address holds a
value, ``places.py`` says which.
"""

from __future__ import annotations

from kaitsu.members.roles import Role

SUPPORT, REVIEWER, FULFILMENT = Role.SUPPORT, Role.REVIEWER, Role.FULFILMENT
MANAGER, AUDITOR = Role.MANAGER, Role.AUDITOR
EVERYBODY = frozenset(Role)

#: Name of the address → roles that may.
ALLOWED: dict[str, frozenset[Role]] = {
    "console": EVERYBODY,
    "console_profile": EVERYBODY,
    "console_stock": frozenset({FULFILMENT, MANAGER}),
}
#: Open to who is not signed in.
OPEN = {"console-sign-in"}
