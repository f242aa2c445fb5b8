"""The program of an engine process: models loaded once, then one image after the other, until its parent is gone.

It knows no settings and no key. Once the models are there it may open nothing any more: no file, no socket, no thread,
no other program. What an image breaks is this process; its parent starts another.
"""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Sequence
from datetime import date
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import cv2
import numpy as np

from kaitsu.identity.decoding import protocol
from kaitsu.kernel.errors import InvalidValue
from kaitsu.reading.document import Document
from kaitsu.reading.engine import Engine
from kaitsu.reading.evidence import RULES_VERSION, document_data
from kaitsu.reading.known_town import known_town
from kaitsu.reading.quality import Limits as LookLimits
from kaitsu.reading.reader import Request, read_file

MOST_INPUT = 64 * 1024 * 1024
NOBODY = 65534
_QUALITY = 88
#: A crop is shown beside the text that was read from it, no larger.
_CROP_SIDE = 1400


def main() -> None:
    """Serve with the engine of the product."""
    from kaitsu.reading.adapters.rapid import shared

    serve(shared())


def serve(engine: Engine) -> None:
    """Answer each frame on standard input (a request, an image) by one on standard output, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    # Libraries print; what is not ours must not get between two frames.
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    # Told by a file of its package, which cannot be opened later.
    version = engine.version
    _read_once(engine, version)
    _become_harmless()
    protocol.write_all(out, protocol.pack(version.encode()))
    while (frame := protocol.unpack(lambda size: os.read(0, size), most=MOST_INPUT)) is not None:
        protocol.write_all(out, answer(json.loads(frame[0]), frame[1], engine, version))


def _read_once(engine: Engine, version: str) -> None:
    """Have the libraries load whatever they load when first used: a page like a document, read in full."""
    page = np.full((900, 1400, 3), 235, np.uint8)
    page[300:500, 900:1100] = (60, 90, 160)
    for top in range(100, 800, 90):
        cv2.putText(page, "NAME 1980 01 02", (80, top), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (20, 20, 20), 3)
    desk = cv2.copyMakeBorder(page, 80, 80, 80, 80, cv2.BORDER_CONSTANT, value=(70, 60, 150))
    data = cv2.imencode(".jpg", desk)[1].tobytes()
    answer({"kind": "", "look": {}, "today": "2000-01-01"}, data, engine, version)
    known_town("東京都千代田区丸の内1-1", ())  # the towns of Japan come from files


def answer(asked: dict[str, Any], data: bytes, engine: Engine, version: str) -> bytes:
    """The frame that answers for the image *data*: what was read as JSON, then the crops that it names."""
    request = Request(
        kind=asked["kind"],
        limits=LookLimits(**asked["look"]),
        today=date.fromisoformat(asked["today"]),
    )
    try:
        documents = read_file(data, engine, request)
    except InvalidValue as error:
        return protocol.pack(json.dumps({"code": error.code}).encode())
    crops = [
        (place, name, _jpeg(document, name))
        for place, document in enumerate(documents)
        if document.page is not None
        for name in document.fields
    ]
    head = {
        "engine": version,
        "rules": RULES_VERSION,
        "documents": [_plain(document) for document in documents],
        "crops": [{"place": place, "field": name} for place, name, _ in crops],
        "resident": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    return protocol.pack(json.dumps(head).encode(), *(pixels for _, _, pixels in crops))


def _plain(document: Document) -> dict[str, Any]:
    data = document_data(document, ())
    del data["findings"]
    return data


def _jpeg(document: Document, name: str) -> bytes:
    pixels = document.crop(name)
    ratio = _CROP_SIDE / max(pixels.shape[:2])
    if ratio < 1:
        pixels = np.asarray(
            cv2.resize(pixels, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8
        )
    encoded = cv2.imencode(".jpg", pixels, (cv2.IMWRITE_JPEG_QUALITY, _QUALITY))[1]
    return bytes(encoded.tobytes())


def _become_harmless() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    limits: Sequence[tuple[int, int]] = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, int(os.environ.get("MEMORY", "0")) or resource.RLIM_INFINITY),
        (resource.RLIMIT_NOFILE, 0),
    )
    for what, most in limits:
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            # Not every system knows every limit; the parent's clock holds everywhere.
            continue


if __name__ == "__main__":
    main()
