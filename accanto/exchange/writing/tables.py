"""The tables of an export: their titles, and their rows as the reader may see them.

People, dwellings, volunteers, agreements and procedures carry the titles that the import knows; the
others begin with an id title of their own, by which the import recognises them and leaves them alone.
"""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.codes import country_name
from accanto.diary.models import EntryHousehold
from accanto.exchange.writing.outside import OUTSIDE_TABLES
from accanto.exchange.writing.table import AT_ONCE, OWN_ID, Table, open_to
from accanto.housing.models import Assignment, Dwelling, Works
from accanto.residents.models import (
    ContactKind,
    ContactSafety,
    Household,
    HouseholdMember,
    HouseholdRole,
    Membership,
    Person,
)
from accanto.residents.permissions import running
from accanto.support.models import SupportRequest
from accanto.volunteers.models import Volunteer

PEOPLE_TITLES = (
    OWN_ID, "N. libro soci", "Cognome", "Nome", "Codice fiscale", "Sesso", "Data di nascita", "Luogo di nascita",
    "Cittadinanza", "Indirizzo di residenza", "Telefono", "E-mail", "Categoria", "Data ammissione", "Quota versata €",
    "Data recesso/esclusione",
)  # fmt: skip


def people(by, with_text: bool) -> Iterator[list]:
    """Everybody, with the last line of the members' book."""
    lines = Membership.objects.order_by("-left_on", "-id")
    rows = open_to(Person, by).filter(merged_into=None).order_by("pk")
    rows = rows.prefetch_related("contact_points", Prefetch("memberships", lines, to_attr="lines"))
    for person in rows.iterator(chunk_size=AT_ONCE):
        line = next((line for line in person.lines if line.left_on is None), next(iter(person.lines), None))
        yield [
            person.pk,
            line.book_number if line else None,
            person.family_name,
            person.given_name,
            person.tax_code,
            person.sex,
            person.birth_date,
            person.birth_place,
            "; ".join(country_name(code) for code in person.citizenships),
            person.address,
            _contacts(person, ContactKind.PHONE),
            _contacts(person, ContactKind.EMAIL),
            line.get_category_display() if line else "",
            line.admitted_on if line else None,
            line.share_paid if line else None,
            line.left_on if line else None,
        ]


def _contacts(person: Person, kind: str) -> str:
    """Numbers with how they may be used: a list without that can put somebody in danger."""
    return "; ".join(_contact(point) for point in person.contact_points.all() if point.kind == kind)


def _contact(point) -> str:
    said = point.note or ("" if point.safety == ContactSafety.SAFE else str(ContactSafety(point.safety).label))
    return f"{point.value} ({said})" if said else point.value


MEMBERSHIP_TITLES = (
    "ID riga libro soci", "Persona n.", "Numero", "Socio", "Sezione", "Ammissione", "Uscita", "Quota",
)  # fmt: skip


def memberships(by, with_text: bool) -> Iterator[list]:
    """The members' book, past lines too."""
    rows = Membership.objects.filter(person__in=open_to(Person, by)).select_related("person").order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        category = row.get_category_display()
        share = row.share_paid
        yield [row.pk, row.person_id, row.book_number, str(row.person), category, row.admitted_on, row.left_on, share]


HOUSEHOLD_TITLES = (
    "ID componente", "Nucleo n.", "Nome del nucleo", "Persona n.", "Componente", "Ruolo nel nucleo", "Nel nucleo dal",
    "Nel nucleo fino al", "Riservato", "Chiuso il",
)  # fmt: skip


def households(by, with_text: bool) -> Iterator[list]:
    """Households by the people in them, now and before."""
    rows = HouseholdMember.objects.filter(household__in=open_to(Household, by))
    for row in rows.select_related("household", "person").order_by("household_id", "pk").iterator(chunk_size=AT_ONCE):
        household = row.household
        role, restricted = row.get_role_display(), _("sì") if household.is_restricted else ""
        yield [
            row.pk,
            household.pk,
            household.name,
            row.person_id,
            str(row.person),
            role,
            row.since,
            row.until,
            str(restricted),
            household.closed_on,
        ]


DWELLING_TITLES = (
    OWN_ID, "Fabbricato", "Comune", "Interno", "Piano", "Mq", "Vani", "Posti letto", "Proprietà/Comodato",
    "Assegnatario", "Codice fiscale assegnatario", "Data consegna", "Scadenza", "Canone mese", "Stato",
)  # fmt: skip


def dwellings(by, with_text: bool) -> Iterator[list]:
    """Every dwelling with whoever lives there today."""
    stays = Assignment.objects.filter(running(), household__in=open_to(Household, by), place=None)
    heads = HouseholdMember.objects.filter(role=HouseholdRole.HEAD, until=None).select_related("person")
    stays = stays.select_related("household").prefetch_related(Prefetch("household__members", heads, to_attr="heads"))
    rows = open_to(Dwelling, by).order_by("pk").select_related("building")
    rows = rows.prefetch_related(
        Prefetch("assignments", stays, to_attr="stays"),
        Prefetch("works", Works.objects.filter(running()), to_attr="running_works"),
    )
    for home in rows.iterator(chunk_size=AT_ONCE):
        building = home.building
        yield [
            home.pk,
            building.name,
            building.municipality,
            home.label,
            home.floor,
            home.sqm,
            home.rooms,
            home.beds,
            home.get_tenure_display() if home.tenure != "other" else "",
            *_tenant(home),
        ]


def _tenant(home: Dwelling) -> list:
    """Who lives there, since when, until when and for how much; or that nobody does."""
    stay = next(iter(home.stays), None)
    if stay is None:
        return ["", "", None, None, None, str(_("in lavori")) if home.running_works else str(_("libero"))]
    head = next((member.person for member in stay.household.heads), None)
    name, code = (str(head), head.tax_code) if head else ("", "")
    return [name, code, stay.since, stay.planned_end, stay.occupancy_charge, str(_("occupato"))]


ASSIGNMENT_TITLES = (
    "ID assegnazione", "Nucleo n.", "Nome del nucleo", "Alloggio n.", "Alloggio", "A che titolo", "Dal giorno",
    "Fine prevista", "Ultimo giorno", "Corrispettivo al mese", "Spese al mese", "Deposito", "Perché è finita",
)  # fmt: skip


def assignments(by, with_text: bool) -> Iterator[list]:
    """Who lived where, now and before."""
    rows = open_to(Assignment, by).select_related("household", "dwelling__building").order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield [
            row.pk,
            row.household_id,
            row.household.name,
            row.dwelling_id,
            str(row.dwelling),
            row.get_basis_display(),
            row.since,
            row.planned_end,
            row.until,
            row.occupancy_charge,
            row.expenses,
            row.deposit,
            row.get_end_reason_display(),
        ]


VOLUNTEER_TITLES = (
    "Numero registro", "Cognome", "Nome", "Codice fiscale", "Telefono", "Disponibilità", "Ambito", "Data inizio",
    "Data fine", "Polizza n.", "Scadenza polizza", "Corso",
)  # fmt: skip


def volunteers(by, with_text: bool) -> Iterator[list]:
    """The register of volunteers, with the last policy."""
    rows = open_to(Volunteer, by).select_related("person").order_by("pk")
    rows = rows.prefetch_related("person__contact_points", "areas", "covers", "training")
    for row in rows.iterator(chunk_size=AT_ONCE):
        cover = next(iter(row.covers.all()), None)
        yield [
            row.register_number,
            row.person.family_name,
            row.person.given_name,
            row.person.tax_code,
            _contacts(row.person, ContactKind.PHONE),
            row.availability_note,
            "; ".join(area.name for area in row.areas.all()),
            row.register_from,
            row.register_until,
            cover.policy_number if cover else "",
            cover.until if cover else None,
            "; ".join(course.name for course in row.training.all()),
        ]


REQUEST_TITLES = (
    "ID richiesta", "Nucleo n.", "Nome del nucleo", "Per chi", "Ambiti", "Con le sue parole", "Chiesta il",
    "Stato della richiesta", "Primo responsabile", "Esito della richiesta", "Finita il",
)  # fmt: skip


def requests(by, with_text: bool) -> Iterator[list]:
    """Requests for support."""
    rows = open_to(SupportRequest, by).select_related("household", "asked_by").prefetch_related("areas").order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield [
            row.pk,
            row.household_id,
            row.household.name,
            str(row.asked_by),
            "; ".join(area.name for area in row.areas.all()),
            row.words,
            row.asked_on,
            row.get_state_display(),
            row.get_lead_display(),
            row.get_outcome_display(),
            row.ended_on,
        ]


DIARY_TITLES = (
    "ID nota", "Nucleo n.", "Nome del nucleo", "Giorno", "Minuti", "Tipo di contatto", "Incontro", "Scritta da",
    "Testo",
)  # fmt: skip


def diary(by, with_text: bool) -> Iterator[list]:
    """The diary, with its text only when asked for; reserved parts never leave."""
    rows = open_to(EntryHousehold, by).filter(entry__struck_at=None)
    rows = rows.select_related("entry__author", "household").order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        entry = row.entry
        yield [
            entry.pk,
            row.household_id,
            row.household.name,
            clock.day_of(entry.happened_at),
            entry.minutes,
            entry.get_kind_display(),
            entry.get_contact_display(),
            entry.author.name,
            entry.text if with_text else "",
        ]


TABLES = (
    Table("persone", _("Persone"), PEOPLE_TITLES, people),
    Table("libro-soci", _("Libro soci"), MEMBERSHIP_TITLES, memberships),
    Table("nuclei", _("Nuclei"), HOUSEHOLD_TITLES, households),
    Table("alloggi", _("Alloggi"), DWELLING_TITLES, dwellings),
    Table("assegnazioni", _("Assegnazioni"), ASSIGNMENT_TITLES, assignments),
    Table("volontari", _("Volontari"), VOLUNTEER_TITLES, volunteers),
    *OUTSIDE_TABLES,
    Table("richieste", _("Richieste"), REQUEST_TITLES, requests),
    Table("diario", _("Diario"), DIARY_TITLES, diary),
)
