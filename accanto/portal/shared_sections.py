"""What each section of a shared file says: the same rows on the partner's page and on paper.

Every section asks `within` for the households that it may read, as a sub-query: what is not granted at
this moment is not fetched, whatever the page around it believes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accanto.base import clock
from accanto.directory.models import Organisation
from accanto.partners.models import Appointment, Referral
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.partners.states.shares import Section
from accanto.plans.models import Promise
from accanto.residents.models import HouseholdMember, TeamMember
from accanto.residents.permissions import running
from accanto.support.models import SupportRequest
from accanto.support.states import WITHOUT_HER_WORD

# section → the ids of the households whose section may be read now
Within = Callable[[str], QuerySet]
REFERRALS_SHOWN = 20


@dataclass(frozen=True)
class Row:
    """One line: what, what about it, and what can be done with it on the page."""

    title: str
    about: str = ""
    url: str = ""
    act: str = ""


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
    readers = {
        Section.MASTHEAD: lambda ids: _masthead(ids),
        Section.REQUESTS: lambda ids: _requests(ids),
        Section.REFERRALS: lambda ids: _referrals(ids, organisation, share_id),
        Section.PROMISES: lambda ids: _promises(ids),
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
        Row(str(place), str(place.get_role_display())) for place in team.select_related("user", "contact__organisation")
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


def _promises(households: QuerySet) -> Part:
    """Who promised what by when, of what is not settled."""
    rows = Promise.objects.still_open().filter(household__in=households).with_promisers().order_by("due_on", "id")
    return Part(
        Section.PROMISES,
        [
            Row(promise.what, _("%(who)s, entro il %(day)s") % {"who": promise.promiser, "day": _day(promise.due_on)})
            for promise in rows
        ],
        _("Nessun impegno aperto."),
    )


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
