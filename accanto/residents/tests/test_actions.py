"""What may be written of people and households, and what is refused with a sentence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.directory.tests.factories import ContactFactory
from accanto.residents import actions
from accanto.residents.models import HouseholdMember, HouseholdRole, PaperKind, Person
from accanto.residents.tax_codes import checked_tax_code
from accanto.residents.tests.factories import (
    HouseholdFactory,
    HouseholdMemberFactory,
    MembershipFactory,
    PaperFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["RSSMRA80A01H501U", "TSTPRV90A41Z100M", "XXXYYY85B52Z210D", "CCCDDD92T50Z236M"])
def test_a_right_tax_code_stands_however_it_is_typed(code):
    assert checked_tax_code(code) == code
    assert checked_tax_code(f" {code[:6].lower()} {code[6:]} ") == code


def test_no_tax_code_is_no_mistake():
    assert checked_tax_code("  ") == ""


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("RSSMRA80A01H501X", "lettera di controllo"),
        ("RSSMRA80A01", "16 caratteri"),
        ("1234567890123456", "lettere e numeri"),
    ],
)
def test_a_wrong_tax_code_is_refused_with_the_reason(code, sentence):
    with pytest.raises(ValidationError, match=sentence):
        checked_tax_code(code)


def test_two_people_cannot_have_one_tax_code(coordinator):
    actions.add_person(by=coordinator, family_name="Rossi", tax_code="RSSMRA80A01H501U")
    with pytest.raises(ValidationError, match="già una persona") as refusal:
        actions.add_person(by=coordinator, family_name="Rossi", tax_code="rssmra80a01h501u")
    assert list(refusal.value.error_dict) == ["tax_code"]
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(tax_code="RSSMRA80A01H501U")


def test_nobody_is_born_tomorrow(coordinator):
    with pytest.raises(ValidationError, match="deve ancora venire"):
        actions.add_person(by=coordinator, family_name="Rossi", birth_date=clock.today() + timedelta(days=1))


def test_whoever_was_slower_learns_it_and_nothing_is_overwritten(coordinator):
    person = PersonFactory(address="Via Cava 1")
    seen = person.version
    actions.change_person(by=coordinator, person=person, version=seen, address="Via Cava 2")
    slower = Person.objects.get(pk=person.pk)
    with pytest.raises(ValidationError, match="Nel frattempo"):
        actions.change_person(by=coordinator, person=slower, version=seen, address="Via Cava 3")
    assert Person.objects.get(pk=person.pk).address == "Via Cava 2"


def test_one_household_at_a_time_held_by_action_and_database(coordinator):
    first, second = HouseholdFactory(), HouseholdFactory()
    person = first.members.get().person
    with pytest.raises(ValidationError, match="già parte di un nucleo"):
        actions.add_household_member(
            by=coordinator, household=second, person=person, role=HouseholdRole.OTHER, since=clock.today()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseholdMemberFactory(household=second, person=person)


def test_a_household_has_one_head(coordinator):
    household = HouseholdFactory()
    with pytest.raises(ValidationError, match="già un intestatario"):
        actions.add_household_member(
            by=coordinator, household=household, person=PersonFactory(), role=HouseholdRole.HEAD, since=clock.today()
        )


def test_the_past_of_a_person_does_not_overlap(coordinator):
    household = HouseholdFactory()
    member = household.members.get()
    actions.end_household_member(by=coordinator, member=member, until=date(2025, 6, 30))
    with pytest.raises(ValidationError, match="viveva in un altro nucleo"):
        actions.open_household(by=coordinator, head=member.person, since=date(2025, 6, 30))
    actions.open_household(by=coordinator, head=member.person, since=date(2025, 7, 1))


def test_what_is_written_of_a_household_has_happened(coordinator):
    household, tomorrow = HouseholdFactory(), clock.today() + timedelta(days=1)
    acts = {
        "closed_on": lambda: actions.close_household(by=coordinator, household=household, closed_on=tomorrow),
        "until": lambda: actions.end_household_member(by=coordinator, member=household.members.get(), until=tomorrow),
        "since": lambda: actions.add_household_member(
            by=coordinator, household=household, person=PersonFactory(), role=HouseholdRole.CHILD, since=tomorrow
        ),
    }
    for field, act in acts.items():
        with pytest.raises(ValidationError, match="deve ancora venire") as refusal:
            act()
        assert list(refusal.value.error_dict) == [field]


def test_an_admission_still_to_come_is_refused_at_its_field(coordinator):
    with pytest.raises(ValidationError) as refusal:
        actions.admit_member(
            by=coordinator, person=PersonFactory(), book_number=1, category="ordinary", admitted_on=date(2062, 3, 15)
        )
    assert list(refusal.value.error_dict) == ["admitted_on"]


def test_a_member_is_a_member_once_and_a_number_is_given_once(coordinator):
    membership = MembershipFactory(book_number=7)
    with pytest.raises(ValidationError, match="già socia"):
        actions.admit_member(by=coordinator, person=membership.person, book_number=8, category="ordinary")
    with pytest.raises(ValidationError, match="già nel libro soci"):
        actions.admit_member(by=coordinator, person=PersonFactory(), book_number=7, category="ordinary")


def test_a_renewed_paper_is_followed_by_the_new_one(coordinator):
    old = PaperFactory(expires_on=date(2024, 12, 1))
    new = actions.renew_paper(by=coordinator, paper=old, issued_on=date(2024, 12, 1), expires_on=date(2026, 12, 1))
    old.refresh_from_db()
    assert old.renewed_by == new
    with pytest.raises(ValidationError, match="già stato rinnovato"):
        actions.renew_paper(by=coordinator, paper=old, issued_on=None, expires_on=date(2029, 12, 1))


def test_a_paper_cannot_expire_before_it_was_issued(coordinator):
    kind = PaperKind.objects.get(code="passport")
    with pytest.raises(ValidationError, match="prima del rilascio"):
        actions.add_paper(
            by=coordinator, person=PersonFactory(), kind=kind, issued_on=date(2026, 2, 1), expires_on=date(2026, 1, 1)
        )


def test_a_consent_is_withdrawn_once_and_a_refusal_cannot_be(coordinator):
    given = _consent(coordinator, is_given=True)
    actions.withdraw_consent(by=coordinator, consent=given)
    for consent in (given, _consent(coordinator, is_given=False)):
        with pytest.raises(ValidationError, match="Non c'è un consenso"):
            actions.withdraw_consent(by=coordinator, consent=consent)


def _consent(coordinator, *, is_given):
    return actions.record_consent(
        by=coordinator,
        person=PersonFactory(),
        purpose="photos",
        is_given=is_given,
        answered_on=clock.today(),
        notice_version="2026-1",
        evidence="firmato su carta",
    )


def test_the_team_takes_a_person_once_and_only_in_her_own_role(coordinator, volunteer):
    household = HouseholdFactory()
    place = {"by": coordinator, "household": household, "since": clock.today(), "why": "lingua"}
    actions.add_to_team(role="volunteer", user=volunteer, **place)
    with pytest.raises(ValidationError, match="già accanto"):
        actions.add_to_team(role="volunteer", user=volunteer, **place)
    with pytest.raises(ValidationError, match="altro ruolo"):
        actions.add_to_team(role="coordinator", user=volunteer, **place)
    with pytest.raises(ValidationError, match="referente dell'ente"):
        actions.add_to_team(role="social_worker", **place)
    actions.add_to_team(role="social_worker", contact=ContactFactory(), **place)


def test_every_write_leaves_its_line_without_contents(coordinator):
    person = actions.add_person(by=coordinator, family_name="Segreta", address="Via Nascosta 3")
    household = actions.open_household(by=coordinator, head=person, since=clock.today())
    actions.change_person(by=coordinator, person=person, address="Via Taciuta 4")
    lines = list(AuditRecord.objects.order_by("id"))
    assert [line.verb for line in lines] == ["add_person", "open_household", "add_household_member", "change_person"]
    assert lines[-1].details == {"fields": ["address"]} and lines[-1].household_id == household.pk
    written = " ".join(str(line.details) for line in lines)
    assert "Segreta" not in written and "Taciuta" not in written


def test_an_end_before_the_beginning_is_held_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseholdMemberFactory(since=date(2026, 2, 1), until=date(2026, 1, 1))
    assert not HouseholdMember.objects.exists()


def test_a_paper_that_is_still_to_be_issued_is_refused(coordinator):
    tomorrow = clock.today() + timedelta(days=1)
    paper = PaperFactory()
    for refused in (
        lambda: actions.add_paper(by=coordinator, person=paper.person, kind=paper.kind, issued_on=tomorrow),
        lambda: actions.change_paper(by=coordinator, paper=paper, issued_on=tomorrow),
        lambda: actions.renew_paper(by=coordinator, paper=paper, issued_on=tomorrow, expires_on=None),
        lambda: actions.change_paper_kind(by=coordinator, kind=paper.kind, checked_on=tomorrow),
    ):
        with pytest.raises(ValidationError, match="deve ancora venire"):
            refused()
