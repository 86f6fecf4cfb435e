"""The round of matching and one assignment, in the browser."""

from datetime import timedelta

import pytest

from accanto.base import clock
from accanto.residents.models import HouseholdRole, TeamMember
from accanto.residents.tests.factories import (
    HouseholdFactory,
    HouseholdMemberFactory,
    TeamMemberFactory,
)
from accanto.support.models import SupportArea
from accanto.support.tests.factories import a_request
from accanto.volunteers import queries
from accanto.volunteers.tests.browsing import page, send
from accanto.volunteers.tests.factories import VolunteerFactory, ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cooperative")]


class TestMatching:
    def test_explains_each_pair_and_assigns_only_what_is_confirmed(self, desk, volunteer):
        giulia = ready(user=volunteer, person__family_name="Rossi", person__speaks=["it", "ar"], max_households=4)
        asked = SupportArea.objects.get(code="school")
        giulia.areas.add(asked)
        first, second = HouseholdFactory(head__given_name="Naima"), HouseholdFactory()
        a_request(household=first, areas=[asked])
        text = page(desk, "matching")
        assert "parla arabo come Naima" in text
        assert "segue l&#x27;ambito richiesto: Scuola" in text
        assert "ne seguirebbe 2 su 4" in text
        assert not TeamMember.objects.exists()
        response = send(desk, "matching", chosen=[f"{first.pk}-{giulia.pk}"])
        assert response.status_code == 302
        place = TeamMember.objects.get()
        assert (place.household, place.user, place.since) == (first, volunteer, clock.today())
        assert place.why == "parla arabo come Naima; segue l'ambito richiesto: Scuola"
        assert second.name in page(desk, "matching")

    def test_says_which_rule_left_a_family_without(self, desk):
        ready(max_households=0)
        VolunteerFactory()
        HouseholdFactory()
        text = page(desk, "matching")
        assert "1 senza posti liberi" in text
        assert "1 senza copertura assicurativa" in text

    def test_a_suggestion_that_no_longer_stands_is_refused_whole(self, desk):
        giulia = ready()
        first, second = HouseholdFactory(), HouseholdFactory()
        chosen = [f"{one.pk}-{giulia.pk}" for one in (first, second)]
        giulia.change(max_households=1)
        response = send(desk, "matching", chosen=chosen)
        assert response.status_code == 422
        assert not TeamMember.objects.exists()

    @pytest.mark.parametrize("chosen", [[], ["0-0"], ["x"], ["99999999999999999999-1"]])
    def test_codes_that_nobody_proposed_are_refused(self, desk, chosen):
        ready()
        HouseholdFactory()
        assert send(desk, "matching", chosen=chosen).status_code == 422
        assert not TeamMember.objects.exists()

    def test_does_not_name_a_restricted_household(self, desk):
        ready()
        HouseholdFactory(name="Nascosto", is_restricted=True)
        assert "Nascosto" not in page(desk, "matching")

    @pytest.mark.parametrize("rows", [1, 3])
    def test_costs_the_same_for_one_and_three(self, desk, rows, django_assert_num_queries):
        for _row in range(rows):
            ready()
            household = HouseholdFactory()
            HouseholdMemberFactory(household=household, role=HouseholdRole.CHILD)
            a_request(household=household)
        with django_assert_num_queries(21):
            page(desk, "matching")


class TestAssigning:
    def test_lists_who_can_with_reasons_and_who_cannot_with_theirs(self, desk, volunteer):
        able = ready(user=volunteer, person__family_name="Rossi")
        VolunteerFactory(person__family_name="Kola")
        household = HouseholdFactory()
        text = page(desk, "assign", household.pk)
        assert "Rossi Giulia: parla arabo come Naima; ne segue 0 su 3" in text
        assert "l&#x27;assicurazione di Kola Giulia non copre" in text
        send(desk, "assign", household.pk, volunteer=able.pk, since="2026-01-05", why="vicina di casa")
        assert TeamMember.objects.get().user == volunteer

    def test_changing_hands(self, desk, volunteer):
        household = HouseholdFactory()
        place = TeamMemberFactory(household=household, user=volunteer, since=clock.today() - timedelta(days=30))
        other = ready(person__family_name="Kola")
        day = str(clock.today())
        response = send(desk, "hand_over", place.pk, volunteer=other.pk, since=day, why="cambio", sees_diary_since="")
        assert response.status_code == 302
        place.refresh_from_db()
        assert place.until == clock.today() - timedelta(days=1)
        assert household.team.get(until=None).user == other.user

    def test_wishes_are_written_and_shown_again(self, desk):
        household = HouseholdFactory()
        send(desk, "wish_edit", household.pk, only_women="on", afternoon=["0"])
        assert queries.wish_of(household) == (True, {(0, "afternoon")})
        text = page(desk, "wish_edit", household.pk)
        assert text.count("checked") == 2

    def test_kept_apart_and_together_again(self, desk):
        giulia, household = ready(), HouseholdFactory()
        send(desk, "keep_apart_new", household.pk, volunteer=giulia.pk, why="vicine di casa")
        assert "vicine di casa" in page(desk, "volunteer_detail", giulia.pk)
        send(desk, "keep_apart_end", giulia.pk, giulia.kept_apart.get().pk)
        assert not giulia.kept_apart.exists()
