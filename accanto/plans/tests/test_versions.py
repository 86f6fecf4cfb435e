"""Versions: a proposal until both have signed; a no is an answer; what is superseded is signed no more."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from accanto.archive.tests.cooperatives import a_cooperative
from accanto.base import clock
from accanto.plans import actions
from accanto.plans.languages import HEADINGS, ITALIAN, LANGUAGES
from accanto.plans.models import PlanVersion, Signature
from accanto.plans.queries import goals_of, languages_of, printed_version, terms_in
from accanto.plans.states import PromiseState, Side, SignedHow, VersionState
from accanto.plans.tests.factories import a_plan, a_promise, a_version, head_of
from accanto.residents.models import Person
from accanto.residents.tests.factories import PersonFactory
from accanto.support.models import SupportArea

pytestmark = pytest.mark.django_db
V = VersionState


def refused(act, **values) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        act(**values)
    return error.value


def sign(version, by, person=None, **values):
    return actions.sign_version(by=by, plan_version=version, how=SignedHow.PAPER, person=person, **values)


def head(version) -> Person:
    return head_of(version.plan.household)


def test_a_plan_is_a_proposal_until_both_have_signed(coordinator):
    version = a_version()
    assert version.state == V.PROPOSED
    sign(version, coordinator)
    assert version.state == V.PROPOSED
    sign(version, coordinator, head(version))
    assert version.state == V.AGREED
    assert {row.side for row in version.signatures.all()} == {Side.MEMBER, Side.COOPERATIVE}


def test_both_sign_in_the_browser_and_it_is_agreed(coordinator, client_of):
    version = a_version()
    client, address = client_of(coordinator), reverse("plans:version_sign", args=[version.pk])
    for person in ("", head(version).pk):
        form = {"person": person, "how": "paper", "signed_on": clock.today().isoformat()}
        assert client.post(address, form).status_code == 302
    assert PlanVersion.objects.get().state == V.AGREED


def test_a_signature_on_a_superseded_version_is_refused_and_says_which_one_holds(coordinator):
    old = a_version()
    a_promise(household=old.plan.household, goal=old.plan.goals.get())
    new = a_version(old.plan)
    old.refresh_from_db()
    assert (old.state, new.number) == (V.SUPERSEDED, 2)
    for person in (None, head(old)):
        error = refused(sign, version=old, by=coordinator, person=person)
        assert error.code == "superseded" and "versione 2" in error.messages[0]
    disagree = {"by": coordinator, "plan_version": old, "person": head(old), "words": "No"}
    assert refused(actions.record_disagreement, **disagree).code == "superseded"
    assert not Signature.objects.exists()


def test_a_no_is_kept_in_her_words_and_the_plan_stays_a_proposal(coordinator):
    version = a_version()
    said = {"by": coordinator, "plan_version": version, "person": head(version)}
    assert "words" in refused(actions.record_disagreement, **said, words=" ").error_dict
    actions.record_disagreement(**said, words="Non voglio traslocare adesso")
    assert version.state == V.DISAGREED
    assert version.disagreements.get().words == "Non voglio traslocare adesso"


def test_nobody_signs_twice_tomorrow_or_for_somebody_else(coordinator, volunteer):
    version = a_version()
    refused(sign, version=version, by=volunteer)
    refused(sign, version=version, by=coordinator, person=PersonFactory())
    tomorrow = clock.today() + timedelta(days=1)
    assert "signed_on" in refused(sign, version=version, by=coordinator, signed_on=tomorrow).error_dict
    early = clock.today() - timedelta(days=1)
    assert "signed_on" in refused(sign, version=version, by=coordinator, signed_on=early).error_dict
    sign(version, coordinator)
    assert refused(sign, version=version, by=coordinator).code == "signed"


def test_a_version_freezes_terms_and_not_what_became_of_them(coordinator):
    plan = a_plan()
    goal = plan.goals.get()
    promise = a_promise(household=plan.household, goal=goal)
    version = a_version(plan)
    actions.settle_promise(by=coordinator, promise=promise, state=PromiseState.KEPT)
    assert version.content == terms_in(goals_of(plan))
    assert refused(actions.propose_version, by=coordinator, plan=plan).code == "same"
    actions.change_goal(by=coordinator, goal=goal, area=goal.area, words="Una casa più grande")
    assert version.content["goals"][0]["words"] != "Una casa più grande"
    assert actions.propose_version(by=coordinator, plan=plan).number == 2


def test_nothing_is_frozen_before_there_is_a_goal(coordinator):
    assert refused(actions.propose_version, by=coordinator, plan=a_plan(goals=0)).code == "no_goals"


def test_the_copy_signed_on_paper_is_kept_as_a_document(coordinator, client_of):
    version = a_version()
    paper = SimpleUploadedFile("firmato.pdf", b"%PDF-1.4 firmato")
    form = {"person": head(version).pk, "how": "paper", "signed_on": clock.today().isoformat(), "file": paper}
    answer = client_of(coordinator).post(reverse("plans:version_sign", args=[version.pk]), form)
    assert answer.status_code == 302
    document = Signature.objects.get().document
    assert document.household == version.plan.household
    page = client_of(coordinator).get(version.get_absolute_url()).content.decode()
    assert reverse("documents:document", args=[document.pk]) in page


def printed(version, language) -> str:
    a_cooperative()
    reader = PdfReader(BytesIO(printed_version(version, language)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_prints_in_italian_and_in_the_members_language_side_by_side():
    plan = a_plan(goals=0)
    words = "Dua një shtëpi timen, #panic() con l'orto"
    actions.add_goal(by=plan.opened_by, plan=plan, area=SupportArea.objects.first(), words=words)
    goal = plan.goals.get()
    for side in Side:
        a_promise(side, household=plan.household, goal=goal, what=f"Promessa di {side}")
    text = printed(a_version(plan), "sq")
    for said in (words, "La famiglia promette", "Familja premton", "Kooperativa premton", "vale quello in italiano"):
        assert said in text
    for side in Side:
        assert f"Promessa di {side}" in text


def test_in_italian_alone_it_prints_no_other_heading():
    text = printed(a_version(), "")
    assert "Il nostro percorso" in text and "Our path" not in text


def test_every_language_has_every_heading():
    assert len(ITALIAN) == len(HEADINGS)
    assert {code: len(words) for code, words in LANGUAGES.items() if len(words) != len(HEADINGS)} == {}
    assert [code for code, words in LANGUAGES.items() if not all(words)] == []


def test_a_translation_missing_in_her_language_is_said_and_nothing_half_is_printed(client_of, coordinator):
    a_cooperative()
    version = a_version()
    reader = head(version)
    reader.reads = reader.speaks = ["wo"]
    reader.save()
    assert languages_of(PlanVersion.objects.get().plan) == ("", "wo")
    client = client_of(coordinator)
    assert "wolof" in client.get(version.get_absolute_url()).content.decode()
    address = reverse("plans:version_print", args=[version.pk])
    answer = client.get(address, {"lingua": "wo"})
    assert answer.status_code == 422
    assert "ancora la traduzione in wolof" in answer.content.decode()
    assert client.get(address).content.startswith(b"%PDF")


def test_the_button_for_two_languages_names_hers_and_prints_it(client_of, coordinator):
    a_cooperative()
    version = a_version()
    Person.objects.filter(pk=head(version).pk).update(reads=["ar"])
    client, address = client_of(coordinator), reverse("plans:version_print", args=[version.pk])
    assert f"{address}?lingua=ar" in client.get(version.get_absolute_url()).content.decode()
    assert client.get(address, {"lingua": "ar"}).content.startswith(b"%PDF")
    Person.objects.filter(pk=head(version).pk).update(reads=["it"], speaks=[])
    assert "Stampa in italiano e in" not in client.get(version.get_absolute_url()).content.decode()
