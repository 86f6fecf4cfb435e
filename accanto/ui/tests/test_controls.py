"""Controls written without templates: what Django's own templates write."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html

from accanto.ui.controls import WRITTEN, Renderer

SPITEFUL = '"><script>alert(1)</script>'
CHOICES = [("", "—"), (SPITEFUL, SPITEFUL), ("Gruppo & altri", [("1", "uno"), ("2", "due")])]


class EveryControl(forms.Form):
    """One field for each widget that is written here."""

    words = forms.CharField(max_length=20, widget=forms.TextInput(attrs={"placeholder": SPITEFUL, "autofocus": True}))
    number = forms.IntegerField(min_value=1, max_value=9)
    mail = forms.EmailField(required=False)
    page = forms.URLField(assume_scheme="https")
    secret = forms.CharField(widget=forms.PasswordInput(attrs={"data-left-out": False}))
    kept = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.DateInput)
    hour = forms.TimeField(widget=forms.TimeInput)
    yes = forms.BooleanField()
    one = forms.ChoiceField(choices=CHOICES)
    chip = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    chips = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)


def _form(renderer, data) -> EveryControl:
    return EveryControl(data, renderer=renderer)


@pytest.mark.parametrize("name", EveryControl.base_fields)
@pytest.mark.parametrize("data", [None, dict.fromkeys(EveryControl.base_fields, SPITEFUL) | {"number": "7"}])
def test_a_control_is_written_as_django_writes_it(name, data):
    ours, django = _form(Renderer(), data)[name], _form(TemplatesSetting(), data)[name]
    assert parse_html(str(ours)) == parse_html(str(django))
    for ours_one, django_one in zip(ours.subwidgets, django.subwidgets, strict=True):
        assert parse_html(ours_one.tag()) == parse_html(django_one.tag())
        assert parse_html(str(ours_one)) == parse_html(str(django_one))


def test_every_writer_is_compared():
    names = {field.widget.template_name for field in EveryControl.base_fields.values()}
    options = {getattr(field.widget, "option_template_name", None) for field in EveryControl.base_fields.values()}
    assert WRITTEN.keys() <= names | options | {"django/forms/widgets/input.html"}
