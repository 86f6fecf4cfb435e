"""What is typed in a search box is readable in no address."""

import pytest

from accanto.base import sealed

NAME = "Zqxcanarino"


def test_what_is_sealed_opens_again_and_differs_each_time():
    once, twice = sealed.seal(NAME), sealed.seal(NAME)
    assert once != twice
    assert sealed.unseal(once) == sealed.unseal(twice) == NAME
    for damaged in ("", "abc", once[:-2], once[:-1] + ("A" if once[-1] != "A" else "B"), "è"):
        with pytest.raises(sealed.Unreadable):
            sealed.unseal(damaged)
