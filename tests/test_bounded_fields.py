"""A form that names columns refuses what the columns cannot hold, once and in words."""

import pytest

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
