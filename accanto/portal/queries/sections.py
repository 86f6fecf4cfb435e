"""What each section of a shared file says: the same rows on the partner's page and on paper.

Every section asks `within` for the households that it may read, as a sub-query: what is not granted at
this moment is not fetched, whatever the page around it believes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.base.dates import add_months
from accanto.directory.models import Organisation
from accanto.partners.models import Appointment, Referral
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.partners.states.shares import Section
from accanto.plans.models import Goal, Promise
from accanto.plans.states import GoalState
from accanto.procedures.models import Procedure, ProcedureDay
from accanto.procedures.states import DayKind
from accanto.residents.models import Consent, HouseholdMember, TeamMember
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.permissions import running
from accanto.support.actions.rules import ADULT_AGE
from accanto.support.models import SupportRequest
from accanto.support.states import WITHOUT_HER_WORD

# section → the ids of the households whose section may be read now
Within = Callable[[str], QuerySet]
REFERRALS_SHOWN = 20
# The days of a procedure that bind somebody or that the body set; our own reminders are not told.
DAYS_TOLD = (
    DayKind.TERM,
    DayKind.APPOINTMENT,
    DayKind.APPEAL,
    DayKind.AFTERWARDS,
    DayKind.INTEGRATION,
    DayKind.RENEWAL,
)


@dataclass(frozen=True)
class Row:
    """One line: what, what about it, what can be done with it on the page, and the lines that belong to it."""

    title: str
    about: str = ""
    url: str = ""
    act: str = ""
    under: tuple["Row", ...] = ()


@dataclass(frozen=True)
class Part:
    """A section with its lines; `empty` is said where there are none."""

    section: Section
    rows: list[Row] = field(default_factory=list)
    empty: str = ""

    @property
    def heading(self) -> str:
        return str(self.section.label).capitalize()


def parts(sections, within: Within, organisation: Organisation, share_id: int | None = None) -> list[Part]:
    """The sections granted, in the order of the page. `share_id` is the share on whose page one can act."""
    settled_at = partial(_settled_at, organisation, share_id)
    beside_plan = Section.PLAN in sections
    readers = {
        Section.MASTHEAD: lambda ids: _masthead(ids),
        Section.REQUESTS: lambda ids: _requests(ids),
        Section.PROCEDURES: lambda ids: _procedures(ids),
        Section.REFERRALS: lambda ids: _referrals(ids, organisation, share_id),
        Section.PLAN: lambda ids: _plan(ids, settled_at),
        Section.PROMISES: lambda ids: _promises(ids, settled_at, beside_plan),
        Section.APPOINTMENTS: lambda ids: _appointments(ids, organisation, share_id),
    }
    return [readers[section](within(section)) for section in Section if section in set(sections)]


def _day(day) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _masthead(households: QuerySet) -> Part:
    """Who belongs to the household, without the day of birth; who walks beside it."""
    members = HouseholdMember.objects.filter(running(), household__in=households, person__merged_into=None)
    team = TeamMember.objects.filter(running(), household__in=households)
    people = [_member(member) for member in members.select_related("person").order_by("id")]
    beside = [
        Row(str(place), _("accanto alla famiglia: %(role)s") % {"role": place.get_role_display()})
        for place in team.select_related("user", "contact__organisation")
    ]
    return Part(Section.MASTHEAD, [*people, *beside], _("Nessuno."))


def _member(member: HouseholdMember) -> Row:
    person = member.person
    about = [str(member.get_role_display())]
    if person.age is not None:
        about.append(_("%(years)s anni") % {"years": person.age})
    if person.spoken_names:
        about.append(_("parla %(languages)s") % {"languages": get_text_list(person.spoken_names, _("e"))})
    return Row(str(person), " · ".join(about))


def _requests(households: QuerySet) -> Part:
    """What she asked and is not over, by area and state; her own words stay with us."""
    rows = SupportRequest.objects.still_open().filter(household__in=households).exclude(state__in=WITHOUT_HER_WORD)
    rows = rows.select_related("lead_organisation").prefetch_related("areas").order_by("asked_on", "id")
    return Part(Section.REQUESTS, [_request(request) for request in rows], _("Nessuna richiesta aperta."))


def _request(request: SupportRequest) -> Row:
    areas = ", ".join(area.name for area in request.areas.all())
    about = [str(request.get_state_display()), _("dal %(day)s") % {"day": _day(request.asked_on)}]
    if request.lead_organisation:
        about.append(_("primo responsabile: %(body)s") % {"body": request.lead_organisation.name})
    return Row(areas, " · ".join(about))


def _referrals(households: QuerySet, organisation: Organisation, share_id: int | None) -> Part:
    """What we asked of this body about the household, and what it answered."""
    rows = Referral.objects.filter(household__in=households, organisation=organisation, direction=Direction.OUT)
    rows = rows.exclude(state__in=[ReferralState.DRAFT, ReferralState.WITHDRAWN]).order_by("-sent_on", "-id")
    found = [_referral(referral, share_id) for referral in rows[:REFERRALS_SHOWN]]
    return Part(Section.REFERRALS, found, _("Nessuna segnalazione al tuo ufficio."))


def _referral(referral: Referral, share_id: int | None) -> Row:
    about = [_("mandata il %(day)s") % {"day": _day(referral.sent_on)}, str(referral.get_state_display())]
    if referral.answer:
        about.append(referral.answer)
    waits = referral.state == ReferralState.SENT and share_id
    url = reverse("portal:shared_referral", args=[share_id, referral.pk]) if waits else ""
    return Row(referral.asked, " · ".join(about), url, _("Rispondi") if url else "")


def _told_of(person: str) -> Q:
    """Whose own matters are told: an adult's where she herself consents, a minor's with her household's consent.

    `person` is the way to whom a row is about.
    """
    today = clock.today()
    consenting = Consent.objects.running(ConsentPurpose.SHARE_WITH_SERVICES, today).values("person")
    is_minor = Q(**{f"{person}__birth_date__gt": add_months(today, -12 * ADULT_AGE)})
    return is_minor | Q(**{f"{person}__in": consenting})


def _procedures(households: QuerySet) -> Part:
    """What is under way with bodies, and what has been decided while a term still runs from it."""
    days = ProcedureDay.objects.filter(settled_on=None, kind__in=DAYS_TOLD).order_by("on", "id")
    alive = Q(ended_on=None) | Exists(days.filter(procedure=OuterRef("pk")))
    rows = Procedure.objects.filter(_told_of("person"), alive, household__in=households)
    rows = rows.select_related("type", "person", "organisation").prefetch_related(Prefetch("days", days, "days_told"))
    found = [_procedure(procedure) for procedure in rows.order_by("-opened_on", "-id")]
    return Part(Section.PROCEDURES, found, _("Nessuna pratica in corso."))


def _procedure(procedure: Procedure) -> Row:
    about = [str(procedure.state_label)]
    if procedure.organisation:
        about.append(procedure.organisation.name)
    if procedure.submitted_on:
        about.append(_("presentata il %(day)s") % {"day": _day(procedure.submitted_on)})
    if procedure.protocol:
        about.append(_("protocollo %(number)s") % {"number": procedure.protocol})
    about += [_term(day) for day in procedure.days_told[:1]]
    return Row(str(procedure), " · ".join(about))


def _term(day: ProcedureDay) -> str:
    words = {"what": day.words, "day": _day(day.on)}
    return _("prossimo termine: %(what)s, %(day)s") % words


def goals_told(households: QuerySet) -> QuerySet[Goal]:
    """The goals of the paths under way that are told, but those that were left."""
    rows = Goal.objects.filter(plan__household__in=households, plan__ended_on=None)
    rows = rows.filter(Q(plan__person=None) | _told_of("plan__person"))
    return rows.exclude(state=GoalState.LEFT)


def _plan(households: QuerySet, settled_at: Callable[[Promise], str]) -> Part:
    """Where the family wants to arrive, in its own words, and who promises what for it."""
    promises = Promise.objects.with_promisers().order_by("due_on", "id")
    rows = goals_told(households).select_related("plan__person", "area")
    rows = rows.prefetch_related(Prefetch("promises", promises, "all_promises")).order_by("ended_on", "id")
    found = [_goal(goal, settled_at) for goal in sorted(rows, key=lambda goal: not goal.is_open)]
    return Part(Section.PLAN, found, _("Nessun obiettivo scritto."))


def _goal(goal: Goal, settled_at: Callable[[Promise], str]) -> Row:
    about = [goal.area.name]
    if goal.plan.person:
        about.append(_("percorso di %(person)s") % {"person": goal.plan.person})
    if not goal.is_open:
        about.append(_("%(state)s il %(day)s") % {"state": goal.get_state_display(), "day": _day(goal.ended_on)})
    promises = tuple(_promise(promise, settled_at) for promise in goal.all_promises)
    return Row(goal.words, " · ".join(about), under=promises)


def promises_told(households: QuerySet) -> QuerySet[Promise]:
    """Promises of all sides of what is not settled, but those for a path that is not told."""
    rows = Promise.objects.still_open().filter(household__in=households)
    return rows.filter(Q(goal=None) | Q(goal__plan__person=None) | _told_of("goal__plan__person"))


def _promises(households: QuerySet, settled_at: Callable[[Promise], str], beside_plan: bool) -> Part:
    """Who promised what by when, of what is not settled; what the path shows beside it is not said twice."""
    rows = promises_told(households).with_promisers().order_by("due_on", "id")
    if beside_plan:
        rows = rows.exclude(goal__in=goals_told(households))
    empty = _("Nessun altro impegno aperto.") if beside_plan else _("Nessun impegno aperto.")
    return Part(Section.PROMISES, [_promise(promise, settled_at) for promise in rows], empty)


def _promise(promise: Promise, settled_at: Callable[[Promise], str]) -> Row:
    words = {"who": promise.promiser, "day": _day(promise.due_on), "state": promise.state_label}
    url = settled_at(promise)
    if promise.is_open:
        return Row(promise.what, _("%(who)s, entro il %(day)s") % words, url, _("Di' com'è andata") if url else "")
    return Row(promise.what, _("%(who)s, entro il %(day)s: %(state)s") % words)


def _settled_at(organisation: Organisation, share_id: int | None, promise: Promise) -> str:
    """Where the body that reads says what became of its own promise."""
    if share_id is None or not promise.is_open or promise.organisation_id != organisation.pk:
        return ""
    return reverse("portal:commitment_settle", args=[share_id, promise.pk])


def _appointments(households: QuerySet, organisation: Organisation, share_id: int | None) -> Part:
    """Appointments with this body from today on."""
    today = clock.bounds_of(clock.today())[0]
    rows = Appointment.objects.filter(
        household__in=households, organisation=organisation, cancelled_at=None, at__gte=today
    )
    return Part(
        Section.APPOINTMENTS,
        [_appointment(appointment, share_id) for appointment in rows.order_by("at", "id")],
        _("Nessun appuntamento."),
    )


def _appointment(appointment: Appointment, share_id: int | None) -> Row:
    when = date_format(localtime(appointment.at), "SHORT_DATETIME_FORMAT")
    about = " · ".join(part for part in (when, appointment.place) if part)
    url = reverse("portal:appointment_cancel", args=[share_id, appointment.pk]) if share_id else ""
    return Row(appointment.what, about, url, _("Annulla l'appuntamento") if url else "")
