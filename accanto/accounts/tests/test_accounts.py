"""Given accounts, who may make, close and restore whose; nobody has a hand in her own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.accounts import actions
from accanto.accounts.access import FIRST_PAGE, GIVES_ACCESS_TO, GRANTS, Permission, Role
from accanto.accounts.models import User
from accanto.accounts.tests.log_in import has_factors, with_app
from accanto.audit.models import AuditRecord
from tests.personas import session_client

pytestmark = pytest.mark.django_db
TYPED = {"name": "Nadia Ferri", "username": "Nadia.Ferri", "role": Role.VOLUNTEER, "email": "", "language": "it"}
RESTORING = [actions.open_account, actions.reset_password, actions.reset_second_factor]
SHUTTING = [actions.close_account, actions.end_sessions]


def test_a_coordinator_makes_an_account_and_sees_its_password_once(coordinator):
    browser = session_client(coordinator)
    made = browser.post("/accessi/nuovo/", TYPED, follow=True)
    account = User.objects.get(username="nadia.ferri")
    password = made.content.decode().split('class="secret">')[1].split("<")[0]
    assert account.check_password(password)
    assert password not in browser.get(f"/accessi/{account.pk}/").content.decode()
    assert AuditRecord.objects.filter(verb="create_account", subject_id=str(account.pk)).count() == 1


def test_the_password_on_its_way_to_the_page_is_not_readable_in_the_session(coordinator):
    browser = session_client(coordinator)
    browser.post("/accessi/nuovo/", TYPED)
    kept = browser.session["first_passwords"]
    page = browser.get(f"/accessi/{User.objects.get(username='nadia.ferri').pk}/").content.decode()
    assert page.split('class="secret">')[1].split("<")[0] not in str(kept)


def test_a_user_name_is_taken_whatever_its_capitals(coordinator):
    browser = session_client(coordinator)
    browser.post("/accessi/nuovo/", TYPED)
    again = browser.post("/accessi/nuovo/", TYPED | {"username": "NADIA.FERRI"})
    assert "Questo nome utente c&#x27;è già" in again.content.decode()
    assert 'value="Nadia Ferri"' in again.content.decode()
    assert User.objects.filter(username__iexact="nadia.ferri").count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.TECHNICIAN])
def test_the_technician_prepares_an_account_that_only_a_coordinator_opens(technician, coordinator, role):
    account = actions.create_account(by=technician, name="Nadia", username="nadia", role=role)
    assert (account.is_active, account.first_password, account.has_usable_password()) == (False, "", False)
    for act in RESTORING:
        with pytest.raises(ValidationError):
            act(by=technician, account=account)
    opened = actions.open_account(by=coordinator, account=account)
    assert opened.is_active
    assert opened.check_password(opened.first_password)


def test_who_gives_access_could_do_as_much_herself():
    """Residents and social workers see only rows that concern them, all of which a coordinator may see.

    On measures the board decides and a coordinator does not, though she opens its accounts: an account that
    she made up to decide herself stands in the register with her name.
    """
    outward = {Permission.OWN_FILE, Permission.SHARED_FILES, Permission.DECIDE_MEASURES}
    held = {role: {p for p in Permission if role in GRANTS[p]} for role in Role}
    for giver, roles in GIVES_ACCESS_TO.items():
        for role in roles:
            assert held[role] - outward <= held[giver], (giver, role)


@pytest.mark.parametrize("act", RESTORING + SHUTTING)
@pytest.mark.parametrize("who", ["coordinator", "technician"])
def test_nobody_has_a_hand_in_her_own_account(act, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(ValidationError):
        act(by=user, account=user)


@pytest.mark.parametrize("act", RESTORING + SHUTTING)
@pytest.mark.parametrize("who", ["volunteer", "board", "resident", "social_worker"])
def test_who_does_not_manage_accounts_touches_none(act, who, request, other_volunteer):
    with pytest.raises(ValidationError):
        act(by=request.getfixturevalue(who), account=other_volunteer)


def test_the_technician_may_close_any_account(technician, coordinator, volunteer):
    actions.close_account(by=technician, account=volunteer)
    assert not User.objects.get(pk=volunteer.pk).is_active


def test_the_last_coordinator_cannot_be_closed(technician, coordinator):
    with pytest.raises(ValidationError, match="ultima coordinatrice"):
        actions.close_account(by=technician, account=coordinator)
    User.objects.create_user(username="second", name="Seconda", role=Role.COORDINATOR)
    actions.close_account(by=technician, account=coordinator)
    assert not User.objects.get(pk=coordinator.pk).is_active


def test_opening_again_gives_a_new_password_and_the_old_one_stays_dead(coordinator, volunteer):
    old = volunteer.password
    actions.close_account(by=coordinator, account=volunteer)
    actions.open_account(by=coordinator, account=volunteer)
    assert User.objects.get(pk=volunteer.pk).password != old


def test_a_lost_phone_takes_its_factors_along_and_nobody_elses(coordinator, volunteer, other_volunteer):
    with_app(volunteer)
    with_app(other_volunteer)
    actions.reset_second_factor(by=coordinator, account=volunteer)
    assert not has_factors(volunteer)
    assert has_factors(other_volunteer)


def test_first_passwords_differ_and_pass_our_own_rules(settings):
    made = {actions.new_password() for _one in range(50)}
    assert len(made) == 50
    assert min(map(len, made)) >= settings.AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"]["min_length"]


def test_each_act_asks_first_and_then_acts(coordinator, volunteer):
    browser = session_client(coordinator)
    for path in ("sessioni", "password", "seconda-prova", "chiudi", "apri"):
        address = f"/accessi/{volunteer.pk}/{path}/"
        before = AuditRecord.objects.count()
        assert browser.get(address).status_code == 200
        assert AuditRecord.objects.count() == before
        assert browser.post(address).headers["location"] == f"/accessi/{volunteer.pk}/"
        assert AuditRecord.objects.count() == before + 1


@pytest.mark.parametrize("who", ["volunteer", "board", "resident", "social_worker", "outsider"])
@pytest.mark.parametrize("path", ["", "nuovo/", "{pk}/", "{pk}/chiudi/", "{pk}/seconda-prova/"])
def test_for_others_these_pages_do_not_exist(who, path, request, coordinator):
    browser = session_client(request.getfixturevalue(who))
    address = "/accessi/" + path.format(pk=coordinator.pk)
    nothing = browser.get("/accessi/non-esiste/")
    for answer in (browser.get(address), browser.post(address)):
        assert (answer.status_code, answer.content) == (404, nothing.content)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(coordinator, count, django_assert_num_queries):
    for number in range(count - 1):
        User.objects.create_user(username=f"u{number}", name="Anna", role=Role.VOLUNTEER)
    browser = session_client(coordinator)
    browser.get("/accessi/")
    with django_assert_num_queries(3):
        page = browser.get("/accessi/")
    assert page.content.decode().count('data-label="Nome utente"') == count


def test_the_list_filters_by_role_and_state(coordinator, volunteer, other_volunteer):
    actions.close_account(by=coordinator, account=volunteer)
    browser = session_client(coordinator)
    assert other_volunteer.name in browser.get("/accessi/?role=volunteer").content.decode()
    closed = browser.get("/accessi/?closed=on").content.decode()
    assert volunteer.name in closed
    assert other_volunteer.name not in closed


@pytest.mark.parametrize("text", ["a" * 151, "\ud800"])
def test_an_impossible_name_gets_a_sentence_and_not_an_error(coordinator, text):
    answer = session_client(coordinator).post("/accessi/nuovo/", TYPED | {"name": text.encode("utf-8", "replace")})
    assert answer.status_code in (200, 302)


def test_preferences_follow_the_person_and_the_device(volunteer):
    browser = session_client(volunteer)
    saved = browser.post("/accessi/preferenze/", {"language": "en", "appearance": "dark"})
    assert saved.status_code == 302
    assert User.objects.get(pk=volunteer.pk).language == "en"
    page = browser.get("/accessi/preferenze/").content.decode()
    assert '<html lang="en" dir="ltr" data-appearance="dark">' in page


def test_an_invented_appearance_is_ignored(volunteer):
    browser = session_client(volunteer)
    browser.cookies["accanto_appearance"] = '"><script>'
    assert "data-appearance" not in browser.get("/accessi/preferenze/").content.decode()


def test_the_roles_page_says_what_access_py_says(volunteer):
    page = session_client(volunteer).get("/accessi/ruoli/").content.decode()
    for permission in Permission:
        assert permission.label.replace("'", "&#x27;") in page
    assert page.count('role="img" aria-label="sì"') == sum(len(roles) for roles in GRANTS.values())


@pytest.mark.parametrize("role", Role)
def test_the_logo_and_the_bare_address_lead_everybody_to_a_page_of_hers(role):
    browser = session_client(User.objects.create_user(username="anna", password="x", name="Anna", role=role))
    own = reverse(FIRST_PAGE[role])
    assert browser.get("/accessi/prima-pagina/").headers["location"] == own
    assert own == "/" or browser.get("/").headers["location"] == own
