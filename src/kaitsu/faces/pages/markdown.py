"""The operator's texts (terms, privacy) from Markdown to HTML; raw HTML in them stays text."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_renderer = MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=16)
def html_of(text: str) -> SafeString:
    """*text* as HTML, its headings two levels down, since the page has its own."""
    tokens = _renderer.parse(text)
    for token in tokens:
        if token.tag in ("h1", "h2", "h3", "h4"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
    return mark_safe(_renderer.renderer.render(tokens, _renderer.options, {}))  # noqa: S308 - escaped by the renderer
