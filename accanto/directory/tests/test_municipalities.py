"""Municipalities by part of their name."""

import pytest
from django.core.exceptions import ValidationError

from accanto.directory.municipalities import MunicipalityFormField, by_code, found, meant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Prato", "G999"),
        ("prato (po)", "G999"),
        ("g999", "G999"),
        ("forli", "D704"),
        ("FORLÌ", "D704"),
        ("poggio a caiano", "G754"),
        ("sant agata feltria", "I201"),
        ("Montemurl", "F572"),
    ],
)
def test_a_name_is_understood_as_people_type_it(text, code):
    assert meant(text).code == code


@pytest.mark.parametrize("text", ["", "monte", "Samone", "Atlantide", "%", "(PO)"])
def test_what_names_none_or_several_is_not_guessed(text):
    assert meant(text) is None


def test_two_towns_of_one_name_are_told_apart_by_the_province():
    assert {meant("Samone (TO)").code, meant("samone (tn)").code} == {"H753", "H754"}


def test_what_begins_so_comes_first():
    names = [town.name for town in found("prato")]
    assert names[0] == "Prato"
    assert all(name.casefold().startswith("prato") for name in names[:3])


def test_only_municipalities_of_today():
    assert meant("Bel Prato") is None
    assert by_code("A767") is None


def test_the_form_asks_which():
    field = MunicipalityFormField()
    with pytest.raises(ValidationError, match="Montemurlo|Quale"):
        field.clean("monte")
    with pytest.raises(ValidationError, match="Nessun comune"):
        field.clean("Atlantide")
    assert str(field.clean("prato")) == "Prato (PO)"
