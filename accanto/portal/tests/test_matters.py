"""What a resident reads of disagreements and measures: her side, what was agreed, the letters and her answers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.base.due import Whose
from accanto.coexistence import actions
from accanto.coexistence.due import matters as matters_due
from accanto.coexistence.opposition import opposition_until
from accanto.coexistence.tests import factories
from accanto.coexistence.tests.factories import a_breach, a_spoken_disagreement, neighbour
from accanto.housing.tests.factories import BuildingFactory
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _in_november(time_machine):
    """It is Sunday 22 November 2026, ten in the morning."""
    time_machine.move_to("2026-11-22T10:00:00+01:00")


@pytest.fixture
def home(resident):
    """Where the resident lives."""
    household = neighbour(BuildingFactory(), label="1A", name="Haddad")
    person = household.members.get().person
    person.user = resident
    person.save()
    return household


@pytest.fixture
def phone(client_of, resident, home):
    return client_of(resident)


def page(phone, name, *args) -> str:
    answer = phone.get(reverse(f"portal:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode().replace("&#x27;", "'")


def agreed(by, home, other):
    """A disagreement that ended in a promise of each side."""
    found = a_spoken_disagreement(home, other, by=by)
    for household, what in ((home, "Porto giù la bicicletta"), (other, "Faccio posto in cantina")):
        member = household.members.get()
        actions.add_agreed_point(by=by, disagreement=found, member=member, what=what, due_on=date(2026, 12, 1))
    step = {"by": by, "disagreement": found, "to": "agreed", "on": TODAY}
    return actions.take_disagreement_further(**step, words="Bene così.")


def test_she_reads_what_was_agreed_and_nothing_else_of_the_other_side(phone, home, coordinator):
    other = HouseholdFactory(name="Osei")
    found = agreed(coordinator, home, other)
    assert "Avete trovato un accordo." in page(phone, "matters")
    shown = page(phone, "disagreement", found.pk)
    assert "Porto giù la bicicletta" in shown and "Lo fa la tua famiglia." in shown
    assert "Faccio posto in cantina" in shown and "Lo fanno i vicini." in shown
    assert "Osei" not in shown and "terzo piano" not in shown and coordinator.name not in shown


def test_points_are_told_once_they_are_agreed(phone, home, coordinator):
    found = a_spoken_disagreement(home, by=coordinator)
    actions.add_agreed_point(
        by=coordinator, disagreement=found, member=home.members.get(), what="Una bozza", due_on=date(2026, 12, 1)
    )
    assert "Una bozza" not in page(phone, "disagreement", found.pk)


def hidden(home, coordinator) -> list:
    """Disagreements of which she must not read: heard only, kept apart, of a restricted family, of others."""
    heard = factories.DisagreementFactory(first=home)
    apart = a_spoken_disagreement(HouseholdFactory(), home)
    actions.keep_households_apart(by=coordinator, first=home, second=apart.first, why="paura")
    secret = a_spoken_disagreement(home, HouseholdFactory(is_restricted=True))
    return [heard, apart, secret, a_spoken_disagreement(HouseholdFactory())]


def test_what_would_put_somebody_in_danger_is_not_there(phone, home, coordinator):
    for found in hidden(home, coordinator):
        assert phone.get(reverse("portal:disagreement", args=[found.pk])).status_code == 404
    assert "la bicicletta sulle scale" not in page(phone, "matters")


def test_a_letter_is_read_in_her_language_and_answered_once(phone, home, resident, coordinator):
    breach = a_breach("reminder", household=home)
    step = breach.steps.get(to="reminder")
    breach.steps.filter(pk=step.pk).update(language="ar", translation="اخفض الموسيقى")
    assert "Un richiamo" in page(phone, "matters")
    shown = page(phone, "letter", step.pk)
    assert '<div class="large" lang="ar" dir="auto"><p>اخفض الموسيقى</p></div>' in shown
    assert "Abbassa la musica." in shown and "In caso di dubbio vale il testo italiano." in shown
    assert "bozza" in shown
    assert "Tre vicini" not in shown and "Lo hanno sentito" not in shown
    address = reverse("portal:letter_answer", args=[step.pk])
    assert phone.post(address, {"reply": "Non ero a casa."}).status_code == 302
    assert "Non ero a casa." in page(phone, "letter", step.pk)
    again = phone.post(address, {"reply": "Un'altra cosa."})
    assert again.status_code == 422 and "La risposta c'è già." in again.content.decode().replace("&#x27;", "'")
    step.refresh_from_db()
    assert (step.reply, step.replied_on, step.replied_by) == ("Non ero a casa.", TODAY, resident)
    with pytest.raises(ValidationError, match="scritta la famiglia"):
        actions.record_reply(by=coordinator, step=step, reply="Altro", replied_on=TODAY)


def test_her_answer_stands_on_oggi_until_the_next_step(home, resident, coordinator):
    breach = a_breach("reminder", household=home)
    for step in breach.steps.filter(to__in=["mediation", "reminder"]):
        actions.answer_step(by=resident, step=step, reply="Parliamone.")
    [item] = matters_due.due(coordinator, TODAY, Whose.COOPERATIVE)
    assert (item.kind, item.subject_id, item.day) == (matters_due.REPLY, breach.pk, TODAY)
    breach.change(state="warning", remedy_by=date(2027, 1, 1))
    assert not matters_due.due(coordinator, TODAY, Whose.COOPERATIVE)


def test_what_we_wrote_down_for_her_does_not_come_back_on_oggi(home, coordinator):
    step = a_breach("reminder", household=home).steps.get(to="reminder")
    actions.record_reply(by=coordinator, step=step, reply="Va bene.", replied_on=TODAY)
    assert not matters_due.due(coordinator, TODAY, Whose.COOPERATIVE)


def test_the_terms_stand_on_the_letters_that_set_them(phone, home):
    breach = a_breach("resolved", household=home)
    warning = page(phone, "letter", breach.steps.get(to="warning").pk)
    assert "Puoi rimediare fino al" in warning and "30 aprile 2026" in warning
    resolved = breach.steps.get(to="resolved")
    assert phone.get(reverse("portal:letter", args=[resolved.pk])).status_code == 404  # not notified yet
    for notified_on, words in ((date(2026, 11, 20), "19 gennaio 2027"), (date(2026, 9, 1), "è finito il")):
        until = opposition_until(notified_on)
        breach.change(notified_on=notified_on, notified_how="a mano", opposition_until=until)
        assert words in page(phone, "letter", resolved.pk)


def test_letters_of_others_and_what_was_never_said_are_not_there(phone, home):
    own, foreign = a_breach("verified", household=home), a_breach("reminder")
    for step in (*own.steps.all(), *foreign.steps.all()):
        assert phone.get(reverse("portal:letter", args=[step.pk])).status_code == 404


def test_she_reads_the_meetings_and_what_her_family_does(phone, home):
    building = home.assignments.get().dwelling.building
    held = factories.MeetingFactory(building=building, state="held", minutes="verbale", summary="Le bici vanno giù.")
    factories.a_decision(held, household=home, what="Comprare il lucchetto")
    factories.a_decision(held, household=neighbour(building, label="2B"), what="Pulire la cantina")
    factories.MeetingFactory(state="held", minutes="x", summary="Di un'altra casa.")
    shown = page(phone, "house_meetings")
    assert "Le bici vanno giù." in shown and "verbale" not in shown and "altra casa" not in shown
    assert "Ci pensa: la tua famiglia." in shown and "Ci pensa: int. 2B." in shown
    own = page(phone, "own_file")
    assert "Comprare il lucchetto" in own and "la tua famiglia" in own


@pytest.mark.parametrize("rows", [1, 3])
def test_her_pages_cost_the_same_for_one_and_three(phone, home, django_assert_num_queries, rows):
    building = home.assignments.get().dwelling.building
    for _number in range(rows):
        a_spoken_disagreement(home)
        a_breach("reminder", household=home)
        held = factories.MeetingFactory(building=building, state="held", minutes="x", summary="Detto.")
        factories.a_decision(held, household=home)
    page(phone, "matters")
    with django_assert_num_queries(5):
        page(phone, "matters")
    with django_assert_num_queries(8):
        page(phone, "house_meetings")


@pytest.mark.parametrize("persona", ["coordinator", "volunteer", "board", "social_worker", "outsider"])
def test_nobody_else_has_these_pages(request, client_of, home, persona):
    for name in ("matters", "house_meetings"):
        assert client_of(request.getfixturevalue(persona)).get(reverse(f"portal:{name}")).status_code == 404
