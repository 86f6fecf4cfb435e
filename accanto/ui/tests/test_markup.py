"""HTML is written as Django writes it."""

import pytest
from django.utils import html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from accanto.ui import markup

PIECES = ["<b>&'\"", mark_safe("<b>"), 7, None, True, gettext_lazy("Nuclei"), "", html.format_html("<i>{}</i>", "<")]


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_is_escaped_unless_it_is_html(piece):
    pattern = '<p title="{}">{words}</p>'
    ours, django = (module.format_html(pattern, piece, words=piece) for module in (markup, html))
    assert ours == django
    assert hasattr(ours, "__html__")


@pytest.mark.parametrize("rows", [[(piece,) for piece in PIECES], []])
def test_rows_are_joined(rows):
    assert markup.format_html_join("<", "<p>{}</p>", rows) == html.format_html_join("<", "<p>{}</p>", rows)


def test_rows_by_name_are_joined():
    rows = [{"what": piece} for piece in PIECES]
    assert markup.format_html_join(", ", "{what}", rows) == html.format_html_join(", ", "{what}", rows)
