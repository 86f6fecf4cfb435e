"""Agreements: the list, one of them, its terms and its steps."""

from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission, may
from accanto.accounts.gate import requires
from accanto.base import clock
from accanto.base.dates import add_months
from accanto.base.forms import Form, posted, submitted
from accanto.partners import actions, queries
from accanto.partners.forms import agreements as forms
from accanto.partners.models import Agreement
from accanto.partners.states.agreements import AGREEMENT_TRANSITIONS, STEPS, AgreementState
from accanto.ui.components.lists import Link
from accanto.ui.pages import form_page


@requires(Permission.READ_AGREEMENTS)
def agreement_list(request):
    """Agreements, the latest first, by state, body and object."""
    form = forms.AgreementFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = queries.agreement_page(request.user, wanted, cursor=request.GET.get("page", ""))
    context = {"form": form, "page": page, "may_edit": may(request.user, Permission.MANAGE_AGREEMENTS)}
    return render(request, "partners/agreement_list.html", context)


@requires(Permission.READ_AGREEMENTS)
def agreement_detail(request, agreement_id):
    """One agreement: terms, duties, reports, what it covers, and what the cooperative gave under it in a period."""
    agreement = queries.agreement_for(request.user, agreement_id)
    form = forms.PeriodForm(request.GET if "since" in request.GET else None, initial=_last_year(agreement))
    period = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    may_edit = may(request.user, Permission.MANAGE_AGREEMENTS)
    context = {
        "agreement": agreement,
        "duties": queries.duties_of(agreement),
        "reports": queries.reporting_dates_of(agreement),
        "coverage": queries.coverage_of(request.user, agreement),
        "value": queries.given_value(agreement, period["since"], period["until"]),
        "period": form,
        "costs": queries.cost_page(agreement, request.GET.get("page", "")),
        "steps": _steps(agreement) if may_edit else [],
        "may_edit": may_edit,
        "reads_directory": may(request.user, Permission.READ_DIRECTORY),
    }
    return render(request, "partners/agreement_detail.html", context)


def _last_year(agreement: Agreement) -> dict[str, date]:
    """The last twelve months of the agreement, so far."""
    until = min(agreement.ended_on or clock.today(), agreement.ends_on or clock.today(), clock.today())
    until = max(until, agreement.starts_on)
    return {"since": max(agreement.starts_on, add_months(until, -12) + timedelta(days=1)), "until": until}


@requires(Permission.MANAGE_AGREEMENTS)
def agreement_new(request):
    """Write down an agreement."""
    form = forms.AgreementForm(posted(request), initial={"starts_on": clock.today()})
    if response := submitted(request, form, actions.draft_agreement, by=request.user):
        return response
    return form_page(request, form=form, heading=_("Nuovo accordo"), back=reverse("partners:agreement_list"))


@requires(Permission.MANAGE_AGREEMENTS)
def agreement_edit(request, agreement_id):
    """Correct the terms."""
    agreement = queries.agreement_for(request.user, agreement_id)
    form = forms.AgreementForm(posted(request), record=agreement)
    if response := submitted(request, form, actions.change_agreement, by=request.user, agreement=agreement):
        return response
    return form_page(request, form=form, heading=agreement.object, back=agreement.get_absolute_url())


# slug: form, action, heading, what else the action is told
STEP_FORMS = {
    "in-firma": (Form, actions.move_agreement, STEPS[AgreementState.SIGNING], {"to": AgreementState.SIGNING}),
    "bozza": (Form, actions.move_agreement, STEPS[AgreementState.DRAFT], {"to": AgreementState.DRAFT}),
    "firmato": (forms.SignForm, actions.sign_agreement, STEPS[AgreementState.IN_FORCE], {}),
    "rinnova": (Form, actions.renew_agreement, gettext_lazy("Prepara il rinnovo"), {}),
    "prolunga": (Form, actions.prolong_agreement, gettext_lazy("Scrivi la nuova fine"), {}),
    "disdetta": (forms.NoticeForm, actions.give_notice, gettext_lazy("È stata data disdetta"), {}),
    "chiudi": (forms.EndForm, actions.end_agreement, STEPS[AgreementState.ENDED], {}),
}
SLUG_OF = {
    AgreementState.SIGNING: "in-firma",
    AgreementState.DRAFT: "bozza",
    AgreementState.IN_FORCE: "firmato",
    AgreementState.ENDED: "chiudi",
}


def _steps(agreement: Agreement) -> list[Link]:
    """What can be done with it now, the likeliest first."""
    slugs = []
    if agreement.state == AgreementState.IN_FORCE and agreement.ends_on:
        renewed_itself = agreement.will_renew and agreement.ends_on <= clock.today()
        slugs += ["prolunga"] if renewed_itself else []
        slugs += [] if agreement.renewal else ["rinnova"]
        slugs += ["disdetta"] if agreement.will_renew and not renewed_itself else []
    slugs += [SLUG_OF[state] for state in AGREEMENT_TRANSITIONS[AgreementState(agreement.state)] if state in SLUG_OF]
    return [Link(str(STEP_FORMS[slug][2]), _step_address(agreement, slug)) for slug in slugs]


def _step_address(agreement: Agreement, slug: str) -> str:
    return reverse("partners:agreement_step", args=[agreement.pk, slug])


@requires(Permission.MANAGE_AGREEMENTS)
def agreement_step(request, agreement_id, step):
    """One step in the life of an agreement, with what it asks for."""
    if step not in STEP_FORMS:
        raise Http404
    agreement = queries.agreement_for(request.user, agreement_id)
    form_class, action, heading, fixed = STEP_FORMS[step]
    form = form_class(posted(request), initial=_initial(agreement))
    if response := submitted(request, form, action, by=request.user, agreement=agreement, **fixed):
        return response
    return form_page(
        request,
        form=form,
        heading=heading,
        lead=agreement.object,
        back=agreement.get_absolute_url(),
        save=heading,
        danger=step == "chiudi",
    )


def _initial(agreement: Agreement) -> dict:
    today = clock.today()
    return {
        "signed_on": agreement.signed_on or today,
        "protocol_number": agreement.protocol_number,
        "notice_given_on": today,
        "ended_on": today,
    }
