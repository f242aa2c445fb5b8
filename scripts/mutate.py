"""Mutation testing of the rules: change them one place at a time, and see whether a test notices.

    python scripts/mutate.py date_text dates --tests dates dates_periods
    python scripts/mutate.py address_numbers --tests address_tables --without numeral_changed --minutes 10

Runs mutmut in a copy of kernel and japanese, so that the work tree stays as it is, in one process of low priority.
Prints the counts and the change of each mutant that survived. What survived and why is in
tests/verification/mutation.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTEST = """[pytest]
pythonpath = src tests
addopts = -q -x --import-mode=importlib -p no:django
markers =
    rule(*ids): the rules that a test carries
"""
#: A mutant runs in a fork of a process that has run every test: what its caches remember is of the code as it was.
CONFTEST = """import sys

import pytest
from hypothesis import settings

settings.register_profile("mutants", max_examples=40, deadline=None, derandomize=True, database=None)
settings.load_profile("mutants")


@pytest.fixture(autouse=True)
def _nothing_remembered():
    for name, module in list(sys.modules.items()):
        if name.startswith("kaitsu.japanese"):
            for member in vars(module).values():
                if hasattr(member, "cache_parameters") and member.cache_parameters()["maxsize"] != 1:
                    member.cache_clear()
"""


def prepare(copy: Path, modules: list[str], tests: list[str], without: str) -> None:
    """A copy of the two rooms with the named tests, and mutmut's configuration for the named modules."""
    package = ROOT / "src" / "kaitsu"
    for room in ("kernel", "japanese", "config"):
        shutil.copytree(package / room, copy / "src" / "kaitsu" / room)
    shutil.copy(package / "__init__.py", copy / "src" / "kaitsu")
    unit = ROOT / "tests" / "unit" / "japanese"
    target = copy / "tests" / "unit" / "japanese"
    target.mkdir(parents=True)
    if (unit / "data").is_dir():
        shutil.copytree(unit / "data", target / "data")
    for test in tests:
        shutil.copy(unit / f"test_{test}.py", target)
    (copy / "tests" / "factories").mkdir()
    shutil.copy(ROOT / "tests" / "factories" / "command_line.py", copy / "tests" / "factories")
    (copy / "conftest.py").write_text(CONFTEST)
    left_out = f' -k "not {without}"' if without else ""
    (copy / "pytest.ini").write_text(PYTEST.replace("no:django", "no:django" + left_out))
    only = ", ".join(f'"src/kaitsu/japanese/{module}.py"' for module in modules)
    (copy / "pyproject.toml").write_text(
        f'[tool.mutmut]\nsource_paths = ["src"]\nonly_mutate = [{only}]\n'
        'pytest_add_cli_args_test_selection = ["tests"]\nalso_copy = ["src", "pytest.ini", "conftest.py"]\n'
        "use_git_change_detection = false\n"
    )


#: What ``mutmut show`` does, for many mutants in one process.
SHOW = "import sys; from mutmut.__main__ import show; [show.callback(name) for name in sys.argv[1:]]"


def python(copy: Path, *arguments: str, seconds: float | None = None) -> str:
    """What an interpreter prints in the copy; one that takes longer is ended, its results so far stay."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = ["nice", "-n", "15", sys.executable, *arguments]
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout + done.stderr


def main() -> None:
    """Mutate and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="+", help="modules of kaitsu.japanese")
    parser.add_argument("--tests", nargs="+", required=True, help="tests/unit/japanese/test_NAME.py")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument(
        "--without", default="", help="a word in the names of tests that take too long to repeat"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        prepare(copy, options.modules, options.tests, options.without)
        printed = python(copy, "-m", "mutmut", "run", "--max-children", "1", seconds=options.minutes * 60)
        results = [
            line.strip().rsplit(": ", 1)
            for line in python(copy, "-m", "mutmut", "results", "--all", "true").splitlines()
            if ": " in line
        ]
        if not results:
            sys.exit(printed[-3000:])
        survived = [name for name, state in results if state == "survived"]
        for line in python(copy, "-c", SHOW, *survived).splitlines():
            if line[:1] in "#+-" and line[:3] not in ("+++", "---"):
                print(line)
        counted = Counter(state for _, state in results)
        print(*(f"{count:6} {state}" for state, count in counted.most_common()), sep="\n")


if __name__ == "__main__":
    main()
