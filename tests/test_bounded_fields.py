"""A form that names columns refuses what the columns cannot hold, once and in words."""

import pytest
from django import forms

from accanto.base.fields import SeveralRowsField
from accanto.base.forms import Form
from accanto.residents.models import Household, Paper


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
