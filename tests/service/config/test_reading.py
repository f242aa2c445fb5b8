"""Reading as whoever runs Kaitsu sees it: which worker serves it, whether its models are there, ``kaitsu replay``."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django import app

from factories import identity as make
from factories.command_line import kaitsu
from factories.jobs import work
from factories.machine import Engines, answer, document
from kaitsu.config import readiness
from kaitsu.config.run import Trial
from kaitsu.identity.machine import process
from kaitsu.reading.adapters import rapid


def test_every_queue_has_a_worker_in_the_trial() -> None:
    served: set[str] = set()
    for child in Trial(8000, 8001, "default").children:
        for argument in child.command:
            if argument.startswith("--queues="):
                served |= set(argument.removeprefix("--queues=").split(","))

    assert {task.queue for task in app.tasks.values() if task.queue != "builtin"} == served


@pytest.mark.django_db
def test_check_says_which_engine_is_there() -> None:
    (line,) = [line for line in readiness.findings() if line.subject == "reading"]

    assert not line.wrong
    assert "rapidocr" in line.text


@pytest.mark.django_db
def test_check_names_a_model_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "_READ", "no_such_model.onnx")

    (line,) = [line for line in readiness.findings() if line.subject == "reading"]

    assert line.wrong
    assert "no_such_model.onnx" in line.text


@pytest.mark.django_db
@pytest.mark.rule("IDV-15")
def test_replay_at_a_shell(capsys: pytest.CaptureFixture[str]) -> None:
    case = make.submitted()
    assert kaitsu("replay", str(case.pk)) == 2
    assert "examined no attempt" in capsys.readouterr().err
    process.use(Engines(lambda kind: answer(document())))
    work()
    process.use(None)

    assert kaitsu("replay", str(case.pk)) == 0
    assert "the same comes out" in capsys.readouterr().out

    case.attempts.update(kind="residence_card")
    assert kaitsu("replay", str(case.pk)) == 1
    assert "differs" in capsys.readouterr().out
