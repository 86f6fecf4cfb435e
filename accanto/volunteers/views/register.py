"""The register: who is in it, what each must have, who enters and who leaves."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.archive.queries import cooperative
from accanto.audit.actions import record_read
from accanto.base import clock
from accanto.base.forms import posted, submitted
from accanto.residents import queries as residents
from accanto.ui.pages import form_page
from accanto.volunteers import actions, forms, queries


@requires(Permission.MANAGE_VOLUNTEERS)
def volunteer_list(request):
    """Volunteers by name, filtered by the address."""
    filters = forms.RegisterFilter(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    page = queries.register_page(request.user, cursor=request.GET.get("page", ""), **wanted)
    context = {
        "page": page,
        "filters": filters,
        "days": queries.cover_days(),
        "law": queries.law(),
        "share": queries.share_on(clock.today()),
    }
    return render(request, "volunteers/volunteer_list.html", context)


@requires(Permission.MANAGE_VOLUNTEERS)
def register_print(request):
    """The register as the law asks for it, to print and keep."""
    rows = queries.printable_register(request.user)
    context = {
        "rows": rows,
        "today": clock.today(),
        "cooperative": cooperative(),
        "missing": queries.incomplete_entries(rows),
    }
    return render(request, "volunteers/register_print.html", context)


@requires(Permission.MANAGE_VOLUNTEERS)
def volunteer_detail(request, volunteer_id):
    """One volunteer: her entry, her papers, her households, her hours."""
    volunteer = queries.volunteer_for(request.user, volunteer_id)
    record_read(by=request.user, subject=volunteer)
    return render(request, "volunteers/volunteer_detail.html", queries.volunteer_page(request.user, volunteer))


@requires(Permission.DAILY_WORK)
def own(request):
    """A volunteer's own page: her households, hours and expenses."""
    volunteer = queries.own_entry(request.user)
    context = queries.volunteer_page(request.user, volunteer) if volunteer else {"volunteer": None}
    return render(request, "volunteers/own.html", context)


@requires(Permission.MANAGE_VOLUNTEERS)
def volunteer_find(request):
    """Look for the person who enters the register."""
    text = request.GET.get("q", "")[:100]
    context = {"text": text, "found": list(residents.search_people(request.user, text)[:20])}
    return render(request, "volunteers/volunteer_find.html", context)


@requires(Permission.MANAGE_VOLUNTEERS)
def volunteer_new(request, person_id):
    """The person found enters the register."""
    person = residents.person_for(request.user, person_id)
    form = forms.EnrolForm(posted(request))
    if response := submitted(request, form, actions.enrol_volunteer, by=request.user, person=person):
        return response
    heading = _("%(person)s entra nel registro dei volontari") % {"person": person}
    return form_page(request, form=form, heading=heading, back=reverse("volunteers:volunteer_find"), look="chips")


@requires(Permission.MANAGE_VOLUNTEERS)
def volunteer_edit(request, volunteer_id):
    """What she can do, when, where."""
    volunteer = queries.volunteer_for(request.user, volunteer_id)
    form = forms.VolunteerForm(posted(request), record=volunteer)
    if response := submitted(request, form, actions.change_volunteer, by=request.user, volunteer=volunteer):
        return response
    return form_page(request, form=form, heading=str(volunteer), back=volunteer.get_absolute_url(), look="chips")


@requires(Permission.DAILY_WORK)
def availability_edit(request, volunteer_id):
    """When she can: a volunteer says it herself."""
    volunteer = queries.volunteer_for(request.user, volunteer_id)
    form = forms.AvailabilityForm(posted(request), volunteer=volunteer)
    back = page_of(request.user, volunteer)
    fixed = {"by": request.user, "volunteer": volunteer}
    if response := submitted(request, form, actions.set_availability, to=lambda _result: back, **fixed):
        return response
    return form_page(request, form=form, heading=_("Quando può venire"), back=back, look="chips")


@requires(Permission.MANAGE_VOLUNTEERS)
def volunteer_leave(request, volunteer_id):
    """The end of her entry, and of her places."""
    volunteer = queries.volunteer_for(request.user, volunteer_id)
    form = forms.LeaveForm(posted(request))
    if response := submitted(request, form, actions.leave_register, by=request.user, volunteer=volunteer):
        return response
    lead = _("Quel giorno finiscono anche i suoi incarichi: dal giorno dopo non apre più le schede dei nuclei.")
    heading = _("%(name)s esce dal registro") % {"name": volunteer}
    back = volunteer.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, lead=lead, save=_("Esce"), danger=True)


def paper_page(form_class, action, heading, lead=""):
    """The view that adds one of a volunteer's papers by its form and action."""

    @requires(Permission.MANAGE_VOLUNTEERS)
    def add(request, volunteer_id):
        volunteer = queries.volunteer_for(request.user, volunteer_id)
        form = form_class(posted(request))
        back = volunteer.get_absolute_url()
        fixed = {"by": request.user, "volunteer": volunteer}
        if response := submitted(request, form, action, to=lambda _result: back, **fixed):
            return response
        return form_page(request, form=form, heading=heading, back=back, lead=lead or str(volunteer))

    return add


cover_new = paper_page(forms.CoverForm, actions.add_cover, gettext_lazy("Nuova polizza"))
record_check_new = paper_page(forms.RecordCheckForm, actions.add_record_check, gettext_lazy("Controllo del casellario"))
training_new = paper_page(forms.TrainingForm, actions.add_training, gettext_lazy("Corso fatto"))


@requires(Permission.DAILY_WORK)
def other_hours_new(request, volunteer_id):
    """Time given outside the diary."""
    volunteer = queries.volunteer_for(request.user, volunteer_id)
    form = forms.OtherHoursForm(posted(request))
    back = page_of(request.user, volunteer)
    fixed = {"by": request.user, "volunteer": volunteer}
    if response := submitted(request, form, actions.add_other_hours, to=lambda _result: back, **fixed):
        return response
    lead = _("Le ore scritte nel diario dei nuclei sono già contate.")
    return form_page(request, form=form, heading=_("Altre ore"), back=back, lead=lead)


def page_of(user, volunteer) -> str:
    """Where the page of a volunteer is for this user: her own, or the register's."""
    return reverse("volunteers:own") if volunteer.user_id == user.pk else volunteer.get_absolute_url()
