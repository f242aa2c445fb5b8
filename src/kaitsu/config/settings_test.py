"""Settings of the tests: the trial's, on a throw-away database, with faster password hashing."""

import atexit
import base64
import os
import shutil
import sys
import tempfile
from pathlib import Path

_key = base64.b64encode(bytes(range(32))).decode()
for _name, _value in {
    "KAITSU_TRIAL": "1",
    "KAITSU_SECRET_KEY": "only for tests: " + "t" * 50,
    "KAITSU_CODE_KEY": _key,
    "KAITSU_VAULT_KEYS": f"test:{_key}",
    "KAITSU_PUBLIC_URL": "http://testserver",
    "KAITSU_CARD_SANDBOX_SECRET": "only for tests",
    "KAITSU_ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "KAITSU_DB_CONN_MAX_AGE": "0",
    "KAITSU_LOG_LEVEL": "WARNING",
}.items():
    os.environ.setdefault(_name, _value)

# Tests empty tables and start browsers by the hundred, and a disk would keep every file of it.
_MEMORY, _ROOM = Path("/dev/shm"), 2 * 1024**3  # noqa: S108 - mkdtemp makes the folder


def _in_memory() -> str | None:
    """The folder for temporary files that never reaches a disk, where there is one with room."""
    roomy = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return str(_MEMORY) if roomy else None


if "KAITSU_TEST_HOME" not in os.environ:
    # The first process makes the folder and the server; pytest's workers inherit both through the environment.
    _home = Path(tempfile.mkdtemp(prefix="kaitsu-test-", dir=_in_memory()))
    os.environ["KAITSU_TEST_HOME"] = os.environ["TMPDIR"] = str(_home)
    tempfile.tempdir = None
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
    if not os.environ.get("DATABASE_URL"):
        from kaitsu.config.embedded import EmbeddedServer, forgo_durability

        _server = EmbeddedServer(_home / "pg")
        os.environ["DATABASE_URL"] = _server.start()
        forgo_durability(os.environ["DATABASE_URL"])
        atexit.register(_server.stop)
os.environ["KAITSU_HOME"] = os.environ["KAITSU_TEST_HOME"]
# WhiteNoise warns where the folder of static files is missing; tests need none of them.
(Path(os.environ["KAITSU_TEST_HOME"]) / "static").mkdir(exist_ok=True)

from kaitsu.config.settings import *  # noqa: E402
from kaitsu.config.settings import HOME, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "vault": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "vault" / str(os.getpid()), "base_url": None},
    },
}
KAITSU_TESTING = "pytest" in sys.modules
