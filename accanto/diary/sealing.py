"""Opening what a phone has sealed: an unsent note, readable by this server only.

The page makes an X25519 key pair for each sealing and forgets it; the shared secret with the server's
key goes through HKDF-SHA256 into AES-256-GCM. Sealed bytes: version 1 (one byte), the page's public
key (32), nonce (12), ciphertext with tag. Whoever finds the phone has no key to any of it.
"""

import base64
import json
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from config import home

VERSION = b"\x01"
KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16
MOST_BYTES = 1_500_000
INFO = b"accanto sealed note 1"


class Unreadable(ValueError):
    """Not sealed for this server, or damaged."""


@lru_cache(maxsize=1)
def _private_key() -> X25519PrivateKey:
    secret = home.key("drafts").encode()
    return X25519PrivateKey.from_private_bytes(_derive(secret, salt=b"", info=b"accanto drafts key"))


def public_key() -> str:
    """The server's public key in base64, for the page."""
    return base64.b64encode(_private_key().public_key().public_bytes_raw()).decode()


def unseal(sealed: bytes) -> dict:
    """What was sealed. Raises Unreadable."""
    ends = 1 + KEY_BYTES, 1 + KEY_BYTES + NONCE_BYTES
    if not sealed.startswith(VERSION) or not ends[1] + TAG_BYTES <= len(sealed) <= MOST_BYTES:
        raise Unreadable
    page_key, nonce, content = sealed[1 : ends[0]], sealed[ends[0] : ends[1]], sealed[ends[1] :]
    try:
        opened = AESGCM(_shared_key(page_key)).decrypt(nonce, content, VERSION)
        note = json.loads(opened)
    except (InvalidTag, ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(note, dict):
        raise Unreadable
    return note


def _shared_key(page_key: bytes) -> bytes:
    secret = _private_key().exchange(X25519PublicKey.from_public_bytes(page_key))
    salt = page_key + _private_key().public_key().public_bytes_raw()
    return _derive(secret, salt=salt, info=INFO)


def _derive(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)
