"""Breaches of the rules: a coordinator's pages."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions
from accanto.coexistence.forms import ReviewForm
from accanto.coexistence.forms.matters import HearingForm, NoticeForm, ReplyForm, ReportForm
from accanto.coexistence.queries import breaches as queries
from accanto.coexistence.rung_letter import rung_letter
from accanto.coexistence.views.ladder import climb, evidence, ladder_of
from accanto.documents.responses import download
from accanto.residents import queries as residents
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_MATTERS)
def breach_list(request):
    """Breaches that are still open, or with ?chiuse those that have ended and are still remembered."""
    ended = "chiuse" in request.GET
    page = queries.breach_page(request.user, ended=ended, cursor=request.GET.get("page", ""))
    return render(request, "coexistence/breach_list.html", {"page": page, "ended": ended})


@requires(Permission.WORK_ON_MATTERS)
def breach_new(request, household_id):
    """Write down that a rule is said to be broken."""
    household = residents.household_for(request.user, household_id)
    form = ReportForm(posted(request))
    if response := submitted(request, form, actions.report_breach, by=request.user, household=household):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    lead = _("Una segnalazione non è un giudizio: prima si verifica, poi si offre una mediazione.")
    heading = _("Una regola non rispettata")
    return form_page(request, form=form, heading=heading, lead=lead, back=household.get_absolute_url())


@requires(Permission.WORK_ON_MATTERS)
def breach_detail(request, breach_id):
    """One breach: where it stands on the ladder, what was said and answered, what comes next."""
    breach = queries.breach_for(request.user, breach_id)
    record_read(by=request.user, subject=breach, household_id=breach.household_id)
    return render(request, "coexistence/breach_detail.html", ladder_of(request.user, breach))


@requires(Permission.WORK_ON_MATTERS)
def breach_step(request, breach_id, to):
    """Climb one rung."""
    breach = queries.breach_for(request.user, breach_id)
    return climb(request, breach, queries.rung_for(request.user, to), back=breach.get_absolute_url())


@requires(Permission.WORK_ON_MATTERS)
def breach_reply(request, breach_id, step_id):
    """What the family answered to a step."""
    breach = queries.breach_for(request.user, breach_id)
    step = queries.step_for(breach, step_id)
    initial = {"reply": step.reply, "replied_on": step.replied_on}
    form = ReplyForm(posted(request), initial=initial)
    return _about(request, breach, form, partial(actions.record_reply, step=step), _("La risposta della famiglia"))


@requires(Permission.WORK_ON_MATTERS)
def breach_review(request, breach_id, step_id):
    """Somebody who knows the language has read the translation of a letter through."""
    breach = queries.breach_for(request.user, breach_id)
    step = queries.step_for(breach, step_id)
    heading = _("Traduzione riletta: %(language)s") % {"language": step.language_label}
    return _about(request, breach, ReviewForm(posted(request)), partial(actions.review_letter, step=step), heading)


@requires(Permission.WORK_ON_MATTERS)
def breach_hearing(request, breach_id):
    """The hearing before the board decides."""
    breach = queries.breach_for(request.user, breach_id)
    form = HearingForm(posted(request), record=breach)
    return _about(request, breach, form, partial(actions.record_hearing, breach=breach), _("Audizione"))


@requires(Permission.WORK_ON_MATTERS)
def breach_notice(request, breach_id):
    """When the board's resolution reached the person."""
    breach = queries.breach_for(request.user, breach_id)
    form = NoticeForm(posted(request), record=breach)
    return _about(request, breach, form, partial(actions.record_notice, breach=breach), _("Notifica della delibera"))


def _about(request, breach, form, action, heading):
    if response := submitted(request, form, action, by=request.user):
        return response
    record_read(by=request.user, subject=breach, household_id=breach.household_id)
    return form_page(request, form=form, heading=heading, back=breach.get_absolute_url())


@requires(Permission.WORK_ON_MATTERS)
def breach_evidence(request, breach_id, step_id):
    """The file on which a step rests."""
    breach = queries.breach_for(request.user, breach_id)
    step = queries.step_for(breach, step_id)
    if step.document is None:
        raise Http404
    return evidence(request, breach, step)


@requires(Permission.WORK_ON_MATTERS)
def breach_letter(request, breach_id, step_id):
    """What was said to the family on this step, to be printed, signed and handed over."""
    breach = queries.breach_for(request.user, breach_id)
    step = queries.step_for(breach, step_id)
    if not step.text:
        raise Http404
    record_read(by=request.user, subject=breach, household_id=breach.household_id)
    try:
        content = rung_letter(breach, step)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(breach)
    return download(content, f"{step.label}.pdf", "application/pdf")
