"""Given wrong passwords, who is shut out: one user name from one address, and nobody else."""

import pytest
from django.core.cache import cache

from accanto.accounts.tests.log_in import CODE, try_password, with_app
from tests.personas import PASSWORD

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}


@pytest.fixture(autouse=True)
def _no_attempts_remembered():
    cache.clear()


@pytest.fixture
def _shut_out(client, technician, volunteer, settings):
    with_app(technician)
    with_app(volunteer)
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        last = try_password(client, "technician", "sbagliata", **HERE)
    assert last.status_code == 429
    assert "Troppi tentativi" in last.content.decode()


@pytest.mark.usefixtures("_shut_out")
def test_the_right_password_no_longer_helps_from_there(client):
    assert try_password(client, "technician", PASSWORD, **HERE).status_code == 429


@pytest.mark.usefixtures("_shut_out")
def test_a_stranger_cannot_lock_the_owner_out_from_elsewhere(client):
    assert try_password(client, "technician", PASSWORD, **ELSEWHERE).headers["location"] == CODE


@pytest.mark.usefixtures("_shut_out")
def test_others_at_the_same_address_still_enter(client):
    assert try_password(client, "volunteer", PASSWORD, **HERE).headers["location"] == CODE


def test_a_wrong_password_says_neither_whether_the_name_exists(client, technician):
    wrong = try_password(client, "technician", "sbagliata").content.decode()
    nobody = try_password(client, "nessuna", "sbagliata").content.decode()
    sentence = "Il nome utente o la password non sono giusti."
    assert sentence in wrong
    assert sentence in nobody
