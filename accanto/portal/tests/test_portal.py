"""A resident meets her own file and nobody else's."""

import pytest

from accanto.audit.actions import record_read
from accanto.plans.states import Side
from accanto.plans.tests.factories import a_plan, a_promise, a_version
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, TeamMemberFactory
from accanto.support.models import SupportArea, SupportRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(resident):
    household = HouseholdFactory(name="Haddad")
    person = household.members.get().person
    person.user = resident
    person.save()
    return household


def test_she_sees_who_is_beside_her_and_who_read(client_of, resident, own, coordinator):
    place = TeamMemberFactory(household=own)
    record_read(by=coordinator, subject=own, household_id=own.pk)
    client = client_of(resident)
    assert str(place.user) in client.get("/mio/").content.decode()
    assert coordinator.name in client.get("/mio/letture/").content.decode()


def test_she_asks_in_her_own_words_and_a_day_is_promised(client_of, resident, own):
    area = SupportArea.objects.get(code="school")
    form = {"words": "Cerco un doposcuola", "areas": [area.pk]}
    assert client_of(resident).post("/mio/chiedi/", form).status_code == 302
    request = SupportRequest.objects.get()
    assert (request.household, request.word_how, request.words) == (own, "portal", "Cerco un doposcuola")
    assert request.acknowledge_by and request.talk_by


def test_an_empty_question_is_asked_again(client_of, resident, own):
    page = client_of(resident).post("/mio/chiedi/", {"words": "", "areas": []})
    assert page.status_code == 422 and not SupportRequest.objects.exists()


def test_without_a_household_there_is_no_file(client_of, resident):
    assert client_of(resident).get("/mio/").status_code == 404


@pytest.mark.parametrize("persona", ["coordinator", "volunteer", "board", "social_worker", "technician", "outsider"])
def test_nobody_else_has_these_pages(request, client_of, own, persona):
    for address in ("/mio/", "/mio/chiedi/", "/mio/letture/"):
        assert client_of(request.getfixturevalue(persona)).get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_her_file_costs_the_same_for_one_and_three_requests(client_of, resident, own, django_assert_num_queries, rows):
    client = client_of(resident)
    for number in range(rows):
        client.post("/mio/chiedi/", {"words": f"Domanda {number}", "areas": [SupportArea.objects.first().pk]})
    with django_assert_num_queries(11):
        page = client.get("/mio/")
    assert page.content.decode().count("Domanda") == rows


@pytest.fixture
def own_plan(own):
    return a_plan(household=own)


def test_she_reads_her_path_with_the_promises_of_all_sides(client_of, resident, own, own_plan):
    for side in Side:
        a_promise(side, household=own, goal=own_plan.goals.get(), what=f"Promessa di {side}")
    client = client_of(resident)
    for address in ("/mio/", f"/mio/percorso/{own_plan.pk}/"):
        page = client.get(address).content.decode()
        assert page.count("Promessa di") == 3
        for head in ("Che cosa prometti tu", "Che cosa promettiamo noi", "Che cosa promette l"):
            assert head in page


def test_somebody_elses_own_path_and_its_promises_are_not_hers_to_read(client_of, resident, own, coordinator):
    other = HouseholdMemberFactory(household=own, role="partner").person
    theirs = a_plan(household=own, person=other, assent_by=other)
    a_promise(Side.COOPERATIVE, household=own, by=coordinator, goal=theirs.goals.get(), what="Segreta")
    client = client_of(resident)
    assert "Segreta" not in client.get("/mio/").content.decode()
    assert client.get(f"/mio/percorso/{theirs.pk}/").status_code == 404
    assert client.get(f"/mio/percorso/{a_plan().pk}/").status_code == 404


def test_she_signs_on_her_screen_or_says_no_in_her_own_words(client_of, resident, own, own_plan):
    version = a_version(own_plan)
    client, address = client_of(resident), f"/mio/percorso/{own_plan.pk}/{version.pk}"
    assert client.post(f"{address}/disaccordo/", {"words": ""}).status_code == 422
    client.post(f"{address}/disaccordo/", {"words": "La casa è lontana"})
    assert version.disagreements.get().person.user == resident
    client.post(f"{address}/firma/", {})
    signature = version.signatures.get()
    assert (signature.person.user, signature.how) == (resident, "screen")
    assert "Hai firmato" in client.get(f"/mio/percorso/{own_plan.pk}/").content.decode()


def test_she_cannot_sign_what_was_superseded(client_of, resident, own, own_plan):
    old = a_version(own_plan)
    a_promise(household=own, goal=own_plan.goals.get())
    a_version(own_plan)
    answer = client_of(resident).post(f"/mio/percorso/{own_plan.pk}/{old.pk}/firma/", {})
    assert answer.status_code == 422 and not old.signatures.exists()
