"""Given something that goes wrong before a view, the reader gets a sentence and nobody learns anything."""

from urllib.parse import urlencode

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.test.client import MULTIPART_CONTENT

pytestmark = pytest.mark.django_db


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
@pytest.mark.expects_logged_errors
@pytest.mark.parametrize("kind", [MULTIPART_CONTENT, "application/x-www-form-urlencoded"])
def test_what_is_too_large_is_called_so(client, kind):
    typed = {"login": "a" * 200, "password": "b"}
    client.raise_request_exception = False
    answer = client.post("/accesso/entra/", typed if kind == MULTIPART_CONTENT else urlencode(typed), content_type=kind)
    assert answer.status_code == 413
    assert "È troppo grande" in answer.content.decode()


def test_a_page_open_for_too_long_is_called_so():
    answer = Client(enforce_csrf_checks=True).post("/accesso/entra/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "quello che hai scritto è ancora lì" in answer.content.decode()


def test_an_address_only_for_buttons_says_so(client_of, coordinator):
    answer = client_of(coordinator).get("/richieste/ambiti/1/giu/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "torna alla pagina e premilo" in answer.content.decode()


def test_two_missing_pages_differ_in_nothing(client):
    first, second = client.get("/a/"), client.get("/b/?c=d")
    assert (first.status_code, first.content) == (404, second.content)


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "405.html", "413.html", "429.html", "500.html"])
def test_an_error_page_needs_nothing_from_anybody(name):
    page = render_to_string(name)
    assert "<h1>" in page
    assert "csrfmiddlewaretoken" not in page


def test_too_many_tries_in_a_minute_get_a_sentence(client, settings):
    for _attempt in range(31):
        answer = client.post("/accesso/entra/", {"login": "", "password": ""})
    assert answer.status_code == 429
    assert "Troppe richieste" in answer.content.decode()
