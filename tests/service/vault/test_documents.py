"""Documents are kept encrypted, fit only where they belong, and can be destroyed for good."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from kaitsu.kernel import ids
from kaitsu.kernel.actors import machine
from kaitsu.kernel.errors import KaitsuError
from kaitsu.vault import queries, rules, services
from kaitsu.vault.messages import MESSAGES
from kaitsu.vault.models import Document

pytestmark = pytest.mark.django_db

BY = machine("test")
CONTENT = "氏名 山田花子".encode() * 50
HOUR = 3_600_000


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.STORAGES = settings.STORAGES | {
        "vault": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    settings.KAITSU_VAULT_KEYS = {"one": bytes([1]) * 32}
    return tmp_path


def _store(data: bytes = CONTENT, purpose: str = "identity") -> Document:
    return services.store(data, media_type="image/jpeg", purpose=purpose, by=BY)


def _blobs(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _refusal(call: Callable[[], object]) -> str:
    with pytest.raises(KaitsuError) as refused:
        call()
    assert refused.value.code in MESSAGES
    return refused.value.code


def test_what_was_stored_is_read_again() -> None:
    document = _store()

    assert services.read(document.id) == CONTENT
    assert (document.size, document.created_by, document.key_id) == (len(CONTENT), "machine:test", "one")


def test_nothing_of_the_content_lies_in_the_storage_or_the_row(folder: Path) -> None:
    document = _store()

    (blob,) = _blobs(folder)
    assert "山田".encode() not in blob.read_bytes()
    assert len(blob.read_bytes()) == len(CONTENT) + 29
    assert document.digest != hashlib.sha256(CONTENT).hexdigest()


def test_the_same_content_is_found_again_and_sealed_afresh(folder: Path) -> None:
    first = _store()
    time.sleep(0.002)  # ids are ordered from one millisecond to the next
    second = _store()
    _store(b"other")
    _store(purpose="supplement")

    assert list(queries.same_content(CONTENT, purpose="identity")) == [first, second]
    assert len({blob.read_bytes() for blob in _blobs(folder)}) == 4


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "vault.empty"), (b"x" * (rules.MOST_BYTES + 1), "vault.too_large")]
)
def test_nothing_and_too_much_are_refused(data: bytes, code: str, folder: Path) -> None:
    assert _refusal(lambda: _store(data)) == code
    assert _blobs(folder) == []


def test_an_unknown_document() -> None:
    assert _refusal(lambda: services.read(uuid4())) == "vault.unknown"
    assert _refusal(lambda: services.erase(uuid4(), by=BY)) == "vault.unknown"


def test_a_missing_master_key(settings: Settings) -> None:
    document = _store()
    settings.KAITSU_VAULT_KEYS = {"two": bytes([2]) * 32}

    assert _refusal(lambda: services.read(document.id)) == "vault.key_missing"
    assert queries.keys_in_use() == {"one": 1}


def test_no_master_key_at_all(settings: Settings) -> None:
    settings.KAITSU_VAULT_KEYS = {}

    assert _refusal(_store) == "vault.key_missing"


def test_a_wrong_key_of_the_right_name(settings: Settings) -> None:
    document = _store()
    settings.KAITSU_VAULT_KEYS = {"one": bytes([2]) * 32}

    assert _refusal(lambda: services.read(document.id)) == "vault.tampered"


def test_a_missing_ciphertext(folder: Path) -> None:
    document = _store()
    (folder / document.blob).unlink()

    assert _refusal(lambda: services.read(document.id)) == "vault.blob_missing"


@pytest.mark.parametrize("at", [0, 1, 12, 13, 100, -1])
def test_one_changed_byte(folder: Path, at: int) -> None:
    document = _store()
    blob = bytearray((folder / document.blob).read_bytes())
    blob[at] ^= 1
    (folder / document.blob).write_bytes(blob)

    assert _refusal(lambda: services.read(document.id)) == "vault.tampered"


@pytest.mark.parametrize("keep", [0, 12, 28, 40])
def test_a_ciphertext_cut_short(folder: Path, keep: int) -> None:
    document = _store()
    path = folder / document.blob
    path.write_bytes(path.read_bytes()[:keep])

    assert _refusal(lambda: services.read(document.id)) == "vault.tampered"


@pytest.mark.parametrize("changes", [{"purpose": "supplement"}, {"media_type": "application/pdf"}])
def test_a_document_opens_only_as_what_it_was_stored(changes: dict[str, str]) -> None:
    document = _store()
    Document.objects.filter(id=document.id).update(**changes)

    assert _refusal(lambda: services.read(document.id)) == "vault.tampered"


def test_one_document_cannot_stand_in_for_another() -> None:
    mine, other = _store(b"mine"), _store(b"other")
    Document.objects.filter(id=mine.id).update(
        blob=other.blob, wrapped_key=other.wrapped_key, digest=other.digest
    )

    assert _refusal(lambda: services.read(mine.id)) == "vault.tampered"


def test_erasing_destroys_the_key_at_once_and_the_ciphertext_after_the_commit(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    document = _store()

    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase(document.id, by=BY) is True
        assert len(_blobs(folder)) == 1

    document.refresh_from_db()
    assert (document.wrapped_key, document.key_id, document.blob) == (None, "", "")
    assert document.erased_by == "machine:test"
    assert _blobs(folder) == []
    assert _refusal(lambda: services.read(document.id)) == "vault.erased"
    assert services.erase(document.id, by=BY) is False
    assert list(queries.same_content(CONTENT, purpose="identity")) == []


def test_an_erasure_that_is_rolled_back_leaves_the_document(folder: Path) -> None:
    document = _store()

    with transaction.atomic():
        services.erase(document.id, by=BY)
        transaction.set_rollback(True)

    assert services.read(document.id) == CONTENT


def test_the_database_keeps_no_key_of_an_erased_document() -> None:
    document = _store()
    changed = Document.objects.filter(id=document.id)

    with pytest.raises(IntegrityError, match="vault_erased_has_no_key"):
        changed.update(erased_at=document.created_at)


def test_rotation_seals_keys_anew_and_leaves_contents_alone(folder: Path, settings: Settings) -> None:
    documents = [_store(bytes([n])) for n in range(1, 6)]
    erased = _store()
    services.erase(erased.id, by=BY)
    before = {path: path.read_bytes() for path in _blobs(folder)}
    settings.KAITSU_VAULT_KEYS = {"two": bytes([2]) * 32, "one": bytes([1]) * 32}

    assert services.rotate(batch=2) == services.Rotation(rewrapped=5, stuck=0)

    settings.KAITSU_VAULT_KEYS = {"two": bytes([2]) * 32}
    assert [services.read(each.id) for each in documents] == [bytes([n]) for n in range(1, 6)]
    assert {path: path.read_bytes() for path in _blobs(folder)} == before
    assert services.rotate() == services.Rotation(rewrapped=0, stuck=0)


def test_rotation_goes_round_what_it_cannot_open(settings: Settings) -> None:
    stuck = _store()
    Document.objects.filter(id=stuck.id).update(key_id="lost")
    _store()
    settings.KAITSU_VAULT_KEYS = {"two": bytes([2]) * 32, "one": bytes([1]) * 32}

    assert services.rotate(batch=1) == services.Rotation(rewrapped=1, stuck=1)


def _backdate(folder: Path, document: Document, hours: int) -> None:
    """Make *document* look stored *hours* ago: id, row and ciphertext."""
    old = ids.UUID(int=document.id.int - (hours * HOUR << 80))
    name = rules.blob_name(old)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / document.blob).rename(folder / name)
    Document.objects.filter(id=document.id).update(id=old, blob=name)


def test_the_sweep_removes_what_a_rolled_back_transaction_left(folder: Path) -> None:
    kept = _store()
    _backdate(folder, kept, 48)
    orphan, too_old = _store(), _store()
    for document, hours in ((orphan, 48), (too_old, 24 * 30)):
        _backdate(folder, document, hours)
    Document.objects.exclude(created_at=kept.created_at).delete()
    fresh = _store()
    Document.objects.filter(id=fresh.id).delete()

    assert services.sweep() == 1
    assert services.sweep() == 0
    assert len(_blobs(folder)) == 3
    assert services.sweep(look_back_hours=None) == 1
    assert services.sweep(grace_hours=0) == 1
    assert len(_blobs(folder)) == 1


def test_the_sweep_ends_an_erasure_that_was_killed_half_way(folder: Path) -> None:
    document = _store()
    services.erase(document.id, by=BY)
    assert len(_blobs(folder)) == 1

    assert services.sweep() == 1
    assert _blobs(folder) == []
    assert Document.objects.get(id=document.id).blob == ""


def test_the_sweep_leaves_what_is_not_the_vaults(folder: Path) -> None:
    (folder / "lost+found").mkdir()
    (folder / "0000001").mkdir()
    (folder / "0000001" / "readme").write_text("not ours")

    assert services.sweep(look_back_hours=None) == 0
    assert len(_blobs(folder)) == 1


def test_a_vault_without_a_folder_has_nothing_to_sweep(folder: Path) -> None:
    folder.rmdir()

    assert services.sweep() == 0


def test_documents_are_looked_up_together(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second = _store(), _store()

    with django_assert_num_queries(1):
        assert queries.documents([first.id, second.id]) == {first.id: first, second.id: second}
