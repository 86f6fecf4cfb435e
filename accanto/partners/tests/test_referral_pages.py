"""Referrals in the browser: who sees them, what they cost, what the letter says."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accanto.archive.tests.cooperatives import a_cooperative
from accanto.base import clock
from accanto.base.due import Whose
from accanto.directory.tests.factories import ContactFactory, OrganisationFactory
from accanto.partners import actions
from accanto.partners.due import referrals as due
from accanto.partners.models import Referral
from accanto.partners.queries.timing import ENOUGH, answer_times
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.partners.tests.referral_factories import ASKED, SERVICES, a_draft, a_referral, an_arrival
from accanto.residents.models import Household
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support.models import SupportRequest
from accanto.support.states import InformedHow, State, ToldUnder
from accanto.support.tests.factories import a_request, area

pytestmark = pytest.mark.django_db
TIMING, LIST = reverse("partners:timing"), reverse("partners:referral_list")
UNANSWERED, WITHOUT = reverse("partners:unanswered"), reverse("support:without_public_lead")
R = ReferralState


@pytest.fixture(autouse=True)
def _cooperative():
    a_cooperative("Cooperativa Gli Orti")


def text_of(paper: bytes) -> str:
    """The words of a PDF, in one line."""
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages).split())


def step(referral, slug):
    return reverse("partners:referral_step", args=[referral.pk, slug])


@pytest.fixture
def beside(volunteer):
    """A household with the volunteer beside it."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer, since=date(2024, 1, 8))
    return household


def test_a_volunteer_prepares_sends_and_writes_the_answer(volunteer, client_of, beside):
    request, body = a_request(State.SEEN, household=beside), OrganisationFactory(name=SERVICES)
    client, new = client_of(volunteer), reverse("partners:referral_new", args=[request.pk])
    assert "parlare con i servizi sociali" in client.get(new).content.decode()
    answer = client.post(new, {"organisation": body.pk, "asked": ASKED, "ground": ToldUnder.CONSENT})
    referral = Referral.objects.get()
    assert (answer.url, referral.state) == (referral.get_absolute_url(), R.DRAFT)
    sent = {"sent_on": clock.today().isoformat(), "how": "letter", "reference": "prot. 9/2026"}
    client.post(step(referral, "manda"), sent | {"answer_due": (clock.today() + timedelta(days=15)).isoformat()})
    client.post(
        step(referral, "risposta"),
        {"answered_on": clock.today().isoformat(), "outcome": "accepted", "answer": "La vediamo martedì"},
    )
    page = client.get(request.get_absolute_url()).content.decode()
    assert "La vediamo martedì" in page
    assert "prot. 9/2026" in page
    assert SupportRequest.objects.get().state == State.REFERRED


def test_what_has_gone_out_already_is_one_form(volunteer, client_of, beside):
    request = a_request(State.SEEN, household=beside)
    new = reverse("partners:referral_new", args=[request.pk])
    typed = {"organisation": OrganisationFactory().pk, "asked": ASKED, "ground": "consent"}
    half = client_of(volunteer).post(new, typed | {"sent_on": clock.today().isoformat()})
    assert "how" in half.context["form"].errors
    assert not Referral.objects.exists()
    client_of(volunteer).post(new, typed | {"sent_on": clock.today().isoformat(), "how": "phone"})
    assert Referral.objects.get().state == R.SENT


def test_without_consent_the_page_says_whom_to_ask(coordinator, client_of):
    request = a_request(State.SEEN)
    request.word_by.consents.all().delete()
    client, new = client_of(coordinator), reverse("partners:referral_new", args=[request.pk])
    assert "Non c&#x27;è nessun consenso scritto" in client.get(new).content.decode()
    answer = client.post(new, {"organisation": OrganisationFactory().pk, "asked": ASKED, "ground": "consent"})
    assert answer.status_code == 422
    assert "ground" in answer.context["form"].errors


@pytest.mark.parametrize("persona", ["outsider", "other_volunteer", "board", "resident", "social_worker", "technician"])
def test_nobody_else_sees_it(persona, request, client_of, beside):
    referral = a_referral(request=a_request(State.SEEN, household=beside))
    client = client_of(request.getfixturevalue(persona))
    for address in (referral.get_absolute_url(), reverse("partners:referral_letter", args=[referral.pk])):
        assert client.get(address).status_code == 404
    assert client.post(step(referral, "ritira"), {"reason": "x"}).status_code == 404
    for address in (LIST, UNANSWERED, TIMING):
        answer = client.get(address)
        assert answer.status_code == 404 or "Bennani" not in answer.content.decode()
    assert Referral.objects.get().state == R.SENT


def test_a_family_nobody_knows_yet_is_a_coordinators(coordinator, volunteer, client_of):
    referral = an_arrival()
    assert client_of(volunteer).get(referral.get_absolute_url()).status_code == 404
    assert "Amal Idrissi" not in client_of(volunteer).get(LIST).content.decode()
    assert "Amal Idrissi" in client_of(coordinator).get(LIST).content.decode()
    assert "Amal Idrissi" in client_of(coordinator).get(referral.get_absolute_url()).content.decode()


def test_of_a_restricted_household_nothing_is_told(coordinator, client_of, beside):
    referral = a_referral(request=a_request(State.SEEN, household=beside))
    beside.change(is_restricted=True)
    assert client_of(coordinator).get(referral.get_absolute_url()).status_code == 404
    assert "Bennani" not in client_of(coordinator).get(TIMING).content.decode()
    assert answer_times() == []


def test_from_an_arrival_to_a_proposal_in_the_browser(coordinator, client_of):
    client, body = client_of(coordinator), OrganisationFactory(name=SERVICES)
    arrived = {"organisation": body.pk, "family_named": "Amal Idrissi", "asked": "Cerca casa", "how": "email"}
    answer = client.post(reverse("partners:arrival_new"), arrived | {"sent_on": clock.today().isoformat()})
    referral = Referral.objects.get()
    assert answer.url == referral.get_absolute_url()
    assert client.get(reverse("partners:referral_letter", args=[referral.pk])).status_code == 404
    client.post(
        step(referral, "accogli"),
        {
            "answered_on": clock.today().isoformat(),
            "answer": "La incontriamo",
            "family_name": "Idrissi",
            "given_name": "Amal",
            "proposal": "Un colloquio sulla casa",
            "areas": [area("another_home").pk],
        },
    )
    assert SupportRequest.objects.get().state == State.PROPOSED
    assert Household.objects.get().name == "Idrissi"
    assert client.get(reverse("partners:referral_letter", args=[referral.pk])).content.startswith(b"%PDF")


def test_a_step_of_the_other_direction_is_a_missing_page(coordinator, client_of):
    arrival = an_arrival()
    assert client_of(coordinator).get(step(arrival, "risposta")).status_code == 404
    assert client_of(coordinator).get(step(a_draft(), "accogli")).status_code == 404


def test_bodies_answer_in_the_middle_of_their_days(time_machine):
    body, other = OrganisationFactory(name="Comune"), OrganisationFactory(name="Scuola")
    for days in (2, 30, 9, 4, 11):
        time_machine.move_to("2026-03-02 10:00 +0100")
        referral = a_referral(organisation=body)
        time_machine.move_to(f"2026-{3 + (2 + days) // 32:02d}-{(1 + days) % 31 + 1:02d} 10:00 +0200")
        actions.answer_referral(
            by=referral.written_by, referral=referral, answered_on=clock.today(), outcome=R.ACCEPTED, answer="sì"
        )
    time_machine.move_to("2026-04-10 10:00 +0200")
    a_referral(organisation=body)
    a_referral(organisation=other)
    first, second = answer_times()
    assert (first.name, first.answers, first.median_days, first.longest, first.waiting) == ("Comune", 5, 9, 30, 1)
    assert (second.name, second.median_days, second.waiting) == ("Scuola", None, 1)
    time_machine.move_to("2027-05-01 10:00 +0200")
    assert [row.answers for row in answer_times()] == [0, 0]


def test_with_too_few_answers_the_page_says_so(coordinator, client_of):
    referral = a_referral(organisation=OrganisationFactory(name=SERVICES))
    actions.answer_referral(
        by=coordinator, referral=referral, answered_on=clock.today(), outcome=R.ACCEPTED, answer="sì"
    )
    page = client_of(coordinator).get(TIMING)
    assert [row.has_enough for row in page.context["times"]] == [False]
    assert "troppo poche" in page.content.decode()
    assert page.context["bars"] == []
    assert ENOUGH > 1


def test_needs_without_a_public_lead_are_found_the_oldest_first(coordinator, client_of):
    a_referral()
    a_request(State.PROPOSED)
    newer, older = a_request(State.ACCEPTED), a_request(State.SEEN)
    SupportRequest.objects.filter(pk=older.pk).update(asked_on=date(2026, 1, 5), word_on=date(2026, 1, 5))
    client = client_of(coordinator)
    assert list(client.get(WITHOUT).context["page"]) == [older, newer]
    assert list(client.get(WITHOUT, {"lead": "nobody"}).context["page"]) == [older]
    assert list(client.get(WITHOUT, {"lead": "cooperative"}).context["page"]) == [newer]


def test_the_unanswered_page_by_key_the_oldest_first(coordinator, client_of):
    request = a_request(State.SEEN)
    made = [a_referral(request=request) for _ in range(27)]
    client = client_of(coordinator)
    first = client.get(UNANSWERED).context["page"]
    second = client.get(UNANSWERED, {"page": first.older}).context["page"]
    assert [*first, *second] == made


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_row_and_for_three(rows, coordinator, client_of, django_assert_num_queries):
    household = HouseholdFactory()
    for _ in range(rows):
        a_referral(request=a_request(State.SEEN, household=household))
        a_request(State.ACCEPTED, household=household)
    client = client_of(coordinator)
    client.get(LIST)
    with django_assert_num_queries(3):  # session, user, referrals
        client.get(LIST)
    with django_assert_num_queries(3):
        client.get(UNANSWERED)
    with django_assert_num_queries(5):  # session, user, requests, their areas, who works
        client.get(WITHOUT)
    with django_assert_num_queries(8):  # session, user, answers, waiting, requests, areas, workers, unanswered
        client.get(TIMING)
    with django_assert_num_queries(7):  # session, user, household, register twice, referrals, mandates
        client.get(reverse("partners:household_bodies", args=[household.pk]))


def test_what_support_asks_already_is_not_due_twice(coordinator):
    later = clock.today() + timedelta(days=60)
    first = a_referral()
    assert due.due(coordinator, later, Whose.COOPERATIVE) == []
    second = a_referral(request=first.request)
    draft, arrival = a_draft(), an_arrival()
    kinds = {item.subject_id: item.kind for item in due.due(coordinator, later, Whose.COOPERATIVE)}
    assert kinds == {second.pk: due.ANSWER, draft.pk: due.SEND, arrival.pk: due.ARRIVAL}
    due.MOVE[due.ARRIVAL](by=coordinator, subject_id=arrival.pk, to=later)
    assert Referral.objects.get(pk=arrival.pk).answer_due == later


def test_the_letter_says_what_is_needed_and_no_more(coordinator, client_of):
    contact = ContactFactory(name="Serena Nesi", role="assistente sociale")
    request = a_request(State.SEEN)
    person = request.asked_by
    person.change(sex="F", tax_code="BNNNMA90E57Z330X", address="Via Segreta 3")
    values = {"organisation": contact.organisation, "contact": contact, "how": InformedHow.LETTER}
    referral = a_referral(request=request, reference="12/2026", **values)
    answer = client_of(coordinator).get(reverse("partners:referral_letter", args=[referral.pk]))
    words = text_of(answer.content)
    for expected in ("Serena Nesi, assistente sociale", "12/2026", ASKED, "codesto ente", "nata il 17 maggio 1990"):
        assert expected in words, expected
    assert "8 gennaio 2024" in words
    assert "Via Segreta" not in words and "BNNNMA" not in words
    assert Direction(referral.direction) == Direction.OUT
