"""What is typed in a search box is readable in no address."""

import pytest

from accanto.base import sealed
from accanto.base.text import fold

NAME = "Zqxcanarino"


def test_what_is_sealed_opens_again_and_differs_each_time():
    once, twice = sealed.seal(NAME), sealed.seal(NAME)
    assert once != twice
    assert sealed.unseal(once) == sealed.unseal(twice) == NAME
    for damaged in ("", "abc", once[:-2], once[:-1] + ("A" if once[-1] != "A" else "B"), "è"):
        with pytest.raises(sealed.Unreadable):
            sealed.unseal(damaged)


def test_a_filter_of_any_length_makes_an_address_that_a_server_takes(client, coordinator, db):
    client.force_login(coordinator, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(
        "/accessi/",
        "into_address=1&q=" + "a" * 200_000 + "&role=" + "%C3%A8" * 200_000,
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 303 and len(answer["Location"]) < 2000


@pytest.mark.parametrize("address", ["/cerca/", "/nuclei/", "/enti/", "/accessi/", "/alloggi/"])
def test_a_null_character_finds_nothing_and_breaks_nothing(client_of, coordinator, db, address):
    assert client_of(coordinator).get(address, {"q": "Ben\0nani"}).status_code == 200


def test_a_null_character_parts_words():
    assert fold("Ben\0nani") == "ben nani"
