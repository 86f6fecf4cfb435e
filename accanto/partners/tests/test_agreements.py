"""Agreements: what cannot be one, their life, and what they ask for as their end comes near."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from accanto.archive.models import LegalForm
from accanto.base.clock import ROME
from accanto.directory.tests.factories import OrganisationFactory
from accanto.housing.tests.factories import DwellingFactory
from accanto.partners import actions, queries
from accanto.partners.models import Agreement
from accanto.partners.states import AGREEMENT_TRANSITIONS, AgreementKind, AgreementState
from accanto.partners.tests.factories import AgreementFactory, under_law_of
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db
S = AgreementState


@pytest.fixture(autouse=True)
def _a_monday_in_march():
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=ROME), tick=False):
        under_law_of(LegalForm.SOCIAL)
        yield


def terms(**values) -> dict:
    """The terms of a protocol for three years."""
    return {
        "kind": AgreementKind.PROTOCOL,
        "object": "Alloggi temporanei",
        "starts_on": date(2026, 4, 1),
        "ends_on": date(2029, 3, 31),
        **values,
    }


def draft(by, **values) -> Agreement:
    values.setdefault("parties", [OrganisationFactory()])
    return actions.draft_agreement(by=by, **terms(**values))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": date(2026, 3, 31)}, "ends_on"),
        ({"parties": []}, "parties"),
        ({"ends_on": None, "renews_tacitly": True}, "ends_on"),
        ({"notice_days": 30}, "notice_days"),
        ({"signed_on": date(2026, 3, 3)}, "signed_on"),
    ],
)
def test_what_is_no_agreement_is_refused_at_its_field(coordinator, wrong, field):
    with pytest.raises(ValidationError) as refusal:
        draft(coordinator, **wrong)
    assert set(refusal.value.message_dict) == {field}
    assert not Agreement.objects.exists()


def test_an_agreement_of_one_day_is_one(coordinator):
    assert draft(coordinator, ends_on=date(2026, 4, 1)).ends_on == date(2026, 4, 1)


def test_the_database_refuses_an_end_before_the_beginning():
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementFactory(starts_on=date(2026, 4, 1), ends_on=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("form", "kind", "fits"),
    [
        (LegalForm.SOCIAL, AgreementKind.ARTICLE_56, False),
        (LegalForm.HOUSING, AgreementKind.ARTICLE_56, False),
        (LegalForm.OTHER, AgreementKind.ARTICLE_56, True),
        (LegalForm.SOCIAL, AgreementKind.LAW_381, True),
        (LegalForm.HOUSING, AgreementKind.LAW_381, False),
        (LegalForm.HOUSING, AgreementKind.PROTOCOL, True),
    ],
)
def test_the_legal_form_excludes_some_kinds_and_says_why(coordinator, form, kind, fits):
    under_law_of(form)
    if fits:
        assert draft(coordinator, kind=kind).kind == kind
        return
    with pytest.raises(ValidationError, match="cooperative"):
        draft(coordinator, kind=kind)


# --- Two over one object ----------------------------------------------------------------------------


def test_a_second_agreement_over_one_object_names_the_first_and_needs_a_reason(coordinator):
    body = OrganisationFactory()
    first = draft(coordinator, parties=[body])
    again = {"parties": [body, OrganisationFactory()], "object": "alloggi  TEMPORANEI.", "starts_on": date(2029, 3, 31)}
    with pytest.raises(ValidationError) as refusal:
        draft(coordinator, **again, ends_on=None)
    assert first.object in refusal.value.message_dict["overlap_reason"][0]
    second = draft(coordinator, **again, ends_on=None, overlap_reason="due uffici diversi")
    assert second.overlap_reason == "due uffici diversi"


@pytest.mark.parametrize(
    "apart",
    [
        {"parties": None},  # with another body
        {"object": "Doposcuola"},
        {"starts_on": date(2029, 4, 1), "ends_on": None},  # the day after
    ],
)
def test_agreements_that_do_not_meet_need_no_reason(coordinator, apart):
    body = OrganisationFactory()
    draft(coordinator, parties=[body])
    values = {"parties": [body], **apart}
    draft(coordinator, **values | {"parties": values["parties"] or [OrganisationFactory()]})
    assert Agreement.objects.count() == 2


def test_a_home_that_both_cover_is_one_object(coordinator):
    body, dwelling = OrganisationFactory(), DwellingFactory()
    first = draft(coordinator, parties=[body])
    second = draft(coordinator, parties=[body], object="Accoglienza")
    for agreement in (first, second):
        actions.add_cover(by=coordinator, agreement=agreement, what="dwelling", pk=dwelling.pk)
    with pytest.raises(ValidationError, match="Alloggi temporanei"):
        actions.change_agreement(by=coordinator, agreement=second, **terms(object="Accoglienza", parties=[body]))


# --- Its life ---------------------------------------------------------------------------------------


def test_from_the_draft_to_the_signature(coordinator):
    agreement = draft(coordinator)
    actions.move_agreement(by=coordinator, agreement=agreement, to=S.SIGNING)
    assert agreement.shown_state == S.SIGNING
    actions.sign_agreement(by=coordinator, agreement=agreement, signed_on=date(2026, 3, 1), protocol_number="12/2026")
    assert (agreement.shown_state, agreement.protocol_number) == (S.IN_FORCE, "12/2026")


@pytest.mark.parametrize("origin", [state for state in S if state != S.EXPIRING])
def test_only_the_steps_of_the_table_are_taken(coordinator, origin):
    for to in S:
        agreement = AgreementFactory(state=origin, ended_on=date(2026, 3, 1) if origin == S.ENDED else None)
        if to in (S.DRAFT, S.SIGNING) and to in AGREEMENT_TRANSITIONS.get(origin, ()):
            actions.move_agreement(by=coordinator, agreement=agreement, to=to)
            assert agreement.state == to
        elif to not in AGREEMENT_TRANSITIONS.get(origin, ()):
            with pytest.raises(ValidationError):
                actions.move_agreement(by=coordinator, agreement=agreement, to=to)


@pytest.mark.parametrize(
    ("today", "tacit", "shown"),
    [
        (date(2027, 10, 15), False, S.IN_FORCE),
        (date(2027, 10, 16), False, S.EXPIRING),  # 90 days before
        (date(2028, 1, 14), False, S.EXPIRING),
        (date(2028, 1, 15), False, S.ENDED),
        (date(2028, 1, 15), True, S.EXPIRING),  # it goes on; its new end is to be written
    ],
)
def test_the_calendar_alone_lets_it_expire(today, tacit, shown):
    agreement = AgreementFactory(renews_tacitly=tacit)
    with time_machine.travel(datetime(today.year, today.month, today.day, 9, tzinfo=ROME), tick=False):
        assert agreement.shown_state == shown
        found = {state for state in S if Agreement.objects.shown_as(state, today).exists()}
        assert shown in found and found <= {shown, S.IN_FORCE}
        assert Agreement.objects.holding_on(today).exists() == (shown != S.ENDED)


def test_the_renewal_follows_the_day_after_for_as_long(coordinator):
    former = AgreementFactory(starts_on=date(2024, 2, 29), ends_on=date(2026, 2, 28))
    former.areas.set([])
    renewal = actions.renew_agreement(by=coordinator, agreement=former)
    assert (renewal.starts_on, renewal.ends_on) == (date(2026, 3, 1), date(2028, 2, 29))
    assert set(renewal.parties.all()) == set(former.parties.all())
    actions.sign_agreement(by=coordinator, agreement=renewal, signed_on=date(2026, 3, 2))
    former = queries.agreement_for(coordinator, former.pk)
    assert former.shown_state == S.RENEWED
    with pytest.raises(ValidationError):
        actions.renew_agreement(by=coordinator, agreement=former)


def test_a_whole_year_is_followed_by_a_whole_year(coordinator):
    former = AgreementFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    renewal = actions.renew_agreement(by=coordinator, agreement=former)
    assert (renewal.starts_on, renewal.ends_on) == (date(2027, 1, 1), date(2027, 12, 31))


def test_notice_after_its_term_is_too_late(coordinator):
    agreement = AgreementFactory(ends_on=date(2026, 3, 31), renews_tacitly=True, notice_days=30)
    assert agreement.notice_by == date(2026, 3, 1)
    with pytest.raises(ValidationError, match="01/03/2026"):
        actions.give_notice(by=coordinator, agreement=agreement, notice_given_on=date(2026, 3, 2))
    actions.give_notice(by=coordinator, agreement=agreement, notice_given_on=date(2026, 3, 1))
    assert not agreement.will_renew


def test_a_closed_agreement_says_why_and_holds_no_longer(coordinator):
    agreement = AgreementFactory()
    end = {"ended_on": date(2026, 3, 2), "end_reason": "di comune accordo"}
    actions.end_agreement(by=coordinator, agreement=agreement, **end)
    assert not Agreement.objects.holding_on(date(2026, 3, 2)).exists()
    with pytest.raises(ValidationError):
        actions.change_agreement(by=coordinator, agreement=agreement, **terms(parties=[OrganisationFactory()]))


def test_a_restricted_household_is_not_covered_by_who_may_not_open_it(coordinator):
    hidden = HouseholdFactory(is_restricted=True)
    with pytest.raises(Http404):
        actions.add_cover(by=coordinator, agreement=AgreementFactory(), what="household", pk=hidden.pk)
