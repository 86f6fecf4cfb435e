"""A search answers at an address in which nobody reads whom it was about."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from accanto.base import sealed
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = pytest.mark.django_db

NAME = "Zqxcanarino"


@pytest.fixture
def client(client_of, coordinator):
    return client_of(coordinator)


def searched(client, address: str, **typed) -> str:
    """The address at which the answer to a search box stands."""
    response = client.post(address, urlencode({sealed.INTO_ADDRESS: "1", **typed}), sealed.PLAIN_FORM)
    assert response.status_code == 303
    return response["Location"]


def test_a_search_answers_at_an_address_without_the_name(client):
    PersonFactory(family_name=NAME)
    address = searched(client, "/cerca/", q=NAME)
    assert NAME not in address
    page = client.get(address).content.decode()
    assert NAME in page
    assert f"q={NAME}" not in page


def test_filters_stay_in_the_address_and_blank_ones_do_not(client):
    address = searched(client, "/nuclei/", q=NAME, state="open", language="")
    query = QueryDict(address.partition("?")[2])
    assert query["state"] == "open"
    assert set(query) == {"q", "state"}
    assert searched(client, "/nuclei/", q="") == "/nuclei/"


def test_the_pages_of_a_list_carry_no_name(client):
    for number in range(60):
        HouseholdFactory(name=f"{NAME} {number:02}")
    address = searched(client, "/nuclei/", q=NAME)
    page = client.get(address).content.decode()
    links = [line.partition('"')[0] for line in page.split('href="')[1:]]
    further = [link for link in links if "page=" in link]
    assert further
    for link in further:
        values = QueryDict(link.replace("&amp;", "&").partition("?")[2])
        assert NAME not in link
        assert values["q"].startswith(sealed.MARK)
        assert NAME in sealed.unseal(values["page"])
        assert NAME in client.get(f"/nuclei/?{values.urlencode()}").content.decode()


@pytest.mark.parametrize("address", ["/cerca/?q=~", "/cerca/?q=~abc", "/nuclei/?q=~AAAA&page=xyz", "/cerca/?q=~%FF"])
def test_an_address_that_somebody_cut_is_no_error(client, address):
    assert client.get(address).status_code == 200
