"""Opening and sending the pages of volunteers, as a browser does."""

from django.urls import reverse


def page(client, view, *args, query="", status=200) -> str:
    """The text of a page, which answers with this status."""
    response = client.get(reverse(f"volunteers:{view}", args=args) + query)
    assert response.status_code == status
    return response.content.decode()


def send(client, view, *args, **data):
    """The answer to a form."""
    return client.post(reverse(f"volunteers:{view}", args=args), data)
