"""Shared files: whom one can be shared with and under what, those of a household, and the one being read."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, QuerySet, Value
from django.http import Http404

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.base import clock
from accanto.directory.models import Organisation
from accanto.partners.models import Agreement, Appointment, Disclosure, Mandate, Share
from accanto.partners.models.agreements import covered_by
from accanto.residents.models import Consent, Household
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.permissions import running
from accanto.residents.queries import consent_running

NAMED = ("household", "user", "organisation", "agreement", "mandate__scope", "mandate__organisation", "consent__person")


@dataclass(frozen=True)
class Basis:
    """What a share can stand on: an agreement or a mandate, and the body that it is with."""

    row: Agreement | Mandate
    organisation: Organisation

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{type(self.row).__name__.lower()}-{self.row.pk}-{self.organisation.pk}"

    @property
    def label(self) -> str:
        return f"{self.organisation.name}: {self.row}" if isinstance(self.row, Agreement) else str(self.row)


def bases_of(household: Household) -> list[Basis]:
    """Agreements that hold and cover a household today, once for each body, and mandates in force.

    A body that was merged into another receives nothing new: the agreement is first made over to its successor.
    """
    today = clock.today()
    mine = Value(household.pk, output_field=BigIntegerField())
    holding = Agreement.objects.holding_on(today).alias(one=mine)
    agreements = holding.filter(covered_by("pk", today, today, household="one")).prefetch_related("parties")
    found = [Basis(agreement, body) for agreement in agreements for body in agreement.parties.all()]
    mandates = Mandate.objects.in_force(today).filter(household=household).select_related("organisation", "scope")
    found += [Basis(mandate, mandate.organisation) for mandate in mandates if mandate.organisation.is_public]
    return [basis for basis in found if not basis.organisation.is_merged]


def consents_to_share(household: Household) -> list[Consent]:
    """Running consents of its members to being talked about with public services."""
    today = clock.today()
    members = household.members.filter(running(), person__merged_into=None).select_related("person")
    answers = [consent_running(member.person, ConsentPurpose.SHARE_WITH_SERVICES, today) for member in members]
    return [answer for answer in answers if answer]


def these_consents(consents: list[Consent]) -> QuerySet[Consent]:
    """The same consents, for the choices of a form."""
    return Consent.objects.filter(pk__in=[consent.pk for consent in consents]).select_related("person")


def readers_to_invite() -> QuerySet[User]:
    """Open accounts of social workers."""
    return User.objects.filter(role=Role.SOCIAL_WORKER, is_active=True).order_by("name", "id")


def shares_of(household: Household) -> list[Share]:
    """Every share of a household, the latest first, each with `is_open`: whether it opens the file today."""
    rows = list(household.shares.select_related(*NAMED).prefetch_related("sections"))
    opening = set(household.shares.holding_on(clock.today()).values_list("pk", flat=True))
    for share in rows:
        share.is_open = share.pk in opening
    return rows


def share_of(household: Household, pk: int) -> Share:
    """A share of a household that has not been ended. Raises Http404."""
    return _found(household.shares.filter(ended_at=None).select_related(*NAMED), pk)


def open_shares(user) -> QuerySet[Share]:
    """The files that somebody of a public body may read now."""
    rows = Share.objects.open_to(user).select_related("household", "organisation").prefetch_related("sections")
    return rows.order_by("household__name", "id")


def open_share_for(user, pk: int) -> Share:
    """One of them. Raises Http404, as for one that is not there."""
    rows = Share.objects.open_to(user).select_related(*NAMED, "invited_by").prefetch_related("sections")
    return _found(rows, pk)


def _found(rows: QuerySet, pk: int):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def appointments(user, until) -> QuerySet[Appointment]:
    """Appointments with bodies still to come by the end of a day, of households whose file this user may open."""
    today, end = clock.bounds_of(clock.today())[0], clock.bounds_of(until)[1]
    rows = Appointment.objects.visible_to(user).filter(cancelled_at=None, at__gte=today, at__lt=end)
    return rows.select_related("household", "organisation").order_by("at", "id")


def appointment_for(user, pk: int) -> Appointment:
    """An appointment that this user may see and that was not cancelled. Raises Http404."""
    return _found(Appointment.objects.visible_to(user).filter(cancelled_at=None), pk)


def disclosures_of(household: Household) -> list[Disclosure]:
    """Summaries handed out on paper, the latest first."""
    return list(household.disclosures.select_related("organisation", "given_by", "document"))
