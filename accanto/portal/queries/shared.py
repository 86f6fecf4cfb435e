"""What somebody of a public body reads of a family, and what the family and the cooperative see of that."""

from django.db.models import Q, QuerySet
from django.http import Http404

from accanto.partners import queries as partners
from accanto.partners.models import Appointment, Referral, Share
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.partners.states.shares import Section
from accanto.plans.models import Promise
from accanto.portal.queries.sections import Part, goals_told, parts, promises_told
from accanto.residents.models import Household


def shared_with(user) -> list[Share]:
    """The families that this person may read now."""
    return list(partners.open_shares(user))


def share_for(user, pk: int) -> Share:
    """One of them. Raises Http404 for everything else: never granted, ended, expired, withdrawn."""
    return partners.open_share_for(user, pk)


def shared_file(user, share: Share) -> list[Part]:
    """The sections granted, each read through the share as it stands at this moment."""

    def within(section: str) -> QuerySet:
        return open_now.showing(section).values("household")

    open_now = Share.objects.open_to(user).filter(pk=share.pk)
    return parts([row.section for row in share.sections.all()], within, share.organisation, share.pk)


def summary(user, household: Household, sections: list[str], organisation) -> list[Part]:
    """The same sections for paper, as a coordinator who may open the file hands them out."""

    def within(_section: str) -> QuerySet:
        return Household.objects.visible_to(user).filter(pk=household.pk).values("pk")

    return parts(sections, within, organisation)


def may_add(user, share: Share, section: str) -> bool:
    """Whether the share shows a section at this moment, so that something can be added to it."""
    return Share.objects.open_to(user).showing(section).filter(pk=share.pk).exists()


def require(user, share: Share, section: str) -> None:
    """Raises Http404 unless the share shows the section at this moment."""
    if not may_add(user, share, section):
        raise Http404


def referral_to_answer(user, share: Share, pk: int) -> Referral:
    """A referral to her body that waits for its answer, where the share shows referrals. Raises Http404."""
    within = Share.objects.open_to(user).showing(Section.REFERRALS).filter(pk=share.pk).values("household")
    rows = Referral.objects.filter(
        household__in=within, organisation=share.organisation, direction=Direction.OUT, state=ReferralState.SENT
    )
    return _found(rows.select_related("household", "organisation", "request"), pk)


def commitment_to_settle(user, share: Share, pk: int) -> Promise:
    """An open promise of her body that the share shows, by itself or for a goal of the path. Raises Http404."""
    open_now = Share.objects.open_to(user).filter(pk=share.pk)
    alone = promises_told(open_now.showing(Section.PROMISES).values("household"))
    in_path = Promise.objects.still_open().filter(
        goal__in=goals_told(open_now.showing(Section.PLAN).values("household")), household=share.household
    )
    rows = Promise.objects.filter(Q(pk__in=alone.values("pk")) | Q(pk__in=in_path.values("pk")))
    return _found(rows.filter(organisation=share.organisation).select_related("household"), pk)


def appointment_to_cancel(user, share: Share, pk: int) -> Appointment:
    """An appointment of her body that was not cancelled, where this share shows appointments. Raises Http404."""
    within = Share.objects.open_to(user).showing(Section.APPOINTMENTS).filter(pk=share.pk).values("household")
    rows = Appointment.objects.filter(household__in=within, organisation=share.organisation)
    return _found(rows.filter(cancelled_at=None), pk)


def _found(rows: QuerySet, pk: int):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
