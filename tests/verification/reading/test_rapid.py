"""The real engine: reads a few specimens, alone, without a network, and writes nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kaitsu.japanese.verdict import Verdict
from kaitsu.reading import specimens
from kaitsu.reading.adapters import rapid
from kaitsu.reading.claims import Claims
from kaitsu.reading.comparing import compare, verdict_of
from kaitsu.reading.document import Document
from kaitsu.reading.reader import read_file
from kaitsu.reading.unwritable import UNWRITABLE


def photograph(kind: str, side: str, how: str, seed: int = 21) -> tuple[bytes, Claims]:
    holder = specimens.holder(seed)
    image = specimens.spoil(specimens.draw(kind, side, holder, seed), how, seed, long_side=1500)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue(), Claims.of(holder)


def told(document: Document, claims: Claims) -> dict[str, Verdict | None]:
    findings = compare(document, claims)
    return {field: verdict_of(findings, field) for field in ("name", "birth_date", "address")}


@pytest.mark.rule("IDV-6")
@pytest.mark.parametrize(
    ("kind", "how"),
    [("drivers_licence", "desk"), ("health_insurance", "upside_down"), ("residence_certificate", "blur")],
)
def test_photographs_are_read(kind: str, how: str) -> None:
    data, claims = photograph(kind, "front", how)
    found = read_file(data, rapid.shared())[0]
    assert (found.kind, found.side) == (kind, "front")
    verdicts = told(found, claims)
    assert verdicts["name"] is Verdict.SAME
    assert verdicts["birth_date"] is Verdict.SAME
    assert verdicts["address"] in (Verdict.SAME, None)


@pytest.mark.rule("IDV-5")
def test_nothing_is_kept_of_a_my_number() -> None:
    data, _ = photograph("my_number_card", "back", "desk")
    found = read_file(data, rapid.shared())[0]
    assert (found.kind, found.side, found.fields, found.page) == ("my_number_card", "back", {}, None)


def test_a_blank_page_has_no_lines() -> None:
    import numpy as np

    engine = rapid.shared()
    assert engine.find(np.full((200, 300, 3), 255, np.uint8), 960) == []
    assert engine.turned([]) == []
    assert "onnxruntime" in engine.version


def test_a_missing_model_or_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "_READ", "other.onnx")
    with pytest.raises(rapid.EngineMissing, match=r"other\.onnx"):
        rapid.RapidEngine()
    monkeypatch.setattr(rapid, "find_spec", lambda name: None)
    with pytest.raises(rapid.EngineMissing, match="rapidocr"):
        rapid.RapidEngine()


GUARDED = """
import socket, sys

opened = []

def guard(event, arguments):
    # urllib3, which rapidocr imports, binds ::1 for a moment to learn whether the kernel has IPv6.
    asks_for_ipv6 = event == "socket.bind" and arguments[1] == ("::1", 0)
    if event.startswith("socket.") and event != "socket.__new__" and not asks_for_ipv6:
        opened.append(("network", event, str(arguments)))
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        opened.append(("write", str(arguments[0])))
    if event in ("os.mkdir", "os.rename", "shutil.copyfile"):
        opened.append((event, str(arguments)))

sys.addaudithook(guard)
from kaitsu.reading.adapters.rapid import shared
from kaitsu.reading.reader import read_file
from kaitsu.reading.unwritable import UNWRITABLE

found = read_file(sys.stdin.buffer.read(), shared())[0]
assert found.fields["name"].text, found
assert "django" not in sys.modules, "reading knows no Django"
assert "torch" not in sys.modules
for each in opened:
    print(*each)
"""


def test_the_engine_asks_no_network_and_writes_nothing(tmp_path: Path) -> None:
    data, _ = photograph("drivers_licence", "front", "desk")
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o555)
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "TMPDIR": str(home),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", GUARDED], input=data, capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == ""
    assert list(home.iterdir()) == []


def test_importing_the_room_loads_no_engine() -> None:
    code = (
        "import sys, kaitsu.reading.judging; sys.exit(bool({'onnxruntime', 'rapidocr'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_the_engine_cannot_write_is_listed() -> None:
    writes = set(rapid.shared()._letters)
    kanji = (chr(code) for code in (*range(0x4E00, 0xA000), *range(0xF900, 0xFB00)))

    assert {each for each in kanji if each not in writes and _in_cp932(each)} == UNWRITABLE


def _in_cp932(letter: str) -> bool:
    try:
        return bool(letter.encode("cp932"))
    except UnicodeEncodeError:
        return False
