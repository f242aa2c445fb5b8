"""The style sheet becomes one file; every name in it and in the scripts leads to a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

import kaitsu.faces.look
from kaitsu.faces.look.statics import bundle

STATIC = Path(kaitsu.faces.look.__file__).parent / "static"


def read(name: str) -> str:
    return (STATIC / name).read_text()


def test_the_bundle_holds_every_component_in_its_layer() -> None:
    bundled = bundle("look/look.css", read)

    assert "@import" not in bundled
    for sheet in sorted((STATIC / "look/css").glob("*.css")):
        assert sheet.read_text() in bundled, f"{sheet.name} is not imported"
    assert bundled.count("{") == bundled.count("}")


def test_an_import_without_a_layer_is_taken_in_as_it_is() -> None:
    files = {"a/one.css": '@import "two.css";\np {}', "a/two.css": "b {}"}

    assert bundle("a/one.css", files.__getitem__) == "b {}\np {}"


def test_every_custom_property_that_is_used_exists() -> None:
    bundled = bundle("look/look.css", read)
    made = set(re.findall(r"(--[\w-]+):", bundled))

    assert set(re.findall(r"var\((--[\w-]+)", bundled)) <= made


def test_no_style_asks_for_anything_outside() -> None:
    assert re.findall(r"url\(|https?:", bundle("look/look.css", read)) == []


def test_collected_files_have_hashed_names_and_no_dead_references(tmp_path: Path) -> None:
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "kaitsu.faces.look.statics.Storage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)

    paths = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    sheet = (tmp_path / paths["look/look.css"]).read_text()
    script = (tmp_path / paths["look/js/look.js"]).read_text()
    assert "@layer tokens {" in sheet
    loaded = re.findall(r'import\("\./([^"]+)"\)', script)
    assert len(loaded) == len(list((STATIC / "look/js").glob("*.js"))) - 1
    assert all(
        (tmp_path / "look/js" / name).exists() and re.search(r"\.[0-9a-f]{12}\.js$", name) for name in loaded
    )


@pytest.mark.parametrize("script", sorted((STATIC / "look/js").glob("*.js")), ids=lambda path: path.name)
def test_a_script_is_small(script: Path) -> None:
    assert script.stat().st_size < 4096
