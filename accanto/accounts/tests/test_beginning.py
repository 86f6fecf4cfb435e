"""The beginning of an archive: once, by command or in the browser."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accanto.accounts import actions
from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.archive import queries
from accanto.archive.models import Cooperative, LegalForm
from accanto.audit.models import AuditRecord

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "Abitare Insieme",
    "legal_form": "coop_sociale",
    "username": "chiara",
    "display_name": "Chiara Bellini",
    "password": "quattro gatti sul tetto",
}
TYPED = {**ANSWERS, "password_again": ANSWERS["password"]}
OPTIONS = {"name": "Abitare Insieme", "legal_form": "coop_sociale", "user": "chiara", "password": ANSWERS["password"]}


@pytest.fixture(autouse=True)
def nothing_yet(monkeypatch):
    monkeypatch.setattr(queries, "_begun", False)


def test_the_cooperative_and_its_first_coordinator_are_written_and_registered():
    user = actions.begin(**ANSWERS)
    cooperative = queries.cooperative()
    assert (cooperative.name, cooperative.get_legal_form_display()) == ("Abitare Insieme", "cooperativa sociale")
    assert (user.role, user.name, user.check_password(ANSWERS["password"])) == (
        Role.COORDINATOR,
        "Chiara Bellini",
        True,
    )
    assert AuditRecord.objects.get().verb == "begin_archive"


def test_an_archive_begins_once():
    actions.begin(**ANSWERS)
    with pytest.raises(ValidationError, match="già"):
        actions.begin(**ANSWERS | {"username": "altra"})
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"legal_form": "spa"}, "legal_form"),
        ({"password": "corta"}, "password"),
        ({"password": "chiara-bellini"}, "password"),
        ({"username": "con spazi"}, "username"),
        ({"display_name": "x" * 151}, "name"),
    ],
)
def test_a_wrong_answer_writes_nothing(wrong, field):
    with pytest.raises(ValidationError) as refusal:
        actions.begin(**ANSWERS | wrong)
    assert list(refusal.value.error_dict) == [field]
    assert (Cooperative.objects.count(), User.objects.count()) == (0, 0)


@pytest.mark.parametrize("row", [{"id": 2, "legal_form": LegalForm.OTHER}, {"legal_form": "spa"}])
def test_the_database_holds_one_cooperative_of_a_known_form(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Cooperative.objects.create(name="Seconda", **row)


def test_having_begun_is_asked_of_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert (queries.has_begun(), queries.has_begun()) == (False, False)
    actions.begin(**ANSWERS)
    with django_assert_num_queries(1):
        assert (queries.has_begun(), queries.has_begun()) == (True, True)


def test_every_page_leads_to_the_first_one(client):
    for path in ("/accesso/entra/", "/accesso/password/", "/accesso/sicurezza/"):
        assert client.get(path).headers["location"] == "/inizio/"
    assert "Cominciamo" in client.get("/inizio/").content.decode()


def test_what_is_typed_begins_the_archive_and_leads_to_the_log_in(client):
    answer = client.post("/inizio/", TYPED)
    assert (answer.status_code, answer.headers["location"]) == (302, "/accesso/entra/")
    assert User.objects.get().username == "chiara"
    assert "pronto" in client.get("/accesso/entra/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password_again": "quattro gatti sul tetti"}, "Le due password sono diverse."),
        ({"password": "corta", "password_again": "corta"}, "12"),
        ({"username": "con spazi"}, "id_username_error"),
        ({"legal_form": "spa"}, "id_legal_form"),
        ({"name": "a\x00b"}, "id_name_error"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field_and_the_rest_stays(client, wrong, sentence):
    answer = client.post("/inizio/", TYPED | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page and 'value="Chiara Bellini"' in page and ANSWERS["password"] not in page
    assert not Cooperative.objects.exists()


def test_once_begun_the_first_page_is_no_more(client):
    actions.begin(**ANSWERS)
    gone, never = client.get("/inizio/"), client.get("/non-esiste/")
    assert (gone.status_code, gone.content) == (404, never.content)
    again = client.post("/inizio/", TYPED | {"username": "ladra"})
    assert again.headers["location"] == "/accesso/entra/"
    assert User.objects.count() == 1


def test_init_names_the_legal_forms_where_it_knows_not_the_one_given():
    with pytest.raises(CommandError, match="coop_sociale, coop_edilizia"):
        call_command("init", **OPTIONS | {"legal_form": "spa"})
    assert not Cooperative.objects.exists()


def test_init_writes_what_it_was_given(capsys):
    call_command("init", **OPTIONS)
    assert "chiara" in capsys.readouterr().out
    assert User.objects.get().name == "chiara"


def test_init_refuses_a_second_time_by_name():
    call_command("init", **OPTIONS)
    with pytest.raises(CommandError, match="Abitare Insieme"):
        call_command("init", **OPTIONS)


def test_init_says_what_is_missing_where_nobody_can_be_asked():
    with pytest.raises(CommandError, match="--legal-form, --password"):
        call_command("init", name="A", user="b")


def test_init_says_what_is_wrong():
    with pytest.raises(CommandError, match="12"):
        call_command("init", **OPTIONS | {"password": "corta"})


def test_init_asks_at_a_terminal(monkeypatch, capsys):
    answers = iter(["Abitare Insieme", "altra", "chiara", "Chiara Bellini"])
    passwords = iter([ANSWERS["password"]] * 2)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda question: next(passwords))
    call_command("init")
    assert (queries.cooperative().legal_form, User.objects.get().name) == ("altra", "Chiara Bellini")
