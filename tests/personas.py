"""The people of the tests, each logged in with a second factor.

`coordinator` is a user; `client_of(user)` is her browser. Whose household is whose is up to each
test (`residents` factories): the outsider never gets one.
"""

import pytest
from django.test import Client

from accanto.accounts.access import Role
from accanto.accounts.middleware import SECOND_FACTOR_PRESENT
from accanto.accounts.models import User

PASSWORD = "quattro gatti sul tetto"
PERSONAS = {
    "coordinator": ("Chiara Bellini", Role.COORDINATOR),
    "volunteer": ("Vittorio Landi", Role.VOLUNTEER),
    "other_volunteer": ("Olga Marchetti", Role.VOLUNTEER),
    "board": ("Bruno Sarti", Role.BOARD),
    "resident": ("Rania Haddad", Role.RESIDENT),
    "social_worker": ("Silvia Conti", Role.SOCIAL_WORKER),
    "technician": ("Teo Galli", Role.TECHNICIAN),
    "outsider": ("Oreste Neri", Role.VOLUNTEER),
}


def make(persona: str) -> User:
    """The account of a persona, made on first use."""
    name, role = PERSONAS[persona]
    account = User.objects.filter(username=persona).first()
    return account or User.objects.create_user(username=persona, password=PASSWORD, name=name, role=role)


def session_client(user: User | None) -> Client:
    """A browser in which `user` has logged in and shown a second factor; None: nobody has."""
    client = Client()
    if user is not None:
        client.force_login(user, backend="accanto.accounts.backends.ModelBackend")
        session = client.session
        session[SECOND_FACTOR_PRESENT] = True
        session.save()
    return client


@pytest.fixture
def client_of():
    """`client_of(user)` is that user's browser."""
    return session_client


@pytest.fixture
def coordinator(db) -> User:
    return make("coordinator")


@pytest.fixture
def volunteer(db) -> User:
    return make("volunteer")


@pytest.fixture
def other_volunteer(db) -> User:
    return make("other_volunteer")


@pytest.fixture
def board(db) -> User:
    return make("board")


@pytest.fixture
def resident(db) -> User:
    return make("resident")


@pytest.fixture
def social_worker(db) -> User:
    return make("social_worker")


@pytest.fixture
def technician(db) -> User:
    return make("technician")


@pytest.fixture
def outsider(db) -> User:
    return make("outsider")
