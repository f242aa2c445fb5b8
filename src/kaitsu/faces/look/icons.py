"""The few symbols of the look, drawn on a 24 by 24 grid with a 2 unit pen."""

from __future__ import annotations

from types import MappingProxyType

ICONS = MappingProxyType(
    {
        "alert": '<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v5"/><path d="M12 17.4v.1"/>',
        "arrow-left": '<path d="M20 12H5"/><path d="m11 6-6 6 6 6"/>',
        "arrow-right": '<path d="M4 12h15"/><path d="m13 6 6 6-6 6"/>',
        "camera": '<path d="M3 8h4l2-3h6l2 3h4v11H3z"/><circle cx="12" cy="13" r="3.5"/>',
        "card": '<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="M3 10h18M7 15h4"/>',
        "check": '<path d="m4.5 12.5 5 5 10-11"/>',
        "circle-check": '<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.8 2.8L16 9.6"/>',
        "circle-cross": '<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6m0-6-6 6"/>',
        "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>',
        "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
        "down": '<path d="m6 9.5 6 6 6-6"/>',
        "external": '<path d="M10 5H5v14h14v-5"/><path d="M14 4h6v6m0-6-9 9"/>',
        "file": '<path d="M6 3h8l5 5v13H6z"/><path d="M13.5 3.5V9H19"/>',
        "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5"/><path d="M12 7.6v.1"/>',
        "lock": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
        "mail": '<rect x="3" y="5.5" width="18" height="13" rx="1.5"/><path d="m3.5 7 8.5 6.5L20.5 7"/>',
        "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
        "minus": '<path d="M5 12h14"/>',
        "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5"/>',
        "phone": '<path d="M5 4h4l1.5 5-2.5 1.8a12 12 0 0 0 5.2 5.2L15 13.5l5 1.5v4a1.5 1.5 0 0 1'
        '-1.6 1.5C10.5 20 4 13.5 3.5 5.6A1.5 1.5 0 0 1 5 4z"/>',
        "plus": '<path d="M12 5v14M5 12h14"/>',
        "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
        "sim": '<path d="M6 3h8l4 4.5V21H6z"/><rect x="9" y="12" width="6" height="5.5" rx="1"/>',
        "truck": '<path d="M2.5 6.5h11v10h-11zM13.5 10h4l3.5 3.5v3h-7.5"/><circle cx="7" cy="17.5" r="2"/>'
        '<circle cx="17" cy="17.5" r="2"/>',
    }
)
