"""What the tests of coexistence share: a fixed day, and the coordinator's browser."""

import pytest
from django.urls import reverse

from accanto.archive.models import Cooperative


@pytest.fixture(autouse=True)
def in_november(time_machine):
    """It is Sunday 22 November 2026, ten in the morning."""
    time_machine.move_to("2026-11-22T10:00:00+01:00")


@pytest.fixture
def cooperative(db):
    """The cooperative whose name stands on what is printed."""
    return Cooperative.objects.create(name="Le Corti", legal_form="coop_sociale")


@pytest.fixture
def read(client_of, coordinator):
    """The text of a page as the coordinator (or another) reads it."""

    def reading(name, *args, user=None, query=""):
        answer = client_of(user or coordinator).get(reverse(name, args=args) + query)
        assert answer.status_code == 200
        return answer.content.decode()

    return reading


@pytest.fixture
def send(client_of, coordinator):
    """Post a form as the coordinator (or another)."""

    def sending(form, *args, user=None, **data):
        return client_of(user or coordinator).post(reverse(form, args=args), data)

    return sending
