"""Expenses: entered by her, decided by a coordinator, the ceiling explained."""

from datetime import date
from decimal import Decimal

import pytest

from accanto.archive.models import LegalForm
from accanto.base import clock
from accanto.volunteers import actions
from accanto.volunteers.models import Expense
from accanto.volunteers.states import ExpenseState
from accanto.volunteers.tests.browsing import page, send
from accanto.volunteers.tests.factories import ExpenseFactory, a_cooperative, ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cooperative")]


class TestExpenses:
    @pytest.fixture
    def giulia(self, volunteer):
        return ready(user=volunteer)

    def test_entered_by_her_approved_by_the_coordinator(self, giulia, desk, client_of):
        hers = client_of(giulia.user)
        data = {"day": str(clock.today()), "amount": "3.40", "kind": "documented", "what": "autobus"}
        assert send(hers, "expense_new", giulia.pk, **data).status_code == 422
        assert send(hers, "expense_new", giulia.pk, **data, evidence="due biglietti").status_code == 302
        expense = Expense.objects.get()
        assert "due biglietti" in page(desk, "expense_list")
        send(desk, "expense_approve", expense.pk)
        expense.refresh_from_db()
        assert (expense.state, expense.amount) == (ExpenseState.APPROVED, Decimal("3.40"))
        assert "3,40 €" in page(hers, "expenses", giulia.pk)

    def test_the_ceiling_is_explained(self, giulia, desk, coordinator):
        for day in range(1, 17):
            expense = ExpenseFactory(
                volunteer=giulia, day=date(2026, 3, day), amount=10, kind="self_certified", evidence=""
            )
            actions.approve_expense(by=coordinator, expense=expense)
        text = page(desk, "expenses", giulia.pk, query="?mese=2026-03")
        assert "160,00 €" in text
        assert "massimo" in text and "150,00 €" in text

    def test_a_social_cooperative_offers_documents_only(self, giulia, client_of):
        hers = client_of(giulia.user)
        assert "autocertificata" in page(hers, "expense_new", giulia.pk)
        a_cooperative(LegalForm.SOCIAL)
        assert "autocertificata" not in page(hers, "expense_new", giulia.pk)
        data = {"day": str(clock.today()), "amount": "3", "kind": "self_certified", "what": "autobus"}
        assert send(hers, "expense_new", giulia.pk, **data).status_code == 422

    @pytest.mark.parametrize("month", ["", "2026-13", "novembre", "9999-99", "0000-01"])
    def test_an_impossible_month_is_this_month(self, giulia, desk, month):
        ExpenseFactory(volunteer=giulia, what="biglietto di oggi")
        assert "biglietto di oggi" in page(desk, "expenses", giulia.pk, query=f"?mese={month}")

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_waiting_list_costs_the_same_for_one_and_three(self, giulia, desk, rows, django_assert_num_queries):
        ExpenseFactory.create_batch(rows, volunteer=giulia)
        with django_assert_num_queries(6):
            page(desk, "expense_list")

    def test_another_volunteer_finds_nothing(self, giulia, outsider, client_of):
        expense = ExpenseFactory(volunteer=giulia)
        stranger = client_of(outsider)
        page(stranger, "expenses", giulia.pk, status=404)
        page(stranger, "expense_new", giulia.pk, status=404)
        assert send(stranger, "expense_withdraw", expense.pk).status_code == 404
        assert send(client_of(giulia.user), "expense_approve", expense.pk).status_code == 404
        expense.refresh_from_db()
        assert expense.is_waiting
