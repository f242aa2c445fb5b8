"""Mutation testing of the rules: change them one place at a time, and see whether a test notices.

    python scripts/mutate.py date_text dates --tests dates dates_periods
    python scripts/mutate.py address_numbers --tests address_tables cli_findings --only '_is_a_room'

The changes are those of mutmut, and the functions behind ``lru_cache`` are changed as well. The tests are collected
and run once; each mutant is then a fork of that process in which one function has other code, and in which the tests
that come through the function run until one fails: those first that noticed most so far. What is computed when a
module is imported gets a process of its own. All of it happens in a copy: the work tree may change meanwhile.

Prints the counts and the change of each mutant that survived. What survived and why is in
tests/verification/mutation.md.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import importlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType

import libcst
import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parents[1]
PACKAGE = "kaitsu.japanese"
SETTINGS = """[pytest]
filterwarnings = error
markers =
    rule(*ids): the rules that a test carries
"""
_CACHED = re.compile(r"^@lru_cache\(.*\)$", re.MULTILINE)
_SECONDS = 20  # of processor time, beyond three times what the tests take: an endless loop has been noticed
_MEMORY = 3 * 2**30


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: ``function`` is the qualified name of what is changed, ``source`` its new text."""

    module: str
    function: str
    number: int
    before: str
    source: str

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}:{self.number}"

    @property
    def change(self) -> str:
        """The lines removed and added."""
        lines = difflib.unified_diff(self.before.splitlines(), self.source.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in lines if line[:1] in "+-" and line[:3] not in ("---", "+++"))

    def function_in(self, namespace: dict[str, object]) -> FunctionType:
        """The changed function, among the names of its module."""
        code = compile(
            "from __future__ import annotations\n" + textwrap.dedent(self.source), "mutant", "exec"
        )
        own = dict(namespace)
        exec(code, own)
        made = own[self.function.rpartition(".")[2]]
        made = getattr(made, "__func__", made)
        assert isinstance(made, FunctionType)
        return made


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every change of *module* that mutmut knows, in the order of the lines."""
    from mutmut.mutation.file_mutation import create_mutations

    tree, mutations, _, _ = create_mutations(
        module, _CACHED.sub("", path_of(module).read_text(encoding="utf-8"))
    )
    names = dict(_functions(tree))
    texts = {function: tree.code_for_node(function).strip("\n") for function in names}
    numbers = Counter[str]()
    for mutation in mutations:
        function = mutation.contained_by_top_level_function
        if function in names:
            after = function.deep_replace(mutation.original_node, mutation.mutated_node)
            name = names[function]
            numbers[name] += 1
            source = tree.code_for_node(after).strip("\n")
            yield Mutant(module, name, numbers[name], texts[function], source)


def path_of(module: str) -> Path:
    return Path(importlib.import_module(PACKAGE).__path__[0]) / f"{module}.py"


def copied(folder: Path) -> None:
    """The two rooms, the command and their tests, in *folder*."""
    parts = (
        *(f"src/kaitsu/{name}" for name in ("__init__.py", "kernel", "japanese", "config")),
        *("tests/unit/japanese", "tests/factories"),
    )
    for part in parts:
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)


def _functions(tree: libcst.Module) -> Iterator[tuple[libcst.FunctionDef, str]]:
    for statement in tree.body:
        if isinstance(statement, libcst.FunctionDef):
            yield statement, statement.name.value
        elif isinstance(statement, libcst.ClassDef):
            for method in statement.body.body:
                if isinstance(method, libcst.FunctionDef):
                    yield method, f"{statement.name.value}.{method.name.value}"


class Names:
    """The live functions of a module by qualified name, through caches, properties and class methods."""

    def __init__(self, module: ModuleType) -> None:
        self.functions: dict[str, list[FunctionType]] = defaultdict(list)
        self._file = module.__file__
        self._add(vars(module))

    def _add(self, members: dict[str, object]) -> None:
        for member in list(members.values()):
            if isinstance(member, type) and member.__module__.startswith(PACKAGE):
                if members.get("__name__"):
                    self._add(dict(vars(member)))
                continue
            function = member
            for name in ("__wrapped__", "fget", "__func__"):
                function = getattr(function, name, function)
            if isinstance(function, FunctionType) and function.__code__.co_filename == self._file:
                self.functions[function.__qualname__].append(function)


def caches() -> Iterator[tuple[str, _lru_cache_wrapper[object]]]:
    """Every cache of the package with the name of its module."""
    for name, module in list(sys.modules.items()):
        if name.startswith(PACKAGE):
            for member in list(vars(module).values()):
                if isinstance(member, _lru_cache_wrapper) and member.__module__ == name:
                    yield name, member


def empty_caches(*, tables: bool) -> None:
    for _, cache in caches():
        if tables or cache.cache_parameters()["maxsize"] != 1:
            cache.cache_clear()


class Mutation:
    """A plug-in for pytest whose loop over the tests is a loop over the mutants."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.calls: dict[CodeType, set[int]] = defaultdict(set)
        self.of_tables: dict[CodeType, set[str]] = defaultdict(set)
        self.seconds: list[float] = []
        self.noticed: Counter[int] = Counter()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        for index, item in enumerate(items):
            empty_caches(tables=index == 0)
            start = time.process_time()
            sys.setprofile(self._profile(index))
            failed = run(item, items[index + 1] if index + 1 < len(items) else None)
            sys.setprofile(None)
            self.seconds.append(time.process_time() - start)
            if failed:
                sys.exit(f"without any change: {item.nodeid} fails")
        print(f"{len(items)} tests take {sum(self.seconds):.0f} s", flush=True)
        wanted = re.compile(self.options.only)
        gc.collect()
        gc.freeze()
        end = time.monotonic() + self.options.minutes * 60
        for module in self.options.modules:
            found = Counter[str]()
            self.noticed.clear()
            for mutant in filter(lambda mutant: wanted.search(mutant.name), mutants_of(module)):
                result = self._result(mutant, items) if time.monotonic() < end else "not run"
                found[result] += 1
                if result == "survived":
                    print(f"{mutant.name}\n{mutant.change}", flush=True)
            counts = ", ".join(f"{count} {result}" for result, count in found.most_common())
            print(f"== {module}: {found.total()} mutants, {counts}", flush=True)
        return True

    def _profile(self, index: int) -> Callable[[FrameType, str, object], None]:
        """Notes which functions a test comes through, and in which modules a table is made meanwhile."""
        tables = {
            cache.__wrapped__.__code__ for _, cache in caches() if cache.cache_parameters()["maxsize"] == 1
        }
        being_made: list[str] = []

        def profile(frame: FrameType, event: str, _argument: object) -> None:
            code = frame.f_code
            if event == "call":
                if "/japanese/" in code.co_filename:
                    self.calls[code].add(index)
                    self.of_tables[code].update(being_made)
                if code in tables:
                    being_made.append(code.co_filename)
            elif event == "return" and code in tables:
                being_made.pop()

        return profile

    def _result(self, mutant: Mutant, items: Sequence[pytest.Item]) -> str:
        module = importlib.import_module(f"{PACKAGE}.{mutant.module}")
        live = Names(module).functions[mutant.function]
        tests = set().union(*(self.calls[function.__code__] for function in live))
        if not tests:
            return alone(mutant, self.options)
        tables = any(
            name == module.__name__ and cache.cache_parameters()["maxsize"] == 1 for name, cache in caches()
        )
        made_in = set().union(*(self.of_tables[function.__code__] for function in live))
        if tables or made_in:
            tables = True
            files = {module.__file__, *made_in}
            codes = [code for code in self.calls if code.co_filename in files]
            tests = set().union(*(self.calls[code] for code in codes))
        order = sorted(
            tests, key=lambda index: (self.seconds[index] > 0.2, -self.noticed[index], self.seconds[index])
        )
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            survived = False
            try:
                limit = 3 * sum(self.seconds[index] for index in order) + _SECONDS
                survived = self._survives(
                    mutant, live, [items[index] for index in order], writer, limit, tables
                )
            finally:
                os._exit(not survived)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            place = pipe.read(4)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "noticed, without an end"
        if place:
            self.noticed[order[int.from_bytes(place, "big")]] += 1
        return "noticed" if os.WEXITSTATUS(status) else "survived"

    def _survives(
        self,
        mutant: Mutant,
        live: list[FunctionType],
        items: list[pytest.Item],
        writer: int,
        limit: float,
        tables: bool,
    ) -> bool:
        """In the child: with the changed code in place, whether every test still passes."""
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        changed = mutant.function_in(live[0].__globals__)
        for function in live:
            function.__code__ = changed.__code__
            function.__defaults__, function.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__
        empty_caches(tables=tables)
        for place, item in enumerate(items):
            if run(item, items[place + 1] if place + 1 < len(items) else None):
                os.write(writer, place.to_bytes(4, "big"))
                return False
        return True


def run(item: pytest.Item, following: pytest.Item | None) -> bool:
    """Whether *item* fails."""
    try:
        return any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))
    except BaseException:  # a changed rule may end the process, and that is noticed too
        return True


def alone(mutant: Mutant, options: argparse.Namespace) -> str:
    """For what runs at import only: all tests in a process that imports the changed module."""
    command = [sys.executable, __file__, mutant.module, "--alone", mutant.name, "--copy", options.copy]
    command += ["--tests", *options.tests]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    except subprocess.TimeoutExpired:
        return "noticed, without an end"
    return "noticed" if done.returncode else "survived"


def import_changed(name: str) -> None:
    """From now on the module of the mutant *name* is imported with its change."""
    mutant = next(mutant for mutant in mutants_of(name.partition(".")[0]) if mutant.name == name)
    path = path_of(mutant.module)
    source = path.read_text(encoding="utf-8")
    assert source.count(mutant.before) == 1, "a cached function runs in tests, not at import only"
    code = compile(source.replace(mutant.before, mutant.source), str(path), "exec", dont_inherit=True)
    get_code = SourceFileLoader.get_code

    def changed(loader: SourceFileLoader, module: str) -> CodeType | None:
        return code if module == f"{PACKAGE}.{mutant.module}" else get_code(loader, module)

    SourceFileLoader.get_code = changed  # type: ignore[method-assign]


def main() -> None:
    """Mutate and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="+", help="modules of kaitsu.japanese")
    parser.add_argument("--tests", nargs="+", required=True, help="tests/unit/japanese/test_NAME.py")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--only", default="", help="a pattern for names such as dates._day_in_era:3")
    parser.add_argument("--without", default="", help="a word in the names of tests that are left out")
    parser.add_argument("--alone", default="", help=argparse.SUPPRESS)
    parser.add_argument("--copy", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.nice(15)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    if options.alone:
        sys.exit(tested(options, []))
    with tempfile.TemporaryDirectory() as folder:
        options.copy = folder
        copied(Path(folder))
        sys.exit(tested(options, [Mutation(options)]))


def tested(options: argparse.Namespace, plugins: list[object]) -> int:
    """The tests run in the copy; the status of pytest."""
    from hypothesis import HealthCheck, settings

    settings.register_profile(
        "mutants",
        max_examples=40,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=HealthCheck,
    )
    settings.load_profile("mutants")
    copy = Path(options.copy)
    sys.path[:0] = [str(copy / "src"), str(copy / "tests")]
    if options.alone:
        import_changed(options.alone)
    (copy / "pytest.ini").write_text(SETTINGS)
    tests = [str(copy / "tests" / "unit" / "japanese" / f"test_{test}.py") for test in options.tests]
    arguments = ("-q", "-x", "-s", "--import-mode=importlib", "--assert=plain", "-p", "no:cacheprovider")
    left_out = ("-k", f"not {options.without}") if options.without else ()
    return int(pytest.main(["--rootdir", str(copy), *arguments, *left_out, *tests], plugins=plugins))


if __name__ == "__main__":
    main()
