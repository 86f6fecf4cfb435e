"""A sealed copy: a tar, encrypted with age, whose last member lists all the others with their SHA-256.

Written and read as a stream: nothing readable touches the disk on the way.
"""

import hashlib
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage
from django.utils.translation import gettext as _

from accanto.archive.problems import ArchiveError

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """One file of the copy: where it is, and what it is called inside."""

    name: str
    path: Path


def recipients(texts: Iterable[str]) -> list:
    """Public keys from `age1…`, `ssh-…` or the path of a file with one on each line. Raises ArchiveError."""
    return [_recipient(line) for text in texts for line in _lines(text)]


def _lines(text: str) -> list[str]:
    if text.startswith(("age1", "ssh-")):
        return [text]
    try:
        lines = Path(text).expanduser().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ArchiveError(
            _("«%(text)s» non è una chiave age (age1…) né un file che ne contiene.") % {"text": text}
        ) from None
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _recipient(line: str):
    kind = pyrage.ssh if line.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(line)
    except pyrage.RecipientError:
        raise ArchiveError(_("«%(text)s» non è una chiave pubblica age.") % {"text": line}) from None


def identities(path: Path) -> list:
    """Private keys from a file as age-keygen writes it, or from a private key of ssh. Raises ArchiveError."""
    try:
        content = path.read_bytes()
        if b"PRIVATE KEY-----" in content:
            return [pyrage.ssh.Identity.from_buffer(content)]
        lines = [line.strip() for line in content.decode().splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        raise ArchiveError(_("In %(path)s non c'è una chiave privata age che si legga.") % {"path": path})
    return found


def write(target: BinaryIO, members: Iterable[Member], about: dict, to: list) -> None:
    """Write the members, and the manifest with `about` in it, encrypted for `to`. Raises ArchiveError or OSError."""
    source = _Stream(_tar(members, about))
    try:
        pyrage.encrypt_io(source, target, to)
    except pyrage.EncryptError as error:
        if source.error:
            raise source.error from None
        raise ArchiveError(_("La copia non si è lasciata scrivere: %(error)s") % {"error": error}) from error


class _Stream(io.RawIOBase):
    """Chunks that are made on the way, as a file to read. Keeps what went wrong: pyrage passes on its text only."""

    def __init__(self, chunks: Iterator[bytes]):
        self.chunks, self.rest, self.error = chunks, b"", None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            while not self.rest:
                self.rest = next(self.chunks)
        except StopIteration:
            return b""
        except Exception as error:
            self.error = error
            raise
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


def _tar(members: Iterable[Member], about: dict) -> Iterator[bytes]:
    written = []
    for member in members:
        with suppress(FileNotFoundError), member.path.open("rb") as file:  # removed meanwhile: no longer ours
            digest = hashlib.sha256()
            size = os.fstat(file.fileno()).st_size
            yield _header(member.name, size)
            yield from _content(file, size, digest)
            written.append({"name": member.name, "size": size, "sha256": digest.hexdigest()})
    manifest = json.dumps({"format": FORMAT, **about, "members": written}, indent=1).encode()
    yield _header(MANIFEST, len(manifest)) + manifest + _padding(len(manifest))
    yield bytes(2 * tarfile.BLOCKSIZE)


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.PAX_FORMAT)


def _content(file: BinaryIO, size: int, digest) -> Iterator[bytes]:
    left = size
    while left:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise OSError(_("«%(name)s» si è accorciato mentre lo copiavo: riprova.") % {"name": file.name})
        digest.update(chunk)
        left -= len(chunk)
        yield chunk
    yield _padding(size)


def _padding(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)


def read(path: Path, keys: list, store: Callable[[str], BinaryIO | None]) -> dict:
    """Decrypt a copy, give each file to what `store(name)` opens, and return the manifest.

    Every file is compared with the manifest. Raises ArchiveError when a single bit is not as written.
    """
    reading, writing = os.pipe()
    decryption = _Decryption(path, keys, writing)
    decryption.start()
    try:
        with os.fdopen(reading, "rb") as pipe, tarfile.open(fileobj=pipe, mode="r|") as tar:
            manifest = _unpack(tar, store)
            while pipe.read(CHUNK):
                pass
    except (tarfile.TarError, ArchiveError, ValueError) as error:
        decryption.finish()  # what age says of the file explains more
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError(_("La copia non è un archivio di Accanto.")) from error
    decryption.finish()
    return manifest


class _Decryption(threading.Thread):
    """Decrypts into a pipe, so that the tar at its other end is never whole on the disk."""

    def __init__(self, path: Path, keys: list, writing: int):
        super().__init__(daemon=True)
        self.path, self.keys, self.writing, self.error = path, keys, writing, None

    def run(self):
        try:
            with os.fdopen(self.writing, "wb") as target, self.path.open("rb") as source:
                pyrage.decrypt_io(source, target, self.keys)
        except (OSError, pyrage.DecryptError) as error:
            self.error = error

    def finish(self) -> None:
        """Wait for the end; raise ArchiveError when the file was not what age had written."""
        self.join()
        if isinstance(self.error, pyrage.DecryptError) and "No matching keys" in str(self.error):
            raise ArchiveError(_("Questa chiave non apre la copia, o l'inizio della copia è rovinato.")) from self.error
        if isinstance(self.error, FileNotFoundError):
            raise ArchiveError(_("%(path)s non c'è.") % {"path": self.path})
        if self.error and not isinstance(self.error, BrokenPipeError):
            raise ArchiveError(_("La copia è rovinata o tagliata: age non la riconosce.")) from self.error


def _unpack(tar: tarfile.TarFile, store: Callable[[str], BinaryIO | None]) -> dict:
    found, manifest = [], None
    for info in tar:
        source = tar.extractfile(info) if info.isfile() else None
        if source is None or manifest is not None:
            raise ArchiveError(_("La copia contiene «%(name)s», che non dovrebbe esserci.") % {"name": info.name})
        if info.name == MANIFEST:
            manifest = json.loads(source.read())
        else:
            found.append({"name": info.name, "size": info.size, "sha256": _copied(source, store(info.name))})
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or manifest.get("members") != found:
        raise ArchiveError(_("Il contenuto della copia non corrisponde al suo elenco."))
    return manifest


def _copied(source: BinaryIO, target: BinaryIO | None) -> str:
    digest = hashlib.sha256()
    with target or nullcontext():
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            if target:
                target.write(chunk)
    return digest.hexdigest()
