"""Two people who do the same thing in the same moment: each holds the row as it was, and it is done once."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.base import clock
from accanto.diary.actions import strike_entry
from accanto.partners.actions import cancel_appointment, end_share
from accanto.residents import actions
from accanto.residents.tests.factories import PaperFactory, PersonFactory
from tests.objects import World
from tests.objects.kinds import met_under
from tests.personas import make, session_client

pytestmark = pytest.mark.django_db


def renew(by, paper):
    actions.renew_paper(by=by, paper=paper, issued_on=None, expires_on=clock.today())


def merge_into_another(by, person):
    actions.merge_people(by=by, kept=PersonFactory(), merged=person)


# what is made, and what two people do to it
DONE_ONCE = {
    "a paper is renewed": (lambda world: PaperFactory(person=world.person), renew),
    "a consent is withdrawn": (
        lambda world: world.consent,
        lambda by, row: actions.withdraw_consent(by=by, consent=row),
    ),
    "a person is made one with another": (lambda world: PersonFactory(), merge_into_another),
    "a merge is undone": (lambda world: world.merge, lambda by, row: actions.undo_merge(by=by, merge=row)),
    "a share is ended": (lambda world: world.share, lambda by, row: end_share(by=by, share=row)),
    "an appointment is cancelled": (
        lambda world: met_under(world.share),
        lambda by, row: cancel_appointment(by=by, appointment=row),
    ),
    "an entry is struck": (lambda world: world.entry, lambda by, row: strike_entry(by=by, entry=row, why="doppia")),
}


@pytest.mark.parametrize(("make_row", "do"), DONE_ONCE.values(), ids=DONE_ONCE)
def test_who_comes_second_is_told_that_somebody_was_faster(make_row, do):
    row, by = make_row(World()), make("coordinator")
    first, second = (type(row).objects.get(pk=row.pk) for _person in range(2))
    do(by, first)
    with pytest.raises(ValidationError, match="Nel frattempo"):
        do(by, second)


def test_a_second_press_that_the_first_made_impossible_leads_where_the_first_did():
    """The goal is reached: what the form offers now is not what it offered then."""
    goal, browser = World().plan.goals.first(), session_client(make("coordinator"))
    address, typed = reverse("plans:goal_move", args=[goal.pk]), {"state": "reached", "form_token": str(uuid4())}
    first, second = (browser.post(address, typed | {"ended_on": clock.today().isoformat()}) for _press in range(2))
    assert (first.status_code, second.status_code) == (302, 302) and first["location"] == second["location"]
    assert browser.post(address, typed | {"form_token": str(uuid4())}).status_code == 422
