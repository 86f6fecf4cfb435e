"""Sharing a family's file: with whom it is shared, invite, end."""

from datetime import timedelta

from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base import clock
from accanto.base.forms import Form, posted, submitted
from accanto.partners import actions, queries
from accanto.partners.forms.shares import ShareForm
from accanto.residents import queries as residents
from accanto.ui.pages import form_page

USUAL_DAYS = 180


@requires(Permission.SHARE_FILES)
def household_shares(request, household_id):
    """With whom the file is and was shared, and what was handed out on paper."""
    household = residents.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {
        "household": household,
        "shares": queries.shares_of(household),
        "disclosures": queries.disclosures_of(household),
    }
    return render(request, "partners/household_shares.html", context)


@requires(Permission.SHARE_FILES)
def share_new(request, household_id):
    """Invite a social worker to some sections of the file."""
    household = residents.household_for(request.user, household_id)
    initial = {"until": clock.today() + timedelta(days=USUAL_DAYS)}
    form = ShareForm(posted(request), household=household, initial=initial)
    if response := submitted(request, form, actions.share_file, by=request.user, household=household):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "partners/share_form.html", {"household": household, "form": form}, status=status)


@requires(Permission.SHARE_FILES)
def share_end(request, household_id, share_id):
    """End a share at once."""
    household = residents.household_for(request.user, household_id)
    share = queries.share_of(household, share_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.end_share, by=request.user, share=share):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    heading = _("Chiudi la condivisione con %(who)s") % {"who": share.user.name}
    return form_page(
        request,
        form=form,
        heading=heading,
        lead=_("Dal prossimo tocco non vede più niente."),
        back=share.get_absolute_url(),
        save=_("Chiudi"),
        danger=True,
    )
