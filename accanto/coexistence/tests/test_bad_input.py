"""What cannot be, tried as somebody at the page: one sentence, at its place, and nothing is written."""

import pytest
from django.urls import reverse

from accanto.base.forms import NOT_ON_THE_LIST
from accanto.coexistence import actions
from accanto.coexistence.models import RotaTurn
from accanto.coexistence.tests import factories
from accanto.coexistence.tests.factories import a_breach, a_turn, lived_in_building

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return answer.content.decode().replace("&#x27;", "'")


def test_a_swap_with_oneself_is_refused_at_the_choice(send):
    building = lived_in_building(homes=0)
    turn = a_turn(building, weeks_from_now=1)
    own = a_turn(building, weeks_from_now=2, household=turn.household)
    answer = send("coexistence:turn_swap", turn.pk, other_turn=own.pk, both_agree="on")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"other_turn": [str(NOT_ON_THE_LIST)]}
    assert RotaTurn.objects.get(pk=turn.pk).swaps_asked.count() == 0


def test_a_rung_that_is_skipped_leads_back_with_a_sentence(client_of, coordinator):
    breach = a_breach("verified")
    client = client_of(coordinator)
    address = reverse("coexistence:breach_step", args=[breach.pk, "warning"])
    page = text(client.get(address, follow=True))
    assert "Adesso è «verificata»: nessun gradino si salta, e nessuno si rifà." in page
    typed = {"on": "2026-11-22", "reason": "Già due volte.", "evidence": "Verbale.", "language": "it"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Adesso è «verificata»: questo passo non si può fare." in text(answer)
    assert "Già due volte." in text(answer) and breach.steps.count() == 2


def test_the_boards_rung_is_not_there_for_a_coordinator(client_of, coordinator):
    breach = a_breach("proposed")
    for rung in ("resolved", "non-esiste"):
        address = reverse("coexistence:breach_step", args=[breach.pk, rung])
        assert client_of(coordinator).get(address).status_code == 404


def test_a_step_of_a_disagreement_that_does_not_follow_leads_back(client_of, coordinator):
    found = factories.DisagreementFactory(state="ended")
    address = reverse("coexistence:disagreement_step", args=[found.pk, "agreed"])
    assert "Adesso è «chiuso»" in text(client_of(coordinator).get(address, follow=True))
    answer = client_of(coordinator).post(address, {"on": "2026-11-22", "words": "Pace fatta."})
    assert answer.status_code == 422 and "Pace fatta." in text(answer)


def test_a_pact_under_superseded_rules_is_not_signed_at_the_page(send):
    pact = factories.PactFactory()
    pact.rules.change(state="superseded")
    person = pact.household.members.get().person
    answer = send("coexistence:pact_sign", pact.pk, signed_by=person.pk, signed_on="2026-11-22")
    assert answer.status_code == 422
    assert "Il regolamento di questo patto è superato: proponi un patto nuovo." in text(answer)


def test_a_household_reads_nothing_in_a_language_that_nobody_has_written(send):
    rules = factories.HouseRulesFactory()
    household = factories.HouseholdFactory()
    person = household.members.get().person
    given = {"language": "ur", "read_on": "2026-11-22", "signed": "on"}
    answer = send("coexistence:reading_new", household.pk, person.pk, **given)
    assert answer.status_code == 422 and "Non c'è ancora una traduzione in questa lingua: urdu." in text(answer)
    assert not rules.readings.exists()


def test_a_decision_is_due_neither_before_its_meeting_nor_in_ten_years(send, coordinator):
    meeting = factories.MeetingFactory(state="held", minutes="x")
    given = {"what": "Pulire", "owner": f"user-{coordinator.pk}"}
    for day, words in (("2026-11-01", "È prima della riunione."), ("2036-11-01", "Manca più di un anno")):
        answer = send("coexistence:decision_new", meeting.pk, **given, due_on=day)
        assert answer.status_code == 422 and words in text(answer)


def test_turns_that_cannot_be_made_say_which_rules_collide_and_the_way_out(send):
    building = lived_in_building(homes=1, spaces=2)
    exempt = factories.neighbour(building, label="9C", adults=2)
    exempt.exemptions.create(since="2026-11-01", until="2027-03-31")
    answer = send("coexistence:rota_new", building.pk, first_week="2026-11-23", weeks=4)
    assert answer.status_code == 422 and not RotaTurn.objects.exists()
    for words in ("int. 9C è esente", "ha un turno ogni settimana", "Basta che una cada:"):
        assert words in text(answer)


def test_two_who_vote_at_once_leave_one_vote_each(coordinator):
    meeting = factories.MeetingFactory(state="held", minutes="x")
    home = factories.neighbour(meeting.building)
    meeting.attendances.create(household=home)
    decision = factories.a_decision(meeting)
    for ballot in ("for", "for"):
        actions.record_votes(by=coordinator, decision=decision, ballots={home.pk: ballot})
    assert decision.votes.count() == 1
