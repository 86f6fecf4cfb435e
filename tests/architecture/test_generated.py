"""docs/generated says what the code says."""

import pytest

from accanto.desk.management.commands import generate_docs


@pytest.mark.parametrize("name", ["access.md", "states.md"])
def test_generated_pages_are_fresh(name):
    written = (generate_docs.FOLDER / name).read_text()
    assert written == generate_docs.pages()[name], "stale: .venv/bin/python manage.py generate_docs"
