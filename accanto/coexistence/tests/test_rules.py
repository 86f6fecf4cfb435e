"""House rules: how easy they read, who signed which version in which language; the pact of a household."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accanto.coexistence import actions, queries
from accanto.coexistence.gulpease import gulpease
from accanto.coexistence.models import CoexistencePact, HouseRules
from accanto.coexistence.printing import pact_pdf
from accanto.coexistence.states import PactState, RulesState, Side, TranslationState
from accanto.coexistence.tests.factories import HouseRulesFactory, PactFactory, RulesTranslationFactory
from accanto.housing.tests.factories import BuildingFactory
from accanto.plans.states import PromiseState, Source
from accanto.residents.tests.factories import HouseholdFactory

TODAY = date(2026, 11, 22)
ORACLE = "Il tuo permesso scade il 10 maggio. Vieni in ufficio prima del 10 marzo. Porta il passaporto e due foto."


@pytest.fixture
def rules(db):
    return HouseRulesFactory()


@pytest.fixture
def home(db):
    return HouseholdFactory()


@pytest.fixture
def head(home):
    return home.members.get().person


@pytest.mark.parametrize(
    ("text", "ease"),
    [
        (ORACLE, "93.0"),
        ("", None),
        ("…!", None),
        ("Ciao", "100.0"),
        ("incomprensibilissimevolmente " * 5, "0.0"),
        ("L'acqua è calda", "100.0"),
    ],
)
def test_gulpease(text, ease):
    assert gulpease(text) == (ease and Decimal(ease))


def test_a_new_version_supersedes_the_one_in_force(coordinator, rules):
    words = {"text": "Nuovo.", "summary": "Le scale sono di tutti."}
    new = actions.put_in_force(by=coordinator, rules=actions.write_rules(by=coordinator, **words))
    rules.refresh_from_db()
    assert (rules.state, new.state, new.in_force_from) == (RulesState.SUPERSEDED, RulesState.IN_FORCE, TODAY)
    assert new.number == rules.number + 1


def test_what_people_have_signed_is_not_changed_and_needs_plain_words(coordinator, rules):
    with pytest.raises(ValidationError):
        actions.change_rules(by=coordinator, rules=rules, text="Altro.")
    with pytest.raises(ValidationError, match="parole semplici"):
        actions.put_in_force(by=coordinator, rules=actions.write_rules(by=coordinator, text="Solo il testo."))


def sign(by, rules, person, language="it", **values):
    return actions.record_reading(
        by=by, rules=rules, person=person, language=language, **{"read_on": TODAY, "signed": True, **values}
    )


def test_a_superseded_version_or_a_draft_is_not_signed(coordinator, rules, head):
    rules.change(state=RulesState.SUPERSEDED)
    with pytest.raises(ValidationError, match="superata"):
        sign(coordinator, rules, head)
    with pytest.raises(ValidationError, match="bozza"):
        sign(coordinator, actions.write_rules(by=coordinator, text="Nuovo."), head)
    assert not rules.readings.exists()


def test_who_signed_says_in_which_language_and_a_missing_one_is_refused(coordinator, rules, head):
    with pytest.raises(ValidationError) as refused:
        sign(coordinator, rules, head, "ur")
    assert "language" in refused.value.error_dict
    RulesTranslationFactory(rules=rules, language="ur")
    reading = sign(coordinator, rules, head, "ur")
    assert (reading.language, reading.signed_on) == ("ur", TODAY)
    with pytest.raises(ValidationError, match="già firmato"):
        sign(coordinator, rules, head)


def test_one_may_read_today_and_sign_later_but_not_tomorrow(coordinator, rules, head):
    assert sign(coordinator, rules, head, signed=False).signed_on is None
    assert sign(coordinator, rules, head).signed_on == TODAY
    with pytest.raises(ValidationError):
        sign(coordinator, rules, head, read_on=date(2027, 1, 1))


def test_the_page_says_which_language_is_missing(coordinator, rules, home, head, read):
    head.change(reads=["ur"])
    assert "manca in questa lingua: urdu" in read("coexistence:household_living", home.pk)
    RulesTranslationFactory(rules=rules, language="ur")
    assert "manca in questa lingua" not in read("coexistence:household_living", home.pk)


def test_a_translation_is_a_draft_again_when_it_changes(coordinator, rules):
    translation = RulesTranslationFactory(rules=rules)
    actions.review_translation(by=coordinator, translation=translation, reviewed_by="Samira Ouahbi", reviewed_on=TODAY)
    actions.change_translation(by=coordinator, translation=translation, summary="الدرج.")
    assert (translation.state, translation.reviewed_by) == (TranslationState.DRAFT, "")


def propose(by, home, **values):
    words = {"language": "it", "member_duties": "Pulisco le scale.", "cooperative_duties": "Riparo le luci."}
    return actions.propose_pact(by=by, household=home, **{**words, **values})


def test_a_pact_holds_promises_of_both_sides_with_their_translation(coordinator, rules, home):
    RulesTranslationFactory(rules=rules)
    duties = f"{rules.member_duties}\nSaluto i vicini."
    pact = propose(coordinator, home, language="ar", member_duties=duties)
    mine = [(duty.text, bool(duty.translation)) for duty in pact.duties.filter(side=Side.MEMBER)]
    assert mine == [
        ("Tengo pulite le scale.", True),
        ("Faccio silenzio dopo le 22.", True),
        ("Saluto i vicini.", False),
    ]
    assert pact.duties.filter(side=Side.COOPERATIVE).count() == 1


@pytest.mark.parametrize("name", ["member_duties", "cooperative_duties"])
def test_a_pact_without_promises_of_one_side_is_refused(coordinator, rules, home, name):
    with pytest.raises(ValidationError) as refused:
        propose(coordinator, home, **{name: " \n- "})
    assert list(refused.value.error_dict) == [name]
    assert not CoexistencePact.objects.exists()


def test_a_signed_pact_ends_the_one_before_and_keeps_the_sheet(coordinator, rules, home, head):
    first = PactFactory(household=home, rules=rules)
    actions.sign_pact(by=coordinator, pact=first, signed_by=head, signed_on=TODAY)
    second = propose(coordinator, home)
    sheet = SimpleUploadedFile("patto.pdf", b"%PDF-1.7 firmato")
    actions.sign_pact(by=coordinator, pact=second, signed_by=head, signed_on=TODAY, file=sheet)
    first.refresh_from_db()
    assert (first.state, first.ended_on, second.state) == (PactState.ENDED, TODAY, PactState.SIGNED)
    assert second.document.household == home and second.document.kind == "pact"


def test_a_pact_under_superseded_rules_is_not_signed(coordinator, rules, home, head):
    pact = PactFactory(household=home, rules=rules)
    rules.change(state=RulesState.SUPERSEDED)
    HouseRulesFactory()
    with pytest.raises(ValidationError, match="superato"):
        actions.sign_pact(by=coordinator, pact=pact, signed_by=head, signed_on=TODAY)


def test_the_pact_prints_in_two_languages(cooperative, coordinator, rules, home, client_of):
    RulesTranslationFactory(rules=rules)
    pact = propose(coordinator, home, language="ar", member_duties=rules.member_duties)
    answer = client_of(coordinator).get(reverse("coexistence:pact_print", args=[pact.pk]))
    assert answer.content.startswith(b"%PDF")


def test_a_building_with_rules_of_its_own_is_bound_by_them(rules):
    own = HouseRulesFactory(building=BuildingFactory())
    assert queries.in_force(own.building) == own
    assert queries.in_force(BuildingFactory()) == queries.in_force(None) == rules


def test_what_a_pact_asks_by_a_day_is_a_promise_of_any_side(coordinator):
    pact = PactFactory()
    ours = actions.promise_in_pact(
        by=coordinator, pact=pact, what="Riparare", due_on=date(2026, 12, 1), user=coordinator
    )
    assert (ours.household, ours.source, list(pact.promises.all())) == (pact.household, Source.PACT, [ours])
    actions.withdraw_pact(by=coordinator, pact=pact)
    ours.refresh_from_db()
    assert ours.state == PromiseState.RELEASED
    with pytest.raises(ValidationError, match="non vale più"):
        actions.promise_in_pact(by=coordinator, pact=pact, what="x", due_on=date(2026, 12, 1), user=coordinator)


def test_a_promise_of_a_pact_is_written_on_its_page_and_stands_on_paper(cooperative, send, read, coordinator):
    pact = PactFactory()
    given = {"promiser": f"user-{coordinator.pk}", "what": "Riparare la luce", "due_on": "2026-12-01"}
    assert send("coexistence:pact_promise_new", pact.pk, **given, made_on="2026-11-22").status_code == 302
    page = read("coexistence:pact_detail", pact.pk)
    assert "Riparare la luce" in page
    tab = reverse("coexistence:household_living", args=[pact.household_id])
    assert f'href="{tab}" aria-current="page"' in page
    late = send("coexistence:pact_promise_new", pact.pk, **given | {"due_on": "2026-11-01"}, made_on="2026-11-22")
    assert late.status_code == 422 and "prima di quello in cui" in late.content.decode()
    assert pact_pdf(pact, queries.duties_of(pact), queries.promises_in(pact)).startswith(b"%PDF")


def test_rules_of_one_building_are_written_by_finding_it(coordinator, client_of):
    mill = BuildingFactory(name="Via del Mulino 65")
    client, address = client_of(coordinator), reverse("coexistence:rules_new")
    assert "Mulino" not in client.get(address).content.decode()
    assert "Mulino 65" in client.post(address, {"building_text": "muli", "search": "building"}).content.decode()
    client.post(address, {"building": mill.pk, "text": "Silenzio di notte.", "summary": "Di notte si dorme."})
    assert HouseRules.objects.get().building == mill
