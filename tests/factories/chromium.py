"""How pages are looked at in Chromium."""

#: Only what is wrong is gathered, and no style sheet is fetched a second time (axe asks for imports at wrong places).
AXE: dict[str, object] = {"resultTypes": ["violations"], "preload": False}
