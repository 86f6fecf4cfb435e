"""What stands around an agreement: what it covers, duties, costs."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base import clock
from accanto.base.forms import Form, posted, submitted
from accanto.partners import actions, queries
from accanto.partners.forms import agreements as forms
from accanto.ui.pages import form_page


@requires(Permission.MANAGE_AGREEMENTS)
def agreement_cover(request, agreement_id):
    """Which homes and families it covers: found by words, added and taken away one by one."""
    agreement = queries.agreement_for(request.user, agreement_id)
    form = forms.CoverForm(posted(request))
    remove = request.POST.get("act") == "remove"
    action = actions.remove_cover if remove else actions.add_cover
    if response := submitted(request, form, action, to=_to_cover, by=request.user, agreement=agreement):
        return response
    text = request.GET.get("q", "")[:100]
    context = {
        "agreement": agreement,
        "text": text,
        "coverage": queries.coverage_of(request.user, agreement),
        **queries.coverable_found(request.user, text),
    }
    return render(request, "partners/agreement_cover.html", context, status=422 if form.errors else 200)


def _to_cover(agreement) -> str:
    return reverse("partners:agreement_cover", args=[agreement.pk])


@requires(Permission.MANAGE_AGREEMENTS)
def agreement_copy(request, agreement_id):
    """Keep the signed agreement."""
    agreement = queries.agreement_for(request.user, agreement_id)
    form = forms.CopyForm(posted(request), request.FILES or None)
    if response := submitted(request, form, actions.keep_signed_copy, by=request.user, agreement=agreement):
        return response
    context = {"agreement": agreement, "form": form}
    return render(request, "partners/agreement_copy.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_AGREEMENTS)
def duty_new(request, agreement_id):
    """What a side has to do."""
    agreement = queries.agreement_for(request.user, agreement_id)
    form = forms.DutyForm(posted(request))
    if response := submitted(request, form, actions.add_duty, by=request.user, agreement=agreement):
        return response
    heading = _("Un impegno in più")
    return form_page(request, form=form, heading=heading, lead=agreement.object, back=agreement.get_absolute_url())


@requires(Permission.MANAGE_AGREEMENTS)
def duty_edit(request, agreement_id, duty_id):
    """Correct what a side has to do."""
    agreement = queries.agreement_for(request.user, agreement_id)
    duty = queries.duty_for(agreement, duty_id)
    form = forms.DutyForm(posted(request), record=duty)
    if response := submitted(request, form, actions.change_duty, by=request.user, duty=duty):
        return response
    return form_page(request, form=form, heading=duty.what, back=agreement.get_absolute_url())


@requires(Permission.MANAGE_AGREEMENTS)
def duty_done(request, agreement_id, duty_id):
    """It is done; or, where it already was, it is not after all."""
    agreement = queries.agreement_for(request.user, agreement_id)
    duty = queries.duty_for(agreement, duty_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = Form(posted(request))
    action = actions.reopen_duty if duty.done_on else actions.finish_duty
    if response := submitted(request, form, action, by=request.user, duty=duty):
        return response
    return form_page(request, form=form, heading=duty.what, back=agreement.get_absolute_url())


@requires(Permission.MANAGE_AGREEMENTS)
def cost_new(request, agreement_id):
    """What was spent for it."""
    agreement = queries.agreement_for(request.user, agreement_id)
    form = forms.CostForm(posted(request), initial={"day": clock.today()})
    if response := submitted(request, form, actions.add_cost, by=request.user, agreement=agreement):
        return response
    heading = _("Una spesa per l'accordo")
    return form_page(request, form=form, heading=heading, lead=agreement.object, back=agreement.get_absolute_url())


@requires(Permission.MANAGE_AGREEMENTS)
def cost_remove(request, agreement_id, cost_id):
    """Take back a cost written by mistake."""
    agreement = queries.agreement_for(request.user, agreement_id)
    cost = queries.cost_for(agreement, cost_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.remove_cost, by=request.user, cost=cost):
        return response
    heading = _("Togli la spesa: %(what)s") % {"what": cost.what}
    back = agreement.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, save=_("Togli"), danger=True)
