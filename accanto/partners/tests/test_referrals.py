"""Referrals: nothing goes out without a ground, the request follows, the answer comes back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction

from accanto.accounts.tests.factories import UserFactory
from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.diary.models import Entry
from accanto.directory.models import OrganisationKind
from accanto.directory.tests.factories import ContactFactory, OrganisationFactory
from accanto.documents.models import Document
from accanto.partners import actions
from accanto.partners.models import Referral
from accanto.partners.states.referrals import REFERRAL_TRANSITIONS, ReferralState
from accanto.partners.tests.mandate_factories import a_signed_mandate, scope
from accanto.partners.tests.referral_factories import SERVICES, a_draft, a_referral, an_arrival
from accanto.residents.actions import withdraw_consent
from accanto.residents.models import Household
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.tests.factories import HouseholdFactory
from accanto.support.models import SupportRequest
from accanto.support.states import InformedHow, Lead, Origin, State, ToldUnder
from accanto.support.tests.factories import a_request, area, consents_to_talk, head_of

pytestmark = pytest.mark.django_db
R = ReferralState


def answer(referral, outcome=R.ACCEPTED, **values):
    given = {"answered_on": clock.today(), "answer": "Appuntamento il 3 dicembre alle 10"}
    return actions.answer_referral(by=UserFactory(), referral=referral, outcome=outcome, **given | values)


def test_sent_it_takes_the_request_along(time_machine):
    time_machine.move_to("2026-12-20 10:00 +0100")
    body = OrganisationFactory(name=SERVICES)
    referral = a_referral(organisation=body, reference="prot. 12/2026")
    request = referral.request
    assert (referral.state, request.state) == (R.SENT, State.REFERRED)
    assert (request.lead, request.lead_organisation) == (Lead.PUBLIC_BODY, body)
    assert (request.informed_on, request.informed_reference) == (clock.today(), "prot. 12/2026")
    assert referral.answer_due == request.look_again_on == date(2027, 1, 4)
    assert referral.consent == request.word_by.consents.get()


def test_a_draft_tells_nobody_anything():
    referral = a_draft()
    assert (referral.state, referral.request.state) == (R.DRAFT, State.SEEN)
    assert referral.request.informed_on is None


def test_without_her_consent_nothing_is_written():
    request = a_request(State.SEEN)
    withdraw_consent(by=UserFactory(), consent=request.word_by.consents.get())
    with pytest.raises(ValidationError) as refusal:
        a_draft(request=request)
    assert "ground" in refusal.value.error_dict
    assert not Referral.objects.exists()


def test_no_answer_is_awaited_before_it_went_out():
    values = {"sent_on": clock.today(), "how": InformedHow.EMAIL, "answer_due": clock.today() - timedelta(days=1)}
    with pytest.raises(ValidationError, match="prima dell'invio"):
        actions.send_referral(by=UserFactory(), referral=a_draft(), **values)


def test_a_consent_withdrawn_meanwhile_stops_what_was_written():
    referral = a_draft()
    withdraw_consent(by=UserFactory(), consent=referral.consent)
    with pytest.raises(ValidationError) as refusal:
        actions.send_referral(by=UserFactory(), referral=referral, sent_on=clock.today(), how=InformedHow.EMAIL)
    assert "ground" in refusal.value.error_dict
    assert Referral.objects.get().state == R.DRAFT
    assert SupportRequest.objects.get().state == State.SEEN


def test_a_ground_of_the_law_is_said_in_words():
    request = a_request(State.SEEN)
    withdraw_consent(by=UserFactory(), consent=request.word_by.consents.get())
    with pytest.raises(ValidationError) as refusal:
        a_draft(request=request, ground=ToldUnder.CHILD)
    assert "ground_words" in refusal.value.error_dict
    referral = a_referral(request=request, ground=ToldUnder.CHILD, ground_words="minore solo in casa")
    assert (referral.consent, referral.request.informed_under) == (None, ToldUnder.CHILD)


def test_a_proposal_is_nobody_elses_business():
    with pytest.raises(ValidationError) as refusal:
        a_draft(request=a_request(State.PROPOSED))
    assert refusal.value.code == "no_word"


def test_the_contact_works_there():
    with pytest.raises(ValidationError) as refusal:
        a_draft(contact=ContactFactory())
    assert "contact" in refusal.value.error_dict


def test_accepted_it_stays_with_the_body_and_is_looked_at_again(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")
    referral = a_referral(organisation=OrganisationFactory(name=SERVICES))
    time_machine.move_to("2026-11-12 10:00 +0100")
    answer(referral)
    request = referral.request
    assert (referral.state, referral.days_waiting) == (R.ACCEPTED, 10)
    assert (request.state, request.look_again_on) == (State.REFERRED, date(2026, 11, 27))
    entry = request.entry_links.get().entry
    assert "Appuntamento il 3 dicembre" in entry.text
    assert (entry.minutes, entry.households.get()) == (0, referral.household)


def test_refused_it_comes_back_with_the_reason():
    referral = a_referral()
    answer(referral, R.REFUSED, reason="non è residente")
    request = referral.request
    assert request.state == State.ACCEPTED
    assert "non è residente" in request.steps.last().reason
    assert "non è residente" in Entry.objects.get().text


def test_a_refusal_says_why():
    with pytest.raises(ValidationError) as refusal:
        answer(a_referral(), R.REFUSED)
    assert "reason" in refusal.value.error_dict
    referral = a_referral()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(state=R.REFUSED, answered_on=clock.today())


@pytest.mark.parametrize(("days", "field"), [(-1, "answered_on"), (1, "answered_on")])
def test_nobody_answers_before_it_was_sent_nor_tomorrow(days, field):
    referral = a_referral()
    with pytest.raises(ValidationError) as refusal:
        answer(referral, answered_on=clock.today() + timedelta(days=days))
    assert field in refusal.value.error_dict


def test_a_second_body_is_asked_while_the_first_works():
    first = a_referral()
    second = a_referral(request=first.request)
    assert second.state == R.SENT
    assert first.request.referred_to == first.organisation
    assert str(second.organisation) in Entry.objects.get().text
    answer(second, R.REFUSED, reason="non tocca a noi")
    assert SupportRequest.objects.get().state == State.REFERRED


def test_taken_back_the_request_is_ours_again():
    referral = a_referral()
    actions.withdraw_referral(by=UserFactory(), referral=referral, reason="ha trovato da sola")
    assert (referral.state, SupportRequest.objects.get().state) == (R.WITHDRAWN, State.ACCEPTED)


def test_what_has_gone_out_is_not_rewritten():
    referral = a_referral()
    with pytest.raises(ValidationError) as refusal:
        actions.change_referral(by=UserFactory(), referral=referral, asked="altro")
    assert refusal.value.code == "sent"
    draft = a_draft()
    actions.change_referral(by=UserFactory(), referral=draft, asked="altro")
    assert draft.asked == "altro"


def test_to_an_employer_nothing_goes_without_a_mandate():
    employer = OrganisationFactory(kind=OrganisationKind.EMPLOYER, is_public=False, name="Tessitura Lari")
    request = a_request(State.ACCEPTED)
    consents_to_talk(request.asked_by, ConsentPurpose.CONTACT_EMPLOYER)
    with pytest.raises(ValidationError) as refusal:
        a_draft(request=request, organisation=employer)
    assert "Tessitura Lari" in refusal.value.messages[0]
    a_signed_mandate(
        household=request.household, organisation=employer, scope=scope("employer"), purpose="orario di lavoro"
    )
    assert a_draft(request=request, organisation=employer).organisation == employer


def test_a_family_sent_to_us_becomes_a_household_and_a_proposal_never_a_request():
    referral = an_arrival()
    actions.accept_arrival(
        by=UserFactory(),
        referral=referral,
        answered_on=clock.today(),
        answer="La incontriamo giovedì",
        family_name="Idrissi",
        given_name="Amal",
        proposal="Un aiuto per la domanda di casa",
        areas=[area("another_home")],
    )
    request = SupportRequest.objects.get()
    assert (request.origin, request.state, request.word_by) == (Origin.PROPOSAL, State.PROPOSED, None)
    assert referral.household == request.household == Household.objects.get()
    assert str(head_of(referral.household)) == "Idrissi Amal"


def test_a_family_we_know_stays_where_it_is():
    household = HouseholdFactory()
    referral = an_arrival(household=household)
    actions.accept_arrival(by=UserFactory(), referral=referral, answered_on=clock.today(), answer="Sì")
    assert (Household.objects.count(), SupportRequest.objects.count()) == (1, 0)


def test_whom_a_body_sends_has_a_name():
    with pytest.raises(ValidationError) as refusal:
        an_arrival(family_named="  ")
    assert "family_named" in refusal.value.error_dict


def test_no_is_said_with_its_reason():
    referral = an_arrival()
    with pytest.raises(ValidationError):
        actions.refuse_arrival(by=UserFactory(), referral=referral, answered_on=clock.today(), reason=" ")
    actions.refuse_arrival(
        by=UserFactory(), referral=referral, answered_on=clock.today(), reason="non ci sono alloggi liberi"
    )
    assert referral.state == R.REFUSED


MOVES = {
    R.SENT: lambda referral: actions.send_referral(
        by=UserFactory(), referral=referral, sent_on=clock.today(), how=InformedHow.PHONE
    ),
    R.ACCEPTED: answer,
    R.REFUSED: lambda referral: answer(referral, R.REFUSED, reason="no"),
    R.WITHDRAWN: lambda referral: actions.withdraw_referral(by=UserFactory(), referral=referral, reason="no"),
}


@pytest.mark.parametrize("to", list(MOVES))
@pytest.mark.parametrize("origin", [R.DRAFT, R.SENT, R.ACCEPTED, R.REFUSED, R.WITHDRAWN])
def test_only_the_steps_of_the_table_are_taken(origin, to):
    referral = a_draft() if origin == R.DRAFT else a_referral()
    if origin not in (R.DRAFT, R.SENT):
        MOVES[origin](referral)
    if to in REFERRAL_TRANSITIONS[origin]:
        MOVES[to](referral)
        assert referral.state == to
        return
    with pytest.raises(ValidationError):
        MOVES[to](referral)
    assert Referral.objects.get().state == origin


# --- What is forgotten ------------------------------------------------------------------------------


def test_a_family_that_was_not_taken_in_is_forgotten_after_six_months_with_its_letters(coordinator, time_machine):
    time_machine.move_to("2026-08-31 10:00 +0200")
    referral, taken_in, sent = an_arrival(by=coordinator), an_arrival(by=coordinator), a_referral(by=coordinator)
    letter = SimpleUploadedFile("lettera.pdf", b"%PDF-1.7")
    actions.keep_with_referral(by=coordinator, referral=referral, title="La lettera", file=letter)
    said = {"by": coordinator, "answered_on": clock.today()}
    actions.refuse_arrival(referral=referral, reason="nessuna casa libera", **said)
    actions.accept_arrival(referral=taken_in, answer="sì", family_name="Idrissi", **said)
    actions.answer_referral(referral=sent, outcome=R.REFUSED, answer="", reason="fondi finiti", **said)
    time_machine.move_to("2027-02-27 23:59 +0100")
    call_command("forget_referrals")
    assert Referral.objects.filter(pk=referral.pk).exists()
    time_machine.move_to("2027-02-28 00:01 +0100")
    call_command("forget_referrals")
    assert set(Referral.objects.all()) == {taken_in, sent} and not Document.objects.exists()
    assert AuditRecord.objects.filter(verb="forget_referral", subject_id=referral.pk).exists()


def test_the_page_says_when_it_will_be_forgotten(client_of, coordinator, time_machine):
    time_machine.move_to("2026-08-31 10:00 +0200")
    referral = an_arrival(by=coordinator)
    page = referral.get_absolute_url()
    assert "si cancella da sola" not in client_of(coordinator).get(page).content.decode()
    actions.refuse_arrival(by=coordinator, referral=referral, answered_on=clock.today(), reason="nessuna casa libera")
    assert "28 febbraio 2027" in client_of(coordinator).get(page).content.decode()
