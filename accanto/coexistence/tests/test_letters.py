"""The letter of a rung: in two languages, the second a draft until somebody who knows it has read it."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from accanto.archive.tests.cooperatives import a_cooperative
from accanto.coexistence.actions import review_letter
from accanto.coexistence.states import BreachState as S
from accanto.coexistence.tests.factories import a_breach
from accanto.residents.tests.factories import HouseholdFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def a_translated_letter(breach):
    """The warning of a breach, said in Chinese too."""
    breach.steps.filter(to=S.WARNING).update(language="zh", translation="请把音乐关小")
    return breach.steps.get(to=S.WARNING)


def printed(client, breach, letter) -> str:
    """The words on the paper of a letter."""
    answer = client.get(reverse("coexistence:breach_letter", args=[breach.pk, letter.pk]))
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_a_translation_is_a_draft_on_page_and_paper_until_somebody_has_read_it(coordinator, client_of):
    a_cooperative()
    breach = a_breach(S.WARNING, household=HouseholdFactory(head=PersonFactory(reads=["zh"])))
    letter, client = a_translated_letter(breach), client_of(coordinator)
    assert "bozza" in client.get(breach.get_absolute_url()).content.decode()
    assert "Traduzione in bozza" in printed(client, breach, letter)
    review = reverse("coexistence:breach_review", args=[breach.pk, letter.pk])
    client.post(review, {"reviewed_by": "Chen Li, mediatrice", "reviewed_on": "2026-11-20"})
    page = client.get(breach.get_absolute_url()).content.decode()
    assert "Riletta da Chen Li, mediatrice" in page
    assert "bozza" not in page
    assert "bozza" not in printed(client, breach, letter)


def test_what_is_not_there_or_read_already_is_not_read_through(coordinator):
    breach = a_breach(S.WARNING, household=HouseholdFactory(head=PersonFactory(reads=["zh"])))
    said = {"by": coordinator, "reviewed_by": "Chen Li", "reviewed_on": TODAY}
    with pytest.raises(ValidationError, match="rileggere"):
        review_letter(step=breach.steps.get(to=S.WARNING), **said)
    letter = a_translated_letter(breach)
    with pytest.raises(ValidationError, match="deve ancora venire"):
        review_letter(step=letter, **said | {"reviewed_on": TODAY + timedelta(days=1)})
    review_letter(step=letter, **said)
    letter.refresh_from_db()
    with pytest.raises(ValidationError, match="rileggere"):
        review_letter(step=letter, **said)


def test_the_database_itself_refuses_a_reviewed_letter_without_a_name(coordinator):
    breach = a_breach(S.WARNING, household=HouseholdFactory(head=PersonFactory(reads=["zh"])))
    a_translated_letter(breach)
    with pytest.raises(IntegrityError), transaction.atomic():
        breach.steps.filter(to=S.WARNING).update(reviewed_on=TODAY)


def test_the_letter_of_a_step_stands_in_both_languages(coordinator, client_of):
    a_cooperative()
    breach = a_breach(S.WARNING, household=HouseholdFactory(head=PersonFactory(reads=["zh"])))
    step = breach.steps.get(to=S.WARNING)
    breach.steps.filter(pk=step.pk).update(language="zh", translation="请把音乐关小")
    answer = client_of(coordinator).get(reverse("coexistence:breach_letter", args=[breach.pk, step.pk]))
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for said in ["Diffida", "30 aprile 2026", "Abbassa la musica.", "请把音乐关小", "Vale il testo italiano."]:
        assert said in printed
