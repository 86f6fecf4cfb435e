"""Disagreements: heard, talked over, mediated into promises; and those who must never meet."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.base import clock
from accanto.coexistence.actions import (
    add_agreed_point,
    end_keeping_apart,
    hear_disagreement,
    keep_households_apart,
    take_disagreement_further,
)
from accanto.coexistence.models import Disagreement, HouseholdsKeptApart
from accanto.coexistence.tests.factories import DisagreementFactory, KeptApartFactory
from accanto.plans.models import Promise
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
WORDS = {"on": TODAY, "words": "Si sono parlati."}


def further(by, disagreement, to):
    return take_disagreement_further(by=by, disagreement=disagreement, to=to, **WORDS)


def test_an_agreement_is_made_of_promises(coordinator):
    disagreement = further(coordinator, DisagreementFactory(), "mediation")
    with pytest.raises(ValidationError, match="almeno un punto"):
        further(coordinator, disagreement, "agreed")
    member = disagreement.first.members.get()
    due_on = TODAY + timedelta(days=14)
    add_agreed_point(
        by=coordinator, disagreement=disagreement, member=member, what="La mette in cantina", due_on=due_on
    )
    further(coordinator, disagreement, "agreed")
    promise = Promise.objects.get()
    assert (promise.household, promise.person, promise.source) == (disagreement.first, member.person, "mediation")
    assert [row.to for row in disagreement.steps.all()] == ["mediation", "agreed"]


def test_a_point_is_born_where_people_talk(coordinator):
    disagreement = DisagreementFactory()
    values = {"member": disagreement.first.members.get(), "what": "x", "due_on": TODAY}
    with pytest.raises(ValidationError, match="colloquio"):
        add_agreed_point(by=coordinator, disagreement=disagreement, **values)


@pytest.mark.parametrize("to", ["talks", "mediation"])
@pytest.mark.parametrize("is_turned", [False, True])
def test_who_is_kept_apart_never_meets_and_nobody_learns_why(to, is_turned, coordinator, client_of):
    kept = KeptApartFactory(why="lui le ha fatto del male")
    pair = (kept.second, kept.first) if is_turned else (kept.first, kept.second)
    disagreement = DisagreementFactory(first=pair[0], second=pair[1])
    with pytest.raises(ValidationError, match="non si fanno incontrare"):
        further(coordinator, disagreement, to)
    address = reverse("coexistence:disagreement_step", args=[disagreement.pk, to])
    answer = client_of(coordinator).post(address, {"on": "2026-11-22", "words": "prova"}, follow=True)
    assert "non si fanno incontrare" in answer.content.decode()
    assert "fatto del male" not in answer.content.decode()
    assert "fatto del male" not in client_of(coordinator).get(reverse("coexistence:kept_apart_list")).content.decode()
    disagreement.refresh_from_db()
    assert disagreement.state == "heard"


def test_what_had_begun_stops_when_they_are_kept_apart(coordinator):
    disagreement = further(coordinator, DisagreementFactory(), "talks")
    keep_households_apart(by=coordinator, first=disagreement.second, second=disagreement.first, why="paura")
    with pytest.raises(ValidationError):
        further(coordinator, disagreement, "mediation")
    with pytest.raises(ValidationError):
        add_agreed_point(
            by=coordinator, disagreement=disagreement, member=disagreement.first.members.get(), what="x", due_on=TODAY
        )
    assert further(coordinator, disagreement, "ended").state == "ended"


def test_each_can_still_be_heard(coordinator):
    kept = KeptApartFactory()
    heard = hear_disagreement(
        by=coordinator, first=kept.first, second=kept.second, about="rumori", heard_on=TODAY, words="lei sola"
    )
    assert heard.state == "heard"


def test_when_it_is_over_they_may_meet_from_tomorrow(coordinator, time_machine):
    kept = KeptApartFactory(written_by=coordinator)
    disagreement = DisagreementFactory(first=kept.first, second=kept.second)
    end_keeping_apart(by=coordinator, kept=kept)
    with pytest.raises(ValidationError):
        further(coordinator, disagreement, "talks")
    time_machine.move_to("2026-11-23T10:00:00+01:00")
    assert take_disagreement_further(by=coordinator, disagreement=disagreement, to="talks", on=clock.today(), words="x")


def test_only_who_wrote_it_reads_and_ends_it(coordinator, client_of):
    kept = KeptApartFactory()
    assert not HouseholdsKeptApart.objects.visible_to(coordinator).exists()
    assert client_of(coordinator).post(reverse("coexistence:kept_apart_end", args=[kept.pk])).status_code == 404


def test_a_family_does_not_disagree_with_itself(coordinator):
    household = HouseholdFactory()
    with pytest.raises(ValidationError):
        hear_disagreement(by=coordinator, first=household, second=household, about="x", heard_on=TODAY, words="x")


def test_who_may_not_open_one_of_the_files_does_not_see_it(coordinator):
    disagreement = DisagreementFactory(second=HouseholdFactory(is_restricted=True))
    assert not Disagreement.objects.visible_to(coordinator).exists()
    assert Disagreement.objects.get() == disagreement


@pytest.mark.parametrize("persona", ["outsider", "volunteer", "board", "resident", "social_worker", "technician"])
def test_for_everybody_else_it_does_not_exist(persona, request, client_of):
    disagreement = DisagreementFactory()
    client = client_of(request.getfixturevalue(persona))
    missing = client.get("/questioni/999999/").content
    answer = client.get(disagreement.get_absolute_url())
    assert (answer.status_code, answer.content) == (404, missing)


def test_from_hearing_to_a_point_on_the_pages(coordinator, client_of):
    first, second = HouseholdFactory(name="Bennani"), HouseholdFactory(name="Osei")
    client = client_of(coordinator)
    told = {"first": first.pk, "second": second.pk, "about": "la bicicletta", "heard_on": "2026-11-20", "words": "x"}
    answer = client.post(reverse("coexistence:disagreement_new"), told)
    disagreement = Disagreement.objects.get()
    assert answer.url == disagreement.get_absolute_url()
    client.post(
        reverse("coexistence:disagreement_step", args=[disagreement.pk, "talks"]), {"on": "2026-11-21", "words": "y"}
    )
    member = second.members.get()
    point = {"member": member.pk, "what": "Lascia libero il passaggio", "due_on": "2026-12-01"}
    client.post(reverse("coexistence:point_new", args=[disagreement.pk]), point)
    html = client.get(answer.url).content.decode()
    assert "Lascia libero il passaggio" in html and "colloqui" in html


def test_two_among_thousands_are_found_by_a_part_of_their_names(coordinator, client_of):
    HouseholdFactory(name="Bennani"), HouseholdFactory(name="Bennati"), HouseholdFactory(name="Osei")
    HouseholdFactory(name="Bennelli", is_restricted=True)
    HouseholdFactory(name="Bennucci", closed_on=TODAY)
    client, address = client_of(coordinator), reverse("coexistence:disagreement_new")
    assert "Bennani" not in client.get(address).content.decode()
    answer = client.post(address, {"first_text": "benn", "words": "rumori di notte", "search": "first"})
    html = answer.content.decode()
    assert answer.status_code == 200 and "rumori di notte" in html and not Disagreement.objects.exists()
    assert "Bennani" in html and "Bennati" in html and "Osei" not in html
    assert "Bennelli" not in html and "Bennucci" not in html


@pytest.mark.parametrize("who", [{"is_restricted": True}, {"closed_on": TODAY}])
def test_who_is_not_found_is_not_chosen_by_her_number_either(who, coordinator, client_of):
    first, second = HouseholdFactory(), HouseholdFactory(**who)
    told = {"first": first.pk, "second": second.pk, "about": "la bicicletta", "heard_on": TODAY, "words": "x"}
    answer = client_of(coordinator).post(reverse("coexistence:disagreement_new"), told)
    assert answer.status_code == 422 and not Disagreement.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(rows, coordinator, client_of, django_assert_num_queries):
    DisagreementFactory.create_batch(rows)
    client, address = client_of(coordinator), reverse("coexistence:disagreement_list")
    client.get(address)
    with django_assert_num_queries(3):  # session, user, disagreements with both households
        client.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pairs_cost_the_same_for_one_and_for_three(rows, coordinator, client_of, django_assert_max_num_queries):
    KeptApartFactory.create_batch(rows, written_by=coordinator)
    client, address = client_of(coordinator), reverse("coexistence:kept_apart_list")
    client.get(address)
    with django_assert_max_num_queries(9):
        assert client.get(address).content.decode().count("una delle due ha paura") == rows
