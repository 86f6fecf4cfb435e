"""Offices: hours as people write them, ways in that can be used, bodies merged into another."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.base import clock
from accanto.directory import actions, queries
from accanto.directory.models import Office, Organisation
from accanto.directory.opening import days_of, read_stretches
from accanto.directory.tests.factories import ContactFactory, OfficeFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("", []),
        ("9-12", [("09:00", "12:00")]),
        ("9.30 – 12:45, 15-17", [("09:30", "12:45"), ("15:00", "17:00")]),
        ("9-12 e 15-24", [("09:00", "12:00"), ("15:00", "24:00")]),
        ("9-12; 12-13", [("09:00", "12:00"), ("12:00", "13:00")]),
    ],
)
def test_hours_are_read_as_they_are_written_on_a_door(text, stretches):
    assert read_stretches(text) == stretches


@pytest.mark.parametrize("text", ["mattina", "12-9", "9-9", "9-12, 11-13", "15-17, 9-12", "9-25", "9:75-12", "9-24:30"])
def test_hours_that_cannot_be_are_refused(text):
    with pytest.raises(ValidationError):
        read_stretches(text)


def test_a_coordinator_writes_down_an_office_and_a_volunteer_reads_it(coordinator, volunteer, client_of):
    body = OrganisationFactory()
    values = {
        "name": "Sportello immigrazione",
        "ways_in": ["desk", "phone"],
        "address": "Via Migliore di Cino 10",
        "municipality": "prato",
        "hours_1": "9-12, 15-17.30",
        "phone": "0574 555 0100",
        "accessibility": "Due gradini, campanello in basso",
    }
    answer = client_of(coordinator).post(reverse("directory:office_new", args=[body.pk]), values)
    assert answer.url == body.get_absolute_url()
    office = Office.objects.get()
    assert office.hours == [[1, "09:00", "12:00"], [1, "15:00", "17:30"]]
    assert (office.municipality, office.municipality_code) == ("Prato", "G999")
    html = client_of(volunteer).get(body.get_absolute_url()).content.decode()
    for said in ["Via Migliore di Cino 10", "martedì", "09:00–12:00, 15:00–17:30", "tel:05745550100", "Due gradini"]:
        assert said in html


def test_the_form_shows_again_what_the_office_says(coordinator, client_of):
    office = OfficeFactory(municipality="Samone", municipality_code="H753")
    address = reverse("directory:office_edit", args=[office.organisation_id, office.pk])
    html = client_of(coordinator).get(address).content.decode()
    assert 'value="09:00–12:00, 15:00–17:30"' in html
    assert 'value="Samone (TO)"' in html


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ways_in": ["desk"]}, "address"),
        ({"ways_in": ["phone"]}, "phone"),
        ({"ways_in": ["pec"]}, "pec"),
        ({"address": "Via Roma 1"}, "municipality"),
        ({"hours_0": "mattina"}, "hours"),
        ({"municipality": "monte"}, "municipality"),
        ({"name": "sportello UNICO"}, "name"),
    ],
)
def test_what_is_missing_is_said_at_its_field(coordinator, client_of, values, field):
    office = OfficeFactory(name="Sportello unico")
    address = reverse("directory:office_new", args=[office.organisation_id])
    answer = client_of(coordinator).post(address, {"name": "Altro"} | values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_the_week_is_told_from_monday():
    assert [(day.name, day.words) for day in days_of([[4, "09:00", "12:00"], [0, "15:00", "17:00"]])] == [
        ("lunedì", "15:00–17:00"),
        ("venerdì", "09:00–12:00"),
    ]


def merged(by, **days) -> tuple[Organisation, Organisation]:
    old, new = OrganisationFactory(name="Consorzio vecchio"), OrganisationFactory(name="Società nuova")
    actions.merge_organisation(by=by, organisation=old, successor=new, merged_on=clock.today() + timedelta(**days))
    return old, new


def test_a_merged_body_stays_readable_says_so_and_is_offered_no_more(coordinator, client_of):
    old, new = merged(coordinator, days=0)
    someone = ContactFactory(organisation=old)
    html = client_of(coordinator).get(old.get_absolute_url()).content.decode()
    assert "Società nuova" in html and new.get_absolute_url() in html
    assert "Consorzio vecchio" in client_of(coordinator).get(new.get_absolute_url()).content.decode()
    assert list(queries.organisation_choices()) == [new]
    assert list(queries.public_body_choices()) == [new]
    assert someone not in queries.contacts_choices()


def test_until_the_day_it_is_still_the_one_to_call(coordinator):
    old, _new = merged(coordinator, days=1)
    assert old in queries.organisation_choices()
    assert not old.is_merged


def test_a_merger_into_what_is_gone_or_into_itself_is_refused(coordinator):
    old, new = merged(coordinator, days=0)
    third = OrganisationFactory()
    for successor in (old, third):
        with pytest.raises(ValidationError):
            actions.merge_organisation(by=coordinator, organisation=third, successor=successor, merged_on=date.today())
    actions.undo_merger(by=coordinator, organisation=old)
    assert set(queries.organisation_choices()) == {old, new, third}


def test_a_merger_is_written_and_taken_back_on_the_page(coordinator, client_of):
    old, new = OrganisationFactory(), OrganisationFactory()
    client = client_of(coordinator)
    day = {"successor": new.pk, "merged_on": "2026-01-01"}
    assert client.post(reverse("directory:organisation_merge", args=[old.pk]), {"successor": new.pk}).status_code == 422
    client.post(reverse("directory:organisation_merge", args=[old.pk]), day)
    old.refresh_from_db()
    assert old.is_merged
    client.post(reverse("directory:merger_undo", args=[old.pk]))
    old.refresh_from_db()
    assert old.successor is None


@pytest.mark.parametrize("rows", [1, 3])
def test_a_body_costs_the_same_with_one_office_and_with_three(rows, volunteer, client_of, django_assert_num_queries):
    body = OrganisationFactory()
    OfficeFactory.create_batch(rows, organisation=body)
    ContactFactory.create_batch(rows, organisation=body)
    client = client_of(volunteer)
    client.get(body.get_absolute_url())
    with django_assert_num_queries(6):  # session, user, the body, people, offices, what was merged into it
        client.get(body.get_absolute_url())
