"""What a file really is, and how a photograph arrives without the place where it was taken."""

import hashlib
import io
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 3200
NAME_LENGTH = 150
READABLE_IMAGES = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
OPAQUE = "application/octet-stream"

# How each kind begins. An image that is here and cannot be decoded is refused: it might carry a place.
IMAGE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"II+\x00")
PHONE_PHOTOS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")

TOO_LARGE = _("Il file è troppo grande: al massimo 20 MB.")
NOT_DECODABLE = _("Questa foto è in un formato che non sappiamo aprire. Salvala come JPEG e mandala di nuovo.")
HEIC = _(
    "Questa foto è in formato HEIC, che non sappiamo aprire. Nelle impostazioni della fotocamera scegli "
    "“più compatibile” (JPEG), oppure mandala come schermata."
)


def uploaded(file) -> tuple[bytes, str]:
    """The bytes and the name of an upload, not read at all when it is too large. Raises ValidationError."""
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    return file.read(), file.name


def facts(content: bytes, name: str, media_type: str) -> dict:
    """What the row of a kept file says of it."""
    return {
        "name": name,
        "media_type": media_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


@contextmanager
def on_disk(row, content: bytes) -> Iterator[None]:
    """The bytes are on the disk before `row`, which has a `file`, is saved; a row refused takes them away again.

    What is said to be saved survives a power cut: the database flushes, so do the files.
    """
    row.file.save(row.name, ContentFile(content), save=False)
    try:
        _flush(row.file.path)
        yield
    except BaseException:
        row.file.delete(save=False)
        raise


def _flush(path: str) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def received(content: bytes, name: str) -> tuple[bytes, str, str]:
    """What is kept of an upload: its bytes, its name, its media type by content.

    Photographs are drawn anew, without place, device or comment. Raises ValidationError.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    if not content:
        raise ValidationError(_("Il file è vuoto."))
    if content[4:8] == b"ftyp" and content[8:12] in PHONE_PHOTOS:
        raise ValidationError(HEIC, code="heic")
    name = plain_name(name)
    if content.startswith(IMAGE_STARTS) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        return _photograph(content, name)
    return content, name, media_type(content)


def plain_name(name: str) -> str:
    """A file name without folders, control characters or marks that turn the reading direction."""
    base = PurePath(name.replace("\\", "/")).name
    kept = "".join("_" if unicodedata.category(letter)[0] == "C" else letter for letter in base).strip(" .")
    path = PurePath(kept or "file")
    return path.stem[: NAME_LENGTH - 20] + path.suffix[:20]


def media_type(content: bytes) -> str:
    """The type by content. Nothing that a browser would run: unknown and active kinds are opaque bytes."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if b"\x00" not in content[:8192] and _is_text(content):
        return "text/plain"
    return OPAQUE


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _photograph(content: bytes, name: str) -> tuple[bytes, str, str]:
    try:
        drawn, kind = _drawn_anew(content)
    except ValidationError:
        raise
    except Exception as error:  # a decoder meets a broken file in a hundred ways, and none may cost the page
        raise ValidationError(NOT_DECODABLE, code="not_decodable") from error
    suffix = ".png" if kind == "PNG" else ".jpg"
    return drawn, PurePath(name).stem + suffix, "image/png" if kind == "PNG" else "image/jpeg"


def _drawn_anew(content: bytes) -> tuple[bytes, str]:
    """The pixels alone, upright, on a fresh sheet: nothing that came with the file comes along."""
    with Image.open(io.BytesIO(content), formats=READABLE_IMAGES) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValidationError(_("Questa immagine ha troppi punti: mandala più piccola."), code="too_many_pixels")
        kind = "JPEG" if image.format in ("JPEG", "TIFF") else "PNG"
        upright = ImageOps.exif_transpose(image).convert("RGB" if kind == "JPEG" else "RGBA")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.new(upright.mode, upright.size)
    sheet.paste(upright)
    written = io.BytesIO()
    sheet.save(written, kind, optimize=True, **({"quality": 85} if kind == "JPEG" else {}))
    return written.getvalue(), kind
