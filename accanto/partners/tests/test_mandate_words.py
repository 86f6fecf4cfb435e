"""What mandates may be about and the words of their paper: kept in the browser, never changed under a signature."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from accanto.archive.tests.cooperatives import a_cooperative
from accanto.partners import actions, queries
from accanto.partners.letters import mandate_paper
from accanto.partners.models import MandateScope, MandateText
from accanto.partners.rules import PLACES_OF, TEXT_PARTS
from accanto.partners.tests.mandate_factories import a_mandate, scope

pytestmark = pytest.mark.django_db
WORDS = reverse("partners:mandate_words")


@pytest.fixture(autouse=True)
def _cooperative():
    a_cooperative("Cooperativa Gli Orti")


def text_page(language: str) -> str:
    return reverse("partners:text_edit", args=[language])


def filled(client, language: str, **changed) -> dict:
    """The form of a text as it stands, with some parts changed."""
    form = client.get(text_page(language)).context["form"]
    values = {bound.name: bound.value() for bound in form if bound.name != "form_token"}
    return {name: value for name, value in values.items() if value not in (None, False)} | changed


def printed(mandate) -> str:
    pages = PdfReader(io.BytesIO(mandate_paper(mandate))).pages
    return " ".join("".join(page.extract_text() for page in pages).split())


def test_the_page_shows_what_is_a_draft(coordinator, client_of):
    page = client_of(coordinator).get(WORDS)
    assert {text.language for text, _name, is_draft in page.context["texts"] if not is_draft} == {"it", "en"}
    assert scope().name in page.content.decode()


def test_every_part_that_is_printed_can_be_edited_with_the_places_that_it_needs():
    italian = queries.text_in("it")
    assert set(italian.parts) == set(TEXT_PARTS)
    for name, text in italian.parts.items():
        assert all(f"{{{place}}}" in text for place in PLACES_OF.get(name, ())), name


def test_a_new_italian_text_makes_drafts_of_translations_until_they_are_reviewed_again(coordinator, client_of):
    client = client_of(coordinator)
    before = a_mandate(language="en")
    client.post(text_page("it"), filled(client, "it", report="La cooperativa racconta tutto."))
    after = a_mandate(language="en")
    assert "racconta tutto" not in printed(before) and "racconta tutto" in printed(after)
    assert not queries.is_draft_paper(before) and queries.is_draft_paper(after)
    assert "bozza" in printed(after) and "bozza" not in printed(before)
    client.post(text_page("en"), filled(client, "en", is_reviewed="on"))
    after = a_mandate(language="en")
    assert not queries.is_draft_paper(after)
    assert not queries.is_draft_paper(before), "what was printed for the signature stays as it was"


def test_words_that_nobody_has_printed_are_corrected_where_they_stand(coordinator, client_of):
    client = client_of(coordinator)
    client.post(text_page("sq"), filled(client, "sq", title="Autorizim i ri"))
    assert MandateText.objects.filter(language="sq").count() == 1
    a_mandate(language="sq")
    client.post(text_page("sq"), filled(client, "sq", title="Autorizim tjetër"))
    assert [text.parts["title"] for text in MandateText.objects.filter(language="sq").order_by("id")] == [
        "Autorizim i ri",
        "Autorizim tjetër",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("days", "Vale sempre."),
        ("days", "Vale dal {since} al {until} e {person}."),
        ("self", "{person} {cooperative} {agent} {body} {scope.pk}"),
        ("self", "{person!r} {cooperative} {agent} {body} {scope}"),
        ("self", "{person:>999999999} {cooperative} {agent} {body} {scope}"),
        ("title", "Delega {"),
        ("title", "Delega {}"),
        ("title", "Delega {0}"),
        ("revoke", ""),
        ("revoke", "x" * 1501),
    ],
)
def test_places_between_braces_are_the_ones_that_are_filled(coordinator, client_of, name, text):
    client = client_of(coordinator)
    answer = client.post(text_page("it"), filled(client, "it", **{name: text}))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {name}


def test_of_two_who_write_at_once_the_second_is_told(coordinator, client_of):
    client = client_of(coordinator)
    a_mandate()
    first, second = filled(client, "it", title="Una"), filled(client, "it", title="Due")
    client.post(text_page("it"), first)
    answer = client.post(text_page("it"), second)
    assert "Nel frattempo" in answer.content.decode()
    again = second | {name: answer.context["form"].data[name] for name in ("known", "version")}
    assert client.post(text_page("it"), again).status_code == 302
    assert queries.text_in("it").parts["title"] == "Due"


def test_a_language_is_added_as_a_draft_and_offered(coordinator, client_of):
    client = client_of(coordinator)
    address = client.get(reverse("partners:text_new"), {"lingua": "es"}).url
    assert address == text_page("es")
    parts = queries.text_in("it").parts
    assert client.post(address, {**parts, "title": "Autorización"}).status_code == 302
    assert "es" in queries.text_languages()
    mandate = a_mandate(language="es")
    assert queries.is_draft_paper(mandate) and "Autorización" in printed(mandate)


def test_a_language_nobody_knows_is_not_there(coordinator, client_of):
    client = client_of(coordinator)
    assert client.get(text_page("klingon")).status_code == 404
    assert client.get(reverse("partners:text_new"), {"lingua": "klingon"}).url == WORDS


def test_the_paper_is_printed_in_a_language_without_a_calendar(coordinator):
    actions.write_mandate_text(by=coordinator, language="edo", parts=queries.text_in("it").parts, is_reviewed=False)
    assert "Delega" in printed(a_mandate(language="edo"))


def test_a_scope_is_added_translated_and_closed(coordinator, client_of):
    client = client_of(coordinator)
    new = {"name": "parlare con l'amministratore del condominio", "code": "Condominio", "kind": "home", "position": 8}
    client.post(reverse("partners:scope_new"), new | {"name_fr": "parler avec le syndic", "reviewed_fr": "on"})
    row = MandateScope.objects.get(code="condominio")
    assert (row.name_in("fr"), row.name_in("sq")) == ("parler avec le syndic", new["name"])
    assert row.is_name_reviewed("fr") and row.is_name_reviewed("sq")
    edit = reverse("partners:scope_edit", args=[row.pk])
    client.post(edit, {"name": new["name"], "kind": "home", "position": 8, "name_fr": "parler", "is_closed": "on"})
    row.refresh_from_db()
    assert row.closed_on and not row.is_name_reviewed("fr")
    assert row not in queries.scopes()


def test_a_reviewed_text_with_a_name_that_nobody_reviewed_is_a_draft(coordinator):
    row = scope()
    assert not queries.is_draft_paper(a_mandate(language="en"))
    row.change(names_reviewed=[])
    assert queries.is_draft_paper(a_mandate(language="en"))


def test_what_somebody_signed_is_not_renamed(coordinator, client_of):
    row = a_mandate().scope
    edit = reverse("partners:scope_edit", args=[row.pk])
    sent = {"name": "fare tutto", "kind": row.kind, "position": 1}
    answer = client_of(coordinator).post(edit, sent)
    assert answer.status_code == 422 and "non si cambiano più" in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": "school"}, "code"),
        ({"code": "SCHOOL"}, "code"),
        ({"code": "due parole"}, "code"),
        ({"name": "usare lo SPID della persona"}, "name"),
        ({"name": "trasmettere la DSU"}, "name"),
        ({"position": "999999999"}, "position"),
        ({"kind": "boh"}, "kind"),
    ],
)
def test_a_scope_that_cannot_be_is_refused_at_its_field(coordinator, client_of, values, field):
    new = {"name": "parlare con il medico di base", "code": "medico", "kind": "health", "position": 8}
    answer = client_of(coordinator).post(reverse("partners:scope_new"), new | values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_translation_without_its_original_is_refused(coordinator):
    MandateText.objects.exclude(language="it").delete()
    parts = queries.text_in("it").parts
    MandateText.objects.all().delete()
    with pytest.raises(ValidationError, match="italiano"):
        actions.write_mandate_text(by=coordinator, language="fr", parts=parts, is_reviewed=True)


@pytest.mark.parametrize("persona", ["volunteer", "board", "resident", "social_worker", "technician"])
def test_only_coordinators_keep_them(request, client_of, persona):
    client = client_of(request.getfixturevalue(persona))
    for address in (WORDS, text_page("it"), reverse("partners:scope_new")):
        assert client.get(address).status_code == client.post(address).status_code == 404
