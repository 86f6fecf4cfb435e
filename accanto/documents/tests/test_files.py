"""What is kept of an upload: photographs without their place, everything else as it came and inert."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from accanto.documents.files import LONGEST_SIDE, received

MARK = b"Zqxcanarino"


def picture(kind: str, size=(64, 48), **options) -> bytes:
    written = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(written, kind, **options)
    return written.getvalue()


def exif() -> Image.Exif:
    """Maker, moment and place as a phone writes them."""
    data = Image.Exif()
    data[0x010F] = MARK.decode()
    data[0x0132] = "2026:11:22 16:10:00"
    data[0x0112] = 6
    place = data.get_ifd(0x8825)
    place.update({1: "N", 2: (43.0, 52.0, 39.7), 3: "E", 4: (11.0, 6.0, 7.9), 29: MARK.decode()})
    return data


def png_with_text() -> bytes:
    content = picture("PNG")
    chunk = b"tEXt" + b"Comment\x00" + MARK
    return (
        content[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + content[33:]
    )


CORPUS = {
    "foto.jpg": lambda: picture("JPEG", exif=exif(), comment=MARK),
    "foto.tiff": lambda: picture("TIFF", exif=exif()),
    "foto.webp": lambda: picture("WEBP", exif=exif()),
    "foto.png": lambda: picture("PNG", exif=exif()),
    "testo.png": png_with_text,
    "profilo.jpg": lambda: picture("JPEG", icc_profile=MARK * 20),
    "xmp.jpg": lambda: picture("JPEG", xmp=b"<x:xmpmeta>" + MARK + b"</x:xmpmeta>"),
    "pagina.jpg": lambda: picture("JPEG") + b"<html><script>" + MARK + b"</script>",
    "archivio.jpg": lambda: picture("JPEG") + b"PK\x03\x04" + MARK,
    "pagina.gif": lambda: b"GIF89a" + picture("GIF")[6:] + b"<script>" + MARK + b"</script>",
    "pagina.png": lambda: picture("PNG") + b"<?php " + MARK,
    "punti.bmp": lambda: picture("BMP") + MARK,
}


@pytest.mark.parametrize("name", CORPUS)
def test_nothing_but_the_picture_arrives(name):
    content = CORPUS[name]()
    assert MARK in content, "the corpus itself must carry the mark"
    kept, kept_name, media_type = received(content, name)
    assert MARK not in kept and b"script" not in kept
    assert media_type == ("image/jpeg" if kept_name.endswith(".jpg") else "image/png")
    drawn = Image.open(io.BytesIO(kept))
    drawn.load()
    assert not drawn.getexif() and not set(drawn.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photograph_stands_upright_without_being_told():
    kept, _name, _type = received(picture("JPEG", size=(64, 32), exif=exif()), "foto.jpg")
    assert Image.open(io.BytesIO(kept)).size == (32, 64)


def test_a_large_photograph_is_made_smaller():
    kept, _name, _type = received(picture("JPEG", size=(LONGEST_SIDE + 800, 400)), "foto.jpg")
    assert max(Image.open(io.BytesIO(kept)).size) == LONGEST_SIDE


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vuoto"),
        (b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50, "HEIC"),
        (b"\x00\x00\x00\x18ftypmif1" + b"\x00" * 50, "HEIC"),
        (b"\xff\xd8\xff\xe0" + b"x" * 100, "formato"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "formato"),
        (picture("PNG")[:-40], "formato"),
        (b"II*\x00" + b"\xff" * 100, "formato"),
    ],
)
@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_what_cannot_be_kept_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        received(content, "foto.jpg")


def test_an_image_of_too_many_points_is_refused_before_it_is_drawn():
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    with pytest.raises(ValidationError):
        received(bomb + picture("PNG")[33:], "bomba.png")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 <script>", "application/pdf"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "text/plain"),
        (b"PK\x03\x04\x00\x00xl/vbaProject.bin", "application/octet-stream"),
        (b"MZ\x90\x00\x03", "application/octet-stream"),
        ("caffè".encode("cp1252"), "application/octet-stream"),
    ],
)
def test_everything_else_comes_back_as_it_came_and_is_never_a_page(content, media_type):
    assert received(content, "x.html") == (content, "x.html", media_type)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Naima\\foto.pdf", "foto.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie: x.pdf"),
        ("\u202efdp.exe", "_fdp.exe"),
        ("...", "file"),
        ("", "file"),
        ("x" * 400 + ".pdf", "x" * 130 + ".pdf"),
    ],
)
def test_a_file_name_is_only_a_name(name, kept):
    assert received(b"%PDF-1.7", name)[1] == kept
