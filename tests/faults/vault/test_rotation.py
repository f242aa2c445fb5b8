"""Re-keying is killed before each of its lines: every document stays readable, and the next run ends the work."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from pytest_django import Settings

from faults.killing import killer
from kaitsu.kernel.actors import machine
from kaitsu.vault import queries, services
from kaitsu.vault.models import Document

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

OLD, NEW = bytes([1]) * 32, bytes([2]) * 32


@pytest.fixture(autouse=True)
def _vault(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "vault": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    settings.KAITSU_VAULT_KEYS = {"old": OLD}


def _store(count: int) -> list[Document]:
    return [
        services.store(f"content {n}".encode(), media_type="image/jpeg", purpose="test", by=machine("test"))
        for n in range(count)
    ]


def _readable(documents: list[Document]) -> bool:
    return [services.read(each.id) for each in documents] == [
        f"content {n}".encode() for n in range(len(documents))
    ]


def test_a_killed_rotation_loses_nothing_and_is_taken_up(settings: Settings) -> None:
    documents = _store(5)
    settings.KAITSU_VAULT_KEYS = {"new": NEW, "old": OLD}
    keys = ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in (("new", NEW), ("old", OLD)))
    kills = 0

    with killer(KAITSU_VAULT_KEYS=keys) as worker:
        while worker.run(
            "kaitsu.vault.services.rotate", line=kills + 1, watched=["vault/services.py"], batch=2
        ):
            kills += 1
            assert _readable(documents)
            # Begin again from documents that are all sealed with the old key.
            settings.KAITSU_VAULT_KEYS = {"old": OLD, "new": NEW}
            services.rotate()
            settings.KAITSU_VAULT_KEYS = {"new": NEW, "old": OLD}

    assert kills > 30
    assert queries.keys_in_use() == {"new": 5}
    settings.KAITSU_VAULT_KEYS = {"new": NEW}
    assert _readable(documents)


def test_several_rotations_at_once_share_the_work(settings: Settings) -> None:
    documents = _store(12)
    settings.KAITSU_VAULT_KEYS = {"new": NEW, "old": OLD}
    start = Barrier(4)

    def run(_: int) -> services.Rotation:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return services.rotate(batch=2)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(run, range(4)))

    # One that met only rows that others held may have left some; the next call finds none or does them.
    rest = services.rotate()
    assert sum(each.rewrapped for each in done) + rest.rewrapped == 12
    assert queries.keys_in_use() == {"new": 12}
    assert _readable(documents)
