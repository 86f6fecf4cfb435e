"""May this user? `visible_to` in models.py turns these answers into rows."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from accanto.base.clock import ROME
from accanto.residents.permissions import running


def links_open_to(user, links, households, team):
    """The pages of household diaries that this user may read.

    Coordinators: all of the households open to them. Volunteers: those of the households on whose
    team they are today, from the day from which the diary was handed over to them, and what they
    wrote themselves. The household is looked up by key for each row, so that a page of a long
    diary costs what its rows cost.
    """
    links = links.filter(Exists(households.visible_to(user).filter(pk=OuterRef("household"))))
    if not user.is_authenticated or user.is_coordinator:
        return links
    place = team.filter(running(), user=user, household=OuterRef("household"))
    handed_over = place.filter(sees_diary_since__lte=OuterRef("happened_on"))
    links = links.alias(happened_on=TruncDate("happened_at", tzinfo=ROME))
    return links.filter(Q(entry__author=user.pk) | Exists(handed_over))


def reserved_parts_open_to(user, parts, readers):
    """The reserved parts that this user may read, among entries that she may read anyway:
    those she wrote, all for a coordinator, and those that name her."""
    if user.is_authenticated and user.is_coordinator:
        return parts
    named = readers.filter(user=user.pk, reservedpart=OuterRef("pk"))
    return parts.filter(Q(entry__author=user.pk) | Exists(named))


def may_correct(user, entry) -> bool:
    """Who wrote an entry corrects it; a coordinator may too."""
    return entry.author_id == user.pk or user.is_coordinator


def may_read_struck(user, entry) -> bool:
    """The text of an entry written by mistake stays with its author and the coordinators."""
    return may_correct(user, entry)


def open_step() -> Q:
    """Entries with a dated next step that nobody has done yet."""
    return Q(next_step_on__isnull=False, next_step_done_on__isnull=True, struck_at__isnull=True)


def seen() -> Q:
    """Entries that count as having seen the household."""
    return Q(contact="met", struck_at__isnull=True)
