"""A form that names columns refuses what the columns cannot hold, once and in words."""

from decimal import Decimal

import pytest
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from accanto.base.fields import SeveralRowsField
from accanto.base.forms import Form, limits_of
from accanto.coexistence.models import SharedSpace
from accanto.procedures.models import ProcedureType
from accanto.residents.models import Household, Membership, Paper
from accanto.volunteers.models import Training, Volunteer


class HouseholdForm(Form):
    """The one integer of a household."""

    model = Household
    model_fields = ("name", "presence_gap_days")


class PaperForm(Form):
    """A day."""

    model = Paper
    model_fields = ("issued_on",)


@pytest.mark.parametrize("days", ["99999999999", "-1", "32768", "9" * 400])
def test_an_integer_beyond_the_database_is_refused_at_its_field(days):
    form = HouseholdForm({"name": "Bennani", "presence_gap_days": days})
    assert list(form.errors) == ["presence_gap_days"]
    assert len(form.errors["presence_gap_days"]) == 1


@pytest.mark.parametrize(
    ("form", "data", "field"),
    [(HouseholdForm, {"name": "x" * 101}, "name"), (PaperForm, {"issued_on": "1899-12-31"}, "issued_on")],
)
def test_a_limit_that_form_and_column_share_is_said_once(form, data, field):
    assert len(form(data).errors[field]) == 1


class VisitForm(Form):
    """A moment, a code out of a few, and households out of the table."""

    at = forms.DateTimeField(required=False)
    twice = forms.SplitDateTimeField(required=False)
    kind = forms.ChoiceField(choices=[("visit", "visita")], required=False)
    households = SeveralRowsField(Household.objects.all(), required=False)


@pytest.mark.parametrize("year", ["0001", "1899", "2201", "9999"])
def test_a_moment_of_another_age_is_refused_like_a_day(year):
    form = VisitForm({"at": f"{year}-01-01 00:30", "twice_0": f"{year}-01-01", "twice_1": "00:30"})
    assert form.errors["at"] == form.errors["twice"] == ["L'anno deve stare tra il 1900 e il 2200."]


@pytest.mark.django_db
@pytest.mark.parametrize("pk", ["9223372036854775808", "9" * 400, "7"])
def test_a_row_that_cannot_be_chosen_is_refused_without_repeating_what_came(pk):
    form = VisitForm({"households": [pk], "kind": pk})
    assert form.errors["households"] == form.errors["kind"]
    assert "prendine una dall'elenco" in form.errors["kind"][0]


class LimitsForm(Form):
    """Numbers whose limits stand in the checks of the table alone."""

    model = Household
    model_fields = ("presence_gap_days",)


@pytest.mark.parametrize(("days", "ends"), [("0", "1"), ("366", "365"), ("-1", "1"), ("99999999999", "365")])
def test_what_a_check_of_the_table_would_refuse_is_refused_at_its_field(days, ends):
    (sentence,) = LimitsForm({"presence_gap_days": days}).errors["presence_gap_days"]
    assert sentence.endswith(f" {ends}.")
    assert not LimitsForm({"presence_gap_days": "365"}).errors


@pytest.mark.parametrize(
    ("model", "column", "low", "high"),
    [
        (Membership, "share_paid", Decimal(0), None),  # none, or not negative
        (Training, "hours", Decimal("0.1"), None),  # more than nothing
        (SharedSpace, "longest_hours", 1, 24),  # one check for two columns
        (Volunteer, "max_households", 0, 50),
        (ProcedureType, "renewal_month", 0, 32767),  # asked only of what renews every year
    ],
)
def test_the_checks_of_a_table_bound_its_numbers(model, column, low, high):
    ends = {type(limit): getattr(limit, "limit_value", None) for limit in limits_of(model._meta.get_field(column))}
    assert (ends.get(MinValueValidator), ends.get(MaxValueValidator)) == (low, high)


class LaterForm(Form):
    """A form that adds a field after it was made, as those do whose questions depend on rows."""

    def __init__(self, *args):
        super().__init__(*args)
        self.fields["column"] = forms.ChoiceField(choices=[("name", "nome")])


def test_a_field_that_a_form_adds_later_refuses_in_our_words():
    errors = LaterForm({"column": "zzz", "form_token": "abc"}).errors
    assert errors["column"] == ["Questa voce non si può scegliere, o non più: prendine una dall'elenco."]
    assert errors["form_token"] == ["Ricarica la pagina e riprova."]
