"""The layers are held by import-linter; foreign keys follow the imports; a planted violation is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]

#: The rooms that have tables, from the hall down; a foreign key points to the same line's own room or further down.
HEIGHT = {
    "applications": 5,
    "retail": 4,
    "members": 4,
    "portability": 4,
    "identity": 4,
    "cards": 4,
    "fulfilment": 4,
    "notifications": 2,
    "audit": 2,
    "vault": 2,
    "throttle": 2,
}


def _ours() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("kaitsu.")]


def test_every_table_stands_in_a_known_room() -> None:
    assert {model._meta.app_label for model in _ours()} == set(HEIGHT)  # type: ignore[attr-defined]


def test_foreign_keys_point_the_way_imports_do() -> None:
    wrong = []
    for model in _ours():
        for field in model._meta.get_fields():  # type: ignore[attr-defined]
            target = field.related_model
            if not field.concrete or target is None or not target.__module__.startswith("kaitsu."):
                continue
            here, there = model._meta.app_label, target._meta.app_label  # type: ignore[attr-defined]
            if here != there and HEIGHT[there] >= HEIGHT[here]:
                wrong.append(f"{model.__name__}.{field.name} points from {here} to {there}")
    assert wrong == []


def test_nothing_points_back_by_a_reverse_accessor_that_a_lower_room_could_use() -> None:
    """A reverse accessor on a lower room's model would let it look up; only the hall's own and members' are there."""
    allowed = {("members", "applications")}
    found = set()
    for model in _ours():
        for relation in model._meta.related_objects:  # type: ignore[attr-defined]
            here, there = model._meta.app_label, relation.related_model._meta.app_label  # type: ignore[attr-defined]
            if relation.related_model.__module__.startswith("kaitsu.") and here != there:
                name = relation.get_accessor_name()
                if name and not name.endswith("+"):
                    found.add((here, there))
    assert found <= allowed


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the tree in *folder*."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the source that can be spoiled."""
    ignore = shutil.ignore_patterns("__pycache__", "*.mo", "static", "locale")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignore)
    shutil.copy(ROOT / ".importlinter", tmp_path / ".importlinter")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("kernel/money.py", "import kaitsu.retail.models", "The rooms of the house"),
        ("retail/rules.py", "import kaitsu.cards.rules", "The rooms of the house"),
        ("faces/jobs/tasks.py", "import kaitsu.faces.trial.views", "Faces never import each other"),
        ("japanese/dates.py", "import django.utils.timezone", "Kernel and Japanese know no Django"),
        ("cards/rules.py", "import django.db", "Rules are plain Python"),
    ],
)
def test_a_planted_violation_is_found(tree: Path, file: str, line: str, contract: str) -> None:
    target = tree / "src" / "kaitsu" / file
    target.write_text(target.read_text() + f"\n{line}\n")

    found = lint(tree)

    assert found.returncode != 0
    broken = [row for row in found.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(row.startswith(contract) for row in broken), found.stdout


def test_a_new_room_must_be_given_its_place(tree: Path) -> None:
    (tree / "src" / "kaitsu" / "billing").mkdir()
    (tree / "src" / "kaitsu" / "billing" / "__init__.py").touch()

    found = lint(tree)

    assert found.returncode != 0
    assert "billing" in found.stdout


def test_the_tree_itself_keeps_every_contract(tree: Path) -> None:
    found = lint(tree)
    assert found.returncode == 0, found.stdout
