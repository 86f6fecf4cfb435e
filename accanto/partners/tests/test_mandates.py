"""Mandates: who may give one, what it covers and until when, and what no mandate can allow."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.accounts.access import Role
from accanto.accounts.tests.factories import UserFactory
from accanto.base import clock
from accanto.directory.actions import merge_organisation
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners import actions
from accanto.partners.models import Mandate, MandateScope, MandateText
from accanto.partners.queries import language_of, mandate_covering, reminder_days, to_look_at
from accanto.partners.states.mandates import MandateState, Responsibility, Standing
from accanto.partners.tests.mandate_factories import a_mandate, a_signed_mandate, scope
from accanto.residents.models import HouseholdRole
from accanto.residents.tests.factories import (
    HouseholdFactory,
    HouseholdMemberFactory,
    PersonFactory,
    TeamMemberFactory,
)
from accanto.support.states import Channel

pytestmark = pytest.mark.django_db
TODAY = "2026-11-22 10:00 +0100"


def child_of(household, **values):
    """A child who lives there."""
    person = PersonFactory(given_name="Youssef", birth_date=date(2018, 4, 2))
    return HouseholdMemberFactory(household=household, person=person, **values).person


def looked_at(user):
    """What somebody should look at today."""
    return to_look_at(Mandate.objects.visible_to(user), clock.today(), reminder_days())


def refused(field, **values):
    with pytest.raises(ValidationError) as refusal:
        a_mandate(**values)
    assert field in refusal.value.error_dict
    assert not Mandate.objects.exists()
    return refusal.value


def test_only_what_is_signed_covers_and_only_what_it_names():
    mandate = a_mandate()
    person, body = mandate.given_by, mandate.organisation
    assert mandate_covering(person, body, "procedure") is None
    actions.sign_mandate(by=mandate.agent, mandate=mandate, signed_on=clock.today())
    assert mandate_covering(person, body, "procedure") == mandate
    assert mandate_covering(person, body, "employer") is None
    assert mandate_covering(person, OrganisationFactory(), "procedure") is None
    assert mandate_covering(PersonFactory(), body, "procedure") is None


def test_the_whole_covers_its_parts_and_a_part_never_the_whole():
    part = MandateScope.objects.create(code="procedure-pds", name="rinnovo del permesso", kind="procedure")
    whole, narrow = a_signed_mandate(), a_signed_mandate(scope=part)
    assert mandate_covering(whole.given_by, whole.organisation, part) == whole
    assert mandate_covering(whole.given_by, whole.organisation, "procedure-res") == whole
    assert mandate_covering(narrow.given_by, narrow.organisation, part) == narrow
    assert mandate_covering(narrow.given_by, narrow.organisation, "procedure") is None


def test_a_body_merged_into_another_is_refused_and_its_mandates_pass_on():
    body, other = OrganisationFactory(name="USL 4"), OrganisationFactory(name="Toscana Centro")
    mandate = a_signed_mandate(organisation=body)
    assert mandate_covering(mandate.given_by, other, "procedure") is None
    merge_organisation(by=mandate.agent, organisation=body, successor=other, merged_on=clock.today())
    body.refresh_from_db()
    assert mandate_covering(mandate.given_by, other, "procedure") == mandate
    with pytest.raises(ValidationError) as refusal:
        a_mandate(organisation=body)
    assert "Toscana Centro" in refusal.value.messages[0]


def test_it_ends_by_itself(time_machine):
    time_machine.move_to(TODAY)
    mandate = a_signed_mandate(since=date(2026, 12, 1), until=date(2027, 2, 28))
    person, body = mandate.given_by, mandate.organisation
    assert mandate.standing == Standing.NOT_YET
    assert mandate_covering(person, body, "procedure") is None
    for day in (date(2026, 12, 1), date(2027, 2, 28)):
        assert mandate_covering(person, body, "procedure", day) == mandate
    assert mandate_covering(person, body, "procedure", date(2027, 3, 1)) is None
    time_machine.move_to("2027-03-01 00:01 +0100")
    assert mandate.standing == Standing.EXPIRED
    assert mandate_covering(person, body, "procedure") is None


def test_before_she_signed_it_covered_nothing(time_machine):
    time_machine.move_to(TODAY)
    mandate = a_mandate(since=date(2026, 11, 1))
    actions.sign_mandate(by=mandate.agent, mandate=mandate, signed_on=date(2026, 11, 20))
    assert mandate_covering(mandate.given_by, mandate.organisation, "procedure", date(2026, 11, 19)) is None


def test_revoked_it_ends_at_once_and_the_day_before_stays_true(time_machine):
    time_machine.move_to(TODAY)
    mandate = a_mandate(since=date(2026, 11, 1))
    actions.sign_mandate(by=mandate.agent, mandate=mandate, signed_on=date(2026, 11, 1))
    actions.revoke_mandate(by=mandate.agent, mandate=mandate, how=Channel.PHONE)
    person, body = mandate.given_by, mandate.organisation
    assert mandate_covering(person, body, "procedure") is None
    assert mandate_covering(person, body, "procedure", date(2026, 11, 21)) == mandate
    with pytest.raises(ValidationError):
        actions.revoke_mandate(by=mandate.agent, mandate=mandate, how=Channel.PHONE)


def test_an_end_before_the_beginning_is_refused():
    refused("until", until=clock.today() - timedelta(days=1))
    mandate = a_mandate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(until=mandate.since - timedelta(days=1))


def test_for_her_own_child_a_parent_signs():
    household = HouseholdFactory()
    child = child_of(household)
    mandate = a_signed_mandate(household=household, child=child, responsibility=Responsibility.PARENT)
    assert mandate_covering(child, mandate.organisation, "procedure") == mandate
    assert mandate_covering(mandate.given_by, mandate.organisation, "procedure") is None


def test_for_somebody_elses_child_nobody_does():
    household, elsewhere = HouseholdFactory(), HouseholdFactory()
    other = child_of(elsewhere)
    refusal = refused("child", household=household, child=other, responsibility=Responsibility.PARENT)
    assert "responsabilità genitoriale" in refusal.messages[0]
    refused(
        "child",
        household=household,
        child=other,
        responsibility=Responsibility.GUARDIAN,
        responsibility_paper="decreto n. 3",
    )


def test_nor_does_an_aunt_who_lives_with_them():
    household = HouseholdFactory()
    child = child_of(household)
    aunt = HouseholdMemberFactory(household=household, role=HouseholdRole.RELATIVE).person
    refused("child", household=household, given_by=aunt, child=child, responsibility=Responsibility.PARENT)
    guardian = {"responsibility": Responsibility.GUARDIAN}
    refused("responsibility_paper", household=household, given_by=aunt, child=child, **guardian)
    paper = {"responsibility_paper": "decreto del Tribunale di Prato del 3/2/2026"}
    assert a_mandate(household=household, given_by=aunt, child=child, **guardian, **paper).child == child


def test_a_nephew_in_the_house_is_not_her_child():
    household = HouseholdFactory()
    nephew = child_of(household, role=HouseholdRole.RELATIVE)
    refused("child", household=household, child=nephew, responsibility=Responsibility.PARENT)


def test_a_minor_gives_none_and_an_adult_gives_her_own():
    household = HouseholdFactory()
    child = child_of(household)
    refused("given_by", household=household, given_by=child)
    son = HouseholdMemberFactory(household=household, person=PersonFactory(birth_date=date(2000, 1, 1))).person
    refused("child", household=household, child=son, responsibility=Responsibility.PARENT)


def test_a_child_that_left_meanwhile_is_not_signed_for():
    household = HouseholdFactory()
    child = child_of(household)
    mandate = a_mandate(household=household, child=child, responsibility=Responsibility.PARENT)
    child.stays.update(until=clock.today())
    with pytest.raises(ValidationError) as refusal:
        actions.sign_mandate(by=mandate.agent, mandate=mandate, signed_on=clock.today())
    assert "child" in refusal.value.error_dict


def test_who_acts_stands_beside_the_household():
    household = HouseholdFactory()
    volunteer = UserFactory(role=Role.VOLUNTEER)
    refused("agent", household=household, agent=volunteer)
    TeamMemberFactory(household=household, user=volunteer)
    assert a_mandate(household=household, agent=volunteer).agent == volunteer


def test_with_an_employer_the_purpose_is_named():
    refused("purpose", scope=scope("employer"))


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Trasmettere la DSU all'INPS", "CAF"),
        ("fare l’ISEE", "CAF"),
        ("Custodire lo SPID di Naima", "SPID"),
        ("entrare con il suo spid", "SPID"),
        ("tenere le PASSWORD", "SPID"),
        ("intermediazione di lavoro con le tessiture", "agenzie autorizzate"),
        ("chiedere un mutuo in banca", "OAM"),
        ("Mediazione   creditizia", "OAM"),
    ],
)
def test_what_the_law_leaves_to_others_is_refused_with_the_reason(typed, word):
    assert word in refused("purpose", purpose=typed).messages[0]


@pytest.mark.parametrize("typed", ["chiedere a che punto è la residenza", "portare le foto", "parlare della mensa"])
def test_plain_errands_are_not(typed):
    assert a_mandate(purpose=typed).purpose == typed


def test_what_may_not_be_done_is_not_offered():
    offered = " ".join(f"{row.code} {row.name}" for row in MandateScope.objects.all()).lower()
    assert not any(word in offered for word in ("dsu", "isee", "spid", "mutuo", "agenzia", "credito"))


def test_every_language_says_the_same_parts():
    texts = {text.language: text for text in MandateText.objects.all()}
    assert set(texts) == {"it", "en", "fr", "sq", "ro", "ar", "ur", "zh-Hans", "bn", "uk"}
    assert {language for language, text in texts.items() if text.is_reviewed} == {"it", "en"}
    assert {frozenset(text.parts) for text in texts.values()} == {frozenset(texts["it"].parts)}
    for row in MandateScope.objects.all():
        assert set(row.names) | {"it"} == set(texts)


@pytest.mark.parametrize(
    ("reads", "speaks", "language"),
    [(["ur"], [], "ur"), ([], ["zh"], "zh-Hans"), (["wo"], ["ary", "fr"], "ar"), (["wo"], ["wo"], "it")],
)
def test_the_paper_speaks_her_language_where_it_can(reads, speaks, language):
    assert language_of(PersonFactory(reads=reads, speaks=speaks)) == language


def test_thirty_days_before_its_end_somebody_looks_at_it(time_machine, coordinator):
    time_machine.move_to(TODAY)
    mandate = a_signed_mandate(until=date(2026, 12, 22))
    a_signed_mandate(until=date(2026, 12, 23))
    assert list(looked_at(coordinator)) == [mandate]
    actions.revoke_mandate(by=mandate.agent, mandate=mandate, how=Channel.OFFICE)
    assert not looked_at(coordinator)


def test_where_the_next_one_is_signed_nobody_is_reminded(time_machine, coordinator):
    time_machine.move_to(TODAY)
    first = a_signed_mandate(until=date(2026, 12, 1))
    a_signed_mandate(household=first.household, organisation=first.organisation, until=date(2027, 12, 1))
    assert not looked_at(coordinator)


def test_one_for_her_child_does_not_renew_her_own(time_machine, coordinator):
    time_machine.move_to(TODAY)
    own = a_signed_mandate(until=date(2026, 12, 1))
    child = child_of(own.household)
    later = {"organisation": own.organisation, "until": date(2027, 12, 1)}
    a_signed_mandate(household=own.household, child=child, responsibility=Responsibility.PARENT, **later)
    assert list(looked_at(coordinator)) == [own]


def test_not_signed_it_is_put_away():
    mandate = a_mandate()
    actions.discard_mandate(by=mandate.agent, mandate=mandate)
    assert mandate.state == MandateState.DISCARDED
    with pytest.raises(ValidationError) as refusal:
        actions.sign_mandate(by=mandate.agent, mandate=mandate, signed_on=clock.today())
    assert refusal.value.code == "no_such_step"
