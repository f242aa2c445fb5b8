"""A copy of the default profile's folder with some of its text replaced."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kaitsu.operator_profile.loading import FILE, folders

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """``written((old, new), …)`` is a folder whose profile says *new* wherever the default one says *old*."""

    def write(*changes: tuple[str, str]) -> Path:
        folder = tmp_path / "changed"
        shutil.copytree(folders() / "default", folder)
        file = folder / FILE
        text = file.read_text("utf-8")
        for old, new in changes:
            assert old in text, f"the default profile does not say {old!r}"
            text = text.replace(old, new)
        file.write_text(text, "utf-8")
        return folder

    return write
