"""Files that somebody sends who means harm, or whose telephone does."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image as Drawing

from factories.pictures import drawing, encoded, jpeg, pdf, photo

MIB = 1024 * 1024


def jpeg_that_claims(width: int, height: int) -> bytes:
    """A photograph whose header says another size than its data have."""
    data = bytearray(photo())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def solid_jpeg(side: int) -> bytes:
    """A progressive photograph of one colour: few bytes, many pixels, each to be held in memory."""
    out = io.BytesIO()
    Drawing.new("L", (side, side), 128).save(out, "JPEG", progressive=True, quality=1)
    return out.getvalue()


def progressive_scans(scans: int = 6000) -> bytes:
    """A progressive photograph whose last scan comes again and again, each time over the whole picture."""
    data = jpeg(3000, 3000, "L", progressive=True, quality=5)
    last = data.rindex(b"\xff\xda")
    end = data.rindex(b"\xff\xd9")
    return data[:end] + data[last:end] * scans + data[end:]


def exif_of_nonsense() -> bytes:
    """A good photograph with an EXIF block that points outside itself."""
    block = b"Exif\x00\x00MM\x00\x2a\xff\xff\xff\xf0" + b"\x00\xff" * 40
    return photo()[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + photo()[2:]


def multi_picture() -> bytes:
    """Two pictures in one file, as some telephones and 3D cameras make them (MPO)."""
    out = io.BytesIO()
    drawing().save(out, "MPO", save_all=True, append_images=[drawing(640, 480)])
    return out.getvalue()


def two_in_one() -> bytes:
    """A photograph that is a web page as well: what stands behind its end, and in its comment."""
    page = b"<html><script>alert(document.cookie)</script></html>"
    comment = b"\xff\xfe" + struct.pack(">H", len(page) + 2) + page
    return photo()[:2] + comment + photo()[2:] + page + pdf()


def scripted_svg() -> bytes:
    """A drawing that runs a script."""
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def pdf_of(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of raw *objects*, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        table,
    )
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), entries, packed)


def one_page(content: bytes, resources: bytes = b"", box: bytes = b"[0 0 595 842]", *more: bytes) -> bytes:
    """A PDF of one page that draws *content*; *more* objects are numbered from 5."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << %s >> >>"
        % (box, resources),
        stream(content),
        *more,
    )


def pdf_with_javascript() -> bytes:
    """A PDF that runs a script when it is opened, and one that calls home."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL\\('http://x.example'\\)) >>"
        b" /AA << /WC << /S /URI /URI (http://x.example/) >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )


def pdf_image_bomb() -> bytes:
    """A page with one picture of 30,000 x 30,000 grey pixels: 900 MB from under one."""
    side = 30_000
    squeezed = zlib.compressobj(9)
    data = b"".join(squeezed.compress(bytes(side)) for _ in range(side)) + squeezed.flush()
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (side, side, len(data), data)
    )
    return one_page(b"595 0 0 842 0 0 cm /X Do", b"/XObject << /X 5 0 R >>", b"[0 0 595 842]", image)


def pdf_stream_bomb() -> bytes:
    """A page whose drawing is 800 MB of commands, from under one."""
    squeezed = zlib.compressobj(9)
    line = b"0 0 m 595 842 l S\n" * 1000
    data = b"".join(squeezed.compress(line) for _ in range(45_000)) + squeezed.flush()
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data),
    )


def pdf_deeply_nested(depth: int = 200_000) -> bytes:
    """A page that holds a list within a list within a list …"""
    return one_page(b"", b"/X " + b"[" * depth + b"]" * depth)


def pdf_of_forms_in_forms(depth: int = 22) -> bytes:
    """A page that draws a form twice, which draws a form twice, which …: 2 to the *depth* drawings."""
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
            % (number + 1),
        )
        for number in range(5, 5 + depth)
    ]
    last = stream(b"0 0 595 842 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    return one_page(b"/X Do", b"/XObject << /X 5 0 R >>", b"[0 0 595 842]", *forms, last)


def pdf_page_tree_in_circle() -> bytes:
    """A page tree whose child is its parent."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
    )


def pdf_encrypted() -> bytes:
    """A PDF that asks for a password."""
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32),
        trailer=b"/Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]",
    )


#: Taken where the machine is fast enough, else given up: either way within the time of one file.
SLOW = "taken identity.too_heavy identity.broken"

#: What is sent, and the codes that may answer it; "" where it is taken.
TRIED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "identity.empty"),
    "5 MB": (lambda: photo() + bytes(5 * MIB - len(photo())), ""),
    "5 MB and one byte": (lambda: photo() + bytes(5 * MIB + 1 - len(photo())), "identity.too_large"),
    "PNG named .jpg": (lambda: encoded("PNG"), "identity.not_accepted_type"),
    "GIF named .jpg": (lambda: encoded("GIF"), "identity.not_accepted_type"),
    "WebP named .jpg": (lambda: encoded("WEBP"), "identity.not_accepted_type"),
    "TIFF named .jpg": (lambda: encoded("TIFF"), "identity.not_accepted_type"),
    "SVG with a script": (scripted_svg, "identity.not_accepted_type"),
    "HTML named .jpg": (lambda: b"<!doctype html><script>alert(1)</script>", "identity.not_accepted_type"),
    "HTML before a PDF": (lambda: b"<script>alert(1)</script>\n" + pdf(), "identity.not_accepted_type"),
    "ZIP": (lambda: b"PK\x03\x04" + bytes(2000), "identity.not_accepted_type"),
    "JPEG cut in half": (lambda: photo()[: len(photo()) // 2], "identity.broken"),
    "JPEG of three bytes": (lambda: b"\xff\xd8\xff", "identity.broken"),
    "JPEG of noise": (lambda: b"\xff\xd8\xff" + bytes(range(256)) * 40, "identity.broken"),
    "JPEG that is a page and a PDF too": (two_in_one, ""),
    "JPEG header of 60,000 x 60,000": (lambda: jpeg_that_claims(60_000, 60_000), "identity.too_many_pixels"),
    "JPEG header of 10,000 x 10,000": (lambda: jpeg_that_claims(10_000, 10_000), SLOW),
    "JPEG header of 0 x 600": (lambda: jpeg_that_claims(0, 600), "identity.broken"),
    "JPEG of 12,000 x 12,000, one colour": (lambda: solid_jpeg(12_000), "identity.too_many_pixels"),
    "JPEG of 10,000 x 10,000, one colour": (lambda: solid_jpeg(10_000), SLOW),
    "JPEG of 6,000 scans": (progressive_scans, "identity.too_heavy"),
    "JPEG of 200 x 100": (lambda: jpeg(200, 100), "identity.too_small"),
    "JPEG with nonsense for EXIF": (exif_of_nonsense, ""),
    "JPEG in CMYK": (lambda: jpeg(mode="CMYK"), ""),
    "JPEG in grey": (lambda: jpeg(mode="L"), ""),
    "JPEG, progressive": (lambda: jpeg(progressive=True), ""),
    "MPO": (multi_picture, ""),
    "PDF of 5 pages": (lambda: pdf(5), ""),
    "PDF of 6 pages": (lambda: pdf(6), "identity.too_many_pages"),
    "PDF of 1,000 pages": (lambda: pdf(1000), "identity.too_many_pages"),
    "PDF with a page of 14,400 x 14,400 points": (lambda: pdf(1, 14_400, 14_400), ""),
    "PDF with a page of 1e9 x 1e9 points": (
        lambda: one_page(b"", b"", b"[0 0 1000000000 1000000000]"),
        "",
    ),
    "PDF with a page of 14,400 x 1 points": (lambda: pdf(1, 14_400, 1), "identity.too_small"),
    "PDF cut in half": (lambda: pdf(3)[:300], "identity.broken"),
    "PDF header alone": (lambda: b"%PDF-1.7\n", "identity.broken"),
    "PDF with a password": (pdf_encrypted, "identity.encrypted"),
    "PDF with JavaScript and an address": (pdf_with_javascript, ""),
    "PDF with a picture of 900 MB": (pdf_image_bomb, SLOW),
    "PDF with 800 MB of drawing": (pdf_stream_bomb, "identity.broken identity.too_heavy"),
    "PDF nested 200,000 deep": (pdf_deeply_nested, ""),
    "PDF of 4 million forms in forms": (pdf_of_forms_in_forms, "identity.too_heavy identity.broken"),
    "PDF whose pages go in a circle": (pdf_page_tree_in_circle, "identity.broken"),
}
