"""Procedures and the path in a shared file: what is told, whose, and what a body says of its own promises."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from accanto.base import clock
from accanto.base.clock import ROME
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners.models import Share
from accanto.partners.states.shares import Section
from accanto.partners.tests.factories import under_law_of
from accanto.partners.tests.share_factories import a_consent, a_share
from accanto.plans import actions as plans_actions
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState, Side
from accanto.plans.tests.factories import a_plan, a_promise
from accanto.portal import printing
from accanto.portal.queries import shared as shared_queries
from accanto.procedures import actions as procedures_actions
from accanto.procedures.states import State
from accanto.procedures.tests.factories import a_procedure
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory

pytestmark = pytest.mark.django_db
ADULT, CHILD = date(1990, 5, 1), date(2015, 5, 1)


@pytest.fixture(autouse=True)
def _a_monday_in_march():
    under_law_of()
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=ROME), tick=False):
        yield


@pytest.fixture
def share(social_worker) -> Share:
    head = PersonFactory(family_name="Haddad", given_name="Rania", birth_date=ADULT)
    return a_share(household=HouseholdFactory(name="Haddad", head=head), user=social_worker)


def living_there(share: Share, **person):
    """Somebody else of the household."""
    return HouseholdMemberFactory(household=share.household, person=PersonFactory(**person)).person


def shown(share: Share, section: str) -> list:
    """The lines of one section, as the social worker reads them now."""
    parts = {part.section: part.rows for part in shared_queries.shared_file(share.user, share)}
    return parts[section]


def titles(share: Share, section: str) -> list[str]:
    return [row.title for row in shown(share, section)]


# --- Procedures -------------------------------------------------------------------------------------


def test_a_procedure_with_its_state_body_protocol_and_term_and_nothing_reserved(share, coordinator):
    body = OrganisationFactory(name="Questura di Prato")
    procedure = a_procedure(State.SUBMITTED, household=share.household, by=coordinator, organisation=body)
    procedures_actions.ask_integration(
        by=coordinator,
        procedure=procedure,
        words="manca il certificato del medico",
        asked_on=clock.today(),
        due_on=clock.today() + timedelta(days=10),
    )
    (row,) = shown(share, Section.PROCEDURES)
    assert str(procedure) == row.title
    for told in ("integrazione richiesta", "Questura di Prato", "protocollo PR-1", "12/03/2026"):
        assert told in row.about
    assert "certificato" not in row.about and "le porta lei" not in row.about


def test_what_is_over_is_told_while_a_term_still_runs_from_it(share, coordinator):
    refused = a_procedure(State.REFUSED, household=share.household, by=coordinator)
    left = a_procedure(State.WITHDRAWN, household=share.household, by=coordinator, code="ISEE")
    assert str(left) not in titles(share, Section.PROCEDURES)
    refused.days.update(settled_on=clock.today())
    assert titles(share, Section.PROCEDURES) == []


def test_of_an_adult_who_does_not_consent_nothing_is_told(share, coordinator):
    another = living_there(share, given_name="Karim", birth_date=ADULT)
    child = living_there(share, given_name="Lina", birth_date=CHILD)
    for person, word_by in ((another, None), (child, share.consent.person)):
        a_procedure(household=share.household, by=coordinator, persons=[person], word_by=word_by)
    assert [title for title in titles(share, Section.PROCEDURES) if "Lina" in title]
    assert not [title for title in titles(share, Section.PROCEDURES) if "Karim" in title]
    a_consent(another)
    assert [title for title in titles(share, Section.PROCEDURES) if "Karim" in title]
    a_consent(another, is_given=False)
    assert not [title for title in titles(share, Section.PROCEDURES) if "Karim" in title]


# --- The path ---------------------------------------------------------------------------------------


@pytest.fixture
def plan(share, coordinator):
    return a_plan(household=share.household, by=coordinator)


def test_the_path_shows_goals_and_the_promises_of_three_sides(share, plan, coordinator):
    goal = plan.goals.get()
    for side in Side:
        a_promise(side, household=share.household, by=coordinator, goal=goal, what=f"promessa {side}")
    (row,) = shown(share, Section.PLAN)
    assert row.title == goal.words
    assert {line.title for line in row.under} == {f"promessa {side}" for side in Side}
    assert shown(share, Section.PROMISES) == []  # said once


def test_promises_for_a_goal_stand_among_the_promises_where_the_path_is_not_shared(share, plan, coordinator):
    a_promise(household=share.household, by=coordinator, goal=plan.goals.get(), what="porto la busta paga")
    share.sections.exclude(section=Section.PROMISES).delete()
    share = shared_queries.share_for(share.user, share.pk)
    assert titles(share, Section.PROMISES) == ["porto la busta paga"]


def test_the_path_of_an_adult_who_does_not_consent_is_not_told(share, coordinator):
    another = living_there(share, given_name="Karim", birth_date=ADULT)
    own = a_plan(household=share.household, by=coordinator, person=another, assent_by=another)
    body = {"organisation": share.organisation, "contact": None}
    promise = a_promise(
        Side.PUBLIC_BODY, household=share.household, by=coordinator, goal=own.goals.get(), what="un corso", **body
    )
    assert titles(share, Section.PLAN) == [] and titles(share, Section.PROMISES) == []
    assert not shared_queries.promises_told(Share.objects.values("household")).filter(pk=promise.pk).exists()
    a_consent(another)
    assert titles(share, Section.PLAN) == [own.goals.get().words]


def test_goals_that_were_left_and_paths_that_are_over_are_not_told(share, plan, coordinator):
    plans_actions.move_goal(by=coordinator, goal=plan.goals.get(), state="left", word="ha cambiato idea")
    assert titles(share, Section.PLAN) == []


def test_the_same_lines_go_on_paper(share, plan, coordinator):
    a_promise(household=share.household, by=coordinator, goal=plan.goals.get(), what="porto la busta paga")
    a_procedure(household=share.household, by=coordinator)
    parts = shared_queries.summary(coordinator, share.household, list(Section), share.organisation)
    assert not any(line.url for part in parts for row in part.rows for line in (row, *row.under))
    paper = printing.as_pdf(
        share.household,
        parts,
        organisation=share.organisation,
        to_whom="Dott.ssa Bini",
        why="valutazione",
        consent=share.consent,
    )
    assert paper.startswith(b"%PDF")


# --- Her office says what became of its promises ------------------------------------------------------


@pytest.fixture
def commitment(share, coordinator) -> Promise:
    body = {"organisation": share.organisation, "contact": None}
    return a_promise(Side.PUBLIC_BODY, household=share.household, by=coordinator, what="la relazione", **body)


def settle(client, share, promise, **form):
    """Her answer."""
    return client.post(f"/condivise/{share.pk}/impegni/{promise.pk}/", {"version": promise.version, **form})


def test_she_says_what_became_of_what_her_office_promised(client_of, social_worker, share, commitment):
    client = client_of(social_worker)
    assert f"/impegni/{commitment.pk}/" in client.get(f"/condivise/{share.pk}/").content.decode()
    assert settle(client, share, commitment, outcome="partly").status_code == 422  # says why
    assert settle(client, share, commitment, outcome="kept").status_code == 302
    commitment.refresh_from_db()
    assert commitment.state == PromiseState.KEPT
    assert settle(client, share, commitment, outcome="not_kept", word="x").status_code == 404  # settled once


def test_what_is_done_after_its_day_counts_as_late(client_of, social_worker, share, commitment):
    with time_machine.travel(datetime(2026, 3, 20, 10, tzinfo=ROME), tick=False):
        client = client_of(social_worker)
        assert settle(client, share, commitment, outcome="kept").status_code == 422
        assert settle(client, share, commitment, outcome="kept", word="mancava un foglio").status_code == 302
    commitment.refresh_from_db()
    assert commitment.state == PromiseState.LATE


def test_the_promises_of_others_are_not_hers_to_settle(client_of, social_worker, share, coordinator):
    client = client_of(social_worker)
    elsewhere = a_share(user=social_worker)
    body = {"organisation": share.organisation, "contact": None}
    for promise in (
        a_promise(household=share.household, by=coordinator),
        a_promise(Side.COOPERATIVE, household=share.household, by=coordinator),
        a_promise(Side.PUBLIC_BODY, household=share.household, by=coordinator),  # of another body
        a_promise(Side.PUBLIC_BODY, household=elsewhere.household, by=coordinator, **body),
    ):
        assert settle(client, share, promise, outcome="kept").status_code == 404
    assert not Promise.objects.exclude(state=PromiseState.OPEN).exists()


@pytest.mark.parametrize("section", [section for section in Section if section != Section.PROMISES])
def test_without_the_section_there_is_nothing_to_settle(client_of, social_worker, share, commitment, section):
    share.sections.exclude(section=section).delete()
    assert settle(client_of(social_worker), share, commitment, outcome="kept").status_code == 404
