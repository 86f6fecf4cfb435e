"""The pages: written on a stairwell, seen by whoever may, answered step by step."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.diary.tests.factories import make_entry
from accanto.directory.tests.factories import OrganisationFactory
from accanto.residents.actions import end_team_place
from accanto.residents.tests.factories import (
    HouseholdFactory,
    HouseholdMemberFactory,
    PersonFactory,
    TeamMemberFactory,
)
from accanto.support import actions
from accanto.support.models import SupportRequest
from accanto.support.states import Channel, Lead, Outcome, State
from accanto.support.tests.factories import WORDS, a_request, area, head_of, tomorrow_at_ten

pytestmark = pytest.mark.django_db
BOARD, LIST = reverse("support:request_board"), reverse("support:request_list")


@pytest.fixture
def beside(volunteer):
    """A household with the volunteer beside it."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer, since=date(2024, 1, 8))
    return household


def step(request, slug):
    return reverse("support:request_step", args=[request.pk, slug])


def filled(household, **values):
    given = {
        "asked_by": head_of(household).pk,
        "words": "Un doposcuola per Youssef",
        "areas": [area("school").pk],
        "word_how": Channel.VOLUNTEER,
        "asked_on": clock.today().isoformat(),
        "origin": "member",
    }
    return given | values


def test_a_volunteer_writes_a_request_with_words_and_one_area(volunteer, client_of, beside):
    client, address = client_of(volunteer), reverse("support:request_new", args=[beside.pk])
    form = client.get(address).context["form"]
    assert form["asked_by"].initial == head_of(beside).pk
    assert form["word_how"].initial == Channel.VOLUNTEER
    answer = client.post(address, filled(beside))
    request = SupportRequest.objects.get()
    assert answer.url == request.get_absolute_url()
    assert (request.state, request.taken_by) == (State.RECEIVED, volunteer)


def test_a_double_click_writes_one_request(volunteer, client_of, beside):
    client, address = client_of(volunteer), reverse("support:request_new", args=[beside.pk])
    sent = filled(beside, form_token=str(client.get(address).context["form"]["form_token"].value()))
    first, second = client.post(address, sent), client.post(address, sent)
    assert first.url == second.url
    assert SupportRequest.objects.count() == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(volunteer, client_of, beside):
    answer = client_of(volunteer).post(
        reverse("support:request_new", args=[beside.pk]), filled(beside, areas=[], asked_on="31/02/2026")
    )
    assert answer.status_code == 422
    assert {"areas", "asked_on"} <= set(answer.context["form"].errors)
    assert "Un doposcuola per Youssef" in answer.content.decode()


def test_for_a_child_the_form_asks_who_gave_the_word(volunteer, client_of, beside):
    child = HouseholdMemberFactory(household=beside, person=PersonFactory(birth_date=date(2020, 1, 1))).person
    client, address = client_of(volunteer), reverse("support:request_new", args=[beside.pk])
    refused = client.post(address, filled(beside, asked_by=child.pk))
    assert "word_by" in refused.context["form"].errors
    client.post(address, filled(beside, asked_by=child.pk, word_by=head_of(beside).pk))
    assert SupportRequest.objects.get().word_by == head_of(beside)


@pytest.mark.parametrize(("words", "sentence"), [("x" * 200_000, "4000"), (" ", "obbligatorio")])
def test_words_that_cannot_stand_get_a_sentence(volunteer, client_of, beside, words, sentence):
    answer = client_of(volunteer).post(reverse("support:request_new", args=[beside.pk]), filled(beside, words=words))
    assert sentence in answer.context["form"].errors["words"][0]
    assert not SupportRequest.objects.exists()


def test_half_a_letter_is_replaced(volunteer, client_of, beside):
    body = urlencode(filled(beside, words="WORDS"), doseq=True).replace("WORDS", "un%20%ED%B2%80%20corso")
    client_of(volunteer).post(
        reverse("support:request_new", args=[beside.pk]), body, content_type="application/x-www-form-urlencoded"
    )
    assert SupportRequest.objects.get().words.startswith("un ")


def test_from_intake_to_closure_and_back_in_the_browser(coordinator, client_of):
    request, client = a_request(), client_of(coordinator)
    client.post(step(request, "vista"), {"version": 0})
    client.post(step(request, "colloquio"), {"talk_at": tomorrow_at_ten().strftime("%Y-%m-%dT%H:%M")})
    barred = client.post(step(request, "inizia"), {"talked_on": clock.today().isoformat()})
    assert "primo responsabile" in barred.content.decode()
    client.post(reverse("support:lead_edit", args=[request.pk]), {"lead": Lead.COOPERATIVE})
    client.post(step(request, "inizia"), {"talked_on": clock.today().isoformat()})
    client.post(step(request, "chiudi"), {"outcome": Outcome.SOLVED_BY_US, "reason": "trovato il doposcuola"})
    client.post(step(request, "riapri"), {"reason": "il doposcuola ha chiuso"})
    page = client.get(request.get_absolute_url()).content.decode()
    assert "riaperta 1 volta" in page
    assert "trovato il doposcuola" in page
    assert [row.to for row in request.steps.all()] == [
        State.RECEIVED,
        State.SEEN,
        State.TALK_SET,
        State.ACCEPTED,
        State.CLOSED,
        State.ACCEPTED,
    ]


def test_work_in_the_place_of_a_public_body_is_refused_with_the_reason(coordinator, client_of):
    request, body = a_request(State.SEEN), OrganisationFactory(name="Comune di Prato")
    client, lead = client_of(coordinator), reverse("support:lead_edit", args=[request.pk])
    client.post(lead, {"lead": Lead.PUBLIC_BODY, "lead_organisation": body.pk})
    answer = client.post(step(request, "inizia"), {"talked_on": clock.today().isoformat()})
    assert answer.status_code == 422
    assert "Comune di Prato: noi lo affianchiamo e non lo sostituiamo" in answer.content.decode()
    told = {"lead": Lead.PUBLIC_BODY, "lead_organisation": body.pk, "informed_how": "phone"}
    client.post(lead, told | {"informed_on": clock.today().isoformat()})
    client.post(step(request, "inizia"), {"talked_on": clock.today().isoformat()})
    closing = client.get(step(request, "chiudi")).context["form"]
    assert Outcome.SOLVED_BY_US not in dict(closing.fields["outcome"].choices)


@pytest.mark.parametrize("state", list(State))
def test_the_page_offers_the_steps_of_the_table_and_each_of_them_opens(state, coordinator, client_of):
    request, client = a_request(state), client_of(coordinator)
    offered = client.get(request.get_absolute_url()).context["steps"]
    assert all(client.get(choice.url).status_code == 200 for choice in offered)
    assert bool(offered) == (state != State.DECLINED)


def test_a_step_that_is_no_more_possible_is_refused_with_a_sentence(coordinator, client_of):
    request = a_request(State.SEEN)
    answer = client_of(coordinator).post(step(request, "vista"))
    assert answer.status_code == 422
    assert "non può passare" in answer.content.decode()


def test_of_two_who_take_a_step_at_once_the_second_is_told(coordinator, volunteer, client_of, beside):
    request = a_request(State.SEEN, household=beside)
    seen = request.version
    client_of(volunteer).post(
        step(request, "colloquio"), {"talk_at": tomorrow_at_ten().strftime("%Y-%m-%dT%H:%M"), "version": seen}
    )
    answer = client_of(coordinator).post(step(request, "ritira"), {"reason": "fa da sola", "version": seen})
    assert "Nel frattempo" in answer.content.decode()
    assert "fa da sola" in answer.content.decode()
    assert SupportRequest.objects.get().state == State.TALK_SET


def test_a_resident_who_says_no_leaves_a_trace(volunteer, client_of, beside):
    request = a_request(State.PROPOSED, household=beside)
    client_of(volunteer).post(
        step(request, "rifiuta-la-proposta"), {"word_on": clock.today().isoformat(), "word_how": "phone"}
    )
    page = client_of(volunteer).get(request.get_absolute_url()).content.decode()
    assert "ha detto di no" in page


def test_opening_a_request_is_written_before_it_is_shown(volunteer, client_of, beside):
    request = a_request(household=beside)
    client_of(volunteer).get(request.get_absolute_url())
    last = AuditRecord.objects.order_by("-id").first()
    assert (last.verb, last.actor, last.household_id) == ("read", volunteer, beside.pk)


@pytest.mark.expects_logged_errors
def test_a_request_is_not_shown_when_the_reading_cannot_be_written(volunteer, client_of, beside, monkeypatch):
    request = a_request(household=beside)
    client = client_of(volunteer)

    def fail(**_kwargs):
        raise OSError

    monkeypatch.setattr("accanto.support.views.requests.record_read", fail)
    with pytest.raises(OSError):
        client.get(request.get_absolute_url())


@pytest.mark.parametrize("persona", ["outsider", "other_volunteer", "board", "resident", "social_worker", "technician"])
def test_nobody_else_sees_it(persona, getfixture, client_of, beside):
    request = a_request(household=beside)
    client = client_of(getfixture(persona))
    assert client.get(request.get_absolute_url()).status_code == 404
    assert client.post(step(request, "vista")).status_code == 404
    for address in (BOARD, LIST):
        answer = client.get(address)
        assert answer.status_code == 404 or WORDS not in answer.content.decode()
    assert SupportRequest.objects.get().state == State.RECEIVED


@pytest.fixture
def getfixture(request):
    return request.getfixturevalue


def test_when_her_place_ends_so_does_her_sight(volunteer, client_of, beside, coordinator):
    request = a_request(household=beside)
    client = client_of(volunteer)
    assert WORDS in client.get(LIST).content.decode()
    end_team_place(by=coordinator, team_member=beside.team.get(), until=clock.today() - timedelta(days=1))
    assert WORDS not in client.get(LIST).content.decode()
    assert client.get(request.get_absolute_url()).status_code == 404


def test_a_restricted_household_is_for_those_named(coordinator, volunteer, client_of, beside):
    request = a_request(household=beside)
    beside.change(is_restricted=True)
    for user in (coordinator, volunteer):
        assert client_of(user).get(request.get_absolute_url()).status_code == 404
        assert WORDS not in client_of(user).get(BOARD).content.decode()
    beside.named_readers.create(user=coordinator, since=date(2024, 1, 1), why="segue lei")
    assert client_of(coordinator).get(request.get_absolute_url()).status_code == 200


def test_one_touch_and_she_works_on_it(volunteer, client_of, beside):
    request = a_request(household=beside)
    client = client_of(volunteer)
    client.post(reverse("support:worker_new", args=[request.pk]), {"user": volunteer.pk})
    worker = request.workers.get()
    client.post(reverse("support:worker_end", args=[request.pk, worker.pk]))
    assert (worker.user, request.workers.get().until) == (volunteer, clock.today())


def test_a_stranger_is_not_offered_and_not_taken_as_worker(coordinator, outsider, client_of, beside):
    request = a_request(household=beside)
    answer = client_of(coordinator).post(reverse("support:worker_new", args=[request.pk]), {"user": outsider.pk})
    assert answer.status_code == 422
    assert not request.workers.exists()


def test_a_note_of_the_diary_stands_on_the_request(volunteer, client_of, beside):
    request, entry = a_request(household=beside), make_entry(volunteer, beside, text="Preparate le foto.")
    client, address = client_of(volunteer), reverse("support:entry_link", args=[request.pk])
    assert list(client.get(address).context["form"].fields["entry"].queryset) == [entry]
    client.post(address, {"entry": entry.pk})
    assert "Preparate le foto." in client.get(request.get_absolute_url()).content.decode()
    assert list(client.get(address).context["form"].fields["entry"].queryset) == []


def test_a_note_of_another_household_is_not_linked(coordinator, client_of, beside):
    request, other = a_request(household=beside), make_entry(coordinator, HouseholdFactory())
    client_of(coordinator).post(reverse("support:entry_link", args=[request.pk]), {"entry": other.pk})
    assert not request.entry_links.exists()


def test_a_note_from_before_her_time_does_not_appear_through_the_request(
    coordinator, other_volunteer, client_of, beside
):
    TeamMemberFactory(household=beside, user=other_volunteer, since=clock.today())
    request = a_request(household=beside)
    yesterday = clock.now() - timedelta(days=2)
    entry = make_entry(coordinator, beside, text="prima di lei", happened_at=yesterday)
    actions.link_entry(by=coordinator, request=request, entry=entry)
    assert "prima di lei" in client_of(coordinator).get(request.get_absolute_url()).content.decode()
    assert "prima di lei" not in client_of(other_volunteer).get(request.get_absolute_url()).content.decode()


def test_discrimination_is_fields_and_only_where_it_is_asked(coordinator, client_of):
    met, other = a_request(areas=[area("discrimination")]), a_request()
    client, fields = client_of(coordinator), {"place": "landlord", "ground": "origin"}
    client.post(reverse("support:discrimination_edit", args=[met.pk]), fields)
    assert "chi affitta o vende casa" in client.get(met.get_absolute_url()).content.decode()
    refused = client.post(reverse("support:discrimination_edit", args=[other.pk]), fields)
    assert refused.status_code == 422
    assert "Discriminazione" not in client.get(other.get_absolute_url()).content.decode()


def test_who_was_told_and_when_go_together(coordinator, client_of):
    request, body = a_request(areas=[area("discrimination")]), OrganisationFactory(name="UNAR")
    answer = client_of(coordinator).post(
        reverse("support:discrimination_edit", args=[request.pk]),
        {"place": "employer", "ground": "sex", "body_contacted": body.pk},
    )
    assert "contacted_on" in answer.context["form"].errors
