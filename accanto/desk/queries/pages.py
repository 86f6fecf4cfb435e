"""What the meeting pages show, put together from the apps below."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accanto.accounts.access import Permission, may
from accanto.agenda import queries as agenda
from accanto.base import cells, clock
from accanto.base.addresses import address_of
from accanto.base.due import DueItem, Whose
from accanto.base.pages import Page
from accanto.coexistence import queries as coexistence
from accanto.diary import queries as diary
from accanto.housing import queries as housing
from accanto.plans import queries as plans
from accanto.plans.queries import Share
from accanto.procedures import queries as procedures
from accanto.residents import queries as residents
from accanto.residents.models import Household, Membership
from accanto.support import queries as support
from accanto.ui.components.lists import Link
from accanto.volunteers import queries as volunteers
from accanto.volunteers.due import presence

FOUND_FIRST = 12
FOUND_AT_MOST = 100
DUE_SHOWN = 10
TIMELINE_SHOWN = 8


@dataclass(frozen=True)
class DueRow:
    """A due thing as Oggi shows it, with what can be done about it at once."""

    item: DueItem
    is_late: bool
    finish_url: str | None
    move_url: str | None

    @property
    def finish_label(self) -> str:
        """The whole sentence of the button "Fatto" for who does not see the row."""
        return _("Fatto: %(what)s") % {"what": self.item.title}

    @property
    def move_label(self) -> str:
        return _("Sposta: %(what)s") % {"what": self.item.title}

    @property
    def see_label(self) -> str:
        return _("Vedi: %(what)s") % {"what": self.item.title}


def today_page(user, whose: Whose, *, part: int = 0) -> dict:
    """What Oggi shows beside the note box: what is due, whom we have lost from sight, who waits for an answer.

    The first things due; from part 1 on all of them, a hundred at a time. `next_part` where others follow.
    """
    around = Whose.HOUSEHOLDS if whose == Whose.MINE else whose
    first, shown = ((part - 1) * agenda.MOST, agenda.MOST) if part else (0, DUE_SHOWN)
    due = due_rows(user, whose, first, shown + 1)
    return {
        "due": due[:shown],
        "next_part": part + 1 if len(due) > shown else None,
        "lost": volunteers.lost_from_sight(user, around),
        "waiting": support.waiting_for_first_answer(user),
    }


def due_rows(user, whose: Whose, first: int, size: int) -> list[DueRow]:
    """What is due within a week, overdue first. Families lost from sight have a card of their own."""
    items = agenda.due_items(user, whose, limit=first + size, but=[presence])
    return [_row(item) for item in items[first:]]


def _row(item: DueItem) -> DueRow:
    key = [item.kind, item.subject_id]
    return DueRow(
        item=item,
        is_late=item.day < clock.today(),
        finish_url=reverse("agenda:finish", args=key) if agenda.can_finish(item) else None,
        move_url=reverse("agenda:move", args=key) if agenda.can_move(item) else None,
    )


def household_page(user, household: Household) -> dict:
    """Everything on a household's page, in a fixed number of queries."""
    members = residents.members_of(household)
    return {
        "household": household,
        "members": members,
        "spoken": spoken_in(members),
        "contact_advice": contact_advice(members),
        "team": residents.team_of(household),
        "warnings": residents.warnings_of(household),
        "home": housing.home_of(household),
        "papers": residents.expiring_papers_of(household),
        "requests": support.open_requests_of(household),
        "rights": procedures.rights_panel(procedures.rights_of(household, members, clock.today())),
        "promises": plans.open_promises_of(household),
        "plan": plans.running_plan_of(household),
        "pact": coexistence.pact_in_words(household),
        "page": diary.timeline(user, household, size=TIMELINE_SHOWN),
        "additions": additions(user, household),
    }


def spoken_in(members) -> list[str]:
    """The languages of the household, named once each."""
    return list(dict.fromkeys(name for member in members for name in member.person.spoken_names))


def contact_advice(members) -> list[str]:
    """How whoever heads the household may be reached, where not every way is safe at any time."""
    head = members[0].person if members else None
    points = residents.contact_points_of(head) if head else []
    return [point.note or point.get_safety_display() for point in points if point.note or not point.is_safe]


# label, URL name below the household, icon, permission
ADDITIONS = [
    (_lazy("Richiesta"), "support:request_new", "requests", Permission.WORK_ON_REQUESTS),
    (_lazy("Promessa"), "plans:promise_new", "promise", Permission.WORK_ON_PLANS),
    (_lazy("Pratica"), "procedures:procedure_new", "file", Permission.WORK_ON_PROCEDURES),
    (_lazy("Persona"), "residents:member_new", "person", Permission.EDIT_HOUSEHOLDS),
    (_lazy("Avviso"), "residents:warning_new", "warning", Permission.EDIT_HOUSEHOLDS),
    (_lazy("Chi sta accanto"), "residents:household_team", "volunteers", Permission.MANAGE_TEAMS),
    (_lazy("Alloggio"), "housing:assignment_for_household", "dwellings", Permission.MANAGE_HOUSING),
    (_lazy("Domanda di alloggio"), "housing:application_for_household", "applications", Permission.DECIDE_APPLICATIONS),
    (_lazy("Regola non rispettata"), "coexistence:breach_new", "warning", Permission.WORK_ON_MATTERS),
    (_lazy("Condivisione con un servizio"), "partners:household_shares", "lock", Permission.SHARE_FILES),
    (_lazy("Dati del nucleo"), "residents:household_edit", "edit", Permission.EDIT_HOUSEHOLDS),
]


def additions(user, household: Household) -> list[Link]:
    """What the button "Aggiungi" offers this person on this page."""
    note = Link(_("Nota"), f"{reverse('desk:note_new')}?nucleo={household.pk}", "note")
    others = [
        Link(label, address_of(name, household.pk), icon)
        for label, name, icon, permission in ADDITIONS
        if may(user, permission)
    ]
    return [note, *others]


def with_homes(page: Page) -> Page:
    """A page of households, each with its `home`: the running assignment, or None."""
    homes = housing.homes_of([household.pk for household in page])
    for household in page:
        household.home = homes.get(household.pk)
    return page


def found(user, text: str, *, everything: bool) -> dict:
    """People found by any part of their names, with their household; dwellings for whoever reads housing.

    The first people, with `more` where others follow, or `everything` there is.
    """
    if not text.strip():
        return {}
    shown = FOUND_AT_MOST if everything else FOUND_FIRST
    people = residents.found_people(user, text, shown + 1)
    return {
        "people": people[:shown],
        "more": len(people) > shown,
        "dwellings": housing.search_dwellings(user, text),
    }


@dataclass(frozen=True)
class ShareRow:
    """What became of one side's promises, as this person may see it; None: too few to be told."""

    label: str
    numbers: list[int | None]
    percent: int | None


def promise_shares(user) -> list[ShareRow]:
    """The three sides, counted the same way. One query."""
    return [_share_row(user, share) for share in plans.share_kept()]


def _share_row(user, share: Share) -> ShareRow:
    parts = [share.kept, share.late, share.partly, share.not_kept, share.waiting]
    total, [shown] = (share.fallen_due, [parts]) if user.is_coordinator else cells.family(share.fallen_due, [parts])
    numbers = [total, *shown]
    is_told = share.share is not None and None not in numbers[:2]
    return ShareRow(share.side.label, numbers, share.percent if is_told else None)


def figures() -> list[tuple[str, int]]:
    """Counts without names."""
    return [
        (_("nuclei aperti"), Household.objects.filter(closed_on=None).count()),
        (_("soci"), Membership.objects.filter(left_on=None).count()),
    ]
