"""Decoders that are killed, hang or are taken over: the file is refused, nothing else is lost, the next one works."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import textwrap

import pytest

from factories import identity as make
from factories.hostile_files import progressive_scans
from factories.identity import HOLDER
from factories.pictures import photo
from kaitsu.identity import queries, services
from kaitsu.identity.decoding import pool, protocol
from kaitsu.identity.decoding.limits import Limits
from kaitsu.kernel.errors import KaitsuError

pytestmark = [pytest.mark.faults, pytest.mark.rule("IDV-8")]


def test_a_decoder_that_was_killed_between_two_files_is_replaced() -> None:
    decoders = pool.Pool(1)
    try:
        (decoder,) = decoders.children
        old = decoder.pid
        os.kill(old, signal.SIGKILL)
        os.waitid(os.P_PID, old, os.WEXITED | os.WNOWAIT)

        with decoders.lent() as lent:
            head, *bodies, looks = lent.decode(photo(), Limits())

        assert (len(json.loads(head)["pictures"]), len(bodies), len(json.loads(looks))) == (1, 1, 1)
        assert decoder.pid != old
    finally:
        decoders.stop()


@pytest.mark.django_db(transaction=True)
def test_a_decoder_killed_at_work_costs_that_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make.chosen(address_on_back=True).case
    make.fill(case, ["back"])
    workers = {decoder.pid for decoder in pool.warm().children}
    write_all = protocol.write_all

    def write_and_kill(descriptor: int, data: bytes) -> None:
        write_all(descriptor, data)
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # on a busy machine one outlives its signal

    with monkeypatch.context() as patched:
        patched.setattr(pool.protocol, "write_all", write_and_kill)
        with pytest.raises(KaitsuError, match=r"identity\.decoder_gone"):
            services.upload(case.pk, "front", progressive_scans(), by=HOLDER)

    attempt = queries.open_attempt(case)
    assert attempt is not None
    assert queries.filled(attempt) == {"back"}
    make.fill(case, ["front"])
    assert queries.filled(attempt) == {"front", "back"}


def test_a_decoder_that_hangs_is_replaced() -> None:
    decoders = pool.Pool(1)
    try:
        (decoder,) = decoders.children
        os.kill(decoder.pid, signal.SIGSTOP)
        old = decoder.pid

        answer = decoder.decode(photo(), Limits(seconds=-8))

        assert json.loads(answer[0]) == {"code": "identity.decoder_gone"}
        assert decoder.pid != old
    finally:
        decoders.stop()


@pytest.mark.rule("IDV-10")
@pytest.mark.parametrize("limits", [{"no_such_figure": 1.0}, {"light": "much"}])
def test_a_look_that_fails_costs_the_look_alone(limits: dict[str, float]) -> None:
    (picture,) = pool.pictures(photo(), Limits(look=limits))

    assert picture.look is None
    assert picture.data.startswith(b"\xff\xd8\xff")


def test_what_a_fork_can_do() -> None:
    """Nothing: no file, no socket, no other program, no memory beyond its bound."""
    program = textwrap.dedent("""
        import json, os, socket, sys
        from dataclasses import asdict
        from kaitsu.identity.decoding import worker
        from kaitsu.identity.decoding.limits import Limits

        def outcome(act):
            try:
                act()
                return "done"
            except BaseException as refused:
                return type(refused).__name__

        keep = os.dup(1)
        worker._become_harmless(asdict(Limits()), keep=keep)
        told = {
            "file": outcome(lambda: open("/etc/passwd")),
            "new file": outcome(lambda: open("/tmp/kaitsu-decoder-was-here", "w")),
            "socket": outcome(lambda: socket.socket()),
            "memory": outcome(lambda: bytearray(2 * 1024**3)),
            "environment": sorted(os.environ),
        }
        os.write(keep, json.dumps(told).encode())
        os._exit(0)
    """)

    ran = subprocess.run(
        [sys.executable, "-I", "-c", program], env={}, capture_output=True, timeout=60, check=True
    )

    told = json.loads(ran.stdout)
    assert (told["file"], told["new file"], told["socket"]) == ("OSError", "OSError", "OSError")
    assert told["memory"] == "MemoryError"
    assert not [name for name in told["environment"] if name.startswith(("KAITSU", "DATABASE", "DJANGO"))]


def test_decoders_end_with_the_web_process() -> None:
    program = (
        "import os, sys; from kaitsu.identity.decoding import pool;"
        "sys.stdout.write(' '.join(str(each.pid) for each in pool.warm().children)); sys.stdout.flush();"
        "os.kill(os.getpid(), 9)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    pids = [int(pid) for pid in ran.stdout.split()]

    assert len(pids) == pool.DECODERS
    for pid in pids:
        handle = _opened(pid)
        if handle is not None:
            # The handle becomes readable when the process has ended.
            assert select.select([handle], [], [], 20)[0]
            os.close(handle)


def _opened(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None
