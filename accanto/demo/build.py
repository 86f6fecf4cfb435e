"""Filling an empty archive with an invented cooperative."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import transaction

from accanto.archive.models import Cooperative
from accanto.audit.actions import record
from accanto.demo.builders import (
    accounts,
    agreements,
    coexistence,
    diary,
    directory,
    families,
    homes,
    matters,
    paths,
    procedures,
    referrals,
    reports,
    requests,
    shares,
    volunteers,
)
from accanto.demo.world import SIZES, World

NAME = "Cooperativa Le Corti"


@transaction.atomic
def build(size: str, seed: int, tell: Callable[[str], None] = lambda _words: None) -> World:
    """Make the whole cooperative of a size ("small", "large") from a seed, telling what is being made."""
    world = World(SIZES[size], seed)
    cooperative = Cooperative.objects.create(name=NAME, legal_form="coop_sociale")
    tell("accessi ed enti")
    accounts.build_accounts(world)
    directory.build_directory(world)
    tell("volontari")
    volunteers.build_volunteers(world)
    tell("alloggi e nuclei")
    families.build_households(world, homes.build_dwellings(world))
    families.build_resident(world)
    homes.build_host_notifications(world)
    homes.build_applications(world)
    tell("diario")
    diary.build_diary(world)
    tell("richieste")
    requests.build_requests(world)
    tell("percorsi e promesse")
    paths.build_paths(world)
    tell("vita in comune")
    coexistence.build_coexistence(world)
    tell("pratiche")
    procedures.build_procedures(world)
    call_command("refresh_statistics")  # before the first large counts
    tell("accordi")
    agreements.build_agreements(world)
    reports.build_reports(world)
    shares.build_shares(world)
    tell("questioni")
    matters.build_matters(world)
    tell("segnalazioni e deleghe")
    referrals.build_referrals(world)
    call_command("refresh_statistics")
    record(by=None, verb="make_demo", subject=cooperative, size=size, seed=seed)
    return world
