"""Sending a file so that it can do nothing."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from accanto.documents.files import plain_name


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file as a download from a sandbox: whatever it holds, it runs nothing and knows no session."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, plain_name(name))
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def sent(row) -> HttpResponse:
    """The kept file of a row as a download. Whoever calls it has checked who asks and recorded the opening."""
    with row.file.open("rb") as kept:
        return download(kept.read(), row.name, row.media_type)
