"""The pages of agreements, as people use them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accanto.archive.models import LegalForm
from accanto.directory.tests.factories import OrganisationFactory
from accanto.housing.tests.factories import DwellingFactory
from accanto.partners.models import Agreement, AgreementCost
from accanto.partners.tests.factories import AgreementFactory, CostFactory, DutyFactory, under_law_of
from accanto.residents.tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_social_cooperative():
    under_law_of(LegalForm.SOCIAL)


def typed(**values) -> dict:
    return {
        "kind": "protocol",
        "object": "Alloggi temporanei",
        "parties_0": OrganisationFactory().pk,
        "starts_on": "2026-04-01",
        "ends_on": "2029-03-31",
        "fee": "0",
        "report_every_months": "6",
        **values,
    }


def test_an_agreement_is_written_down_signed_and_shown(client_of, coordinator):
    client = client_of(coordinator)
    made = client.post("/accordi/nuovo/", typed())
    agreement = Agreement.objects.get()
    assert made["location"] == agreement.get_absolute_url()
    signed = client.post(f"{made['location']}passo/firmato/", {"signed_on": "2026-03-02", "protocol_number": "77/2026"})
    assert signed.status_code == 302
    page = client.get(made["location"]).content.decode()
    assert "77/2026" in page and "vigente" in page and "01/04/2026 – 30/09/2026" in page


def test_a_second_one_is_asked_its_reason_and_nothing_typed_is_lost(client_of, coordinator):
    client, first = client_of(coordinator), typed()
    client.post("/accordi/nuovo/", first)
    page = client.post("/accordi/nuovo/", first)
    assert page.status_code == 422
    assert "Scrivi perché ne serve un altro" in page.content.decode()
    assert client.post("/accordi/nuovo/", {**first, "overlap_reason": "due uffici"}).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": "2026-03-31"},
        {"starts_on": "1899-12-31"},
        {"fee": "-1"},
        {"fee": "9" * 30},
        {"object": "x" * 201},
        {"parties_0": "x"},
        {"parties_0": "10" * 12},
        {"report_every_months": "0"},
        {"report_every_months": "99999"},
        {"notice_days": "99999999999", "renews_tacitly": "on"},
        {"kind": "article_56"},
    ],
)
def test_bad_input_gets_a_sentence(client_of, coordinator, wrong):
    page = client_of(coordinator).post("/accordi/nuovo/", typed(**wrong))
    assert page.status_code == 422 and "Quello che hai scritto è ancora qui" in page.content.decode()
    assert not Agreement.objects.exists()


def test_the_list_is_narrowed_by_state_body_and_words(client_of, coordinator):
    client, body = client_of(coordinator), OrganisationFactory(name="Comune di Vernio")
    AgreementFactory(object="Doposcuola", parties=[body])
    AgreementFactory(object="Alloggi", state="draft")
    for query, shown in [
        ("state=draft", {"Alloggi"}),
        ("state=in_force", {"Doposcuola"}),
        (f"organisation={body.pk}", {"Doposcuola"}),
        ("q=ALLOGGI", {"Alloggi"}),
        ("", {"Alloggi", "Doposcuola"}),
    ]:
        rows = client.get(f"/accordi/?{query}").context["page"]
        assert {row.object for row in rows} == shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client_of, coordinator, django_assert_num_queries, rows):
    for _row in range(rows):
        AgreementFactory()
    client = client_of(coordinator)
    with django_assert_num_queries(8):
        page = client.get("/accordi/")
    assert len(page.context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_an_agreement_costs_the_same_for_one_and_three_of_everything(
    client_of, coordinator, django_assert_num_queries, rows
):
    agreement = AgreementFactory()
    for _row in range(rows):
        DutyFactory(agreement=agreement, done_on=date(2026, 1, 1), done_by=coordinator)
        CostFactory(agreement=agreement)
        agreement.dwellings.add(DwellingFactory())
        agreement.households.add(HouseholdFactory())
    client = client_of(coordinator)
    with django_assert_num_queries(18):
        page = client.get(agreement.get_absolute_url())
    assert page.content.decode().count("fattura n. 12") == rows


def test_homes_and_families_are_chosen_by_words(client_of, coordinator):
    client, agreement = client_of(coordinator), AgreementFactory()
    dwelling, household = DwellingFactory(), HouseholdFactory(name="Bianchi")
    address = f"{agreement.get_absolute_url()}copre/"
    assert str(dwelling) in client.get(f"{address}?q=mulino").content.decode()
    client.post(address, {"what": "building", "pk": dwelling.building_id})
    client.post(address, {"what": "household", "pk": household.pk})
    assert (agreement.dwellings.get(), agreement.households.get()) == (dwelling, household)
    client.post(address, {"what": "household", "pk": household.pk, "act": "remove"})
    assert not agreement.households.exists()
    assert client.post(address, {"what": "dwelling", "pk": 10**17}).status_code == 404
    assert client.post(address, {"what": "moon", "pk": 1}).status_code == 422


def test_names_of_families_are_for_who_may_open_them(client_of, coordinator, board):
    agreement = AgreementFactory()
    agreement.households.set([HouseholdFactory(name="Verdi"), HouseholdFactory(name="Segreti", is_restricted=True)])
    pages = {user: client_of(user).get(agreement.get_absolute_url()).content.decode() for user in (coordinator, board)}
    assert "Verdi" in pages[coordinator] and "Segreti" not in pages[coordinator]
    assert "Verdi" not in pages[board] and "Segreti" not in pages[board]


def test_a_cost_is_added_and_taken_back(client_of, coordinator):
    client, agreement = client_of(coordinator), AgreementFactory()
    address = f"{agreement.get_absolute_url()}spese/"
    form = {"day": "2026-03-02", "what": "letti", "amount": "1250,50", "evidence": "fattura 9"}
    assert client.post(f"{address}nuova/", {**form, "evidence": ""}).status_code == 422
    client.post(f"{address}nuova/", form)
    cost = AgreementCost.objects.get()
    assert str(cost.amount) == "1250.50"
    client.post(f"{address}{cost.pk}/togli/")
    assert not AgreementCost.objects.exists()


def test_the_signed_copy_is_kept_and_opened(client_of, coordinator, settings, tmp_path):
    client, agreement = client_of(coordinator), AgreementFactory()
    address = f"{agreement.get_absolute_url()}copia/"
    assert client.post(address, {}).status_code == 422
    signed = SimpleUploadedFile("protocollo.pdf", b"%PDF-1.7\n%%EOF")
    assert client.post(address, {"file": signed}).status_code == 302
    page = client.get(agreement.get_absolute_url()).content.decode()
    agreement.refresh_from_db()
    assert agreement.signed_copy.get_absolute_url() in page
    assert client.get(agreement.signed_copy.get_absolute_url())["Content-Type"] == "application/pdf"


def test_a_duty_is_done_and_undone(client_of, coordinator):
    client, duty = client_of(coordinator), DutyFactory()
    address = f"{duty.agreement.get_absolute_url()}impegni/{duty.pk}/fatto/"
    assert client.get(address).status_code == 405
    client.post(address)
    duty.refresh_from_db()
    assert duty.done_by == coordinator
    client.post(address)
    duty.refresh_from_db()
    assert duty.done_on is None


@pytest.mark.parametrize("persona", ["volunteer", "resident", "social_worker", "technician", "outsider"])
def test_others_meet_no_agreements(request, client_of, persona):
    client = client_of(request.getfixturevalue(persona))
    assert client.get("/accordi/").status_code == client.get(AgreementFactory().get_absolute_url()).status_code == 404


def test_the_board_reads_and_does_not_write(client_of, board):
    client, agreement = client_of(board), AgreementFactory()
    assert client.get(agreement.get_absolute_url()).status_code == 200
    assert client.get(f"{agreement.get_absolute_url()}modifica/").status_code == 404
