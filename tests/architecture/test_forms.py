"""What is typed into a page is not kept by the browser."""

import re
from pathlib import Path

import pytest

ACCANTO = Path(__file__).parents[2] / "accanto"
# Log-in, where browsers may remember what they like, and buttons in which nothing is typed.
NOTHING_TYPED = {"_account.html", "_languages.html"}


def forms() -> list[tuple[str, str]]:
    templates = [path for path in ACCANTO.glob("*/templates/**/*.html") if path.name not in NOTHING_TYPED]
    return [
        (str(path.relative_to(ACCANTO)), tag)
        for path in templates
        if path.parts[len(ACCANTO.parts)] != "accounts"
        for tag in re.findall(r'<form\b(?:[^>"]|"(?:\{[^}]*\}|[^"])*")*>', path.read_text())
        if 'method="post"' in tag
    ]


@pytest.mark.parametrize(("template", "tag"), forms())
def test_a_form_tells_the_browser_to_forget(template, tag):
    """Chromium writes what stands in a form into its session file, unless the form says otherwise:
    a lost phone would give it away. tests/journeys/test_note.py finds it there."""
    assert 'autocomplete="off"' in tag, template


def test_there_are_forms_to_look_at():
    assert len(forms()) > 10
