"""What falls due in the diary: next steps with a day."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accanto.base.due import DueItem, Whose
from accanto.diary.actions import finish_next_step, move_next_step
from accanto.diary.models import Entry, EntryHousehold
from accanto.diary.permissions import open_step
from accanto.residents.models import TeamMember
from accanto.residents.permissions import running

NEXT_STEP = "diary.next_step"

KINDS = {NEXT_STEP: _("Prossimo passo")}
FINISH = {NEXT_STEP: finish_next_step}
MOVE = {NEXT_STEP: move_next_step}


def due(user, until: date, whose: Whose, limit: int) -> list[DueItem]:
    """Next steps until a day, the earliest first. Mine are those I wrote down and those of my households."""
    links = EntryHousehold.objects.visible_to(user).select_related("household")
    steps = Entry.objects.filter(open_step(), next_step_on__lte=until)
    steps = _around(steps, user, whose).visible_to(user).order_by("next_step_on", "id")
    return [_item(entry) for entry in steps.prefetch_related(Prefetch("links", links, to_attr="shown_links"))[:limit]]


def _around(steps: QuerySet, user, whose: Whose) -> QuerySet:
    """Asked before who may see what: it is the cheaper question, and leaves few steps to ask the other of."""
    if whose == Whose.COOPERATIVE:
        return steps
    place = TeamMember.objects.filter(running(), user=user, household=OuterRef("household"))
    of_hers = Exists(EntryHousehold.objects.filter(Exists(place), entry=OuterRef("pk")))
    return steps.filter(Q(author=user) | of_hers) if whose == Whose.MINE else steps.filter(of_hers)


def _item(entry: Entry) -> DueItem:
    household = entry.shown_links[0].household if entry.shown_links else None
    return DueItem(
        kind=NEXT_STEP,
        subject_id=entry.pk,
        day=entry.next_step_on,
        title=entry.next_step,
        url=entry.get_absolute_url(),
        household_id=household and household.pk,
        household_name=household.name if household else "",
    )
