"""P16: a password alone never opens a staff account. Given each way in, what opens."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from accanto.accounts import actions
from accanto.accounts.access import FIRST_PAGE, MFA_ROLES, Role
from accanto.accounts.models import User
from accanto.accounts.tests.log_in import (
    CHANGE,
    CODE,
    ENROL,
    LOG_IN,
    OWN_PAGE,
    code_of,
    has_factors,
    try_password,
    with_app,
    with_recovery_codes,
)
from accanto.audit.models import AuditRecord
from accanto.base import clock
from tests.personas import PASSWORD, session_client

pytestmark = pytest.mark.django_db
ACCOUNTS = "/accessi/"


@pytest.fixture(autouse=True)
def _no_attempts_remembered():
    cache.clear()


@pytest.mark.parametrize("role", sorted(MFA_ROLES))
def test_the_password_alone_leads_to_the_second_factor_and_opens_nothing(client, role):
    user = User.objects.create_user(username="anna", password=PASSWORD, name="Anna", role=role)
    with_app(user)
    assert try_password(client, "anna", PASSWORD).headers["location"] == CODE
    assert client.get(ACCOUNTS).headers["location"].startswith(LOG_IN)


@pytest.mark.parametrize("role", sorted(MFA_ROLES))
def test_without_a_second_factor_the_password_opens_only_the_page_to_register_one(client, role):
    User.objects.create_user(username="anna", password=PASSWORD, name="Anna", role=role)
    assert try_password(client, "anna", PASSWORD).status_code == 302
    assert client.get(reverse(FIRST_PAGE[role])).headers["location"] == ENROL
    assert client.get(ENROL).status_code == 200


def test_a_resident_enters_with_her_password(client):
    User.objects.create_user(username="rania", password=PASSWORD, name="Rania", role=Role.RESIDENT)
    assert try_password(client, "rania", PASSWORD).headers["location"] == OWN_PAGE


def test_password_and_code_open_the_account(client, technician):
    secret = with_app(technician)
    try_password(client, "technician", PASSWORD)
    assert client.post(CODE, {"code": code_of(secret)}).headers["location"] == OWN_PAGE
    assert client.get(ACCOUNTS).status_code == 200
    assert AuditRecord.objects.filter(verb="log_in", actor=technician).count() == 1


def test_a_wrong_code_opens_nothing_and_says_so(client, technician):
    with_app(technician)
    try_password(client, "technician", PASSWORD)
    answer = client.post(CODE, {"code": "000000"})
    assert "Il codice non è giusto" in answer.content.decode()
    assert client.get(ACCOUNTS).status_code == 302


def test_a_code_counts_once(client, technician):
    code = code_of(with_app(technician))
    try_password(client, "technician", PASSWORD)
    client.post(CODE, {"code": code})
    other = session_client(None)
    try_password(other, "technician", PASSWORD)
    assert other.post(CODE, {"code": code}).status_code == 200
    assert other.get(ACCOUNTS).status_code == 302


def test_a_recovery_code_opens_the_account_once(client, technician):
    with_app(technician)
    code = with_recovery_codes(technician)[0]
    try_password(client, "technician", PASSWORD)
    assert client.post(CODE, {"code": code}).headers["location"] == OWN_PAGE
    other = session_client(None)
    try_password(other, "technician", PASSWORD)
    assert other.post(CODE, {"code": code}).status_code == 200


def test_the_code_without_the_password_opens_nothing(client, technician):
    secret = with_app(technician)
    assert client.post(CODE, {"code": code_of(secret)}).headers["location"].startswith(LOG_IN)


def test_codes_cannot_be_guessed_by_trying(client, technician):
    secret = with_app(technician)
    try_password(client, "technician", PASSWORD)
    for _attempt in range(5):
        client.post(CODE, {"code": "000000"})
    answer = client.post(CODE, {"code": code_of(secret)})
    assert "Troppi tentativi" in answer.content.decode()


def test_after_a_password_reset_the_old_one_is_dead_and_the_new_one_still_needs_the_code(
    client, coordinator, volunteer
):
    secret = with_app(volunteer)
    given = actions.reset_password(by=coordinator, account=volunteer).first_password
    assert try_password(client, "volunteer", PASSWORD).status_code == 200
    assert try_password(client, "volunteer", given).headers["location"] == CODE
    client.post(CODE, {"code": code_of(secret)})
    assert client.get(reverse("desk:today")).headers["location"] == CHANGE


def test_after_a_second_factor_reset_the_old_password_is_dead_too(client, coordinator, volunteer):
    with_app(volunteer)
    with_recovery_codes(volunteer)
    given = actions.reset_second_factor(by=coordinator, account=volunteer).first_password
    assert not has_factors(volunteer)
    assert try_password(client, "volunteer", PASSWORD).status_code == 200
    assert try_password(client, "volunteer", given).status_code == 302
    assert client.get(reverse("desk:today")).headers["location"] == CHANGE


def test_a_given_password_must_be_changed_before_any_work(client, coordinator):
    account = actions.create_account(by=coordinator, name="Anna", username="Anna.Neri", role=Role.VOLUNTEER)
    given = account.first_password
    with_app(account)
    fresh = session_client(account)
    assert fresh.get(reverse("desk:today")).headers["location"] == CHANGE
    chosen = "otto passeri sul filo"
    changed = fresh.post(CHANGE, {"oldpassword": given, "password1": chosen, "password2": chosen})
    assert changed.headers["location"] == reverse("desk:today")
    assert fresh.get(reverse("desk:today")).status_code == 200
    assert AuditRecord.objects.filter(verb="change_password", actor=account).exists()


def test_the_user_name_may_begin_with_a_capital(client, technician):
    with_app(technician)
    assert try_password(client, "Technician", PASSWORD).headers["location"] == CODE


def test_the_last_second_factor_cannot_be_removed(technician):
    with_app(technician)
    browser = session_client(technician)
    assert browser.post("/accesso/sicurezza/totp/deactivate/").headers["location"] == "/accesso/sicurezza/"
    assert has_factors(technician)


def test_recovery_codes_alone_are_not_a_second_factor(technician):
    with_recovery_codes(technician)
    browser = session_client(technician)
    session = browser.session
    del session["second_factor_present"]
    session.save()
    assert browser.get(ACCOUNTS).headers["location"] == ENROL


def test_registering_an_app_is_recorded(client, technician, django_capture_on_commit_callbacks):
    try_password(client, "technician", PASSWORD)
    page = client.get(ENROL).content.decode()
    secret = page.split('class="secret">')[1].split("<")[0]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(ENROL, {"code": code_of(secret)}).status_code == 302
    assert client.get("/accesso/sicurezza/recovery-codes/").status_code == 200
    assert client.get(ACCOUNTS).status_code == 200
    assert AuditRecord.objects.filter(verb="totp_activated", actor=technician).exists()
    assert secret not in str(technician.authenticator_set.values_list("data"))


def test_a_closed_account_does_not_open_even_in_the_middle_of_the_log_in(client, coordinator, technician):
    secret = with_app(technician)
    try_password(client, "technician", PASSWORD)
    actions.close_account(by=coordinator, account=technician)
    client.post(CODE, {"code": code_of(secret)})
    assert client.get(ACCOUNTS).headers["location"].startswith(LOG_IN)


def test_the_doors_that_are_not_ours_are_shut(client):
    for path in (
        "/accesso/registrati/",
        "/accesso/signup/",
        "/accesso/password/reset/",
        "/accesso/sicurezza/webauthn/signup/",
    ):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["totp/activate/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/"])
def test_touching_ones_security_asks_again_who_one_is(technician, path):
    with_recovery_codes(technician)
    browser = session_client(technician)
    assert browser.get(f"/accesso/sicurezza/{path}").headers["location"].startswith("/accesso/conferma/")


def test_a_moment_after_the_log_in_it_does_not_ask_again_and_later_it_does(client, technician):
    with time_machine.travel(clock.now(), tick=False) as clock_hand:
        secret = with_app(technician)
        try_password(client, "technician", PASSWORD)
        client.post(CODE, {"code": code_of(secret)})
        assert client.get("/accesso/sicurezza/webauthn/add/").status_code == 200
        clock_hand.shift(timedelta(minutes=6))
        assert client.get("/accesso/sicurezza/webauthn/add/").status_code == 302
