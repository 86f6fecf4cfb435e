"""The areas are rows that the cooperative keeps."""

import pytest
from django.urls import reverse

from accanto.support.models import SupportArea
from accanto.support.tests.factories import a_request, area

pytestmark = pytest.mark.django_db
LIST = reverse("support:area_list")
NINE = [
    "Convivenza di vicinato",
    "Rapporti con il datore di lavoro",
    "Ricerca di lavoro",
    "Enti pubblici e pratiche",
    "Scuola",
    "Salute",
    "Un'altra casa",
    "Credito e mutuo",
    "Discriminazione",
]


def names() -> list[str]:
    return [area.name for area in SupportArea.objects.all()]


def act(client, code, what):
    return client.post(reverse("support:area_act", args=[area(code).pk, what]))


def test_an_archive_begins_with_the_eight_areas_of_the_cooperative_and_discrimination():
    assert names() == NINE


def test_a_new_area_stands_at_the_end_and_keeps_its_code(coordinator, client_of):
    client = client_of(coordinator)
    client.post(LIST, {"name": "Tempo libero"})
    added = SupportArea.objects.get(name="Tempo libero")
    assert names() == [*NINE, "Tempo libero"]
    client.post(reverse("support:area_edit", args=[added.pk]), {"name": "Sport", "version": added.version})
    assert SupportArea.objects.get(pk=added.pk).code == "tempo-libero"
    assert names()[-1] == "Sport"


def test_two_names_that_make_one_code_get_two(coordinator, client_of):
    client = client_of(coordinator)
    client.post(LIST, {"name": "Sport!"})
    client.post(LIST, {"name": "Sport?"})
    assert set(SupportArea.objects.filter(name__startswith="Sport").values_list("code", flat=True)) == {
        "sport",
        "sport-2",
    }


def test_a_name_in_another_script_has_a_code_too(coordinator, client_of):
    client_of(coordinator).post(LIST, {"name": "学校"})
    assert SupportArea.objects.get(name="学校").code


def test_a_known_name_is_said_at_the_field(coordinator, client_of):
    answer = client_of(coordinator).post(LIST, {"name": "SCUOLA"})
    assert answer.context["form"].errors["name"] == ["C'è già un ambito con questo nome."]


def test_up_and_down(coordinator, client_of):
    client = client_of(coordinator)
    act(client, "employers", "su")
    assert names()[:2] == [NINE[1], NINE[0]]
    act(client, "employers", "giu")
    assert names() == NINE
    act(client, "coexistence", "su")
    act(client, "discrimination", "giu")
    assert names() == NINE


def test_a_closed_area_is_offered_no_more_and_stays_on_what_named_it(coordinator, client_of):
    request, client = a_request(areas=[area("school")]), client_of(coordinator)
    act(client, "school", "chiudi")
    new = client.get(reverse("support:request_new", args=[request.household_id])).content.decode()
    assert "Scuola" not in new
    assert "Scuola" in client.get(request.get_absolute_url()).content.decode()
    edit = client.get(reverse("support:request_edit", args=[request.pk])).context["form"]
    assert area("school") in edit.fields["areas"].queryset
    act(client, "school", "riapri")
    assert "Scuola" in client.get(reverse("support:request_new", args=[request.household_id])).content.decode()


def test_the_last_area_in_use_stays(coordinator, client_of):
    SupportArea.objects.exclude(code="school").update(closed_on="2026-01-01")
    answer = act(client_of(coordinator), "school", "chiudi")
    assert "l'ultimo ambito in uso" in answer.context["form"].non_field_errors()[0]
    assert area("school").closed_on is None


def test_reading_an_act_changes_nothing(coordinator, client_of):
    address = reverse("support:area_act", args=[area("school").pk, "chiudi"])
    assert client_of(coordinator).get(address).status_code == 405
    assert area("school").closed_on is None


def test_a_volunteer_does_not_keep_the_areas(volunteer, client_of):
    assert client_of(volunteer).get(LIST).status_code == 404
    assert act(client_of(volunteer), "school", "chiudi").status_code == 404
