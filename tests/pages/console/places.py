"""What the addresses of the console are filled with, so that each can be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, reverse

from kaitsu.faces.console import urls
from kaitsu.kernel import ids

#: Where a value in an address means something that has to exist; all others get a value that means nothing.
VALUES: dict[str, object] = {}


def routes() -> dict[str, str]:
    """Every page of the console: the name of its address, and the address."""
    return dict(_found(urls.urlpatterns))


def _found(patterns: list[URLPattern | URLResolver], within: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{within}{pattern.namespace}:" if pattern.namespace else within
            yield from _found(pattern.url_patterns, space)
        else:
            name = f"{within}{pattern.name}"
            values = {
                key: VALUES.get(key, _any(converter)) for key, converter in pattern.pattern.converters.items()
            }
            yield name, reverse(name, kwargs=values)


def _any(converter: object) -> object:
    kind = type(converter).__name__
    return {"UUIDConverter": ids.uuid7(), "IntConverter": 1}.get(kind, "nothing")
