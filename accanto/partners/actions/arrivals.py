"""Referrals in: a service sends us a family. It may become a household and a proposal, never a request of hers."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.rules import check_not_future
from accanto.directory.models import Contact, Organisation
from accanto.documents.actions import forget_document
from accanto.partners import queries
from accanto.partners.actions.grounds import check_body, checked_text
from accanto.partners.actions.referrals import follow_up_after, move_referral
from accanto.partners.models import Referral
from accanto.partners.states.referrals import Direction, ReferralState
from accanto.residents.actions import open_household_for
from accanto.residents.models import Household, HouseholdRole
from accanto.residents.permissions import running
from accanto.support.actions import open_request
from accanto.support.models import SupportArea
from accanto.support.states import Origin

R = ReferralState


@transaction.atomic
def receive_referral(
    *,
    by,
    organisation: Organisation,
    asked: str,
    sent_on: date,
    how: str,
    household: Household | None = None,
    family_named: str = "",
    contact: Contact | None = None,
    reference: str = "",
    answer_due: date | None = None,
) -> Referral:
    """Write down that a body sends us a family: one that we know, or named as the body names it."""
    check_not_future("sent_on", sent_on)
    check_body(organisation, contact)
    if household is None and not family_named.strip():
        raise ValidationError({"family_named": _("Scrivi come si chiama la persona segnalata.")})
    if answer_due and answer_due < sent_on:
        raise ValidationError({"answer_due": _("La risposta è attesa prima dell'arrivo.")})
    referral = Referral.objects.create(
        direction=Direction.IN,
        state=R.RECEIVED,
        household=household,
        family_named=family_named.strip(),
        organisation=organisation,
        contact=contact,
        asked=checked_text(asked),
        sent_on=sent_on,
        how=how,
        reference=reference.strip(),
        answer_due=answer_due or follow_up_after(sent_on),
        written_by=by,
    )
    record(by=by, verb="receive_referral", subject=referral, household_id=referral.household_id)
    return referral


@transaction.atomic
def accept_arrival(
    *,
    by,
    referral: Referral,
    answered_on: date,
    answer: str,
    family_name: str = "",
    given_name: str = "",
    proposal: str = "",
    areas: Iterable[SupportArea] = (),
    version: int | None = None,
) -> Referral:
    """Tell the body yes. A family not known yet becomes a household around the person named.

    With `proposal` (and its areas) she will be asked whether she wants it: a proposal, not a request,
    for the word of a service is not hers.
    """
    _check_arrival(referral, answered_on)
    household = referral.household or _opened(by, family_name, given_name)
    request = _proposed(by, household, proposal, areas) if proposal.strip() else None
    return move_referral(
        by=by,
        referral=referral,
        to=R.ACCEPTED,
        verb="accept_referral",
        version=version,
        household=household,
        request=request,
        answered_on=answered_on,
        answer=answer.strip(),
    )


@transaction.atomic
def refuse_arrival(
    *, by, referral: Referral, answered_on: date, reason: str, answer: str = "", version: int | None = None
) -> Referral:
    """Tell the body no, with the reason."""
    _check_arrival(referral, answered_on)
    if not reason.strip():
        raise ValidationError({"reason": _("Scrivi perché.")})
    return move_referral(
        by=by,
        referral=referral,
        to=R.REFUSED,
        verb="refuse_referral",
        version=version,
        answered_on=answered_on,
        reason=reason.strip(),
        answer=answer.strip(),
    )


@transaction.atomic
def forget_refused(*, by=None) -> int:
    """Delete the arrivals that were refused so long ago that nothing of them is kept, with their files.

    Returns how many. The term is `queries.forgotten_on`'s.
    """
    faded = queries.refused_to_forget(clock.today())
    for referral in faded:
        documents = list(referral.documents.all())
        record(by=by, verb="forget_referral", subject=referral, household_id=referral.household_id)
        referral.delete()
        for document in documents:
            forget_document(by=by, document=document)
    return len(faded)


def _check_arrival(referral: Referral, answered_on: date) -> None:
    check_not_future("answered_on", answered_on)
    if referral.direction != Direction.IN:
        raise ValidationError(_("Questa l'abbiamo mandata noi: la risposta è dell'ente."))
    if answered_on < referral.sent_on:
        raise ValidationError({"answered_on": _("La risposta viene prima dell'arrivo.")})


def _opened(by, family_name: str, given_name: str) -> Household:
    if not family_name.strip():
        raise ValidationError({"family_name": _("Scrivi il cognome: si apre un nucleo intorno a questa persona.")})
    return open_household_for(
        by=by, since=clock.today(), family_name=family_name.strip(), given_name=given_name.strip()
    )


def _proposed(by, household: Household, words: str, areas: Iterable[SupportArea]):
    head = household.members.filter(running(), role=HouseholdRole.HEAD).select_related("person").first()
    if head is None:
        raise ValidationError({"proposal": _("Il nucleo non ha un intestatario: scrivilo prima nella sua scheda.")})
    return open_request(
        by=by, household=household, asked_by=head.person, areas=areas, words=words, origin=Origin.PROPOSAL
    )
