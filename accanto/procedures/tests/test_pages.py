"""The pages: opened by whoever stands beside the household, seen by nobody else, at the same cost for one and three."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accanto.base import clock
from accanto.directory.actions import merge_organisation
from accanto.directory.models import Organisation
from accanto.directory.tests.factories import OrganisationFactory
from accanto.procedures.models import Procedure, TermRule
from accanto.procedures.states import DayKind, How, State
from accanto.procedures.tests.factories import a_procedure, kind_of
from accanto.residents.tests.factories import HouseholdFactory, PaperFactory, TeamMemberFactory
from accanto.support.states import Channel
from accanto.support.tests.factories import head_of

pytestmark = pytest.mark.django_db
BOARD, LIST = reverse("procedures:procedure_board"), reverse("procedures:procedure_list")


@pytest.fixture
def beside(volunteer):
    """A household with the volunteer beside it."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer)
    return household


def step(procedure, slug):
    return reverse("procedures:procedure_step", args=[procedure.pk, slug])


def filled(household, **values):
    given = {
        "type": kind_of("PDS").pk,
        "persons": [head_of(household).pk],
        "how": How.ACCOMPANIED,
        "word_how": Channel.VOLUNTEER,
    }
    return given | values


def test_a_volunteer_opens_one_and_a_double_click_opens_no_second(volunteer, client_of, beside):
    client, address = client_of(volunteer), reverse("procedures:procedure_new", args=[beside.pk])
    sent = filled(beside, form_token=str(client.get(address).context["form"]["form_token"].value()))
    first, second = client.post(address, sent), client.post(address, sent)
    assert first.url == second.url == Procedure.objects.get().get_absolute_url()


def test_a_withdrawn_type_is_no_choice(coordinator, client_of, beside):
    kind = kind_of("RDL")
    kind.change(valid_to=clock.today() - timedelta(days=1))
    address = reverse("procedures:procedure_new", args=[beside.pk])
    client = client_of(coordinator)
    assert kind.name not in client.get(address).content.decode()
    answer = client.post(address, filled(beside, type=kind.pk))
    assert answer.status_code == 422
    (sentence,) = answer.context["form"].errors["type"]
    assert "«Reddito di libertà» non si apre più: l'ultimo giorno era il" in sentence
    assert not Procedure.objects.exists()


def merged_body(by) -> tuple[Organisation, Organisation]:
    """A body, and the one that has taken its place today."""
    old, new = OrganisationFactory(name="USL 4"), OrganisationFactory(name="Toscana Centro")
    merge_organisation(by=by, organisation=old, successor=new, merged_on=clock.today())
    old.refresh_from_db()
    return old, new


def test_a_body_that_was_merged_meanwhile_is_refused_with_the_name_of_the_other(coordinator, client_of, beside):
    old, new = merged_body(coordinator)
    address = reverse("procedures:procedure_new", args=[beside.pk])
    answer = client_of(coordinator).post(address, filled(beside, organisation=old.pk))
    (sentence,) = answer.context["form"].errors["organisation"]
    assert "è confluito in Toscana Centro" in sentence


def test_what_was_filed_with_a_merged_body_goes_on_with_the_other(coordinator, client_of):
    procedure, client = a_procedure(State.ACCEPTED), client_of(coordinator)
    old, new = merged_body(coordinator)
    Procedure.objects.filter(pk=procedure.pk).update(organisation=old)
    assert client.get(procedure.get_absolute_url()).status_code == 200
    client.post(
        reverse("procedures:procedure_renew", args=[procedure.pk]), {"how": How.HERSELF, "word_how": Channel.PHONE}
    )
    renewed = Procedure.objects.get(renews=procedure)
    assert renewed.organisation == new
    Procedure.objects.filter(pk=renewed.pk).update(organisation=old)
    edit = reverse("procedures:procedure_edit", args=[renewed.pk])
    assert client.get(edit).context["form"]["organisation"].value() == new.pk


def test_an_appeal_term_on_a_holiday_says_so_and_stands_on_the_next_working_day(coordinator, client_of, time_machine):
    time_machine.move_to("2026-05-03 10:00 +0200")
    procedure = a_procedure(State.SUBMITTED, code="RES")
    decided = {"decided_on": "2026-05-03", "reason": "manca un documento"}  # thirty days later: 2 June, a holiday
    client = client_of(coordinator)
    client.post(step(procedure, "respinta"), decided)
    day = procedure.days.get(kind=DayKind.APPEAL)
    assert (day.counted_on.isoformat(), day.on.isoformat()) == ("2026-06-02", "2026-06-03")
    page = client.get(procedure.get_absolute_url()).content.decode()
    assert ">2 giugno 2026</time> gli uffici sono chiusi" in page


@pytest.mark.parametrize("state", list(State))
def test_every_step_that_the_page_offers_opens(state, coordinator, client_of):
    procedure, client = a_procedure(state), client_of(coordinator)
    offered = client.get(procedure.get_absolute_url()).context["steps"]
    assert all(client.get(choice.url).status_code == 200 for choice in offered)
    assert bool(offered) == (state not in (State.RENEWED, State.WITHDRAWN))


def test_nobody_else_meets_it(outsider, client_of, beside):
    procedure = a_procedure(household=beside)
    client = client_of(outsider)
    missing = client.get("/pratiche/999999/")
    found = client.get(procedure.get_absolute_url())
    assert (found.status_code, found.content) == (404, missing.content)
    assert "Bennani" not in client.get(BOARD).content.decode() + client.get(LIST).content.decode()


@pytest.mark.parametrize(("address", "queries"), [(BOARD, 6), (LIST, 5)])
@pytest.mark.parametrize("rows", [1, 3])
def test_board_and_list_cost_the_same_for_one_and_three(
    coordinator, client_of, django_assert_num_queries, address, queries, rows
):
    for _row in range(rows):
        a_procedure()
    client = client_of(coordinator)
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).content.decode().count("Rinnovo del permesso di soggiorno</a>") == rows


@pytest.mark.parametrize(
    "query", ["?state=x", "?type=zz", "?household=99999999999999999999", "?page=zz", "?overdue=on"]
)
def test_a_strange_address_narrows_nothing_or_shows_nothing(coordinator, client_of, query):
    a_procedure()
    assert client_of(coordinator).get(LIST + query).status_code == 200


def changed_rule(**values):
    rule = TermRule.objects.get(type__code="PDS", basis="expiry", offset=60)
    given = {name: getattr(rule, name) for name in ("kind", "basis", "unit", "what", "offset")}
    return rule, {name: value for name, value in (given | values).items() if value not in (None, False)}


def test_a_change_of_the_catalogue_shows_the_days_before_it_moves_them(coordinator, client_of):
    household = HouseholdFactory(name="Bennani")
    expires_on = clock.today() + timedelta(days=10)
    PaperFactory(person=head_of(household), expires_on=expires_on)
    procedure = a_procedure(household=household)
    rule, sent = changed_rule(offset=90)
    address, client = reverse("procedures:rule_edit", args=[rule.type_id, rule.pk]), client_of(coordinator)
    day = procedure.days.get(rule=rule)
    answer = client.post(address, sent)
    effect = answer.context["effects"]
    assert [(row.old, row.new) for row in effect] == [
        (expires_on + timedelta(days=60), expires_on + timedelta(days=90))
    ]
    day.refresh_from_db()
    assert day.on == expires_on + timedelta(days=60), "nothing has changed yet"
    client.post(address, sent | {"confirmed": "on"})
    day.refresh_from_db()
    assert day.on == expires_on + timedelta(days=90)


def test_another_day_of_renewal_is_shown_before_it_is_applied(coordinator, client_of):
    procedure = a_procedure(State.ACCEPTED, code="ISEE")
    kind, client = procedure.type, client_of(coordinator)
    address = reverse("procedures:type_edit", args=[kind.pk])
    sent = {name: bound.value() for name, bound in ((b.name, b) for b in client.get(address).context["form"])}
    sent = {name: value for name, value in sent.items() if value not in (None, False)} | {"renewal_day": 20}
    effect = client.post(address, sent).context["effects"]
    assert [(row.old.day, row.new.day) for row in effect] == [(10, 20)]
    assert procedure.days.get(kind=DayKind.RENEWAL).on.day == 10
    client.post(address, sent | {"confirmed": "on"})
    assert procedure.days.get(kind=DayKind.RENEWAL).on.day == 20


def test_the_preview_names_no_restricted_household(coordinator, client_of):
    household = HouseholdFactory(name="Riservati", is_restricted=True)
    PaperFactory(person=head_of(household), expires_on=clock.today() + timedelta(days=10))
    a_procedure(household=household)
    rule, sent = changed_rule(offset=90)
    answer = client_of(coordinator).post(reverse("procedures:rule_edit", args=[rule.type_id, rule.pk]), sent)
    assert "Riservati" not in answer.content.decode()


@pytest.mark.parametrize(("month", "day"), [(2, 30), (13, 1), (0, 5), ("", "")])
def test_a_day_that_no_year_has_is_refused_at_its_field(coordinator, client_of, month, day):
    address = reverse("procedures:rule_new", args=[kind_of("PDS").pk])
    sent = {"kind": "term", "basis": "fixed", "unit": "days", "offset": 0, "what": "x", "month": month, "day": day}
    answer = client_of(coordinator).post(address, sent)
    assert answer.status_code == 422
    assert {"day", "month"} & set(answer.context["form"].errors)


def test_amounts_stand_with_their_dates_and_a_new_one_ends_the_old(coordinator, client_of):
    kind = kind_of("PDS")
    client = client_of(coordinator)
    page = client.get(kind.get_absolute_url()).content.decode()
    assert "70,46" in page and "22 novembre 2026" in page
    amount = next(row for row in client.get(kind.get_absolute_url()).context["amounts"] if row.value == 30)
    sent = {"value": "31", "valid_from": clock.today().isoformat(), "source": "Poste", "checked_on": "2026-11-22"}
    client.post(reverse("procedures:amount_edit", args=[kind.pk, amount.pk]), sent)
    assert "31,00" in client.get(kind.get_absolute_url()).content.decode()


def test_a_volunteer_reads_the_catalogue_and_does_not_keep_it(volunteer, client_of):
    client = client_of(volunteer)
    assert client.get(kind_of("PDS").get_absolute_url()).status_code == 200
    assert client.get(reverse("procedures:type_edit", args=[kind_of("PDS").pk])).status_code == 404


def test_every_page_of_the_catalogue_opens_and_what_it_removes_is_gone(coordinator, client_of):
    kind, client = kind_of("PDS"), client_of(coordinator)
    rule, need = kind.rules.first(), kind.needs.first()
    for name, inner in (
        ("type_detail", []),
        ("type_edit", []),
        ("rule_new", []),
        ("rule_edit", [rule.pk]),
        ("rule_remove", [rule.pk]),
        ("need_new", []),
        ("need_remove", [need.pk]),
    ):
        assert client.get(reverse(f"procedures:{name}", args=[kind.pk, *inner])).status_code == 200
    assert "Rinnovo del permesso" in client.get(reverse("procedures:type_list")).content.decode()
    client.post(reverse("procedures:rule_remove", args=[kind.pk, rule.pk]), {"confirmed": "on"})
    client.post(reverse("procedures:need_remove", args=[kind.pk, need.pk]))
    client.post(reverse("procedures:need_new", args=[kind.pk]), {"words": "Due fotografie"})
    assert not kind.rules.filter(pk=rule.pk).exists()
    assert not kind.needs.filter(pk=need.pk).exists()
    assert kind.needs.filter(words="Due fotografie").exists()


def test_documents_days_and_the_appointment_on_the_page(coordinator, client_of):
    procedure, client = a_procedure(State.COLLECTING), client_of(coordinator)
    need, day = procedure.type.needs.first(), procedure.days.get(kind=DayKind.LOOK_AGAIN)
    client.post(reverse("procedures:need_tick", args=[procedure.pk, need.pk]))
    assert procedure.ticks.get().need == need
    client.post(reverse("procedures:need_untick", args=[procedure.pk, need.pk]))
    assert not procedure.ticks.exists()
    later = clock.today() + timedelta(days=3)
    client.post(reverse("procedures:day_move", args=[day.pk]), {"to": later.isoformat()})
    assert procedure.days.get(kind=DayKind.LOOK_AGAIN).on == later
    client.post(reverse("procedures:day_settle", args=[day.pk]))
    assert procedure.days.get(kind=DayKind.LOOK_AGAIN).on > later
    address = reverse("procedures:appointment_edit", args=[procedure.pk])
    client.post(address, {"appointment_at": f"{later:%Y-%m-%d}T09:30", "appointment_place": "Questura"})
    assert "Questura" in client.get(procedure.get_absolute_url()).content.decode()
    client.post(reverse("procedures:appointment_end", args=[procedure.pk]))
    assert not procedure.days.filter(kind=DayKind.APPOINTMENT).exists()
    assert client.post(reverse("procedures:days_again", args=[procedure.pk])).status_code == 302


def test_after_the_yes_the_registry_is_told_within_sixty_days(coordinator, client_of):
    procedure = a_procedure(State.ACCEPTED)
    days = procedure.days.filter(kind=DayKind.AFTERWARDS)
    assert [day.on for day in days] == [clock.today() + timedelta(days=60)]
    client_of(coordinator).post(reverse("procedures:day_settle", args=[days.get().pk]))
    assert days.get().settled_on == clock.today()
    assert not a_procedure(State.REFUSED).days.filter(kind=DayKind.AFTERWARDS).exists()


def test_the_renewal_is_opened_from_the_page(coordinator, client_of):
    procedure, client = a_procedure(State.ACCEPTED), client_of(coordinator)
    address = reverse("procedures:procedure_renew", args=[procedure.pk])
    answer = client.post(address, {"how": How.HERSELF, "word_how": Channel.PHONE})
    assert answer.url == Procedure.objects.get(renews=procedure).get_absolute_url()
    assert "Il rinnovo" in client.get(procedure.get_absolute_url()).content.decode()
