"""One family, the resident's who logs in, is shared with the social worker who logs in, and something waits for her."""

from datetime import timedelta

from accanto.base import clock
from accanto.demo.world import World
from accanto.partners.models import Agreement, Appointment, Referral, Share, ShareSection
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.partners.states.shares import Section
from accanto.plans.models import Promise
from accanto.plans.states import Side, Source
from accanto.residents.models import Consent
from accanto.residents.models.consents import ConsentPurpose
from accanto.support.states import InformedHow, ToldUnder

WEEKS = 20


def build_shares(world: World) -> None:
    """Shared three weeks ago under the large agreement, which names the family; they meet in five days."""
    household, giulia, serena = world.resident, world.users["giulia"], world.users["serena"]
    agreement = Agreement.objects.filter(signed_on__isnull=False, dwellings__isnull=False).distinct().get()
    agreement.households.add(household)
    share = Share.objects.create(
        household=household,
        user=serena,
        organisation=agreement.parties.get(kind="social_services"),
        agreement=agreement,
        consent=_consent(world),
        since=world.back(21),
        until=world.today + timedelta(weeks=WEEKS),
        why="il servizio segue la famiglia per la scuola e per la casa",
        invited_by=giulia,
    )
    ShareSection.objects.bulk_create(ShareSection(share=share, section=section) for section in Section)
    Appointment.objects.create(
        household=household,
        organisation=share.organisation,
        what="colloquio con la famiglia",
        at=clock.bounds_of(world.today + timedelta(days=5))[0] + timedelta(hours=10),
        place="Sportello sociale, stanza 4",
        written_by=serena,
    )
    _ask_and_promise(world, share)


def _ask_and_promise(world: World, share: Share) -> None:
    """We asked the body something that waits for its answer; it promised something that is still to come."""
    about = {"household": share.household, "organisation": share.organisation}
    asked_on = world.back(6)
    Referral.objects.create(
        **about,
        direction=Direction.OUT,
        state=ReferralState.SENT,
        request=share.household.requests.filter(ended_on=None).order_by("id").first(),
        asked="La bolletta della luce è arretrata. Chiediamo se la famiglia può avere un contributo.",
        ground=ToldUnder.CONSENT,
        consent=share.consent,
        how=InformedHow.EMAIL,
        sent_on=asked_on,
        answer_due=asked_on + timedelta(days=15),
        written_by=share.invited_by,
    )
    promise = Promise.objects.create(
        **about,
        side=Side.PUBLIC_BODY,
        what="preparare la relazione per il contributo",
        made_on=asked_on,
        due_on=world.today + timedelta(days=12),
        source=Source.TALK,
        taken_by=share.user,
    )
    promise.steps.create(to=promise.state, due_on=promise.due_on, by=share.user, at=clock.bounds_of(asked_on)[1])


def _consent(world: World) -> Consent:
    """The yes of the head of the family, where she has given one already, or a new one."""
    head = world.heads[world.resident.pk]
    purpose = ConsentPurpose.SHARE_WITH_SERVICES
    given = head.consents.filter(purpose=purpose, is_given=True, withdrawn_on=None).first()
    return given or Consent.objects.create(
        person=head,
        purpose=purpose,
        notice_version="2026-1",
        is_given=True,
        answered_on=world.back(30),
        evidence="firmato, archivio carta n. 31",
    )
