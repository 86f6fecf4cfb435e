"""Given the shell, whose parts are drawn once, each person still finds her own name, token and way back in it."""

from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils.translation import override

CHIARA = SimpleNamespace(name="Chiara <Bellini>", role_label="coordinatrice")
TEO = SimpleNamespace(name="Teo Galli", role_label="tecnico")


def shell(rf, user, path="/", token="a" * 64):
    request = rf.get(path)
    context = {"user": user, "csrf_token": token, "request": request}
    return engines["django"].from_string("{% account user %}").render(context)


@pytest.mark.parametrize("first", [CHIARA, TEO])
def test_nobody_meets_the_name_the_role_or_the_token_of_who_came_before(rf, first):
    shell(rf, first)
    html = shell(rf, TEO, path="/registro/?page=2", token="b" * 64)
    assert "Teo Galli" in html
    assert "tecnico" in html
    assert "Chiara" not in html
    assert "coordinatrice" not in html
    assert html.count(f'value="{"b" * 64}"') == 2
    assert 'name="next" value="/registro/?page=2"' in html


def test_a_name_and_an_address_are_escaped(rf):
    html = shell(rf, CHIARA, path="/cerca/?q=<b>{name}")
    assert "Chiara &lt;Bellini&gt;" in html
    assert "<b>" not in html


def test_what_is_drawn_once_is_drawn_once_for_each_language(rf):
    italian = shell(rf, CHIARA)
    with override("en"):
        english = shell(rf, CHIARA)
    assert "Esci" in italian
    assert 'lang="it" aria-current="true"' in italian
    assert 'lang="en" aria-current="true"' in english


def test_a_page_without_a_request_has_no_token(rf):
    assert "csrfmiddlewaretoken" not in engines["django"].from_string("{% languages %}").render({})
