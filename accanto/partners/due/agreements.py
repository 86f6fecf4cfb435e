"""What agreements ask for: a word before they end, what each side promised, the reports."""

from datetime import date

from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission, may
from accanto.base import clock
from accanto.base.due import DueItem, Whose
from accanto.partners import actions, queries
from accanto.partners.models import Agreement, Duty, ReportingDate

AGREEMENT_ENDS = "partners.agreement_ends"
DUTY = "partners.duty"
REPORT = "partners.report"

KINDS = {
    AGREEMENT_ENDS: gettext_lazy("accordi che finiscono"),
    DUTY: gettext_lazy("impegni degli accordi"),
    REPORT: gettext_lazy("relazioni agli enti"),
}


def due(user, until: date, whose: Whose, limit: int = 100) -> list[DueItem]:
    """What agreements ask for: of whoever keeps them, and about no household."""
    if whose is Whose.HOUSEHOLDS or not may(user, Permission.MANAGE_AGREEMENTS):
        return []
    items = [_ending(agreement, day) for agreement, day in queries.ends_near(user, until, limit)]
    items += [_duty(duty) for duty in queries.open_duties(user, until, limit)]
    items += [_report(owed) for owed in queries.owed_reports(user, until, limit)]
    return items


def _ending(agreement: Agreement, day: date) -> DueItem:
    return DueItem(
        kind=AGREEMENT_ENDS,
        subject_id=agreement.pk,
        day=day,
        title=_ending_title(agreement),
        detail=agreement.object,
        url=agreement.get_absolute_url(),
    )


def _ending_title(agreement: Agreement) -> str:
    """What happens on its last day, or has happened."""
    end = {"day": date_format(agreement.ends_on, "SHORT_DATE_FORMAT")}
    if not agreement.will_renew:
        return _("L'accordo finisce il %(day)s: rinnovarlo?") % end
    if agreement.ends_on <= clock.today():
        return _("L'accordo si è rinnovato da solo il %(day)s: scrivi la nuova fine") % end
    words = end | {"notice": date_format(agreement.notice_by, "SHORT_DATE_FORMAT")}
    return _("L'accordo si rinnova da solo il %(day)s: disdetta entro il %(notice)s") % words


def _duty(duty: Duty) -> DueItem:
    return DueItem(
        kind=DUTY,
        subject_id=duty.pk,
        day=duty.due_on,
        title=_("Impegno %(whose)s: %(what)s") % {"whose": duty.get_side_display(), "what": duty.what},
        detail=duty.agreement.object,
        url=duty.agreement.get_absolute_url(),
    )


def _report(owed: ReportingDate) -> DueItem:
    period = {
        "since": date_format(owed.since, "SHORT_DATE_FORMAT"),
        "until": date_format(owed.until, "SHORT_DATE_FORMAT"),
    }
    return DueItem(
        kind=REPORT,
        subject_id=owed.pk,
        day=owed.due_on,
        title=_("Relazione all'ente: dal %(since)s al %(until)s") % period,
        detail=owed.agreement.object,
        url=owed.agreement.get_absolute_url(),
    )


def _acknowledge_end(*, by, subject_id: int) -> Agreement:
    _keeper(by)
    return actions.acknowledge_end(by=by, agreement=queries.agreement_for(by, subject_id))


def _finish_duty(*, by, subject_id: int) -> Duty:
    _keeper(by)
    return actions.finish_duty(by=by, duty=queries.any_duty_for(by, subject_id))


def _move_duty(*, by, subject_id: int, to: date) -> Duty:
    _keeper(by)
    return actions.move_duty(by=by, duty=queries.any_duty_for(by, subject_id), to=to)


def _move_report(*, by, subject_id: int, to: date) -> ReportingDate:
    _keeper(by)
    return actions.move_reporting_date(by=by, reporting_date=queries.reporting_date_for(by, subject_id), to=to)


def _keeper(user) -> None:
    """Things due are for whoever keeps agreements; for everybody else they are not there."""
    if not may(user, Permission.MANAGE_AGREEMENTS):
        raise Http404


FINISH = {AGREEMENT_ENDS: _acknowledge_end, DUTY: _finish_duty}
MOVE = {DUTY: _move_duty, REPORT: _move_report}
