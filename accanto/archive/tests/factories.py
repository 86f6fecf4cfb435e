"""Copies for tests."""

from pathlib import Path

from django.db import connection

from accanto.archive import snapshot
from accanto.archive.restore import restore

CANARY = "canarino-7f3a"
COPY = snapshot.POSTGRESQL_COPY if connection.vendor == "postgresql" else snapshot.SQLITE_COPY


def put_back(copy, key, into):
    return restore(copy, keys=[key], into=into)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
