"""Path converters: an id too large for the database is a page that does not exist."""

from django.urls.converters import IntConverter


class IdConverter(IntConverter):
    """A row's id: at most eighteen digits, so that it fits a 64-bit column."""

    regex = "[0-9]{1,18}"
