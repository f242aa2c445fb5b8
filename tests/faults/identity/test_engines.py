"""Engine processes that are killed, hang, talk or grow: one image is left to a person, the next one is read."""

from __future__ import annotations

import io
import json
import os
import select
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator

import cv2
import pytest

from factories import identity as make
from factories.jobs import work
from factories.reading import licence, picture_of
from kaitsu.identity import queries
from kaitsu.identity.machine import process
from kaitsu.identity.machine.limits import Limits
from kaitsu.identity.machine.process import CannotBeRead, EngineGone, EngineProcess, Pool
from kaitsu.identity.models import Examination, Reading
from kaitsu.reading import specimens
from kaitsu.reading.adapters.scripted import script

pytestmark = [pytest.mark.faults, pytest.mark.rule("IDV-9")]

REQUEST = {"kind": "drivers_licence", "look": {}, "today": "2026-11-22"}
LINES = {place: text for place, text in licence().items() if text}

#: An engine process that reads from a script, and comes to harm when it is asked for the kind of that name.
HARMED = textwrap.dedent("""
    import json, os, signal, sys, time
    from kaitsu.identity.machine import engine
    from kaitsu.reading.adapters.scripted import script
    lines = {tuple(map(int, place.split())): text for place, text in json.loads(sys.argv[1]).items()}
    answer = engine.answer

    def harmed(asked, data, own, version):
        match asked["kind"]:
            case "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "hangs":
                time.sleep(3600)
            case "nonsense":
                return b"nonsense, and never a whole frame"
            case "grows":
                bytearray(8 << 30)
            case "prints":
                print("a library that talks", flush=True)
            case "opens":
                open("/etc/hostname")
        return answer(asked, data, script(lines), version)

    engine.answer = harmed
    engine.serve(script(lines))
""")


def program() -> tuple[str, ...]:
    """The command of a harmed engine process."""
    lines = json.dumps({f"{left} {top}": text for (left, top), text in LINES.items()})
    return (sys.executable, "-I", "-c", HARMED, lines)


@pytest.fixture(scope="module")
def page() -> bytes:
    """A photograph of the script's page."""
    picture = picture_of(script(LINES))
    return bytes(cv2.imencode(".png", picture.pixels)[1].tobytes())


@pytest.fixture(scope="module")
def shared() -> Iterator[EngineProcess]:
    """One engine process for tests that leave it well, or have it replaced."""
    engine = EngineProcess(program(), Limits(seconds=6))
    yield engine
    engine.stop()


def read(engine: EngineProcess, page: bytes, kind: str = "drivers_licence") -> list[str]:
    """The names of the fields that were read."""
    answer = engine.read(page, REQUEST | {"kind": kind})
    assert all(crop.startswith(b"\xff\xd8\xff") for crop in answer.crops.values())
    return sorted(answer.documents[0]["fields"])


def test_one_process_reads_one_image_after_the_other(shared: EngineProcess, page: bytes) -> None:
    first = read(shared, page)
    pid = shared.pid

    assert "name" in first
    assert read(shared, page, "prints") == first
    assert shared.pid == pid


@pytest.mark.parametrize("harm", ["killed", "nonsense", "grows", "opens"])
def test_a_process_that_comes_to_harm_is_replaced(shared: EngineProcess, page: bytes, harm: str) -> None:
    with pytest.raises(EngineGone):
        shared.read(page, REQUEST | {"kind": harm})

    assert "name" in read(shared, page)


def test_a_process_that_hangs_is_replaced(page: bytes) -> None:
    engine = EngineProcess(program(), Limits(seconds=0.5))
    try:
        engine.start()
        old = engine.pid
        with pytest.raises(EngineGone):
            engine.read(page, REQUEST | {"kind": "hangs"})

        engine.start()
        assert engine.pid != old
    finally:
        engine.stop()


def test_a_process_killed_between_two_images_is_replaced(shared: EngineProcess, page: bytes) -> None:
    read(shared, page)
    pid = shared.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

    assert "name" in read(shared, page)


def test_a_process_that_has_grown_too_large_makes_room_for_another(page: bytes) -> None:
    engine = EngineProcess(program(), Limits(resident=1))
    try:
        assert "name" in read(engine, page)
        assert engine.pid is None
    finally:
        engine.stop()


def test_what_is_no_picture_costs_no_process(shared: EngineProcess, page: bytes) -> None:
    read(shared, page)
    pid = shared.pid

    with pytest.raises(CannotBeRead, match=r"reading\."):
        shared.read(b"no picture at all", REQUEST)

    assert shared.pid == pid


def test_a_program_that_does_not_start_is_said_to_be_gone() -> None:
    engine = EngineProcess((sys.executable, "-c", "raise SystemExit(1)"))

    with pytest.raises(EngineGone):
        engine.start()
    assert engine.pid is None


def test_engines_end_with_their_worker(page: bytes) -> None:
    code = (
        "import os, sys; from kaitsu.identity.machine.process import EngineProcess;"
        "engine = EngineProcess(tuple(sys.argv[1:])); engine.start();"
        "sys.stdout.write(str(engine.pid)); sys.stdout.flush(); os.kill(os.getpid(), 9)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *program()], capture_output=True, timeout=60, check=False
    )

    try:
        handle = os.pidfd_open(int(ran.stdout))
    except ProcessLookupError:
        return
    assert select.select([handle], [], [], 20)[0]
    os.close(handle)


@pytest.mark.django_db
@pytest.mark.rule("IDV-9")
def test_a_poisoned_image_is_left_to_a_person_and_the_queue_goes_on() -> None:
    poison = (sys.executable, "-I", "-c", HARMED.replace('"killed"', '"residence_card"'), program()[-1])
    engines = Pool(1, poison, Limits(seconds=20))
    process.use(engines)
    try:
        bad = make.submitted(make.chosen(kind="residence_card", address_on_back=False).case)
        good = make.submitted()

        done = work()

        assert done.count("read_image") == 3
        states = {each.image.attempt.case_id: each.state for each in Reading.objects.all()}
        assert states == {bad.pk: "failed", good.pk: "read"}
        assert Examination.objects.get(attempt__case=bad).suggestion == "person"
        attempt = queries.open_attempt(bad)
        assert attempt is not None
        found = {each.part: each.code for each in queries.findings(bad, attempt)}
        assert found["image:front"] == "not_read"
    finally:
        process.use(None)


PAPERS = (
    ("drivers_licence", "front"),
    ("japanese_passport", "photo_page"),
    ("utility_receipt", "front"),
    ("my_number_card", "back"),
)


def test_the_engine_of_the_product_reads_behind_closed_doors() -> None:
    """Models loaded, then nothing can be opened: what reading loads late would fail here."""
    engine = EngineProcess()
    try:
        for number, (kind, side) in enumerate(PAPERS):
            drawn = specimens.make(kind, side, specimens.holder(number), number).image
            data = io.BytesIO()
            drawn.convert("RGB").save(data, "JPEG", quality=85)
            answer = engine.read(data.getvalue(), REQUEST | {"kind": kind})
            assert (answer.documents[0]["kind"], answer.documents[0]["side"]) == (kind, side)
    finally:
        engine.stop()
