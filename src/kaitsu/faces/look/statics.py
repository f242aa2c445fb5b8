"""Static files: hashed names, and one style sheet where the source has one for each component.

The browser asks for one file; the source stays readable, and works unbundled too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

SHEET = "look/look.css"
_IMPORT = re.compile(r'@import\s+"(?P<name>[^"]+)"(?:\s+layer\((?P<layer>[\w.-]+)\))?\s*;')


class Storage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; ``look/look.css`` takes in what it imports, scripts import by hashed name."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Mapping[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Bundle the style sheet, then hash and compress as WhiteNoise does."""
        paths = dict(paths)
        if SHEET in paths and not dry_run:
            bundled = bundle(SHEET, lambda name: _text(paths, name))
            self.delete(SHEET)
            self._save(SHEET, ContentFile(bundled.encode()))
            paths[SHEET] = (self, SHEET)
        yield from super().post_process(paths, dry_run, **options)


def bundle(name: str, read: Any) -> str:
    """The style sheet *name* with each ``@import "…" layer(…);`` replaced by the file, wrapped in its layer.

    *read* gives the text of a static file by its name. Addresses in the files must be absolute or data.
    """

    def inlined(found: re.Match[str]) -> str:
        text = read(normpath(join(dirname(name), found["name"])))
        return f"@layer {found['layer']} {{\n{text}}}" if found["layer"] else text

    return _IMPORT.sub(inlined, read(name))


def _text(paths: Mapping[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
