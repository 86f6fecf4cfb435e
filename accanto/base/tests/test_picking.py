"""Given a choice among thousands, only a few that were asked for stand on the page, and typing is never lost."""

from dataclasses import dataclass

import pytest
from django import forms

from accanto.base.forms import Form
from accanto.base.picking import PickField


@dataclass(frozen=True)
class Neighbour:
    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


EVERYBODY = [Neighbour(number, f"Rossi {number}") for number in range(1, 2000)] + [Neighbour(5000, "Osei")]


def search(text: str) -> list[Neighbour]:
    return [one for one in EVERYBODY if text in one.name][:8]


def among(ids) -> list[Neighbour]:
    return [one for one in EVERYBODY if one.pk in ids]


class MeetingForm(Form):
    who = PickField(label="Chi")
    words = forms.CharField(label="Che cosa")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].offer(search=search, among=among)


def radios(form) -> int:
    return str(form["who"]).count('type="radio"')


def test_nobody_stands_on_the_page_before_somebody_is_looked_for():
    assert radios(MeetingForm()) == 0


def test_a_search_carries_nothing_out_calls_nothing_wrong_and_keeps_what_was_typed():
    form = MeetingForm({"who_text": "Rossi", "words": "la bicicletta", "search": "who"})
    assert form.is_searching and not form.is_valid() and not form.errors
    assert radios(form) == 8 and "checked" not in str(form["who"])
    assert 'value="Rossi"' in str(form["who"]) and "la bicicletta" in str(form["words"])


def test_the_only_one_who_is_found_is_chosen_and_can_be_seen():
    form = MeetingForm({"who_text": "Osei", "search": "who"})
    assert 'value="5000"' in str(form["who"]) and "checked" in str(form["who"])


def test_who_was_chosen_stays_while_another_is_looked_for():
    form = MeetingForm({"who": "5000", "who_text": "Rossi", "search": "who"})
    assert radios(form) == 9 and str(form["who"]).count("checked") == 1


def test_who_is_chosen_comes_to_the_action():
    form = MeetingForm({"who": "5000", "words": "x"})
    assert form.is_valid() and form.values() == {"who": EVERYBODY[-1], "words": "x"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({}, "required"),
        ({"who_text": "Rossi"}, "choose"),
        ({"who_text": "Nessuno"}, "nobody"),
        ({"who": "777777"}, "not_here"),
        ({"who": "-1"}, "not_here"),
        ({"who": "²"}, "not_here"),
        ({"who": "9" * 40}, "not_here"),
    ],
)
def test_words_alone_or_somebody_elses_row_are_no_choice(typed, code):
    form = MeetingForm({"words": "x", **typed})
    assert [error.code for error in form.errors.as_data()["who"]] == [code]
    assert str(form["who"])


def test_a_field_that_is_not_required_may_stay_empty():
    form = MeetingForm({"words": "x"})
    form.fields["who"].required = False
    assert form.is_valid() and form.values()["who"] is None
