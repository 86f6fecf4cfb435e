"""Who stands beside whom: the round of matching, one assignment, changing hands, and presence."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.due import Whose
from accanto.base.forms import Form, posted, submitted
from accanto.residents import queries as residents
from accanto.ui.pages import form_page
from accanto.volunteers import actions, forms, queries


@requires(Permission.MANAGE_VOLUNTEERS)
def matching(request):
    """The best round of all who wait and all who can; a person confirms each pair or several."""
    answer = queries.round_for(request.user)
    form = forms.ChosenForm(posted(request), proposals=answer.proposals)
    to = lambda _places: reverse("volunteers:matching")  # noqa: E731 - an address in one word
    if response := submitted(request, form, actions.assign_chosen, to=to, by=request.user):
        return response
    context = {"answer": answer, "form": form, "chosen": request.POST.getlist("chosen")}
    return render(request, "volunteers/matching.html", context, status=422 if form.is_bound else 200)


@requires(Permission.MANAGE_TEAMS)
def assign(request, household_id):
    """Choose a volunteer for one household, among those who can."""
    household = residents.household_for(request.user, household_id)
    candidates = queries.candidates_for(request.user, household)
    form = forms.AssignForm(posted(request), candidates=candidates)
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.assign_volunteer, to=_team_page, **fixed):
        return response
    return _choice(request, form, household, candidates)


@requires(Permission.MANAGE_TEAMS)
def hand_over(request, place_id):
    """Another volunteer takes a place over."""
    place = queries.place_for(request.user, place_id)
    candidates = queries.candidates_for(request.user, place.household)
    form = forms.HandOverForm(posted(request), candidates=candidates)
    if response := submitted(request, form, actions.hand_over, to=_team_page, by=request.user, place=place):
        return response
    return _choice(request, form, place.household, candidates, place)


def _choice(request, form, household, candidates, place=None):
    """The page on which a volunteer is chosen: those who can with their reasons, and the others with theirs."""
    context = {
        "form": form,
        "household": household,
        "candidates": candidates,
        "barred": queries.barred_from(request.user, household),
        "place": place,
        "back": reverse("residents:household_team", args=[household.pk]),
    }
    return render(request, "volunteers/assign.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_TEAMS)
def wish_edit(request, household_id):
    """What a household asks of whoever comes."""
    household = residents.household_for(request.user, household_id)
    only_women, slots = queries.wish_of(household)
    form = forms.VisitWishForm(posted(request), slots=slots, initial={"only_women": only_women})
    back = reverse("residents:household_team", args=[household.pk])
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.set_visit_wish, to=_team_page, **fixed):
        return response
    heading = _("Quando e da chi vuole essere visitato")
    return form_page(request, form=form, heading=heading, back=back, lead=household.name, look="chips")


@requires(Permission.MANAGE_TEAMS)
def keep_apart_new(request, household_id):
    """A volunteer who is not to be put beside a household."""
    household = residents.household_for(request.user, household_id)
    form = forms.KeepApartForm(posted(request), user=request.user)
    back = reverse("residents:household_team", args=[household.pk])
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.keep_apart, to=_team_page, **fixed):
        return response
    return form_page(request, form=form, heading=_("Da tenere lontani"), back=back, lead=household.name)


@requires(Permission.MANAGE_TEAMS)
def keep_apart_end(request, volunteer_id, pair_id):
    """They may be put together again."""
    volunteer = queries.volunteer_for(request.user, volunteer_id)
    pair = queries.kept_apart_for(volunteer, request.user, pair_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.stop_keeping_apart, by=request.user, pair=pair):
        return response
    heading = _("Possono stare insieme")
    back = volunteer.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, lead=str(pair), save=heading)


@requires(Permission.MANAGE_VOLUNTEERS)
def presence(request):
    """When each household was last met, those unseen for longest first."""
    never = request.GET.get("chi") == "mai"
    page = queries.presence(request.user, Whose.COOPERATIVE, never=never, cursor=request.GET.get("page", ""))
    context = {
        "page": page,
        "never": never,
        "never_met": queries.never_met(request.user),
        "gap": queries.gap_in_force(),
        "year": queries.year_of_contacts(request.user),
    }
    return render(request, "volunteers/presence.html", context)


def _team_page(row) -> str:
    """The team of the household that a place, a wish or a pair is about."""
    return reverse("residents:household_team", args=[row.household_id])
