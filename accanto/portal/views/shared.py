"""The shared file: as a social worker reads it, as the family sees who reads it, and the summary on paper."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import Form, posted, submitted
from accanto.partners import actions as partners_actions
from accanto.partners import queries as partners
from accanto.partners.states.shares import Section
from accanto.portal import actions
from accanto.portal.forms import shared as forms
from accanto.portal.queries import own
from accanto.portal.queries import shared as queries
from accanto.residents import queries as residents
from accanto.ui.pages import form_page


@requires(Permission.SHARED_FILES)
def shared_files(request):
    """The families whose file is shared with this person now."""
    return render(request, "portal/shared_files.html", {"shares": queries.shared_with(request.user)})


@requires(Permission.SHARED_FILES)
def shared_file(request, share_id):
    """What is shared of one family; the opening is recorded before anything is shown."""
    share = queries.share_for(request.user, share_id)
    record_read(by=request.user, subject=share.household, household_id=share.household_id)
    granted = {row.section for row in share.sections.all()}
    context = {
        "share": share,
        "parts": queries.shared_file(request.user, share),
        "may_promise": Section.PROMISES in granted,
        "may_meet": Section.APPOINTMENTS in granted,
    }
    return render(request, "portal/shared_file.html", context)


def _of(share) -> str:
    return reverse("portal:shared_file", args=[share.pk])


@requires(Permission.SHARED_FILES)
def shared_referral(request, share_id, referral_id):
    """Her office answers what we asked."""
    share = queries.share_for(request.user, share_id)
    referral = queries.referral_to_answer(request.user, share, referral_id)
    form = forms.AnswerForm(posted(request))
    fixed = {"by": request.user, "referral": referral}
    if response := submitted(request, form, actions.answer, to=lambda _row: _of(share), **fixed):
        return response
    record_read(by=request.user, subject=share.household, household_id=share.household_id)
    return form_page(
        request, form=form, heading=_("La vostra risposta"), lead=referral.asked, back=_of(share), save=_("Rispondi")
    )


@requires(Permission.SHARED_FILES)
def commitment_new(request, share_id):
    """What her office will do, by when."""
    share = queries.share_for(request.user, share_id)
    queries.require(request.user, share, Section.PROMISES)
    form = forms.CommitmentForm(posted(request))
    if response := submitted(request, form, actions.promise, to=_of, by=request.user, share=share):
        return response
    heading = _("Un impegno del vostro ufficio")
    return form_page(request, form=form, heading=heading, lead=share.household.name, back=_of(share))


@requires(Permission.SHARED_FILES)
def commitment_settle(request, share_id, promise_id):
    """What became of something that her office promised."""
    share = queries.share_for(request.user, share_id)
    promise = queries.commitment_to_settle(request.user, share, promise_id)
    form = forms.SettlementForm(posted(request), record=promise)
    fixed = {"by": request.user, "promise": promise}
    if response := submitted(request, form, actions.settle, to=lambda _row: _of(share), **fixed):
        return response
    record_read(by=request.user, subject=share.household, household_id=share.household_id)
    return form_page(request, form=form, heading=_("Com'è andata"), lead=promise.what, back=_of(share))


@requires(Permission.SHARED_FILES)
def appointment_new(request, share_id):
    """When her office and the family meet."""
    share = queries.share_for(request.user, share_id)
    queries.require(request.user, share, Section.APPOINTMENTS)
    form = forms.AppointmentForm(posted(request))
    if response := submitted(request, form, actions.meet, to=_of, by=request.user, share=share):
        return response
    heading = _("Un appuntamento")
    return form_page(request, form=form, heading=heading, lead=share.household.name, back=_of(share))


@requires(Permission.SHARED_FILES)
def appointment_cancel(request, share_id, appointment_id):
    """They do not meet after all."""
    share = queries.share_for(request.user, share_id)
    appointment = queries.appointment_to_cancel(request.user, share, appointment_id)
    form = Form(posted(request))
    fixed = {"by": request.user, "appointment": appointment}
    if response := submitted(request, form, partners_actions.cancel_appointment, to=lambda _row: _of(share), **fixed):
        return response
    heading = _("Annulla l'appuntamento: %(what)s") % {"what": appointment.what}
    return form_page(
        request, form=form, heading=heading, back=_of(share), save=_("Annulla l'appuntamento"), danger=True
    )


@requires(Permission.SHARED_FILES)
def share_leave(request, share_id):
    """She needs the file no longer."""
    share = queries.share_for(request.user, share_id)
    form = Form(posted(request))
    fixed = {"to": lambda _row: reverse("portal:shared_files"), "by": request.user, "share": share}
    if response := submitted(request, form, actions.leave, **fixed):
        return response
    return form_page(
        request,
        form=form,
        heading=_("Non mi serve più: %(family)s") % {"family": share.household.name},
        lead=_("La scheda sparisce dalle tue. Per rivederla serve un nuovo invito."),
        back=_of(share),
        save=_("Lascia la scheda"),
        danger=True,
    )


# --- The family -------------------------------------------------------------------------------------


@requires(Permission.OWN_FILE)
def own_shares(request):
    """With whom the resident's file is and was shared, and what went out on paper."""
    household = own.own_place(request.user).household
    context = {"shares": partners.shares_of(household), "disclosures": partners.disclosures_of(household)}
    return render(request, "portal/own_shares.html", context)


@requires(Permission.OWN_FILE)
def own_share_end(request, share_id):
    """The family closes a share: at once, without a reason."""
    share = partners.share_of(own.own_place(request.user).household, share_id)
    form = Form(posted(request))
    to_list = reverse("portal:own_shares")
    fixed = {"by": request.user, "share": share}
    if response := submitted(request, form, actions.close_own, to=lambda _row: to_list, **fixed):
        return response
    return form_page(
        request,
        form=form,
        heading=_("Chiudi la tua scheda a %(who)s") % {"who": share.user.name},
        lead=_("Da subito non vede più niente. Il nostro aiuto continua."),
        back=to_list,
        save=_("Chiudi"),
        danger=True,
    )


# --- On paper ---------------------------------------------------------------------------------------


@requires(Permission.SHARE_FILES)
def summary_new(request, household_id):
    """A summary of the file for a body that does not log in: printed, kept, and written down."""
    household = residents.household_for(request.user, household_id)
    form = forms.SummaryForm(posted(request), household=household)
    to_list = reverse("partners:household_shares", args=[household.pk])
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.hand_out, to=lambda _row: to_list, **fixed):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    return form_page(
        request,
        form=form,
        heading=_("Una scheda su carta"),
        lead=_("Resta scritto che cosa è uscito, a chi, perché e con quale consenso. La famiglia lo vede."),
        back=to_list,
        save=_("Prepara il foglio"),
    )
