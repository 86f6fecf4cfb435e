"""The rights panel: derived, in two queries, with what blocks each right."""

from datetime import date, timedelta

import pytest

from accanto.base import clock
from accanto.procedures.queries import rights_of, rights_panel
from accanto.procedures.rights import Standing
from accanto.procedures.states import State
from accanto.procedures.tests.factories import a_procedure
from accanto.residents.models import PaperKind
from accanto.residents.queries import members_of
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PaperFactory, PersonFactory
from accanto.support.tests.factories import head_of

pytestmark = pytest.mark.django_db


def rights(household) -> dict:
    """Right and person → line."""
    return {(row.right.code, row.who): row for row in rights_of(household, members_of(household), clock.today())}


@pytest.fixture
def household():
    return HouseholdFactory()


def test_a_permit_that_holds_works_and_an_expired_one_blocks(household):
    paper = PaperFactory(person=head_of(household), expires_on=clock.today())
    assert rights(household)["permit", "Naima"].standing == Standing.WORKS
    paper.change(expires_on=clock.today() - timedelta(days=1))
    line = rights(household)["permit", "Naima"]
    assert (line.standing, line.why.split(":")[0]) == (Standing.BLOCKED, "Permesso di soggiorno")


def test_what_somebody_works_on_is_under_way_until_the_body_waits_for_papers(household):
    a_procedure(State.SUBMITTED, household=household)
    assert rights(household)["permit", "Naima"].standing == Standing.UNDER_WAY
    other = HouseholdFactory()
    a_procedure(State.INTEGRATION, household=other)
    assert rights(other)["permit", "Naima"].standing == Standing.BLOCKED


def test_a_right_without_a_paper_works_by_the_procedure_that_went_well(household):
    a_procedure(State.ACCEPTED, code="RES", household=household)
    assert rights(household)["residence", ""].standing == Standing.WORKS


def test_a_refusal_says_why_it_stands_still(household):
    a_procedure(State.REFUSED, code="CCB", household=household)
    assert "ha detto di no" in rights(household)["account", ""].why


def test_health_waits_for_the_permit_and_school_does_not(household):
    child = PersonFactory(given_name="Youssef", birth_date=clock.today() - timedelta(days=9 * 366))
    HouseholdMemberFactory(household=household, person=child)
    PaperFactory(person=head_of(household), expires_on=date(2020, 1, 1))
    found = rights(household)
    assert "prima serve" in found["health", "Naima"].why
    assert "prima serve" not in found["school", "Youssef"].why


@pytest.mark.parametrize(("citizenships", "is_relevant"), [(["IT"], False), (["RO"], False), (["MA"], True)])
def test_who_is_of_the_union_needs_no_permit(citizenships, is_relevant):
    found = rights(HouseholdFactory(head=PersonFactory(citizenships=citizenships)))
    assert (("permit", "Naima") in found) == is_relevant
    assert (("permit", "") in found) != is_relevant


def test_school_is_for_children_of_that_age(household):
    assert rights(household)["school", ""].standing == Standing.NOT_RELEVANT


@pytest.mark.parametrize("rows", [1, 3])
def test_the_panel_costs_two_queries(household, django_assert_num_queries, rows):
    for _row in range(rows):
        person = HouseholdMemberFactory(household=household).person
        PaperFactory(person=person, kind=PaperKind.objects.get(code="health_card"))
        a_procedure(household=household, persons=[person])
    members = members_of(household)
    with django_assert_num_queries(2):
        lines = rights_of(household, members, clock.today())
        assert [line.right.name for line in lines if line.procedure and line.procedure.type.name]


def test_where_nothing_is_written_nobody_has_asked_yet_and_nothing_is_said_to_be_blocked(household):
    line = rights(household)["account", ""]
    assert (line.standing, line.why, line.tone) == (Standing.UNKNOWN, "", "plain")


def test_people_with_whom_a_right_stands_alike_share_a_line_and_what_is_blocked_comes_first(household):
    youssef, salma = PersonFactory(given_name="Youssef"), PersonFactory(given_name="Salma")
    for person in (youssef, salma):
        HouseholdMemberFactory(household=household, person=person)
    tomorrow, yesterday = (clock.today() + timedelta(days=days) for days in (1, -1))
    for person, expires_on in ((head_of(household), tomorrow), (youssef, tomorrow), (salma, yesterday)):
        PaperFactory(person=person, kind=PaperKind.objects.get(code="health_card"), expires_on=expires_on)
    panel = rights_panel(rights_of(household, members_of(household), clock.today()))
    card = next(card for card in panel if card.right.code == "health")
    assert card.tone == "danger"
    assert [(line.standing, line.who) for line in card.lines] == [
        (Standing.BLOCKED, "Salma"),
        (Standing.WORKS, "Naima, Youssef"),
    ]
