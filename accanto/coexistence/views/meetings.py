"""House meetings, and what becomes of their decisions."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions, forms, queries
from accanto.coexistence.views.acts import carry_out
from accanto.coexistence.views.buildings import tabs_of
from accanto.ui.pages import form_page


@requires(Permission.MANAGE_COEXISTENCE)
def meeting_list(request, building_id):
    """The meetings of a building, and the decisions that are still open."""
    building = queries.building_for(request.user, building_id)
    context = {
        "building": building,
        "tabs": tabs_of(request, building),
        "page": queries.meeting_page(building, request.GET.get("page", "")),
        "decisions": queries.open_decisions(request.user, building),
    }
    return render(request, "coexistence/meeting_list.html", context)


@requires(Permission.MANAGE_COEXISTENCE)
def meeting_detail(request, meeting_id):
    """A meeting: agenda, those present, decisions and votes, minutes, and the same in plain words."""
    meeting = queries.meeting_for(request.user, meeting_id)
    return render(request, "coexistence/meeting_detail.html", queries.meeting_file(request.user, meeting))


@requires(Permission.MANAGE_COEXISTENCE)
def promise_meeting(request, promise_id):
    """Lead from a promise to the meeting that decided on it: promises know nothing of meetings."""
    return redirect(queries.meeting_of(request.user, promise_id))


@requires(Permission.MANAGE_COEXISTENCE)
def meeting_new(request, building_id):
    """Call a meeting."""
    building = queries.building_for(request.user, building_id)
    form = forms.MeetingForm(posted(request))
    if response := submitted(request, form, actions.call_meeting, by=request.user, building=building):
        return response
    back = reverse("coexistence:meeting_list", args=[building.pk])
    return form_page(request, form=form, heading=_("Nuova riunione di casa"), back=back, lead=str(building))


@requires(Permission.MANAGE_COEXISTENCE)
def meeting_edit(request, meeting_id):
    """Correct a meeting that is called."""
    meeting = queries.meeting_for(request.user, meeting_id)
    form = forms.MeetingForm(posted(request), record=meeting)
    if response := submitted(request, form, actions.change_meeting, by=request.user, meeting=meeting):
        return response
    return form_page(request, form=form, heading=str(meeting), back=meeting.get_absolute_url())


@requires(Permission.MANAGE_COEXISTENCE)
def meeting_hold(request, meeting_id):
    """Write down that a meeting took place."""
    meeting = queries.meeting_for(request.user, meeting_id)
    form = forms.HeldForm(posted(request), record=meeting, homes=queries.invited_to(meeting))
    if response := submitted(request, form, actions.hold_meeting, by=request.user, meeting=meeting):
        return response
    return _summary_page(request, form, meeting, _("Com'è andata la riunione"))


@requires(Permission.MANAGE_COEXISTENCE)
def minutes_edit(request, meeting_id):
    """Correct the minutes."""
    meeting = queries.meeting_for(request.user, meeting_id)
    form = forms.MinutesForm(posted(request), record=meeting)
    if response := submitted(request, form, actions.correct_minutes, by=request.user, meeting=meeting):
        return response
    return _summary_page(request, form, meeting, _("Correggi il verbale"))


def _summary_page(request, form, meeting, heading):
    context = {"form": form, "heading": heading, "back": meeting.get_absolute_url(), "lead": str(meeting)}
    return render(request, "coexistence/text_form.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_COEXISTENCE)
def meeting_cancel(request, meeting_id):
    """The meeting did not take place."""
    meeting = queries.meeting_for(request.user, meeting_id)
    heading, back = _("Annulla la riunione"), meeting.get_absolute_url()
    return carry_out(request, actions.cancel_meeting, heading=heading, back=back, lead=str(meeting), meeting=meeting)


@requires(Permission.MANAGE_COEXISTENCE)
def decision_new(request, meeting_id):
    """Write down what a meeting decided, and who sees to it."""
    meeting = queries.meeting_for(request.user, meeting_id)
    form = forms.DecisionForm(posted(request), homes=queries.invited_to(meeting))
    if response := submitted(request, form, actions.add_decision, by=request.user, meeting=meeting):
        return response
    return form_page(
        request, form=form, heading=_("Nuova decisione"), back=meeting.get_absolute_url(), lead=str(meeting)
    )


@requires(Permission.MANAGE_COEXISTENCE)
def decision_vote(request, decision_id):
    """What each household present votes on a decision."""
    decision = queries.decision_for(request.user, decision_id)
    form = forms.VotesForm(posted(request), voters=queries.voters_of(decision.meeting))
    if response := submitted(request, form, actions.record_votes, by=request.user, decision=decision):
        return response
    heading = _("Come si è votato")
    return form_page(request, form=form, heading=heading, back=decision.get_absolute_url(), lead=str(decision))
