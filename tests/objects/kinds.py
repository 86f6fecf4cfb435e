"""Rows for addresses that name one: made by the apps' factories, found by the parameter's name.

To add a parameter, add a line to OBJECTS: `"app:noun"` (the URL name up to its last underscore) and
the parameter, or the parameter alone where it means the same everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from accanto.accounts.routes import Route
from accanto.base.models import Parameter
from accanto.coexistence.tests import factories as coexistence
from accanto.diary.due import NEXT_STEP
from accanto.directory.tests.factories import ArrivalFactory, OfficeFactory
from accanto.documents.tests.factories import a_document
from accanto.exchange.tests.factories import make_batch, make_doubtful_batch
from accanto.housing.tests import factories as housing
from accanto.partners.tests import factories as agreements
from accanto.partners.tests.mandate_factories import scope
from accanto.partners.tests.referral_factories import a_draft
from accanto.partners.tests.share_factories import met_under, sent_under
from accanto.plans.states import Side
from accanto.plans.tests import factories as plans
from accanto.procedures.models import ProcedureType
from accanto.reports.tests.factories import ReportFactory
from accanto.residents.models import PaperKind
from accanto.residents.tests import factories as residents
from accanto.support.models import SupportArea
from accanto.volunteers.tests import factories as volunteers
from tests.personas import PERSONAS, make

NOBODYS_ID = 10**17
BESIDE = "volunteer"


@dataclass(frozen=True)
class Kind:
    """How to make a row of this kind, and which personas see it, permission apart.

    `inside` is the parameter of the same address that the row belongs to: one that belongs to
    another is a missing page too.
    """

    make: Callable[..., object]
    seen_by: frozenset[str] = frozenset(PERSONAS)
    inside: str = ""
    nobody: object = NOBODYS_ID


def promised_by_the_body(share):
    """A promise of the body with which a file is shared."""
    body = {"organisation": share.organisation, "contact": None}
    return plans.a_promise(Side.PUBLIC_BODY, household=share.household, **body)


TEAM = frozenset({"coordinator", BESIDE})
BOARD = frozenset({"board"})
HER, HERS_TO_READ = frozenset({"resident"}), frozenset({"social_worker"})
LONG_AGO, LATER = date(2024, 1, 8), date(2100, 1, 1)

OBJECTS: dict[str, Kind] = {
    # directory
    "organisation_id": Kind(lambda world: world.contact.organisation_id),
    "contact_id": Kind(lambda world: world.contact.pk),
    "office_id": Kind(
        lambda world: OfficeFactory(organisation=world.contact.organisation).pk, inside="organisation_id"
    ),
    "arrival_id": Kind(lambda world: ArrivalFactory().pk),
    # residents
    "household_id": Kind(lambda world: world.household.pk, TEAM),
    "person_id": Kind(lambda world: world.person.pk, TEAM),
    "residents:member_add person_id": Kind(lambda world: residents.PersonFactory().pk),
    "member_id": Kind(lambda world: world.household.members.get().pk, TEAM, inside="household_id"),
    "place_id": Kind(lambda world: world.household.team.get().pk, TEAM, inside="household_id"),
    "warning_id": Kind(lambda world: world.warning.pk, TEAM, inside="household_id"),
    "reader_id": Kind(lambda world: world.reader.pk, TEAM, inside="household_id"),
    "point_id": Kind(lambda world: world.contact_point.pk, TEAM, inside="person_id"),
    "paper_id": Kind(lambda world: residents.PaperFactory(person=world.person).pk, TEAM),
    "consent_id": Kind(lambda world: world.consent.pk, TEAM),
    "membership_id": Kind(lambda world: residents.MembershipFactory(person=world.person).pk, TEAM),
    "residents:paper_kind_edit kind_id": Kind(lambda world: PaperKind.objects.first().pk),
    "kept_id": Kind(lambda world: world.person.pk, TEAM),
    "merged_id": Kind(lambda world: residents.PersonFactory().pk),
    "first_id": Kind(lambda world: world.person.pk, TEAM),
    "second_id": Kind(lambda world: residents.PersonFactory().pk),
    "merge_id": Kind(lambda world: world.merge.pk, TEAM),
    # exchange
    "batch_id": Kind(lambda world: make_batch().pk),
    "exchange:decide batch_id": Kind(lambda world: make_doubtful_batch().pk),
    "sheet": Kind(lambda world: 0),
    # housing
    "building_id": Kind(lambda world: housing.BuildingFactory().pk),
    "dwelling_id": Kind(lambda world: housing.DwellingFactory().pk),
    "works_id": Kind(lambda world: housing.WorksFactory().pk),
    "housing place_id": Kind(lambda world: housing.PlaceFactory().pk),
    "assignment_id": Kind(lambda world: housing.AssignmentFactory(household=world.household).pk, TEAM),
    "application_id": Kind(lambda world: housing.ApplicationFactory(household=world.household).pk, TEAM),
    "housing:notification_new person_id": Kind(lambda world: world.person.pk, TEAM, inside="assignment_id"),
    # documents
    "documents pk": Kind(lambda world: a_document(make(BESIDE), world.household).pk, TEAM),
    # volunteers: the one in the register belongs to the household herself
    "volunteers person_id": Kind(lambda world: residents.PersonFactory().pk),
    "volunteer_id": Kind(lambda world: world.enrolled.pk, TEAM),
    "expense_id": Kind(lambda world: volunteers.ExpenseFactory(volunteer=world.enrolled).pk, TEAM),
    "pair_id": Kind(lambda world: world.kept_apart.pk, TEAM, inside="volunteer_id"),
    "volunteers place_id": Kind(lambda world: world.household.team.get().pk, TEAM),
    # support
    "request_id": Kind(lambda world: world.request.pk, TEAM),
    "worker_id": Kind(lambda world: world.request.workers.get().pk, TEAM, inside="request_id"),
    "support step": Kind(lambda world: "chiudi", nobody="non-esiste"),
    "area_id": Kind(lambda world: SupportArea.objects.first().pk),
    "support:area_act act": Kind(lambda world: "giu", nobody="non-esiste"),
    # plans
    # partners
    "agreement_id": Kind(lambda world: world.agreement.pk),
    "partners:agreement_step step": Kind(lambda world: "chiudi", nobody="non-esiste"),
    "duty_id": Kind(lambda world: agreements.DutyFactory(agreement=world.agreement).pk, inside="agreement_id"),
    "cost_id": Kind(lambda world: agreements.CostFactory(agreement=world.agreement).pk, inside="agreement_id"),
    "share_id": Kind(lambda world: world.share.pk, TEAM, inside="household_id"),
    "portal share_id": Kind(lambda world: world.share.pk, HERS_TO_READ),
    "portal:own_share_end share_id": Kind(lambda world: world.own_share.pk, HER),
    "portal referral_id": Kind(lambda world: sent_under(world.share).pk, HERS_TO_READ, inside="share_id"),
    "portal promise_id": Kind(lambda world: promised_by_the_body(world.share).pk, HERS_TO_READ, inside="share_id"),
    "portal appointment_id": Kind(lambda world: met_under(world.share).pk, HERS_TO_READ, inside="share_id"),
    # reports
    "report_id": Kind(lambda world: ReportFactory(agreement=world.agreement).pk),
    "reports:report_step step": Kind(lambda world: "riletta", nobody="non-esiste"),
    # desk
    "code": Kind(lambda world: world.value_to_come.code, nobody="non-esiste"),
    "parameter_id": Kind(lambda world: world.value_to_come.pk, inside="code"),
    "promise_id": Kind(lambda world: plans.a_promise(household=world.household, by=make("coordinator")).pk, TEAM),
    "plan_id": Kind(lambda world: world.plan.pk, TEAM),
    "own_plan_id": Kind(lambda world: world.home.plan.pk, HER),
    "portal version_id": Kind(lambda world: world.home.version.pk, HER, inside="own_plan_id"),
    "goal_id": Kind(lambda world: world.plan.goals.first().pk, TEAM),
    "version_id": Kind(lambda world: plans.a_version(world.plan).pk, TEAM),
    "assessment_id": Kind(lambda world: plans.an_assessment(world.plan).pk, TEAM),
    "exit_id": Kind(lambda world: world.exit.pk, TEAM),
    "follow_up_id": Kind(lambda world: world.exit.follow_ups.first().pk, TEAM),
    # coexistence: what belongs to a building is no family's
    "rota_id": Kind(lambda world: coexistence.a_turn().rota_id),
    "turn_id": Kind(lambda world: coexistence.a_turn().pk),
    "space_id": Kind(lambda world: coexistence.SharedSpaceFactory(is_bookable=True).pk),
    "booking_id": Kind(lambda world: coexistence.BookingFactory().pk),
    "meeting_id": Kind(lambda world: coexistence.MeetingFactory().pk),
    "decision_id": Kind(lambda world: coexistence.a_decision().pk),
    "coexistence promise_id": Kind(lambda world: coexistence.a_decision().promise_id),
    "movement_id": Kind(lambda world: coexistence.MovementFactory().pk),
    "representative_id": Kind(lambda world: coexistence.RepresentativeFactory().pk),
    "rules_id": Kind(lambda world: world.rules.pk),
    "translation_id": Kind(lambda world: world.translation.pk),
    "pact_id": Kind(lambda world: coexistence.PactFactory(household=world.household, rules=world.rules).pk, TEAM),
    "exemption_id": Kind(lambda world: world.household.exemptions.create(since=LONG_AGO).pk, TEAM),
    "own_disagreement_id": Kind(lambda world: world.home.disagreement.pk, HER),
    "own_letter_id": Kind(lambda world: world.home.letter.pk, HER),
    "own_turn_id": Kind(lambda world: world.home.turn.pk, HER),
    "own_swap_id": Kind(lambda world: world.home.swap_to_answer.pk, HER),
    "asked_swap_id": Kind(lambda world: world.home.swap_asked.pk, HER),
    "own_space_id": Kind(lambda world: world.home.space.pk, HER),
    "own_booking_id": Kind(lambda world: world.home.booking.pk, HER),
    "coexistence:reading_new person_id": Kind(lambda world: world.signer.pk, TEAM, inside="household_id"),
    # procedures
    "procedure_id": Kind(lambda world: world.procedure.pk, TEAM),
    "procedures step": Kind(lambda world: "raccogli", nobody="non-esiste"),
    "day_id": Kind(lambda world: world.procedure.days.get(kind="look_again").pk, TEAM),
    "type_id": Kind(lambda world: ProcedureType.objects.get(code="PDS").pk),
    "rule_id": Kind(lambda world: ProcedureType.objects.get(code="PDS").rules.first().pk),
    "need_id": Kind(lambda world: ProcedureType.objects.get(code="PDS").needs.first().pk),
    "amount_id": Kind(lambda world: Parameter.objects.get(code="procedure_pds_fee_post").pk),
    # partners: a referral that has not gone out, a paper that nobody has signed
    "referral_id": Kind(lambda world: a_draft(request=world.request, by=make(BESIDE)).pk, TEAM),
    "partners:referral_step step": Kind(lambda world: "manda", nobody="non-esiste"),
    "scope_id": Kind(lambda world: scope("school").pk),
    "partners language": Kind(lambda world: "sq", nobody="non-esiste"),
    "mandate_id": Kind(lambda world: world.mandate.pk, TEAM),
    "portal mandate_id": Kind(lambda world: world.own_mandate.pk, HER),
    "breach_id": Kind(lambda world: world.breach.pk, TEAM),
    "coexistence step_id": Kind(lambda world: world.evidence_of(world.breach), TEAM, inside="breach_id"),
    "coexistence:breach_step to": Kind(lambda world: "verified", nobody="non-esiste"),
    "measure_id": Kind(lambda world: world.measure.pk, BOARD),
    "coexistence:measure_evidence step_id": Kind(
        lambda world: world.evidence_of(world.measure), BOARD, inside="measure_id"
    ),
    "disagreement_id": Kind(lambda world: coexistence.DisagreementFactory(first=world.household).pk, TEAM),
    "coexistence:disagreement_step to": Kind(lambda world: "talks", nobody="non-esiste"),
    "coexistence kept_id": Kind(
        lambda world: coexistence.KeptApartFactory(written_by=make("coordinator")).pk, frozenset({"coordinator"})
    ),
    # agenda: what is due is found, or not, when it is done or moved
    "agenda kind": Kind(lambda world: NEXT_STEP),
    "agenda subject_id": Kind(lambda world: world.entry.pk, TEAM),
    "secret": Kind(lambda world: "x" * 43),
    # diary
    "diary pk": Kind(lambda world: world.entry.pk, TEAM),
    "diary:attachment_add pk": Kind(lambda world: world.entry.pk, TEAM),
    "diary:attachment pk": Kind(lambda world: world.attachment.pk, TEAM),
    "client_id": Kind(lambda world: uuid4(), nobody=uuid4()),
    # accounts
    "accounts pk": Kind(lambda world: make("outsider").pk),
    "mfa pk": Kind(lambda world: world.passkey.pk, frozenset({BESIDE})),
}


def kind_of(route: Route, parameter: str) -> Kind | None:
    """The kind of row that a parameter of this route names."""
    app, _, noun = route.name.partition(":") if ":" in route.name else route.name.partition("_")
    words = noun.split("_")
    places = [f"{app}:{'_'.join(words[:length])} {parameter}" for length in range(len(words), 0, -1)]
    return next((OBJECTS[key] for key in [*places, f"{app} {parameter}", parameter] if key in OBJECTS), None)
