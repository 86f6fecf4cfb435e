"""What falls due in the diary: next steps with a day."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accanto.accounts.readers import Reader
from accanto.base.due import DueItem, Whose
from accanto.base.statements import GivenIds, kept
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
    reader = Reader.of(user)
    steps = _steps(reader, whose, until, limit).objects()
    links = _households(reader).rows(entries=[entry.pk for entry in steps]) if steps else []
    households: dict[int, list] = {}
    for entry_id, *household in links:
        households.setdefault(entry_id, household)
    return [_item(entry, *households.get(entry.pk, (None, ""))) for entry in steps]


@kept
def _steps(reader: Reader, whose: Whose, until: date, limit: int) -> QuerySet:
    user = reader.as_user()
    steps = _around(Entry.objects.filter(open_step(), next_step_on__lte=until), user, whose).visible_to(user)
    return steps.only("next_step", "next_step_on").order_by("next_step_on", "id")[:limit]


@kept
def _households(reader: Reader) -> QuerySet:
    """The households of entries, as far as this reader may open their pages; the first one stands beside the step."""
    links = EntryHousehold.objects.visible_to(reader.as_user()).filter(entry__in=GivenIds("entries"))
    return links.values_list("entry_id", "household_id", "household__name")


def _around(steps: QuerySet, user, whose: Whose) -> QuerySet:
    """Asked before who may see what: it is the cheaper question, and leaves few steps to ask the other of."""
    if whose == Whose.COOPERATIVE:
        return steps
    place = TeamMember.objects.filter(running(), user=user, household=OuterRef("household"))
    of_hers = Exists(EntryHousehold.objects.filter(Exists(place), entry=OuterRef("pk")))
    return steps.filter(Q(author=user) | of_hers) if whose == Whose.MINE else steps.filter(of_hers)


def _item(entry: Entry, household_id: int | None, household_name: str) -> DueItem:
    return DueItem(
        kind=NEXT_STEP,
        subject_id=entry.pk,
        day=entry.next_step_on,
        title=entry.next_step,
        url=entry.get_absolute_url(),
        household_id=household_id,
        household_name=household_name,
    )
