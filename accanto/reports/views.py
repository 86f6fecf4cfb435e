"""Reports: those of an agreement, one of them, its steps and its two files."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission, may
from accanto.accounts.gate import requires
from accanto.base.forms import Form, posted, submitted
from accanto.documents.responses import download, sent
from accanto.partners import queries as partners
from accanto.reports import actions, forms, printing, queries
from accanto.ui.pages import form_page

PDF = "application/pdf"


@requires(Permission.READ_AGREEMENTS)
def report_list(request, agreement_id):
    """The reports of an agreement, and what is owed."""
    agreement = partners.agreement_for(request.user, agreement_id)
    context = {
        "agreement": agreement,
        "reports": queries.reports_of(request.user, agreement),
        "owed": [row for row in partners.reporting_dates_of(agreement) if not row.sent_on],
        "may_edit": may(request.user, Permission.MANAGE_AGREEMENTS),
    }
    return render(request, "reports/report_list.html", context)


@requires(Permission.MANAGE_AGREEMENTS)
def report_new(request, agreement_id):
    """Begin a report; the period is the first that is owed, unless said otherwise."""
    agreement = partners.agreement_for(request.user, agreement_id)
    form = forms.PeriodForm(posted(request), initial=queries.next_period(agreement))
    if response := submitted(request, form, actions.draft_report, by=request.user, agreement=agreement):
        return response
    return form_page(
        request,
        form=form,
        heading=_("Nuova relazione"),
        lead=agreement.object,
        back=agreement.get_absolute_url(),
        save=_("Conta e prepara la bozza"),
    )


@requires(Permission.READ_AGREEMENTS)
def report_detail(request, report_id):
    """A report as it will go out, or went out."""
    report = queries.report_for(request.user, report_id)
    tables = [printing.spelt(table) for table in queries.tables_of(report)]
    may_edit = may(request.user, Permission.MANAGE_AGREEMENTS)
    return render(request, "reports/report_detail.html", {"report": report, "tables": tables, "may_edit": may_edit})


@requires(Permission.MANAGE_AGREEMENTS)
def report_edit(request, report_id):
    """The words of a person."""
    report = queries.report_for(request.user, report_id)
    form = forms.WordsForm(posted(request), record=report)
    if response := submitted(request, form, actions.change_report, by=request.user, report=report):
        return response
    return form_page(request, form=form, heading=str(report), back=report.get_absolute_url())


STEPS = {
    "riletta": (Form, actions.review_report, gettext_lazy("L'ho riletta: va bene")),
    "bozza": (Form, actions.reopen_report, gettext_lazy("Riporta alla bozza")),
    "manda": (forms.SendForm, actions.send_report, gettext_lazy("È stata mandata")),
}


@requires(Permission.MANAGE_AGREEMENTS)
def report_step(request, report_id, step):
    """Read it, take it back, send it."""
    if step not in STEPS:
        raise Http404
    report = queries.report_for(request.user, report_id)
    form_class, action, heading = STEPS[step]
    form = form_class(posted(request))
    if response := submitted(request, form, action, by=request.user, report=report):
        return response
    lead = _("Da quel momento niente cambia più.") if step == "manda" else ""
    return form_page(request, form=form, heading=heading, lead=lead, back=report.get_absolute_url(), save=heading)


@requires(Permission.READ_AGREEMENTS)
def report_pdf(request, report_id):
    """On paper: the bytes that went out, or a draft of them."""
    report = queries.report_for(request.user, report_id)
    if report.is_sent:
        return sent(report.pdf)
    return download(printing.as_pdf(report, queries.tables_of(report)), _("bozza.pdf"), PDF)


@requires(Permission.READ_AGREEMENTS)
def report_ods(request, report_id):
    """As a sheet: the bytes that went out, or a draft of them."""
    report = queries.report_for(request.user, report_id)
    if report.is_sent:
        return sent(report.ods)
    return download(printing.as_ods(report, queries.tables_of(report)), _("bozza.ods"), printing.ODS_TYPE)
