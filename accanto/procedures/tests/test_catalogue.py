"""Keeping the catalogue: new types, new versions, documents, withdrawal; what is open stays under its own version."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accanto.base.clock import ROME
from accanto.base.models import Parameter
from accanto.procedures import actions, queries
from accanto.procedures.models import Procedure, ProcedureType
from accanto.procedures.states import How, State
from accanto.procedures.tests.factories import STEPS, SUBMITTED, a_procedure, kind_of
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support.states import Channel
from accanto.support.tests.factories import head_of

pytestmark = pytest.mark.django_db
TODAY, NEW_YEAR = date(2026, 11, 23), date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _on_a_monday(time_machine):
    time_machine.move_to(datetime(2026, 11, 23, 10, tzinfo=ROME))


@pytest.fixture
def into_the_year(time_machine):
    """Travel to the first working day of the next year."""
    return lambda: time_machine.move_to(datetime(2027, 1, 4, 10, tzinfo=ROME))


@pytest.fixture
def version(coordinator):
    """The permit as it will be from the new year."""
    values = {"valid_from": NEW_YEAR, "source": "legge di bilancio 2027", "checked_on": TODAY}
    return actions.add_version(by=coordinator, kind=kind_of("PDS"), **values)


def address(name: str, *numbers: int) -> str:
    return reverse(f"procedures:{name}", args=numbers)


def permits() -> list[ProcedureType]:
    return list(ProcedureType.objects.filter(code="PDS").order_by("valid_from"))


NEW = {
    "name": "Carta Dedicata a te",
    "official_name": "Carta acquisti per beni di prima necessità",
    "code": "cda",
    "body_kind": "municipality",
    "renewal": "none",
    "valid_from": "2026-11-23",
    "source": "decreto interministeriale (esempio)",
    "checked_on": "2026-11-23",
}


def test_a_new_type_gets_documents_and_terms_and_is_opened(coordinator, client_of):
    client, household = client_of(coordinator), HouseholdFactory()
    assert "---" not in client.get(address("type_new")).content.decode(), "nine dashes are read aloud one by one"
    kind = ProcedureType.objects.get(pk=client.post(address("type_new"), NEW).url.rstrip("/").rpartition("/")[2])
    assert (kind.code, kind.name) == ("CDA", "Carta Dedicata a te")
    client.post(address("need_new", kind.pk), {"words": "Attestazione ISEE", "is_optional": ""})
    rule = {"kind": "term", "basis": "start", "unit": "days", "offset": 30, "what": "attivare la carta"}
    client.post(address("rule_new", kind.pk), rule)
    page = client.get(kind.get_absolute_url()).content.decode()
    assert "Attestazione ISEE" in page and "30 giorni dopo il fatto da cui nasce" in page
    sent = {"type": kind.pk, "persons": [head_of(household).pk], "how": How.HERSELF, "word_how": Channel.OFFICE}
    client.post(address("procedure_new", household.pk), sent)
    assert Procedure.objects.get().days.filter(on=date(2026, 12, 23)).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": "PDS"}, "code"),
        ({"code": "pds"}, "code"),
        ({"code": "CARTA €"}, "code"),
        ({"valid_to": "2026-11-22"}, "valid_to"),
        ({"renewal": "yearly", "renewal_month": 2, "renewal_day": 30}, "renewal_day"),
        ({"source": ""}, "source"),
        ({"name": "x" * 121}, "name"),
    ],
)
def test_a_type_that_cannot_be_is_refused_at_its_field(coordinator, client_of, values, field):
    answer = client_of(coordinator).post(address("type_new"), NEW | values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not ProcedureType.objects.filter(name="Carta Dedicata a te").exists()


def test_a_version_is_a_copy_that_holds_from_its_day_on(version):
    old, new = permits()
    assert (old.valid_to, new.valid_from, new.valid_to) == (date(2026, 12, 31), NEW_YEAR, None)
    assert [need.words for need in new.needs.all()] == [need.words for need in old.needs.all()] != []
    assert [rule.when for rule in new.rules.all()] == [rule.when for rule in old.rules.all()] != []
    assert new.rules.first().pk != old.rules.first().pk
    assert queries.types_by_code()["PDS"] == old


def test_a_version_changes_nothing_for_what_is_open_and_the_renewal_follows_the_new_one(
    coordinator, version, into_the_year
):
    procedure = a_procedure(State.SUBMITTED, by=coordinator)
    term = version.rules.filter(basis="expiry").first()
    actions.change_rule(by=coordinator, rule=term, offset=term.offset + 5)
    into_the_year()
    assert queries.types_by_code()["PDS"] == version
    procedure.refresh_from_db()
    STEPS["accept"](by=coordinator, procedure=procedure)
    assert procedure.type.rules.get(basis=term.basis, what=term.what, offset=term.offset - 5)
    renewed = actions.renew_procedure(by=coordinator, procedure=procedure, how=How.HERSELF, word_how=Channel.OFFICE)
    assert (procedure.type, renewed.type) == (permits()[0], version)


def test_who_has_one_open_under_the_old_version_opens_no_second_under_the_new(coordinator, version, into_the_year):
    household = HouseholdFactory()
    a_procedure(household=household)
    into_the_year()
    with pytest.raises(ValidationError, match="ha già una pratica aperta"):
        a_procedure(household=household, type=version)


def test_the_page_of_an_old_one_says_that_the_rules_are_new(coordinator, client_of, version, into_the_year):
    procedure = a_procedure()
    into_the_year()
    page = client_of(coordinator).get(procedure.get_absolute_url()).content.decode()
    assert "va avanti con le regole di prima" in page and version.get_absolute_url() in page


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2026-11-22", "deve ancora venire"), ("2020-01-01", "deve ancora venire"), ("", "obbligatorio")],
)
def test_a_version_begins_on_a_day_that_can_be(coordinator, client_of, day, sentence):
    sent = {"valid_from": day, "source": "x", "checked_on": "2026-11-23"}
    answer = client_of(coordinator).post(address("version_new", kind_of("PDS").pk), sent)
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_no_source_was_checked_on_a_day_to_come(coordinator):
    kind, tomorrow = kind_of("PDS"), TODAY + timedelta(days=1)
    amount = Parameter.objects.get(code="procedure_pds_fee_post")
    figure = {"value": amount.value, "valid_from": TODAY, "source": "x"}
    for refused in (
        lambda: actions.add_version(by=coordinator, kind=kind, valid_from=tomorrow, source="x", checked_on=tomorrow),
        lambda: actions.change_type(by=coordinator, kind=kind, checked_on=tomorrow),
        lambda: actions.set_amount(by=coordinator, kind=kind, amount=amount, checked_on=tomorrow, **figure),
    ):
        with pytest.raises(ValidationError) as refusal:
            refused()
        assert list(refusal.value.error_dict) == ["checked_on"]


def test_two_versions_never_hold_on_one_day(coordinator, version):
    old = permits()[0]
    values = {"valid_from": date(2026, 12, 1), "source": "x", "checked_on": TODAY}
    with pytest.raises(ValidationError, match="un'altra versione"):
        actions.add_version(by=coordinator, kind=old, **values)
    with pytest.raises(ValidationError, match="un'altra versione"):
        actions.change_type(by=coordinator, kind=old, valid_to=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureType.objects.filter(pk=old.pk).update(valid_to=None)


def test_the_list_tells_what_is_to_come_and_what_is_gone(coordinator, client_of, version, into_the_year):
    client = client_of(coordinator)
    assert [kind.pk for kind in client.get(address("type_list")).context["to_come"]] == [version.pk]
    into_the_year()
    page = client_of(coordinator).get(address("type_list")).context
    assert [kind.code for kind in page["gone"]] == ["PDS"] and version in page["types"]


def test_what_was_withdrawn_is_opened_no_more_and_goes_on_where_it_is_open(coordinator, client_of, into_the_year):
    client, procedure = client_of(coordinator), a_procedure(by=coordinator)
    page = client.get(address("type_withdraw", procedure.type.pk)).content.decode()
    assert "1 aperta va avanti come prima" in page
    client.post(address("type_withdraw", procedure.type.pk), {"valid_to": "2026-12-31"})
    into_the_year()
    client = client_of(coordinator)
    page = client.get(procedure.get_absolute_url()).content.decode()
    assert "31 dicembre 2026" in page and "Questa era già aperta e va avanti." in page
    procedure.refresh_from_db()
    for step in [*SUBMITTED, "accept"]:
        STEPS[step](by=coordinator, procedure=procedure)
    assert procedure.state == State.ACCEPTED
    answer = client.post(address("procedure_renew", procedure.pk), {"how": How.HERSELF, "word_how": Channel.OFFICE})
    assert "non si apre più: l&#x27;ultimo giorno era il 31/12/2026" in answer.content.decode()


def test_a_type_does_not_end_before_it_begins(coordinator, client_of):
    answer = client_of(coordinator).post(address("type_withdraw", kind_of("PDS").pk), {"valid_to": "1990-01-01"})
    assert answer.status_code == 422 and "La fine viene prima" in answer.content.decode()


def test_a_document_changes_checklists_only_after_they_were_shown(coordinator, client_of):
    client, household = client_of(coordinator), HouseholdFactory(name="Bennani")
    kind = a_procedure(household=household).type
    a_procedure(State.SUBMITTED)
    new = {"words": "Due fotografie"}
    shown = client.post(address("need_new", kind.pk), new)
    assert [(row.procedure.household.name, row.new) for row in shown.context["effects"]] == [
        ("Bennani", "Due fotografie")
    ]
    assert not kind.needs.filter(words="Due fotografie").exists()
    client.post(address("need_new", kind.pk), new | {"confirmed": "on"})
    need = kind.needs.get(words="Due fotografie")
    other = {"words": "Quattro fotografie", "position": 1}
    assert client.post(address("need_edit", kind.pk, need.pk), other).context["effects"][0].old == "Due fotografie"
    client.post(address("need_edit", kind.pk, need.pk), other | {"confirmed": "on"})
    need.refresh_from_db()
    assert (need.words, need.position) == ("Quattro fotografie", 1)
    assert "non serve più" in client.post(address("need_remove", kind.pk, need.pk)).content.decode()
    assert kind.needs.filter(pk=need.pk).exists()


def test_only_its_place_moves_without_a_word(coordinator, client_of):
    need = a_procedure().type.needs.first()
    sent = {"words": need.words, "paper_kind": need.paper_kind_id or "", "position": 9}
    assert client_of(coordinator).post(address("need_edit", need.type_id, need.pk), sent).status_code == 302


def test_the_checklists_of_a_restricted_household_are_not_shown(coordinator, client_of):
    a_procedure(household=HouseholdFactory(name="Riservati", is_restricted=True))
    answer = client_of(coordinator).post(address("need_new", kind_of("PDS").pk), {"words": "Due fotografie"})
    assert answer.status_code == 302


@pytest.mark.parametrize("name", ["type_new", "version_new", "type_withdraw", "need_edit"])
def test_volunteers_do_not_keep_the_catalogue(volunteer, client_of, name):
    kind = kind_of("PDS")
    numbers = {"type_new": [], "need_edit": [kind.pk, kind.needs.first().pk]}.get(name, [kind.pk])
    client = client_of(volunteer)
    assert client.get(address(name, *numbers)).status_code == client.post(address(name, *numbers)).status_code == 404
