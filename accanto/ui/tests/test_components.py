"""Given components in a template, what a reader sees and a screen reader hears."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from django import forms
from django.template import engines
from django.utils.translation import override

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def drawn(source, **context):
    return engines["django"].from_string(source).render(context)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


class Family(forms.Form):
    """A form with what matters: a hint, a hidden field, a group, an optional tick."""

    name = forms.CharField(label="Nome", help_text="come sul documento")
    kind = forms.ChoiceField(label="Che cosa", choices=[("v", "Visita"), ("t", "Telefonata")], widget=forms.RadioSelect)
    urgent = forms.BooleanField(label="Urgente", required=False)
    token = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 23), "oggi"),
        (date(2026, 11, 22), "ieri"),
        (date(2026, 11, 24), "domani"),
        (date(2026, 11, 19), "gio 19"),
        (date(2026, 11, 27), "ven 27"),
        (date(2026, 11, 16), "16 novembre"),
        (date(2024, 3, 12), "12 marzo 2024"),
    ],
)
def test_a_day_is_said_as_people_say_it_and_kept_exact(on, words):
    html = drawn("{% day on %}", on=on)
    assert f">{words}</time>" in html
    assert f'datetime="{on.isoformat()}"' in html
    assert str(on.year) in html


def test_a_moment_falls_on_its_italian_day():
    assert ">domani 00:30</time>" in drawn("{% day at time=True %}", at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC))


def test_days_follow_the_language_of_the_reader():
    with override("en"):
        assert ">16 November</time>" in drawn("{% day on %}", on=date(2026, 11, 16))


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2026, 11, 23, 10, 59, 40, tzinfo=UTC), "adesso"),
        (datetime(2026, 11, 23, 10, 40, tzinfo=UTC), "20 minuti fa"),
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), "oggi"),
        (date(2026, 11, 22), "ieri"),
        (date(2026, 11, 19), "4 giorni fa"),
        (date(2026, 11, 26), "tra 3 giorni"),
        (date(2026, 8, 23), "3 mesi fa"),
        (date(2023, 11, 23), "3 anni fa"),
    ],
)
def test_how_long_ago(then, words):
    assert f">{words}</time>" in drawn("{% ago then %}", then=then)


def test_no_day_is_nothing():
    assert drawn("{% day none %}{% ago none %}{% euro none %}{% phone none %}", none=None) == ""


def test_money_is_rounded_half_up_and_written_in_italian():
    assert "1.234,51 €" in drawn("{% euro amount %}", amount=Decimal("1234.505"))
    assert "0,13 €" in drawn("{% euro amount %}", amount=Decimal("0.125"))


def test_a_phone_number_is_dialled_without_spaces_and_stays_left_to_right():
    html = drawn('{% phone "+39 0574 555 0199" %}')
    assert 'href="tel:+3905745550199"' in html
    assert '<bdi dir="ltr">+39 0574 555 0199</bdi>' in html


@pytest.mark.parametrize(("value", "tone"), [(12, "plain"), (26, "warn"), (30, "warn"), (31, "danger")])
def test_a_meter_warns_when_its_limit_is_near_and_past(value, tone):
    assert f"badge-{tone}" in drawn('{% meter value=value limit=30 label="giorni" %}', value=value)


def test_a_meter_without_a_limit_is_full_and_not_an_error():
    assert 'width="100.0"' in drawn('{% meter value=3 limit=0 label="mai" %}')


def test_a_field_ties_its_hint_and_its_error_to_the_control():
    html = drawn("{% field form.name %}", form=Family({}))
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'id="id_name_hint"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_name"' in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = drawn('{% field form.kind look="chips" hide_label=True %}', form=Family())
    assert "<fieldset" in html
    assert '<legend class="hidden">Che cosa' in html
    assert "choices-chips" in html


def test_a_refused_form_says_what_is_wrong_with_links_and_keeps_its_hidden_fields():
    html = drawn("{% form_fields form %}", form=Family({"name": "Naima", "token": "abc"}))
    assert 'role="alert"' in html
    assert 'href="#id_kind_0">Che cosa: ' in html
    assert 'id="id_kind_0"' in html
    assert 'value="Naima"' in html
    assert 'name="token" value="abc"' in html


def test_a_form_shows_only_the_fields_asked_for():
    html = drawn('{% form_fields form only="name, urgent" %}', form=Family())
    assert 'name="urgent"' in html
    assert 'name="kind"' not in html
    assert 'role="alert"' not in html


def test_a_post_button_carries_csrf_and_a_token_of_its_own():
    html = drawn('{% post_button "Fatto" "/x/" %}{% post_button "Fatto" "/y/" %}', csrf_token="c")
    tokens = [part.split('"')[0] for part in html.split('name="form_token" value="')[1:]]
    assert len(set(tokens)) == 2
    assert html.count('name="csrfmiddlewaretoken" value="c"') == 2


def test_a_pager_shows_only_the_ways_that_exist():
    page = SimpleNamespace(newer=None, older="Wzk")
    html = drawn("{% pager page %}", page=page)
    assert 'href="?page=Wzk"' in html
    assert 'rel="prev"' not in html
    assert drawn("{% pager page %}", page=SimpleNamespace(newer=None, older=None)) == ""


def test_a_pager_keeps_the_filters_and_leaves_the_page_it_is_on(rf):
    page = SimpleNamespace(newer=None, older="Wzk")
    html = drawn("{% pager page %}", page=page, request=rf.get("/richieste/?area=s&page=Wzc"))
    assert 'href="?area=s&amp;page=Wzk"' in html


class Filters(forms.Form):
    """Filters over a list."""

    area = forms.ChoiceField(label="Area", choices=[("", "tutte"), ("s", "scuola")], required=False)
    q = forms.CharField(label="Nome", required=False)
    mine = forms.BooleanField(label="solo le mie", required=False)


def test_each_filter_in_force_can_be_lifted_alone(rf):
    request = rf.get("/richieste/?area=s&q=kola&mine=on&page=99")
    html = engines["django"].from_string("{% filters form %}").render({"form": Filters(request.GET)}, request)
    assert 'href="/richieste/?q=kola&amp;mine=on"' in html
    assert "<span>scuola</span>" in html
    assert "<span>Nome: kola</span>" in html
    assert "<span>solo le mie</span>" in html


def test_no_filter_no_chips(rf):
    request = rf.get("/richieste/?area=")
    html = engines["django"].from_string("{% filters form %}").render({"form": Filters(request.GET)}, request)
    assert "applied" not in html


def test_a_chart_is_also_a_table():
    html = drawn('{% bars rows caption="Aree" %}', rows=[("scuola", 4), ("salute", 2)])
    assert '<th scope="row">salute</th>' in html
    assert 'width="50.0"' in html
