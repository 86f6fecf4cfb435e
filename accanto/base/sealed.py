"""What stands in an address without being readable there: browsers keep addresses, and phones get lost.

A search box sends its words by POST; the answer is the same page at an address that carries them
sealed. Filters, further pages, bookmarks and the back button then work as with any address.
"""

import base64
import os
from functools import lru_cache
from urllib.parse import urlencode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from config import home

TYPED = "q"  # the field in which people write names
INTO_ADDRESS = "into_address"  # marks a form that asks for a page and changes nothing
PLAIN_FORM = "application/x-www-form-urlencoded"
MARK = "~"
NONCE_BYTES = 12
MOST_LETTERS = 100


class Unreadable(ValueError):
    """Not sealed by this archive, or damaged."""


@lru_cache(maxsize=1)
def _cipher() -> AESGCM:
    digest = Hash(SHA256())
    digest.update(home.key("addresses").encode())
    return AESGCM(digest.finalize())


def seal(text: str) -> str:
    """Text as an address may carry it."""
    nonce = os.urandom(NONCE_BYTES)
    return base64.urlsafe_b64encode(nonce + _cipher().encrypt(nonce, text.encode(), None)).decode().rstrip("=")


def unseal(sealed: str) -> str:
    """The text that `seal` was given. Raises Unreadable."""
    try:
        content = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return _cipher().decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], None).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


class Query(QueryDict):
    """The part of an address after the question mark; what was typed is plain inside and sealed in the address."""

    def urlencode(self, safe=None) -> str:
        """The query as an address carries it."""
        if not self.get(TYPED):
            return super().urlencode(safe)
        rest = {**dict(self.lists()), TYPED: [MARK + seal(self[TYPED][:MOST_LETTERS])]}
        return urlencode(rest, doseq=True, safe=safe or "")


class SealedAddressMiddleware:
    """Turns a search that was sent by POST into its address, and opens what an address carries sealed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.content_type == PLAIN_FORM and INTO_ADDRESS in request.POST:
            return HttpResponseRedirect(_address(request), status=303)
        if TYPED in request.GET:
            request.GET = _opened(request.GET)
        return self.get_response(request)


def _address(request: HttpRequest) -> str:
    query = Query(mutable=True)
    for name, values in request.POST.lists():
        if name not in (INTO_ADDRESS, "csrfmiddlewaretoken") and any(values):
            query.setlist(name, [value[:MOST_LETTERS] for value in values])
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _opened(given: QueryDict) -> Query:
    query = Query(mutable=True)
    query.update(given)
    if given[TYPED].startswith(MARK):
        try:
            query[TYPED] = unseal(given[TYPED].removeprefix(MARK))
        except Unreadable:
            query[TYPED] = ""
    query[TYPED] = query[TYPED].replace("\0", " ")  # no database takes it
    query._mutable = False
    return query
