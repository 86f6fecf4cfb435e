"""Three agreements: the large one with the social services, one about to end, one still to be signed."""

import random
from datetime import date, timedelta

from accanto.base.dates import add_months
from accanto.base.models import Parameter
from accanto.demo.world import World
from accanto.directory.models import Organisation, OrganisationKind
from accanto.housing.models import Dwelling
from accanto.partners.actions.agreements import plan_reports
from accanto.partners.models import Agreement, AgreementCost, Duty
from accanto.partners.rules import HOUR_VALUE
from accanto.partners.states import AgreementKind, AgreementState, Side
from accanto.support.models import SupportArea

COVERED = 4_000  # dwellings at most
COSTS = [("letti e materassi", "1240.00"), ("mediazione linguistica", "360.00"), ("autobus per le visite", "87.50")]


def build_agreements(world: World) -> None:
    """Agreements with what stands around them, and the hour of a volunteer as the board values it."""
    luck = random.Random(f"{world.seed} agreements")
    _hour(world)
    services = world.organisations[OrganisationKind.SOCIAL_SERVICES]
    school = world.organisations[OrganisationKind.SCHOOL]
    montemurlo = Organisation.objects.get(name="Servizi sociali del Comune di Montemurlo")
    homes = _homes(world, services, luck)
    ending = _ending(world, school)
    signing = _agreement(
        AgreementKind.CO_DESIGN,
        "Accompagnamento all'autonomia dei nuclei in uscita",
        [montemurlo],
        add_months(world.today.replace(day=1), 2),
        36,
        state=AgreementState.SIGNING,
    )
    for agreement in (homes, ending, signing):
        plan_reports(agreement)


def _hour(world: World) -> None:
    Parameter.objects.create(
        code=HOUR_VALUE,
        name="Valore di un'ora di volontariato",
        value="13.50",
        unit="€",
        valid_from=date(world.today.year - 2, 1, 1),
        source="delibera del consiglio n. 7 (esempio)",
        checked_on=date(world.today.year - 2, 1, 1),
    )


def _agreement(kind: str, about: str, parties: list, starts_on: date, months: int, **values) -> Agreement:
    ends_on = add_months(starts_on, months) - timedelta(days=1)
    agreement = Agreement.objects.create(kind=kind, object=about, starts_on=starts_on, ends_on=ends_on, **values)
    agreement.parties.set(parties)
    return agreement


def _homes(world: World, services: Organisation, luck: random.Random) -> Agreement:
    """The large one: half of the homes, with duties of both sides, one of them late."""
    starts_on = add_months(world.today.replace(day=1), -13)
    agreement = _agreement(
        AgreementKind.PROTOCOL,
        "Alloggi temporanei e accompagnamento sociale",
        [services, world.organisations[OrganisationKind.HEALTH_AUTHORITY]],
        starts_on,
        36,
        state=AgreementState.IN_FORCE,
        signed_on=starts_on - timedelta(days=12),
        protocol_number=f"{starts_on.year}/0048213",
        renews_tacitly=True,
        notice_days=90,
    )
    agreement.dwellings.set(Dwelling.objects.order_by("pk")[: min(COVERED, world.size.dwellings // 2)])
    giulia = world.users["giulia"]
    done = {"done_on": world.back(30), "done_by": giulia}
    for side, what, days, values in [
        (Side.COOPERATIVE, "mandare l'elenco degli alloggi liberi", -35, done),
        (Side.BODY, "indicare l'assistente sociale per ogni nucleo", -6, {}),
        (Side.COOPERATIVE, "incontro di verifica con i servizi", 12, {}),
    ]:
        day = world.today + timedelta(days=days)
        Duty.objects.create(agreement=agreement, side=side, what=what, due_on=day, **values)
    for number, (what, amount) in enumerate(COSTS, start=1):
        day = world.back(luck.randrange(20, 300))
        AgreementCost.objects.create(
            agreement=agreement, day=day, what=what, amount=amount, evidence=f"fattura n. {40 + number}"
        )
    return agreement


def _ending(world: World, school: Organisation) -> Agreement:
    """Ends in forty days, and nobody has written its renewal."""
    starts_on = add_months(world.today + timedelta(days=41), -24)
    agreement = _agreement(
        AgreementKind.CONVENTION,
        "Doposcuola e mediazione con le famiglie",
        [school],
        starts_on,
        24,
        state=AgreementState.IN_FORCE,
        signed_on=starts_on - timedelta(days=5),
        report_every_months=12,
    )
    agreement.areas.set(SupportArea.objects.filter(code="school"))
    return agreement
