"""What the law says of volunteers, to the figure; by legal form."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accanto.archive.models import LegalForm
from accanto.audit.models import AuditRecord
from accanto.base import clock
from accanto.residents.tests.factories import MembershipFactory, PersonFactory
from accanto.volunteers import actions, queries, rules
from accanto.volunteers.models import RefundResolution, Volunteer
from accanto.volunteers.states import ExpenseKind, ExpenseState
from accanto.volunteers.tests.factories import ExpenseFactory, VolunteerFactory, a_cooperative

pytestmark = pytest.mark.django_db


def members(count):
    return MembershipFactory.create_batch(count)


def enrol(by, **values):
    values.setdefault("register_from", clock.today())
    return actions.enrol_volunteer(by=by, person=PersonFactory(), **values)


class TestHalfOfTheMembers:
    """L. 381/1991 art. 2 c. 2: at most half of all members."""

    def test_twelve_of_twenty_four_may_and_thirteen_of_twenty_five_may_not(self, coordinator):
        a_cooperative(LegalForm.SOCIAL)
        members(24)
        VolunteerFactory.create_batch(11)
        assert enrol(coordinator).register_number
        members(1)
        with pytest.raises(ValidationError, match="13 su 25 soci"):
            enrol(coordinator)
        assert Volunteer.objects.count() == 12

    def test_who_left_counts_no_more(self, coordinator):
        a_cooperative(LegalForm.SOCIAL)
        members(2)
        VolunteerFactory(register_until=clock.today() - timedelta(days=1))
        MembershipFactory(left_on=clock.today())
        assert enrol(coordinator)
        with pytest.raises(ValidationError, match="2 su 2 soci"):
            enrol(coordinator)

    @pytest.mark.parametrize("legal_form", [LegalForm.HOUSING, LegalForm.OTHER])
    def test_other_cooperatives_have_no_such_limit(self, legal_form, coordinator):
        a_cooperative(legal_form)
        assert enrol(coordinator)

    def test_an_entry_of_the_paper_register_is_taken_over_and_shown_as_too_many(self, coordinator):
        a_cooperative(LegalForm.SOCIAL)
        members(1)
        actions.take_over_volunteer(by=coordinator, person=PersonFactory(), register_from=date(2015, 3, 1))
        assert queries.share_on(clock.today()).is_exceeded


class TestTheRegister:
    def test_numbers_follow_each_other_and_the_entry_is_audited(self, coordinator):
        a_cooperative()
        first, second = enrol(coordinator), enrol(coordinator)
        assert second.register_number == first.register_number + 1
        assert AuditRecord.objects.filter(verb="enrol_volunteer", subject_id=str(second.pk)).exists()

    def test_nobody_is_in_it_twice(self, coordinator):
        a_cooperative()
        volunteer = enrol(coordinator)
        with pytest.raises(ValidationError, match="già nel registro"):
            actions.enrol_volunteer(by=coordinator, person=volunteer.person, register_from=clock.today())

    def test_who_left_can_come_back_under_a_new_number(self, coordinator):
        a_cooperative()
        volunteer = enrol(coordinator, register_from=date(2024, 1, 1))
        actions.leave_register(by=coordinator, volunteer=volunteer, register_until=date(2025, 1, 1), left_because="")
        again = actions.enrol_volunteer(by=coordinator, person=volunteer.person, register_from=clock.today())
        assert again.register_number > volunteer.register_number

    def test_only_the_account_of_a_volunteer_is_hers(self, coordinator, volunteer):
        a_cooperative()
        with pytest.raises(ValidationError, match="non è di un volontario"):
            enrol(coordinator, user=coordinator)
        enrol(coordinator, user=volunteer)
        with pytest.raises(ValidationError, match="già di un altro volontario"):
            enrol(coordinator, user=volunteer)


class TestSelfCertifiedExpenses:
    """CTS art. 17 c. 4: at most 10 € a day and 150 € a month, with a resolution; L. 381/1991: none at all."""

    @pytest.fixture
    def giulia(self, volunteer):
        return VolunteerFactory(user=volunteer)

    @pytest.fixture
    def resolution(self):
        return RefundResolution.objects.create(
            number="4/2026", decided_on=date(2026, 1, 10), admits="autobus", valid_from=date(2020, 1, 1)
        )

    def enter(self, giulia, amount="10.00", day=None, kind=ExpenseKind.SELF_CERTIFIED, evidence=""):
        return actions.enter_expense(
            by=giulia.user,
            volunteer=giulia,
            day=day or clock.today(),
            amount=Decimal(amount),
            kind=kind,
            what="autobus",
            evidence=evidence,
        )

    def test_sixteen_days_at_ten_euro_pay_a_hundred_and_fifty(self, giulia, resolution, coordinator):
        a_cooperative(LegalForm.HOUSING)
        for day in range(1, 17):
            expense = self.enter(giulia, day=date(2026, 3, day))
            actions.approve_expense(by=coordinator, expense=expense)
        month = queries.expense_month(giulia, date(2026, 3, 1))
        assert month.refund.self_certified == Decimal("160.00")
        assert month.refund.total == Decimal("150.00")
        assert month.refund.cut == Decimal("10.00")

    def test_more_than_ten_euro_in_a_day_is_refused(self, giulia, resolution):
        a_cooperative(LegalForm.HOUSING)
        with pytest.raises(ValidationError, match="10,00 €"):
            self.enter(giulia, "10.01")
        self.enter(giulia, "6.00")
        with pytest.raises(ValidationError, match="10,00 €"):
            self.enter(giulia, "4.01")
        assert self.enter(giulia, "4.00")

    def test_without_a_resolution_of_the_board_they_are_refused(self, giulia, resolution):
        a_cooperative(LegalForm.HOUSING)
        resolution.change(valid_to=clock.today() - timedelta(days=1))
        with pytest.raises(ValidationError, match="delibera"):
            self.enter(giulia)

    def test_a_social_cooperative_pays_documents_only(self, giulia, resolution, coordinator):
        a_cooperative(LegalForm.SOCIAL)
        with pytest.raises(ValidationError, match="L. 381/1991"):
            self.enter(giulia)
        with pytest.raises(ValidationError, match="L. 381/1991"):
            actions.add_resolution(
                by=coordinator, number="1", decided_on=clock.today(), admits="tutto", valid_from=clock.today()
            )
        assert self.enter(giulia, "212.40", kind=ExpenseKind.DOCUMENTED, evidence="fattura n. 3")

    def test_a_resolution_of_tomorrow_admits_nothing(self, coordinator):
        a_cooperative(LegalForm.HOUSING)
        tomorrow = clock.today() + timedelta(days=1)
        with pytest.raises(ValidationError, match="deve ancora venire"):
            actions.add_resolution(by=coordinator, number="9", decided_on=tomorrow, admits="x", valid_from=tomorrow)

    def test_documented_ones_are_paid_whole(self, giulia, coordinator):
        a_cooperative(LegalForm.SOCIAL)
        for expense in ExpenseFactory.create_batch(2, volunteer=giulia, amount=Decimal("100.01")):
            actions.approve_expense(by=coordinator, expense=expense)
        month = queries.expense_month(giulia, clock.today().replace(day=1))
        assert month.refund.total == Decimal("200.02")

    def test_only_approved_ones_are_paid(self, giulia, coordinator):
        a_cooperative()
        waiting, refused, withdrawn = ExpenseFactory.create_batch(3, volunteer=giulia)
        actions.refuse_expense(by=coordinator, expense=refused, refused_because="non era una visita")
        actions.withdraw_expense(by=giulia.user, expense=withdrawn)
        month = queries.expense_month(giulia, clock.today().replace(day=1))
        assert (month.refund.total, month.waiting) == (Decimal("0.00"), 1)

    def test_a_documented_one_names_its_document(self, giulia):
        a_cooperative()
        with pytest.raises(ValidationError, match="quale documento"):
            self.enter(giulia, kind=ExpenseKind.DOCUMENTED, evidence="  ")
        with pytest.raises(IntegrityError), transaction.atomic():
            ExpenseFactory(volunteer=giulia, evidence="")

    def test_only_days_in_the_register_count(self, giulia):
        a_cooperative()
        with pytest.raises(ValidationError, match="non era nel registro"):
            self.enter(giulia, day=date(2019, 12, 31), kind=ExpenseKind.DOCUMENTED, evidence="biglietto")
        with pytest.raises(ValidationError, match="deve ancora venire"):
            self.enter(giulia, day=clock.today() + timedelta(days=1), kind=ExpenseKind.DOCUMENTED, evidence="x")

    def test_nobody_decides_her_own_or_twice(self, giulia, coordinator, volunteer):
        a_cooperative()
        expense = ExpenseFactory(volunteer=giulia)
        with pytest.raises(ValidationError, match="qualcun altro"):
            actions.approve_expense(by=volunteer, expense=expense)
        actions.approve_expense(by=coordinator, expense=expense)
        assert (expense.state, expense.decided_by) == (ExpenseState.APPROVED, coordinator)
        with pytest.raises(ValidationError, match="già deciso"):
            actions.refuse_expense(by=coordinator, expense=expense, refused_because="no")

    def test_nobody_writes_for_somebody_else(self, giulia, other_volunteer):
        a_cooperative()
        with pytest.raises(ValidationError, match="le tue spese"):
            actions.enter_expense(
                by=other_volunteer,
                volunteer=giulia,
                day=clock.today(),
                amount=Decimal("1"),
                kind=ExpenseKind.DOCUMENTED,
                what="autobus",
                evidence="biglietto",
            )

    @pytest.mark.parametrize(
        "spent, paid", [(["12.00"], "10.00"), (["10.00"] * 15, "150.00"), (["9.99"] * 16, "150.00")]
    )
    def test_the_ceilings_hold_whatever_was_approved(self, giulia, spent, paid):
        expenses = [
            ExpenseFactory.build(day=date(2026, 3, day), amount=Decimal(amount), kind=ExpenseKind.SELF_CERTIFIED)
            for day, amount in enumerate(spent, start=1)
        ]
        assert rules.refund_of_month(expenses, Decimal(10), Decimal(150)).total == Decimal(paid)
