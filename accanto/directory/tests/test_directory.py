"""The directory: read by whoever works with families, kept by a coordinator."""

from datetime import date

import pytest
from django.urls import reverse

from accanto.audit.models import AuditRecord
from accanto.directory import queries
from accanto.directory.models import Contact, Organisation, OrganisationKind
from accanto.directory.tests.factories import ContactFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
LIST = reverse("directory:organisation_list")


def test_a_volunteer_on_a_stairwell_finds_the_number(volunteer, client_of):
    body = OrganisationFactory(name="Ufficio casa", municipality="Prato", phone="0574 555 0100")
    ContactFactory(organisation=body, name="Marta Rossi", phone="0574 555 0101")
    for text in ("casa", "prato", "rossi", "rossi casa"):
        html = client_of(volunteer).get(LIST, {"q": text}).content.decode()
        assert "tel:05745550100" in html
        assert "tel:05745550101" in html


def test_a_filter_leaves_out_the_rest(coordinator, client_of):
    OrganisationFactory(name="Questura di Prato", kind=OrganisationKind.POLICE)
    OrganisationFactory(name="Scuola Malaparte", kind=OrganisationKind.SCHOOL)
    html = client_of(coordinator).get(LIST, {"kind": "school"}).content.decode()
    assert "Malaparte" in html
    assert "Questura di Prato" not in html


def test_who_has_left_is_offered_no_more_but_stays_on_the_page(coordinator, client_of):
    left = ContactFactory(name="Ugo Partito", until=date(2020, 1, 1))
    assert left not in queries.contacts_choices()
    assert "Ugo Partito" not in client_of(coordinator).get(LIST).content.decode()
    assert "Ugo Partito" in client_of(coordinator).get(left.organisation.get_absolute_url()).content.decode()


def test_a_coordinator_writes_down_a_body_and_whom_to_call(coordinator, client_of):
    client = client_of(coordinator)
    new = {"name": "Centro per l'impiego", "kind": "job_centre", "is_public": "on", "municipality": "Prato"}
    answer = client.post(reverse("directory:organisation_new"), new)
    body = Organisation.objects.get()
    assert answer.url == body.get_absolute_url()
    assert body.is_public
    client.post(reverse("directory:contact_new", args=[body.pk]), {"name": "Ida Conti", "since": "2026-01-01"})
    assert Contact.objects.get().organisation == body
    assert list(AuditRecord.objects.order_by("id").values_list("verb", flat=True)) == [
        "add_organisation",
        "add_contact",
    ]


def test_the_same_name_twice_is_said_at_the_field(coordinator, client_of):
    OrganisationFactory(name="Questura")
    answer = client_of(coordinator).post(reverse("directory:organisation_new"), {"name": "questura", "kind": "police"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"] == ["Questo ente c'è già."]


def test_a_contact_cannot_leave_before_she_comes(coordinator, client_of):
    contact = ContactFactory()
    address = reverse("directory:contact_edit", args=[contact.organisation_id, contact.pk])
    answer = client_of(coordinator).post(
        address, {"name": "Ida", "since": "2026-02-01", "until": "2026-01-01", "version": 0}
    )
    assert "until" in answer.context["form"].errors


def test_a_contact_of_another_body_is_not_there(coordinator, client_of):
    contact, other = ContactFactory(), OrganisationFactory()
    address = reverse("directory:contact_edit", args=[other.pk, contact.pk])
    assert client_of(coordinator).get(address).status_code == 404


def test_of_two_who_edit_at_once_the_second_is_told(coordinator, client_of):
    body = OrganisationFactory(name="Questura")
    address = reverse("directory:organisation_edit", args=[body.pk])
    first = {"name": "Questura di Prato", "kind": "police", "version": 0}
    client_of(coordinator).post(address, first)
    answer = client_of(coordinator).post(address, first | {"name": "Questura di Pistoia"})
    assert "Nel frattempo" in answer.content.decode()
    assert "Questura di Pistoia" in answer.content.decode()
    assert Organisation.objects.get().name == "Questura di Prato"


def test_a_volunteer_reads_and_does_not_write(volunteer, client_of):
    body = OrganisationFactory()
    client = client_of(volunteer)
    assert client.get(body.get_absolute_url()).status_code == 200
    assert client.get(reverse("directory:organisation_edit", args=[body.pk])).status_code == 404
    assert client.post(reverse("directory:organisation_new"), {"name": "x", "kind": "police"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(rows, volunteer, client_of, django_assert_num_queries):
    for body in OrganisationFactory.create_batch(rows):
        ContactFactory.create_batch(2, organisation=body)
    client = client_of(volunteer)
    client.get(LIST)
    with django_assert_num_queries(4):  # session, user, bodies, people
        client.get(LIST)


def test_paging_forth_and_back_meets_every_body_once(coordinator, client_of):
    for number in range(30):
        OrganisationFactory(name=f"Ente {number:02}")
    client = client_of(coordinator)
    first = client.get(LIST).context["page"]
    second = client.get(LIST, {"page": first.older}).context["page"]
    back = client.get(LIST, {"page": second.newer}).context["page"]
    assert [body.name for body in [*first, *second]] == [f"Ente {number:02}" for number in range(30)]
    assert [body.name for body in back] == [body.name for body in first]
