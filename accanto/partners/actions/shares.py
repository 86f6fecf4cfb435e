"""Sharing a family's file with somebody of a public body, and ending it: at once, by whoever wants."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accanto.accounts.access import Role
from accanto.audit.actions import record
from accanto.base import clock
from accanto.directory.models import Organisation
from accanto.documents.actions import keep_document
from accanto.documents.states import Kind
from accanto.partners import queries
from accanto.partners.models import Agreement, Appointment, Disclosure, Share
from accanto.partners.models.shares import ShareSection
from accanto.partners.queries.shares import Basis
from accanto.partners.states.shares import EndedBy
from accanto.residents.models import Consent, Household

LONGEST_DAYS = 366


@transaction.atomic
def share_file(
    *, by, household: Household, user, basis: Basis, consent: Consent, sections: list[str], until: date, why: str
) -> Share:
    """Let a social worker read some sections of a household's file from today to `until`.

    Raises ValidationError by field: no open account of a social worker, no agreement or mandate that covers the
    household, no running consent of a member, no section, a day past or beyond the agreement, a second share.
    """
    errors = _day_errors(basis, until)
    if user.role != Role.SOCIAL_WORKER or not user.is_active:
        errors["user"] = _("Serve l'accesso aperto di un'assistente sociale.")
    if basis.key not in {known.key for known in queries.bases_of(household)}:
        errors["basis"] = _("Nessun accordo e nessuna delega copre oggi questo nucleo con questo ente.")
    if consent not in queries.consents_to_share(household):
        errors["consent"] = _("Manca il consenso di chi fa parte del nucleo.")
    if not sections:
        errors["sections"] = _("Scegli almeno una parte della scheda.")
    if household.shares.filter(user=user, organisation=basis.organisation, ended_at=None, until__gte=clock.today()):
        errors["user"] = _("Questa scheda è già condivisa con lei: chiudi prima quella condivisione.")
    if household.is_restricted:
        errors["__all__"] = _("Un nucleo riservato non si condivide.")
    if errors:
        raise ValidationError(errors)
    share = Share.objects.create(
        household=household,
        user=user,
        organisation=basis.organisation,
        consent=consent,
        since=clock.today(),
        until=until,
        why=why,
        invited_by=by,
        **{"agreement" if isinstance(basis.row, Agreement) else "mandate": basis.row},
    )
    ShareSection.objects.bulk_create(ShareSection(share=share, section=section) for section in sections)
    record(by=by, verb="share_file", subject=share, household_id=household.pk, sections=sorted(sections))
    return share


def _day_errors(basis: Basis, until: date) -> dict:
    today = clock.today()
    if until < today:
        return {"until": _("Questo giorno è già passato.")}
    if (until - today).days > LONGEST_DAYS:
        return {"until": _("Al massimo un anno: poi si rinnova.")}
    last = basis.row.ends_on if isinstance(basis.row, Agreement) else basis.row.until
    if last and until > last:
        day = date_format(last, "SHORT_DATE_FORMAT")
        return {"until": _("Non può durare più di quello su cui si fonda, che finisce il %(day)s.") % {"day": day}}
    return {}


@transaction.atomic
def end_share(*, by, share: Share, ended_by: str = EndedBy.COOPERATIVE) -> Share:
    """End a share at once. Raises ValidationError when somebody has ended it already."""
    if share.ended_at:
        raise ValidationError(_("Questa condivisione è già chiusa."))
    share.change(version=share.version, ended_at=clock.now(), ended_by=ended_by)
    record(by=by, verb="end_share", subject=share, household_id=share.household_id, ended_by=str(ended_by))
    return share


@transaction.atomic
def make_appointment(
    *, by, household: Household, organisation: Organisation, what: str, at: datetime, place: str = ""
) -> Appointment:
    """Write down when a family and a body meet. Raises ValidationError for a moment that has passed."""
    if at < clock.now():
        raise ValidationError({"at": _("Questo momento è già passato.")})
    appointment = Appointment.objects.create(
        household=household, organisation=organisation, what=what, at=at, place=place, written_by=by
    )
    record(by=by, verb="make_appointment", subject=appointment, household_id=household.pk)
    return appointment


@transaction.atomic
def cancel_appointment(*, by, appointment: Appointment) -> Appointment:
    """They do not meet after all."""
    appointment.change(version=appointment.version, cancelled_at=clock.now())
    record(by=by, verb="cancel_appointment", subject=appointment, household_id=appointment.household_id)
    return appointment


@transaction.atomic
def give_summary(
    *,
    by,
    household: Household,
    organisation: Organisation,
    to_whom: str,
    why: str,
    consent: Consent,
    sections: list[str],
    content: bytes,
) -> Disclosure:
    """Keep a summary that is handed out on paper, and write down what, to whom, why and on what ground.

    Raises ValidationError without a running consent of a member, without a section, of a restricted household.
    """
    if household.is_restricted:
        raise ValidationError(_("Un nucleo riservato non si condivide."))
    if consent not in queries.consents_to_share(household):
        raise ValidationError({"consent": _("Manca il consenso di chi fa parte del nucleo.")})
    if not sections:
        raise ValidationError({"sections": _("Scegli almeno una parte della scheda.")})
    title = _("Scheda per %(body)s") % {"body": organisation.name}
    document = keep_document(
        by=by, title=title[:200], kind=Kind.LETTER, content=content, name="scheda.pdf", household=household
    )
    disclosure = Disclosure.objects.create(
        household=household,
        organisation=organisation,
        to_whom=to_whom,
        why=why,
        consent=consent,
        sections=sections,
        document=document,
        given_by=by,
        given_on=clock.today(),
    )
    record(by=by, verb="give_summary", subject=disclosure, household_id=household.pk, sections=sorted(sections))
    return disclosure
