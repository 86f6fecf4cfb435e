"""What was asked of bodies and what they answered, families that bodies sent, and mandates in every standing."""

import random
from datetime import timedelta

from accanto.demo.world import World
from accanto.directory.models import Organisation, OrganisationKind
from accanto.partners.models import Mandate, MandateScope, Referral
from accanto.partners.queries import language_of
from accanto.partners.states.mandates import MandateState, Responsibility
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.residents.models import Consent, HouseholdRole
from accanto.residents.models.consents import ConsentPurpose
from accanto.support.models import SupportRequest
from accanto.support.states import Channel, InformedHow, Lead, State, ToldUnder

BATCH = 2_000
ANSWERED = 400  # past referrals at most
R = ReferralState
# How many days a body of a kind takes, about.
PACE = {
    OrganisationKind.SOCIAL_SERVICES: 21,
    OrganisationKind.POLICE: 34,
    OrganisationKind.MUNICIPALITY: 12,
    OrganisationKind.INPS: 17,
    OrganisationKind.SCHOOL: 5,
}
WORDS = {
    R.ACCEPTED: ["Fissato un appuntamento allo sportello.", "La pratica è presa in esame.", "Risposto per iscritto."],
    R.REFUSED: ["manca un requisito di residenza", "i fondi di quest'anno sono finiti"],
}
# family, what the body asks, days since it arrived, state, our reason
ARRIVALS = [
    ("Amal Idrissi", "Madre con due figli, ospite da parenti: chiedono se c'è una casa.", 3, R.RECEIVED, ""),
    ("Giorgio Banti", "Uomo solo, sfratto a gennaio: chiedono un colloquio.", 21, R.RECEIVED, ""),
    (
        "Elira Hoxha",
        "Nucleo di cinque persone: chiedono un alloggio.",
        60,
        R.REFUSED,
        "nessuna casa libera",
    ),
]


def build_referrals(world: World) -> None:
    """Consents to speak with bodies, referrals of requests, arrivals, mandates; with luck of their own."""
    luck = random.Random(f"{world.seed} referrals")
    waiting = list(_requests().filter(state=State.REFERRED))
    past = _requests().filter(state=State.CLOSED, informed_on__isnull=False)
    ended = list(past.order_by("-ended_on", "id")[:ANSWERED])
    begun = list(_requests().filter(state=State.ACCEPTED, informed_on__isnull=False).order_by("id")[:3])
    consents = _consents([*waiting, *ended, *begun])
    rows = [_sent(world, request, consents) for request in waiting]
    rows += [_answered(world, request, consents, luck) for request in ended]
    rows += [_draft(world, request, consents) for request in begun[:2]]
    rows += [_arrival(world, *arrival) for arrival in ARRIVALS]
    # Written in the order of their days, as they would have been: lists show the latest written first.
    rows.sort(key=lambda referral: referral.sent_on or world.today)
    Referral.objects.bulk_create(rows, BATCH)
    Mandate.objects.bulk_create(_mandates(world, luck))


def _requests():
    rows = SupportRequest.objects.filter(lead=Lead.PUBLIC_BODY)
    return rows.select_related("household", "asked_by", "lead_organisation")


def _consents(requests: list[SupportRequest]) -> dict[int, Consent]:
    """A yes of each person who asked, as old as the first of her requests."""
    first = {}
    for request in sorted(requests, key=lambda request: (request.asked_on, request.pk)):
        first.setdefault(request.asked_by_id, request.asked_on)
    rows = [
        Consent(
            person_id=person,
            purpose=ConsentPurpose.SHARE_WITH_SERVICES,
            notice_version="2024-1",
            is_given=True,
            answered_on=day,
            evidence=f"firmato, archivio carta n. {number}",
        )
        for number, (person, day) in enumerate(first.items(), start=1)
    ]
    return {consent.person_id: consent for consent in Consent.objects.bulk_create(rows, BATCH)}


def _referral(request: SupportRequest, consents: dict[int, Consent], **values) -> Referral:
    return Referral(
        direction=Direction.OUT,
        household_id=request.household_id,
        request=request,
        organisation=request.lead_organisation,
        asked=f"{_sentence(request.words)} Chiediamo un appuntamento e quali carte servono.",
        ground=ToldUnder.CONSENT,
        consent=consents[request.asked_by_id],
        written_by_id=request.taken_by_id,
        **values,
    )


def _sentence(words: str) -> str:
    """Somebody's words with one mark at their end."""
    words = words.strip()
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _sent(world: World, request: SupportRequest, consents: dict[int, Consent]) -> Referral:
    return _referral(
        request,
        consents,
        state=R.SENT,
        how=InformedHow.EMAIL,
        sent_on=request.informed_on,
        answer_due=request.look_again_on,
    )


def _answered(world: World, request: SupportRequest, consents: dict[int, Consent], luck: random.Random) -> Referral:
    """Answered after about so many days as a body of that kind takes, and before the request ended."""
    pace = PACE.get(request.lead_organisation.kind, 15)
    took = min(luck.randrange(max(1, pace // 3), 2 * pace), (request.ended_on - request.informed_on).days)
    state = luck.choices([R.ACCEPTED, R.REFUSED], [6, 1])[0]
    words = luck.choice(WORDS[state])
    return _referral(
        request,
        consents,
        state=state,
        how=luck.choice(list(InformedHow)),
        sent_on=request.informed_on,
        answer_due=request.informed_on + timedelta(days=15),
        answered_on=request.informed_on + timedelta(days=took),
        answer=words if state == R.ACCEPTED else "",
        reason=words if state == R.REFUSED else "",
    )


def _draft(world: World, request: SupportRequest, consents: dict[int, Consent]) -> Referral:
    return _referral(request, consents, state=R.DRAFT)


def _arrival(world: World, family: str, asked: str, days: int, state: ReferralState, reason: str) -> Referral:
    arrived = world.back(days)
    return Referral(
        direction=Direction.IN,
        state=state,
        organisation=world.organisations[OrganisationKind.SOCIAL_SERVICES],
        family_named=family,
        asked=asked,
        how=InformedHow.EMAIL,
        sent_on=arrived,
        reference=f"{4_200 - days}/{arrived.year}",
        answer_due=arrived + timedelta(days=15),
        answered_on=arrived + timedelta(days=9) if reason else None,
        reason=reason,
        written_by=world.users["giulia"],
    )


def _mandates(world: World, luck: random.Random) -> list[Mandate]:
    """In force for the resident who logs in; about to end, to sign, over, revoked; one for a child."""
    scopes = {scope.code: scope for scope in MandateScope.objects.all()}
    kinds = world.organisations
    homes = [household for household in world.households if household.pk in world.heads]
    chosen = [world.resident, *luck.sample([home for home in homes if home != world.resident], 4)]
    school = Organisation.objects.filter(kind=OrganisationKind.SCHOOL).order_by("id").first()
    plans = [
        (chosen[0], "procedure", kinds[OrganisationKind.POLICE], -40, 325, MandateState.SIGNED),
        (chosen[1], "services", kinds[OrganisationKind.SOCIAL_SERVICES], -350, 12, MandateState.SIGNED),
        (chosen[2], "home", kinds[OrganisationKind.MUNICIPALITY], 0, 180, MandateState.DRAFT),
        (chosen[3], "procedure", kinds[OrganisationKind.INPS], -400, -30, MandateState.SIGNED),
        (chosen[4], "services", kinds[OrganisationKind.SOCIAL_SERVICES], -90, 270, MandateState.REVOKED),
    ]
    rows = [_mandate(world, household, scopes[scope], *rest) for household, scope, *rest in plans]
    return rows + _for_a_child(world, homes, scopes["school"], school)


def _for_a_child(world: World, homes: list, scope: MandateScope, school: Organisation) -> list[Mandate]:
    """The first child of the first household that has one."""
    for household in homes:
        child = household.members.filter(role=HouseholdRole.CHILD, until=None).select_related("person").first()
        if child and child.person.age is not None and child.person.age < 18:
            row = _mandate(world, household, scope, school, -20, 200, MandateState.SIGNED)
            row.child, row.responsibility = child.person, Responsibility.PARENT
            return [row]
    return []


def _mandate(world: World, household, scope, body, first: int, last: int, state: MandateState) -> Mandate:
    since, head = world.back(-first), world.heads[household.pk]
    is_revoked = state == MandateState.REVOKED
    return Mandate(
        household=household,
        given_by=head,
        agent=world.companions.get(household.pk, world.users["giulia"]),
        scope=scope,
        organisation=body,
        since=since,
        until=world.back(-last),
        language=language_of(head),
        state=state,
        signed_on=None if state == MandateState.DRAFT else since,
        revoked_on=world.back(10) if is_revoked else None,
        revoked_how=Channel.PHONE if is_revoked else "",
        written_by=world.users["giulia"],
    )
