"""Sealing as the page does it, in Python: the other half of accanto/diary/sealing.py."""

import base64
import json
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from accanto.diary.sealing import INFO, VERSION, public_key


def sealed(note: dict) -> bytes:
    """The sealed bytes of a note, for this server."""
    server = base64.b64decode(public_key())
    page = X25519PrivateKey.generate()
    ours = page.public_key().public_bytes_raw()
    shared = page.exchange(X25519PublicKey.from_public_bytes(server))
    key = HKDF(hashes.SHA256(), length=32, salt=ours + server, info=INFO).derive(shared)
    nonce = os.urandom(12)
    return VERSION + ours + nonce + AESGCM(key).encrypt(nonce, json.dumps(note).encode(), VERSION)
