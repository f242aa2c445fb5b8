"""What the documents say is so: links lead somewhere; settings, rules, states, rooms and words are the code's."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest

from kaitsu.config.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kaitsu"
MOST_PICTURES, LARGEST_PICTURE = 14, 120 * 1024
KEPT_OUT = {".venv", "var", "mutants", "node_modules", "__pycache__", "dist", "build"}

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img[^>]*\ssrc=\"([^\"]+)\"")
CODE_BLOCK = re.compile(r"(?ms)^```.*?^```$")


@lru_cache(maxsize=1)
def tracked() -> tuple[Path, ...]:
    """Every file of the project; of the folder where there is no repository."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
        found = [ROOT / name for name in listed if name]
    else:
        found = [path for path in ROOT.rglob("*") if not KEPT_OUT & set(path.relative_to(ROOT).parts)]
    return tuple(path for path in found if path.is_file())


def documents() -> list[Path]:
    """Every document."""
    return [path for path in tracked() if path.suffix == ".md" and "texts" not in path.parts]


def name(path: Path) -> str:
    """*path* as people say it."""
    return path.relative_to(ROOT).as_posix()


def text(relative: str) -> str:
    """The document *relative*."""
    return (ROOT / relative).read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """What can be linked to within a document, as forges name headings."""
    headings = re.findall(r"(?m)^#+ (.+)$", CODE_BLOCK.sub("", path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(path: Path) -> Iterator[str]:
    """The links of *path* to files or headings that are not there."""
    for match in LINK.finditer(CODE_BLOCK.sub("", path.read_text(encoding="utf-8"))):
        target = match[1] or match[2]
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        to = (path.parent / file) if file else path
        if not to.exists():
            yield f"{name(path)}: {target}"
        elif anchor and to.suffix == ".md" and anchor not in anchors(to):
            yield f"{name(path)}: {target} (no such heading)"


def test_links_lead_somewhere() -> None:
    assert [each for path in documents() for each in broken_links(path)] == []


def test_a_broken_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        "# One way\n[a](nowhere.md) [b](#one-way) [c](#another) ![d](e.png) <img alt='' src=\"f.png\">"
    )

    found = list(broken_links(page))

    assert found == [
        "page.md: nowhere.md",
        "page.md: #another (no such heading)",
        "page.md: e.png",
        "page.md: f.png",
    ]


def settings_in_code() -> dict[str, str | None]:
    """Every variable that config/settings.py reads, with its default in words where it is a plain one."""
    found: dict[str, str | None] = {}
    for node in ast.walk(ast.parse((SOURCE / "config" / "settings.py").read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "env"):
            continue
        if node.func.attr == "database":
            found["DATABASE_URL"] = "none, must be set"
            continue
        given = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
        assert isinstance(node.args[0], ast.Constant)
        found[str(node.args[0].value)] = _default(node.func.attr, given)
    return found


def _default(kind: str, given: list[ast.expr]) -> str | None:
    if not given:
        return {"flag": "`0`", "listed": "empty"}.get(kind, "none, must be set")
    if not isinstance(given[0], ast.Constant):
        return None  # reckoned from another setting: the table says how
    value = given[0].value
    if kind == "flag":
        return None  # with https only, or in production only
    return "empty" if value == "" else f"`{value}`"


def settings_in_document() -> dict[str, str]:
    """The variables of the table in docs/operating.md, with their defaults."""
    table = text("docs/operating.md").partition("<!-- settings")[2].partition("\n\n")[0]
    return dict(re.findall(r"(?m)^\| `([A-Z][A-Z_]+)` \| ([^|]+?) \| [^|]+ \|$", table))


def test_every_setting_is_documented_with_its_default() -> None:
    code, document = settings_in_code(), settings_in_document()

    assert code.keys() == document.keys()
    assert {
        variable: (default, document[variable])
        for variable, default in code.items()
        if default is not None and document[variable] != default
    } == {}


def test_no_setting_is_documented_that_nothing_reads() -> None:
    named = set(re.findall(r"\bKAITSU_[A-Z_]+\b", "".join(path.read_text() for path in documents())))
    read = set(re.findall(r"\bKAITSU_[A-Z_]+\b", "".join(_python("src", "scripts", "tests"))))

    assert named - read == set()


def _python(*folders: str) -> Iterator[str]:
    for path in tracked():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders and path != Path(__file__):
            yield path.read_text(encoding="utf-8")


def test_rules_that_are_named_exist() -> None:
    known = set(re.findall(r"(?m)^\| ([A-Z]{3}-\d+) \|", text("docs/rules.md")))
    prefixes = "|".join({rule.partition("-")[0] for rule in known})
    wrong = {
        f"{name(path)}: {rule}"
        for path in documents()
        for rule in re.findall(rf"\b(?:{prefixes})-\d+", path.read_text(encoding="utf-8"))
        if rule not in known
    }

    assert wrong == set()


def script(stem: str) -> ModuleType:
    """One of the scripts, as a module."""
    spec = importlib.util.spec_from_file_location(f"scripts_{stem}", ROOT / "scripts" / f"{stem}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_states_are_drawn_from_the_code() -> None:
    assert script("draw_states").document() == text("docs/states.md"), "run `make docs`"


def test_a_diagram_shows_each_move_once_and_where_it_ends() -> None:
    from kaitsu.cards.states import TRANSITIONS

    drawn = script("draw_states").diagram(TRANSITIONS)

    assert drawn.count("-->") == 1 + 4 + 4
    assert "pending --> declined: decline" in drawn
    assert "declined --> [*]" in drawn


def test_every_room_and_face_has_its_line() -> None:
    told = set(re.findall(r"(?m)^\| `([a-z_]+(?:/[a-z_]+)?)` \|", text("ARCHITECTURE.md")))
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    faces = {f"faces/{path.parent.name}" for path in SOURCE.glob("faces/*/__init__.py")}

    assert {each for each in told if each in rooms | faces or "/" in each} == rooms | faces


def test_files_that_are_named_as_code_exist() -> None:
    """`applications/steps.py` in a document is that file, below the package or the project."""
    wrong = set()
    for path in documents():
        for named in re.findall(
            r"`((?:[a-z_0-9]+/)+[a-z_0-9]+\.(?:py|toml|md|html))`", path.read_text("utf-8")
        ):
            templates = SOURCE.glob("faces/*/templates")
            places = (SOURCE, ROOT, path.parent, SOURCE / "faces", *templates)
            if not any((place / named).exists() for place in places):
                wrong.add(f"{name(path)}: {named}")

    assert wrong == set()


def test_commands_that_are_named_exist() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", text("Makefile")))
    wrong = set()
    for path in documents():
        words = path.read_text(encoding="utf-8")
        wrong |= {
            f"{name(path)}: make {each}"
            for each in re.findall(r"`make ([a-z][a-z-]*)", words)
            if each not in targets
        }
        wrong |= {
            f"{name(path)}: kaitsu {each}"
            for each in re.findall(r"`kaitsu ([a-z][a-z-]*)", words)
            if each not in COMMANDS
        }

    assert wrong == set()


def test_every_decision_is_listed_once() -> None:
    files = sorted(path.name for path in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    rows = re.findall(r"\| \[(\d+)\]\(([^)]+)\) \| (.+?) \|", text("docs/adr/README.md"))

    assert [file for _, file, _ in rows] == files
    assert [int(number) for number, _, _ in rows] == [int(file[:4]) for file in files]
    for number, file, title in rows:
        assert text(f"docs/adr/{file}").startswith(f"# {number}. {title}\n")


def test_words_of_the_glossary_are_those_of_the_code() -> None:
    source = "\n".join(_python("src"))
    wrong = set()
    for line in text("docs/glossary.md").splitlines():
        for quoted in re.findall(r"`([^`]+)`", line):
            if "/" in quoted:
                places = (SOURCE, SOURCE / "faces")
                if not any(list(place.glob(quoted)) for place in places):
                    wrong.add(quoted)
                continue
            word = re.split(r"[.=…]", quoted.rstrip("…"))
            parts = [part for part in word if re.fullmatch(r"\w+", part)]
            wrong |= {
                f"{quoted}: {part}"
                for part in parts
                if not re.search(rf"\b{part}\b", source) and not (SOURCE / part).exists()
            }

    assert wrong == set()


def test_log_messages_to_watch_are_those_that_are_written() -> None:
    table = text("docs/operating.md").partition("| message | what to do |")[2].partition("\n\n")[0]
    messages = re.findall(r"`([^`]+)`", "\n".join(re.findall(r"(?m)^\| (.+?) \|", table)))
    source = "\n".join(_python("src"))

    assert len(messages) > 5
    assert [each for each in messages if each.removesuffix("…").rstrip() not in source] == []


def test_pictures_are_used_few_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "screens").glob("*.png"))
    words = "".join(path.read_text(encoding="utf-8") for path in documents())

    assert 0 < len(pictures) <= MOST_PICTURES
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []
    assert [path.name for path in pictures if f"screens/{path.name}" not in words] == []


#: A folder of somebody's machine, an address of a package index. Put together here so that this file has none.
MACHINE = re.compile("/(?:" + "|".join(["home/(?!kaitsu)[a-z]", "root/", "Users/[a-z]", "work/"]) + ")")
INDEX = re.compile(
    "|".join(["--(?:extra-)?" + "index-url", "--find-" + "links", "--trusted-" + "host", "/simp" + "le/?$"]),
    re.MULTILINE,
)


def strays(path: Path) -> Iterator[str]:
    """The lines of *path* that name a machine's folder or an index."""
    try:
        words = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    found = [*MACHINE.finditer(words)]
    if path.suffix in {".lock", ".in", ".toml", ".cfg", ".md"}:
        found += INDEX.finditer(words)
    yield from (
        f"{path.name}:{number}" for number in sorted({words.count("\n", 0, at.start()) + 1 for at in found})
    )


def test_no_file_names_a_machine_or_an_index() -> None:
    assert [each for path in tracked() for each in strays(path)] == []


def test_a_stray_path_is_found(tmp_path: Path) -> None:
    file = tmp_path / "run.lock"
    file.write_text("ok\n" + "/" + "root/secret\n" + "--index" + "-url https://packages.example/simple\n")

    assert list(strays(file)) == ["run.lock:2", "run.lock:3"]
