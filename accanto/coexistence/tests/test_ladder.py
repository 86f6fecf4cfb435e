"""The graduated ladder: no rung skipped, every guard kept, nothing by itself."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.base.due import Whose
from accanto.coexistence.actions import record_hearing, record_notice, record_reply, report_breach, take_step
from accanto.coexistence.due import matters as matters_due
from accanto.coexistence.models import Breach
from accanto.coexistence.queries.breaches import asked_by_law, steps_of
from accanto.coexistence.states import BREACH_TRANSITIONS, LADDER, BreachState
from accanto.coexistence.tests.factories import BreachFactory, a_breach
from accanto.directory.tests.factories import OrganisationFactory
from accanto.documents.models import Document
from accanto.residents.models import NamedReader
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory

pytestmark = pytest.mark.django_db
S = BreachState
FORBIDDEN = [(origin, to) for origin, to in product(LADDER, S) if to not in BREACH_TRANSITIONS[origin]]
SAID = {"reason": "Lo hanno sentito in tre.", "evidence": "Tre vicini.", "text": "Abbassa la musica.", "language": "it"}
TODAY = date(2026, 11, 22)
DECISION = {"ground": "serious_breach", "statute_article": "art. 12", "votes_for": 3, "votes_against": 1}


@pytest.fixture
def family():
    """Grown-ups who read Italian."""
    return HouseholdFactory(head=PersonFactory(reads=["it"]))


def step(by, breach, to, on=TODAY, **more):
    return take_step(by=by, breach=breach, to=to, on=on, **{**SAID, **more})


def refused(by, breach, to, **more) -> dict:
    with pytest.raises(ValidationError) as refusal:
        step(by, breach, to, **more)
    breach.refresh_from_db()
    return getattr(refusal.value, "message_dict", {"": refusal.value.messages})


@pytest.mark.parametrize(("origin", "to"), FORBIDDEN)
def test_no_rung_is_skipped_and_none_is_climbed_back(origin, to, coordinator, family):
    values = {"ended_on": TODAY, "fades_on": date(2100, 1, 1)} if origin == S.EXECUTED else {}
    notice = {"notified_on": TODAY, "opposition_until": date(2027, 1, 21)} if origin in (S.OPPOSED, S.EXECUTED) else {}
    breach = a_breach(origin, household=family, **values, **notice)
    assert "questo passo non si può fare" in str(refused(coordinator, breach, to, **DECISION))
    assert breach.state == origin


@pytest.mark.parametrize("origin", [state for state in LADDER if S.SET_ASIDE in BREACH_TRANSITIONS[state]])
def test_a_matter_can_be_set_aside_on_every_rung(origin, coordinator, family):
    assert step(coordinator, a_breach(origin, household=family), S.SET_ASIDE).ended_on == TODAY


def test_every_step_says_who_why_and_on_what(coordinator, family):
    breach = a_breach(household=family)
    assert set(refused(coordinator, breach, S.VERIFIED, reason=" ", evidence="")) == {"reason", "evidence"}
    step(coordinator, breach, S.VERIFIED, file=SimpleUploadedFile("foto.pdf", b"%PDF-1.7"))
    taken = breach.steps.get(to=S.VERIFIED)
    assert (taken.by, taken.document.household) == (coordinator, None)
    assert breach.mediation_by == TODAY + timedelta(days=7)


def test_it_is_said_in_a_language_that_the_family_reads(coordinator):
    breach = a_breach(S.VERIFIED, household=HouseholdFactory(head=PersonFactory(reads=["ar"])))
    assert set(refused(coordinator, breach, S.MEDIATION, language="it")) == {"language"}
    assert set(refused(coordinator, breach, S.MEDIATION, language="ar")) == {"translation"}
    assert set(refused(coordinator, breach, S.MEDIATION, text="", language="ar")) == {"text", "translation"}
    step(coordinator, breach, S.MEDIATION, language="ar", translation="اخفض الموسيقى")
    record_reply(by=coordinator, step=breach.steps.get(to=S.MEDIATION), reply="Va bene.", replied_on=TODAY)
    assert breach.steps.get(to=S.MEDIATION).reply == "Va bene."


def test_a_reminder_comes_after_a_mediation_that_did_not_do(coordinator, family):
    breach = a_breach(S.MEDIATION, household=family)
    assert set(refused(coordinator, breach, S.REMINDER)) == {"mediation_outcome"}
    assert step(coordinator, breach, S.REMINDER, mediation_outcome="declined").state == S.REMINDER


@pytest.mark.parametrize(("days", "is_enough"), [(14, False), (15, True), (30, True), (None, False)])
def test_a_warning_gives_fifteen_days(days, is_enough, coordinator, family):
    breach = a_breach(S.REMINDER, household=family)
    remedy_by = TODAY + timedelta(days=days) if days else None
    if is_enough:
        assert step(coordinator, breach, S.WARNING, remedy_by=remedy_by).remedy_by == remedy_by
    else:
        assert set(refused(coordinator, breach, S.WARNING, remedy_by=remedy_by)) == {"remedy_by"}


@pytest.mark.parametrize("birth_date", [date(2015, 1, 1), date(2008, 11, 23), None])
def test_where_there_are_minors_the_social_services_know_first(birth_date, coordinator, family):
    HouseholdMemberFactory(household=family, person=PersonFactory(birth_date=birth_date))
    breach, until = a_breach(S.REMINDER, household=family), TODAY + timedelta(days=20)
    assert set(refused(coordinator, breach, S.WARNING, remedy_by=until)) == {"services"}
    later = {"services": OrganisationFactory(), "services_informed_on": TODAY + timedelta(days=1)}
    assert set(refused(coordinator, breach, S.WARNING, remedy_by=until, **later)) == {"services"}
    step(coordinator, breach, S.WARNING, remedy_by=until, **later | {"services_informed_on": TODAY})


def test_who_has_turned_eighteen_is_no_minor(coordinator, family):
    HouseholdMemberFactory(household=family, person=PersonFactory(birth_date=date(2008, 11, 22)))
    breach = a_breach(S.REMINDER, household=family)
    assert step(coordinator, breach, S.WARNING, remedy_by=TODAY + timedelta(days=20)).services is None


def test_nothing_is_proposed_while_the_family_may_still_remedy(coordinator, family):
    breach = a_breach(S.WARNING, household=family, remedy_by=TODAY)
    assert set(refused(coordinator, breach, S.PROPOSED)) == {"on"}
    breach.change(remedy_by=TODAY - timedelta(days=1))
    assert step(coordinator, breach, S.PROPOSED).state == S.PROPOSED


def test_the_board_decides_after_a_hearing(coordinator, board, family):
    breach = a_breach(S.PROPOSED, household=family)
    assert "consiglio" in str(refused(coordinator, breach, S.RESOLVED, **DECISION))
    assert "audizione" in str(refused(board, breach, S.RESOLVED, **DECISION))
    record_hearing(by=coordinator, breach=breach, heard_on=TODAY, has_come=True, heard_words="Mi dispiace.")
    for name, missing in {"ground": "", "statute_article": " ", "votes_for": 1}.items():
        assert set(refused(board, breach, S.RESOLVED, **DECISION | {name: missing})) == {name}
    assert step(board, breach, S.RESOLVED, **DECISION).ground == "serious_breach"


def test_who_was_invited_and_did_not_come_was_heard_too(coordinator, board, family):
    breach = a_breach(S.PROPOSED, household=family)
    with pytest.raises(ValidationError):
        record_hearing(by=coordinator, breach=breach, heard_on=TODAY, has_come=True, heard_words="")
    record_hearing(by=coordinator, breach=breach, heard_on=TODAY, has_come=False)
    assert step(board, breach, S.RESOLVED, **DECISION).state == S.RESOLVED


def test_nothing_is_carried_out_before_the_term_of_opposition_is_over(coordinator, family, time_machine):
    breach = a_breach(S.RESOLVED, household=family)
    assert "notificata" in str(refused(coordinator, breach, S.EXECUTED))
    record_notice(by=coordinator, breach=breach, notified_on=TODAY, notified_how="raccomandata")
    assert breach.opposition_until == date(2027, 1, 21)
    time_machine.move_to("2027-01-21T10:00:00+01:00")
    assert set(refused(coordinator, breach, S.EXECUTED, on=clock.today())) == {"on"}
    time_machine.move_to("2027-01-22T10:00:00+01:00")
    assert step(coordinator, breach, S.EXECUTED, on=clock.today()).ended_on == date(2027, 1, 22)


def test_in_a_protected_household_the_team_meets_first(coordinator):
    household = HouseholdFactory(is_restricted=True, head=PersonFactory(reads=["it"]))
    breach, until = a_breach(S.REMINDER, household=household), TODAY + timedelta(days=20)
    assert set(refused(coordinator, breach, S.WARNING, remedy_by=until)) == {"team_met_on"}
    assert step(coordinator, breach, S.WARNING, remedy_by=until, team_met_on=TODAY).state == S.WARNING


def test_the_database_itself_refuses_an_exclusion_without_hearing_or_notice(family):
    for values in ({"state": "resolved"}, {"state": "executed", "ended_on": TODAY, "fades_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BreachFactory(household=family, **values)


def test_of_two_who_climb_at_once_the_second_is_told(coordinator, family):
    first = a_breach(household=family)
    second = Breach.objects.get(pk=first.pk)
    step(coordinator, first, S.VERIFIED)
    with pytest.raises(ValidationError):
        step(coordinator, second, S.VERIFIED)


def test_what_is_over_fades_and_is_forgotten_with_its_evidence(coordinator, family, time_machine):
    breach = a_breach(household=family)
    step(coordinator, breach, S.SET_ASIDE, file=SimpleUploadedFile("foto.pdf", b"%PDF-1.7"))
    assert breach.fades_on == date(2028, 11, 22)
    time_machine.move_to("2028-11-21T10:00:00+01:00")
    call_command("forget_matters")
    assert list(Breach.objects.visible_to(coordinator)) == [breach]
    time_machine.move_to("2028-11-22T10:00:00+01:00")
    assert not Breach.objects.visible_to(coordinator).exists()
    call_command("forget_matters")
    assert not Breach.objects.exists() and not Document.objects.exists()
    assert AuditRecord.objects.filter(verb="forget_breach").exists()


def test_what_waits_on_the_ladder_falls_due(coordinator, volunteer, family):
    a_breach(S.VERIFIED, household=family, mediation_by=TODAY)
    a_breach(S.WARNING, household=family, remedy_by=TODAY + timedelta(days=3))
    a_breach(S.REPORTED, household=family)
    items = matters_due.due(coordinator, TODAY + timedelta(days=7), Whose.COOPERATIVE)
    assert [(item.kind, item.day) for item in items] == [
        (matters_due.MEDIATION, TODAY),
        (matters_due.REMEDY, TODAY + timedelta(days=3)),
    ]
    assert matters_due.due(volunteer, TODAY + timedelta(days=7), Whose.COOPERATIVE) == []


def test_the_boards_page_says_what_the_law_asks(board, coordinator, client_of, family):
    breach = a_breach(S.PROPOSED, household=family)
    early, proposed = a_breach(S.WARNING, household=family), {point.what: point.is_done for point in asked(breach)}
    assert proposed["Mediazione offerta"] and not proposed["Audizione prima della delibera"]
    client = client_of(board)
    assert "articolo 2533" in client.get(reverse("coexistence:measure_detail", args=[breach.pk])).content.decode()
    assert client.get(reverse("coexistence:measure_detail", args=[early.pk])).status_code == 404
    assert client_of(coordinator).get(reverse("coexistence:measure_list")).status_code == 404


def asked(breach):
    return asked_by_law(breach, steps_of(breach), has_minors=False)


def test_the_board_sees_a_protected_household_only_when_it_names_her(board, client_of):
    breach = a_breach(S.PROPOSED, household=HouseholdFactory(is_restricted=True))
    address = reverse("coexistence:measure_detail", args=[breach.pk])
    assert client_of(board).get(address).status_code == 404
    NamedReader.objects.create(household=breach.household, user=board, since=TODAY, why="delibera")
    assert client_of(board).get(address).status_code == 200


@pytest.mark.parametrize("persona", ["outsider", "volunteer", "resident", "social_worker", "technician", "board"])
def test_for_everybody_else_it_does_not_exist(persona, request, client_of, family):
    breach = a_breach(household=family)
    client = client_of(request.getfixturevalue(persona))
    missing = client.get("/violazioni/999999/").content
    for address in (breach.get_absolute_url(), reverse("coexistence:breach_list")):
        assert (client.get(address).status_code, client.get(address).content) == (404, missing)


def test_from_the_report_to_the_first_rung_on_the_pages(coordinator, client_of, family):
    client = client_of(coordinator)
    told = {"rule": "Art. 7", "what": "Musica di notte", "happened_on": "2026-11-20", "evidence": "tre vicini"}
    answer = client.post(reverse("coexistence:breach_new", args=[family.pk]), told)
    breach = Breach.objects.get()
    assert answer.url == breach.get_absolute_url()
    address = reverse("coexistence:breach_step", args=[breach.pk, "verified"])
    client.post(address, {"on": "2026-11-22", "reason": "sentiti tutti", "evidence": "verbale"})
    assert "mediazione offerta" in client.get(answer.url).content.decode()
    assert client.get(reverse("coexistence:breach_step", args=[breach.pk, "executed"])).status_code == 302
    warning = client.get(reverse("coexistence:breach_step", args=[breach.pk, "mediation"])).content.decode()
    assert "lingua" in warning


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(rows, coordinator, client_of, django_assert_num_queries):
    for _row in range(rows):
        a_breach()
    client, address = client_of(coordinator), reverse("coexistence:breach_list")
    client.get(address)
    with django_assert_num_queries(3):  # session, user, breaches with their households
        client.get(address)


def test_a_report_of_tomorrow_is_refused(coordinator, family):
    with pytest.raises(ValidationError):
        report_breach(
            by=coordinator, household=family, rule="x", what="x", happened_on=TODAY + timedelta(days=1), evidence="x"
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_boards_list_costs_the_same_for_one_and_for_three(rows, board, client_of, django_assert_num_queries):
    for _row in range(rows):
        a_breach(S.PROPOSED)
    client, address = client_of(board), reverse("coexistence:measure_list")
    client.get(address)
    with django_assert_num_queries(3):  # session, user, proposals with their households
        client.get(address)


def test_an_answer_that_is_still_to_come_is_refused(coordinator):
    step = a_breach("verified").steps.first()
    with pytest.raises(ValidationError, match="deve ancora venire"):
        record_reply(by=coordinator, step=step, reply="Va bene.", replied_on=date(2062, 1, 1))
