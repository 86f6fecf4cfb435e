"""Mandates in the browser: written, printed in two languages, signed, revoked; by nobody else."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from accanto.archive.tests.cooperatives import a_cooperative
from accanto.base import clock
from accanto.base.due import Whose
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners.due import mandates as due
from accanto.partners.letters import mandate_words
from accanto.partners.models import Mandate, MandateText
from accanto.partners.queries import mandate_covering, text_languages
from accanto.partners.states.mandates import MandateState, Standing
from accanto.partners.tests.mandate_factories import a_mandate, a_signed_mandate, scope
from accanto.residents.tests.factories import HouseholdFactory, TeamMemberFactory
from accanto.support.tests.factories import head_of

pytestmark = pytest.mark.django_db
LIST = reverse("partners:mandate_list")


@pytest.fixture(autouse=True)
def _cooperative():
    a_cooperative("Cooperativa Gli Orti")


@pytest.fixture
def beside(volunteer):
    """A household with the volunteer beside it."""
    household = HouseholdFactory(name="Bennani")
    TeamMemberFactory(household=household, user=volunteer, since=date(2024, 1, 8))
    return household


def page_of(mandate, name):
    return reverse(f"partners:mandate_{name}", args=[mandate.pk])


def filled(household, agent, **values):
    given = {
        "given_by": head_of(household).pk,
        "scope": scope().pk,
        "organisation": OrganisationFactory().pk,
        "agent": agent.pk,
        "since": clock.today().isoformat(),
        "until": (clock.today() + timedelta(days=90)).isoformat(),
        "language": "ar",
    }
    return given | values


def test_from_the_form_to_the_signature_and_the_revocation(coordinator, client_of, beside):
    client, new = client_of(coordinator), reverse("partners:mandate_new", args=[beside.pk])
    assert client.get(new).context["form"]["language"].value() == "ar"
    client.post(new, filled(beside, coordinator))
    mandate = Mandate.objects.get()
    copy = SimpleUploadedFile("firma.pdf", b"%PDF-1.7 firmata")
    client.post(page_of(mandate, "sign"), {"signed_on": clock.today().isoformat(), "file": copy})
    assert mandate_covering(mandate.given_by, mandate.organisation, "procedure") == mandate
    assert "La copia firmata" in client.get(mandate.get_absolute_url()).content.decode()
    client.post(page_of(mandate, "revoke"), {"how": "phone"})
    assert mandate_covering(mandate.given_by, mandate.organisation, "procedure") is None
    assert "revocata" in client.get(mandate.get_absolute_url()).content.decode()


def test_what_is_reserved_to_others_is_explained_at_the_field(coordinator, client_of, beside):
    new = reverse("partners:mandate_new", args=[beside.pk])
    answer = client_of(coordinator).post(new, filled(beside, coordinator, purpose="tenere lo SPID e le password"))
    assert answer.status_code == 422
    assert "sono personali" in answer.context["form"].errors["purpose"][0]
    assert "tenere lo SPID" in answer.content.decode()


def test_an_end_before_the_beginning_is_said_at_the_field(coordinator, client_of, beside):
    new = reverse("partners:mandate_new", args=[beside.pk])
    answer = client_of(coordinator).post(new, filled(beside, coordinator, until="2020-01-01"))
    assert "until" in answer.context["form"].errors


@pytest.mark.parametrize("persona", ["outsider", "other_volunteer", "board", "resident", "social_worker", "technician"])
def test_nobody_else_sees_or_ends_it(persona, request, client_of, beside):
    mandate = a_signed_mandate(household=beside)
    client = client_of(request.getfixturevalue(persona))
    for name in ("detail", "print", "revoke", "sign"):
        assert client.get(page_of(mandate, name)).status_code == 404
    assert client.post(page_of(mandate, "revoke"), {"how": "phone"}).status_code == 404
    answer = client.get(LIST)
    assert answer.status_code == 404 or "Bennani" not in answer.content.decode()
    assert Mandate.objects.get().standing == Standing.IN_FORCE


def test_a_volunteer_reads_and_does_not_write(volunteer, client_of, beside):
    mandate = a_mandate(household=beside)
    client = client_of(volunteer)
    assert client.get(mandate.get_absolute_url()).status_code == 200
    assert client.post(page_of(mandate, "sign"), {"signed_on": clock.today().isoformat()}).status_code == 404
    assert Mandate.objects.get().state == MandateState.DRAFT


def test_of_a_restricted_household_nothing_is_told(coordinator, client_of, beside):
    mandate = a_signed_mandate(household=beside)
    beside.change(is_restricted=True)
    assert client_of(coordinator).get(mandate.get_absolute_url()).status_code == 404
    assert "Bennani" not in client_of(coordinator).get(LIST).content.decode()


def test_she_revokes_it_herself_and_nobody_elses(resident, outsider, client_of, beside):
    person = head_of(beside)
    person.change(user=resident)
    mandate, others = a_signed_mandate(household=beside), a_signed_mandate()
    client = client_of(resident)
    assert mandate.organisation.name in client.get("/mio/").content.decode()
    own, foreign = (reverse("portal:mandate_revoke", args=[row.pk]) for row in (mandate, others))
    assert client.post(foreign).status_code == 404
    assert client.get(own).status_code == 200
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.SIGNED
    client.post(own)
    assert mandate_covering(person, mandate.organisation, "procedure") is None
    assert mandate_covering(others.given_by, others.organisation, "procedure") == others
    assert client.post(own).status_code == 404


@pytest.mark.parametrize("language", ["it", "en", "fr", "sq", "ro", "ar", "ur", "zh-Hans", "bn", "uk"])
def test_it_is_printed_in_italian_and_in_her_language(language, coordinator, client_of):
    mandate = a_mandate(language=language)
    answer = client_of(coordinator).get(page_of(mandate, "print"))
    reader = PdfReader(io.BytesIO(answer.content))
    words = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "La delega vale dal" in words
    assert ("bozza" in words) == (language not in ("it", "en"))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value
    assert reader.trailer["/Root"]["/Lang"] == "it"


def test_every_language_names_the_same_people_and_days():
    assert len(text_languages()) == 10
    mandate = a_mandate(purpose="contributo affitto")
    for text in MandateText.objects.all():
        words = " ".join(mandate_words(mandate, text))
        for named in (mandate.given_by.family_name, mandate.agent.name, mandate.organisation.name, "contributo"):
            assert named in words, (text.language, named)
        assert "{" not in words


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(rows, coordinator, client_of, django_assert_num_queries):
    for _ in range(rows):
        a_signed_mandate()
    client = client_of(coordinator)
    client.get(LIST)
    with django_assert_num_queries(3):  # session, user, mandates
        assert len(client.get(LIST, {"standing": "in_force"}).context["page"]) == rows


def test_the_list_pages_by_key(coordinator, client_of):
    household = HouseholdFactory()
    made = [a_mandate(household=household) for _ in range(27)]
    client = client_of(coordinator)
    first = client.get(LIST).context["page"]
    second = client.get(LIST, {"page": first.older}).context["page"]
    assert [*first, *second] == made[::-1]


def test_what_ends_and_what_waits_for_a_signature_is_due(coordinator, time_machine):
    time_machine.move_to("2026-11-22 10:00 +0100")
    ending, to_sign = a_signed_mandate(until=date(2026, 12, 10)), a_mandate()
    items = {item.subject_id: item for item in due.due(coordinator, clock.today(), Whose.COOPERATIVE)}
    assert {pk: item.kind for pk, item in items.items()} == {ending.pk: due.ENDS, to_sign.pk: due.TO_SIGN}
    assert items[ending.pk].day == date(2026, 12, 10)
    assert due.due(coordinator, clock.today(), Whose.MINE) == []
    assert len(due.due(ending.agent, clock.today(), Whose.MINE)) == 1
