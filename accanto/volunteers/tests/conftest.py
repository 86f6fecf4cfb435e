"""What the tests of volunteers share."""

import pytest

from accanto.volunteers.tests.factories import a_cooperative


@pytest.fixture
def cooperative(db):
    """A housing cooperative: what the law of social cooperatives adds is asked for by each test."""
    return a_cooperative()


@pytest.fixture
def desk(cooperative, coordinator, client_of):
    """The coordinator's browser."""
    return client_of(coordinator)
