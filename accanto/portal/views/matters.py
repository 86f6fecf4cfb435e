"""Pages for a resident about a disagreement, a measure and the meetings of her house."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.coexistence import queries as coexistence
from accanto.coexistence.actions import answer_step
from accanto.portal.forms.own import AnswerForm
from accanto.portal.queries import matters as queries
from accanto.portal.queries import own
from accanto.ui.pages import form_page


@requires(Permission.OWN_FILE)
def matters(request):
    """How far her family's disagreements are, and what we wrote to it."""
    place = own.own_place(request.user)
    return render(request, "portal/matters.html", queries.matters(place.household))


@requires(Permission.OWN_FILE)
def disagreement(request, own_disagreement_id):
    """A disagreement: how far it is, and what both sides agreed on."""
    place = own.own_place(request.user)
    found = queries.own_disagreement(place.household, own_disagreement_id)
    return render(request, "portal/disagreement.html", {"found": found})


@requires(Permission.OWN_FILE)
def letter(request, own_letter_id):
    """What we wrote to her family, in Italian and in its language; until when she can answer or oppose."""
    place = own.own_place(request.user)
    found = queries.own_letter(place.household, own_letter_id)
    return render(request, "portal/letter.html", {"letter": found, "step": found.step, "breach": found.step.breach})


@requires(Permission.OWN_FILE)
def letter_answer(request, own_letter_id):
    """She answers in her own words."""
    place = own.own_place(request.user)
    found = queries.own_letter(place.household, own_letter_id)
    here = reverse("portal:letter", args=[own_letter_id])
    form = AnswerForm(posted(request))
    action = partial(answer_step, step=found.step)
    if response := submitted(request, form, action, to=lambda _answered: here, by=request.user):
        return response
    lead = _("Scrivi con le tue parole. Va bene qualsiasi lingua.")
    return form_page(request, form=form, heading=_("Rispondi"), back=here, lead=lead, save=_("Manda"))


@requires(Permission.OWN_FILE)
def house_meetings(request):
    """What was said in the meetings of her house, in plain words, and what was decided."""
    home = coexistence.own_home(request.user)
    page = coexistence.told_page(request.user, home.building, home.household, request.GET.get("page", ""))
    return render(request, "portal/house_meetings.html", {"page": page, "home": home})
