"""Every promise of the invented cooperative can be followed from Oggi to its end in two clicks."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accanto.accounts.models import User
from accanto.base import clock
from accanto.demo.build import build
from accanto.demo.world import SEED
from accanto.plans.models import Promise
from accanto.plans.states import PromiseState, Source

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KINDS = {Source.PLAN, Source.HOUSE_MEETING, Source.PACT, Source.MEDIATION}
MOST_PARTS = 10


def oggi(client) -> str:
    """Oggi of the whole cooperative, hundred after hundred."""
    pages = []
    for part in range(1, MOST_PARTS):
        pages.append(client.get(reverse("desk:today"), {"di": "tutti", "tutte": part}).content.decode())
        if f"tutte={part + 1}" not in pages[-1]:
            return "".join(pages)
    raise AssertionError("Oggi does not end")


def test_every_promise_that_is_due_leads_from_oggi_to_its_end_in_two_clicks(client_of):
    build("small", SEED)
    client = client_of(User.objects.get(username="giulia"))
    within_a_week = clock.today() + timedelta(days=7)
    due = list(Promise.objects.countable().still_open().filter(due_on__lte=within_a_week))
    assert {promise.source for promise in due} >= KINDS
    shown = oggi(client)
    lost = [promise for promise in due if f'<a href="{promise.get_absolute_url()}">' not in shown]
    assert not lost
    for promise in due:
        page = client.get(promise.get_absolute_url()).content.decode()  # the first click
        assert "Salva l'esito" in page.replace("&#x27;", "'"), promise
        given = {"state": PromiseState.NOT_KEPT, "word": "Non è andata.", "settled_on": clock.today()}
        client.post(promise.get_absolute_url(), given)  # the second
        promise.refresh_from_db()
        assert promise.state == PromiseState.NOT_KEPT
