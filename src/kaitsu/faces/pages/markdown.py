"""The operator's texts (terms, privacy) from Markdown to HTML; raw HTML in them stays text."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_renderer = MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=16)
def html_of(text: str) -> SafeString:
    """*text* as HTML without its title, which is the page's heading already."""
    tokens = _renderer.parse(text)
    if tokens and tokens[0].tag == "h1":
        del tokens[:3]  # the heading's start, its words, its end
    return mark_safe(_renderer.renderer.render(tokens, _renderer.options, {}))  # noqa: S308 - escaped by the renderer
