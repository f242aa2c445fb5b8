"""A camera that shows a specimen: Chromium's fake capture device plays a film of one picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from scripts_browser import find

FILM = (1280, 720)


def laid_in_frame(document: Image.Image, size: tuple[int, int] = FILM, share: float = 0.84) -> Image.Image:
    """*document* flat on a dark desk, where the frame of the camera is for a view of *size*."""
    ratio = document.width / document.height
    width = round(min(size[0] * 0.9, size[1] * share * ratio))
    view = Image.new("RGB", size, (60, 52, 46))
    small = document.convert("RGB").resize((width, round(width / ratio)), Image.Resampling.LANCZOS)
    view.paste(small, ((size[0] - small.width) // 2, (size[1] - small.height) // 2))
    return view


def film(picture: Image.Image, path: Path) -> Path:
    """*picture* as a film of two frames that Chromium plays in a loop (YUV4MPEG2, 4:2:0)."""
    light, blue, red = picture.convert("YCbCr").split()
    half = (picture.width // 2, picture.height // 2)
    frame = b"".join(plane.tobytes() for plane in (light, blue.resize(half), red.resize(half)))
    head = f"YUV4MPEG2 W{picture.width} H{picture.height} F10:1 Ip A1:1 C420\n".encode()
    path.write_bytes(head + 2 * (b"FRAME\n" + frame))
    return path


@contextmanager
def camera(beside: Browser, source: Path | None) -> Iterator[Browser]:
    """Another Chromium, one with a camera, which plays the film *source*; without one it has none."""
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    if source is not None:
        flags += ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={source}"]
    browser = beside.browser_type.launch(executable_path=find(), args=flags)
    try:
        yield browser
    finally:
        browser.close()
