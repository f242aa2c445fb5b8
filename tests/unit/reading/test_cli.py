"""``kaitsu read``: what it prints, and what it refuses (with an engine that reads from a script)."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest

from factories.reading import licence, picture_of
from kaitsu.config.cli import main
from kaitsu.reading import cli
from kaitsu.reading.adapters import rapid
from kaitsu.reading.adapters.scripted import script

CLAIMS = {
    "name": {"registered": "山田 花子", "kana": "ヤマダ ハナコ", "latin": "YAMADA HANAKO"},
    "birth_date": "1986-05-01",
    "address": {"postal_code": "100-0013", "text": "東京都千代田区霞が関2-1-2 コーポ山田305"},
}


@pytest.fixture
def image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    engine = script(dict(licence()))
    file = tmp_path / "licence.png"
    cv2.imwrite(str(file), picture_of(engine).pixels)
    monkeypatch.setattr(rapid, "shared", lambda threads: engine)
    return str(file)


@pytest.fixture
def claims(tmp_path: Path) -> str:
    file = tmp_path / "claims.json"
    file.write_text(json.dumps(CLAIMS))
    return str(file)


def test_json_holds_documents_fields_findings_and_the_verdict(
    image: str, claims: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", image, "--kind", "drivers_licence", "--claims", claims, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "same"
    assert told["engine"] == "scripted 1"
    document = told["documents"][0]
    assert (document["kind"], document["side"]) == ("drivers_licence", "front")
    assert document["quality"]["usable"] is True
    assert document["fields"]["name"]["text"] == "山田 花子"
    assert document["fields"]["birth_date"]["date"] == "1986-05-01"
    assert len(document["fields"]["address"]["box"]) == 4
    assert {each["field"] for each in document["findings"]} == {"name", "birth_date", "address"}


def test_for_people_it_prints_lines(image: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", image]) == 0
    told = capsys.readouterr().out
    assert told.startswith("unreadable\n")
    assert "drivers_licence front" in told
    assert "山田 花子" in told


def test_what_is_wrong_with_a_picture_is_in_the_answer(
    tmp_path: Path, image: str, capsys: pytest.CaptureFixture[str]
) -> None:
    blank = tmp_path / "blank.png"
    cv2.imwrite(str(blank), picture_of(script({})).pixels * 0 + 90)
    assert main(["read", str(blank), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["documents"][0]["quality"]
    assert told["usable"] is False
    assert told["advice"][0]["code"] == "reading.nothing"
    assert told["advice"][0]["ja"] != told["advice"][0]["en"]


@pytest.mark.rule("IDV-5")
def test_a_my_number_is_said_and_not_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = script({(60, 40): "個人番号", (60, 120): "0000 0000 0000"})
    file = tmp_path / "back.png"
    cv2.imwrite(str(file), picture_of(engine).pixels)
    monkeypatch.setattr(rapid, "shared", lambda threads: engine)
    assert main(["read", str(file), "--json"]) == 0
    told = capsys.readouterr().out
    assert "0000" not in told
    assert json.loads(told)["documents"][0]["findings"][0]["code"] == "reading.my_number"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("gone.jpg", None, "No such file"),
        ("text.jpg", b"hello", "neither JPEG, PNG nor PDF"),
        ("empty.jpg", b"", "the file is empty"),
    ],
)
def test_files_that_cannot_be_used(
    tmp_path: Path,
    image: str,
    name: str,
    content: bytes | None,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert main(["read", str(file)]) == cli.UNUSABLE
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "words"), [("{", "no JSON"), ('{"birth_date": "1.5.1986"}', "birth_date")]
)
def test_claims_that_cannot_be_used(
    tmp_path: Path, image: str, content: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(content)
    assert main(["read", image, "--claims", str(file)]) == cli.UNUSABLE
    assert words in capsys.readouterr().err


def test_a_missing_model_is_said(
    image: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(threads: int) -> None:
        raise rapid.EngineMissing("the model x.onnx is not there")

    monkeypatch.setattr(rapid, "shared", missing)
    assert main(["read", image]) == cli.UNUSABLE
    assert "x.onnx" in capsys.readouterr().err
