"""Mandates: written, printed, signed, revoked; and a household's dealings with bodies on one page."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission, may
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import Form, posted, submitted
from accanto.documents.responses import download
from accanto.partners import actions, letters, queries
from accanto.partners.forms import mandates as forms
from accanto.partners.models import Mandate
from accanto.partners.states.mandates import MandateState
from accanto.residents import queries as residents
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_REQUESTS)
def household_bodies(request, household_id):
    """What a household has with bodies: referrals both ways, and mandates."""
    household = residents.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {
        "household": household,
        "referrals": queries.referrals_of_household(household),
        "mandates": queries.mandates_of(household),
        "may_edit": may(request.user, Permission.EDIT_HOUSEHOLDS),
    }
    return render(request, "partners/household_bodies.html", context)


@requires(Permission.WORK_ON_REQUESTS)
def mandate_list(request):
    """Mandates, the latest first."""
    filters = forms.MandateFilterForm(request.GET)
    standing = filters.cleaned_data["standing"] if filters.is_valid() else ""
    page = queries.mandate_page(request.user, standing, request.GET.get("page", ""))
    may_keep = may(request.user, Permission.MANAGE_AGREEMENTS)
    return render(request, "partners/mandate_list.html", {"filters": filters, "page": page, "may_keep": may_keep})


@requires(Permission.EDIT_HOUSEHOLDS)
def mandate_new(request, household_id):
    """Prepare a mandate to be signed."""
    household = residents.household_for(request.user, household_id)
    form = forms.MandateForm(posted(request), household=household, user=request.user)
    if response := submitted(request, form, actions.write_mandate, by=request.user, household=household):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {"form": form, "household": household}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "partners/mandate_form.html", context, status=status)


@requires(Permission.WORK_ON_REQUESTS)
def mandate_detail(request, mandate_id):
    """Who lets whom do what, until when, and whether it holds."""
    found = _opened(request, mandate_id)
    context = {
        "mandate": found,
        "is_draft_text": queries.is_draft_paper(found),
        "other_language": forms.text_name(found.language),
        "may_edit": may(request.user, Permission.EDIT_HOUSEHOLDS),
        "is_draft": found.state == MandateState.DRAFT,
    }
    return render(request, "partners/mandate_detail.html", context)


@requires(Permission.WORK_ON_REQUESTS)
def mandate_print(request, mandate_id):
    """The paper in Italian and in her language, side by side."""
    found = _opened(request, mandate_id)
    return download(letters.mandate_paper(found), f"delega-{found.pk}.pdf", "application/pdf")


@requires(Permission.EDIT_HOUSEHOLDS)
def mandate_sign(request, mandate_id):
    """She has signed."""
    found = queries.mandate_for(request.user, mandate_id)
    form = forms.SignForm(posted(request), request.FILES or None, record=found)
    if response := submitted(request, form, partial(actions.sign_mandate, mandate=found), by=request.user):
        return response
    record_read(by=request.user, subject=found, household_id=found.household_id)
    context = {"form": form, "heading": _("La delega è firmata"), "back": found.get_absolute_url()}
    return render(request, "partners/file_form.html", context, status=422 if form.is_bound and form.errors else 200)


@requires(Permission.EDIT_HOUSEHOLDS)
def mandate_revoke(request, mandate_id):
    """She takes it back, and it ends at once."""
    found = queries.mandate_for(request.user, mandate_id)
    form = forms.RevokeForm(posted(request), record=found)
    if response := submitted(request, form, partial(actions.revoke_mandate, mandate=found), by=request.user):
        return response
    lead = _("Finisce subito. Non deve spiegare perché, e l'aiuto non dipende da questo.")
    return _form(request, found, form=form, heading=_("Revoca la delega"), lead=lead, danger=True, look="chips")


@requires(Permission.EDIT_HOUSEHOLDS)
def mandate_discard(request, mandate_id):
    """A paper that nobody signed is put away."""
    found = queries.mandate_for(request.user, mandate_id)
    form = Form(posted(request), record=found)
    if response := submitted(request, form, partial(actions.discard_mandate, mandate=found), by=request.user):
        return response
    return _form(request, found, form=form, heading=_("Non è stata firmata"), save=_("Mettila via"))


def _opened(request, mandate_id: int) -> Mandate:
    """The mandate; that it was opened is written before it is shown."""
    found = queries.mandate_for(request.user, mandate_id)
    record_read(by=request.user, subject=found, household_id=found.household_id)
    return found


def _form(request, found: Mandate, **page):
    record_read(by=request.user, subject=found, household_id=found.household_id)
    return form_page(request, back=found.get_absolute_url(), **page)
