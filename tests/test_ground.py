"""The test ground itself: each of its alarms rings."""

import logging
import socket

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Engine, Origin, Template

from accanto.accounts.models import User


def test_nobody_outside_is_called():
    with pytest.raises(Exception, match="192.0.2.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_personas_are_logged_in(coordinator, client_of):
    assert client_of(coordinator).session["_auth_user_id"] == str(coordinator.pk)
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_foreign_keys_are_enforced():
    assert connection.features.supports_foreign_keys


def test_a_variable_that_foreign_templates_miss_stays_silent():
    assert Template("[{{ nothing }}]").render(Context()) == "[]"


def test_a_variable_that_our_own_templates_miss_fails():
    ours = Origin(str(settings.ROOT / "accanto" / "page.html"))
    with pytest.raises(pytest.fail.Exception, match="nothing"):
        Template("[{{ nothing }}]", origin=ours, engine=Engine.get_default()).render(Context())


@pytest.mark.expects_logged_errors
def test_an_expected_error_is_allowed():
    logging.getLogger("accanto").error("expected")
