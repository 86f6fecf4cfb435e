"""What the tests of housing share: a fixed day, and the coordinator's browser."""

import pytest
from django.urls import reverse


@pytest.fixture
def in_november(time_machine):
    """It is 22 November 2026, ten in the morning."""
    time_machine.move_to("2026-11-22T10:00:00+01:00")


@pytest.fixture
def read(client_of, coordinator):
    """The text of a page as the coordinator (or another) reads it."""

    def reading(name, *args, user=None, query=""):
        answer = client_of(user or coordinator).get(reverse(f"housing:{name}", args=args) + query)
        assert answer.status_code == 200
        return answer.content.decode()

    return reading


@pytest.fixture
def send(client_of, coordinator):
    """Post a form as the coordinator."""

    def sending(form, *args, **data):
        return client_of(coordinator).post(reverse(f"housing:{form}", args=args), data)

    return sending
