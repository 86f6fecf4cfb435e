"""Pages for those outside: nothing that one would not want seen over the shoulder."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import Form, posted, submitted
from accanto.partners import queries as partners
from accanto.partners.actions import revoke_mandate
from accanto.plans import queries as plans
from accanto.plans.actions import record_disagreement, sign_version
from accanto.plans.states import Side, SignedHow
from accanto.portal.forms.own import AskForm, DisagreeForm
from accanto.portal.queries import own as queries
from accanto.support.actions import open_request
from accanto.support.states import Channel, Origin
from accanto.ui.pages import form_page


@requires(Permission.OWN_FILE)
def own_file(request):
    """The resident's own file: who is beside her, what she asked and what was promised, what expires."""
    place = queries.own_place(request.user)
    path = {"plans": queries.own_plans(place), "promises": queries.own_promises(place)}
    file = queries.own_file(place.household, place.person)
    return render(request, "portal/own_file.html", {"place": place, **path, **file})


@requires(Permission.OWN_FILE)
def path(request, own_plan_id):
    """Her path: where she wants to arrive, what each side promised, and whether she agrees."""
    place = queries.own_place(request.user)
    plan = queries.own_plan(place, own_plan_id)
    version = plans.newest_version_of(plan)
    signed = version and version.signatures.filter(side=Side.MEMBER).first()
    context = {"plan": plan, "goals": plans.goals_of(plan), "version": version, "signed": signed}
    return render(request, "portal/path.html", context)


@requires(Permission.OWN_FILE)
def path_sign(request, own_plan_id, version_id):
    """She agrees with a version and signs on her screen. One that was superseded meanwhile is refused."""
    place, plan, version = _own_version(request, own_plan_id, version_id)
    form = Form(posted(request))
    fixed = {"by": request.user, "plan_version": version, "person": place.person, "how": SignedHow.SCREEN}
    if response := submitted(request, form, sign_version, to=lambda _signed: _path(plan), **fixed):
        return response
    heading, save = _("Sei d'accordo?"), _("Sono d'accordo e firmo")
    return form_page(request, form=form, heading=heading, back=_path(plan), save=save)


@requires(Permission.OWN_FILE)
def path_disagree(request, own_plan_id, version_id):
    """She does not agree, and says why in her own words."""
    place, plan, version = _own_version(request, own_plan_id, version_id)
    form = DisagreeForm(posted(request))
    fixed = {"by": request.user, "plan_version": version, "person": place.person}
    if response := submitted(request, form, record_disagreement, to=lambda _said: _path(plan), **fixed):
        return response
    lead = _("Va bene. Scrivi che cosa non va. Ne parliamo insieme.")
    heading = _("Non sono d'accordo")
    return form_page(request, form=form, heading=heading, back=_path(plan), lead=lead, save=_("Manda"))


def _own_version(request, plan_id: int, version_id: int):
    place = queries.own_place(request.user)
    plan = queries.own_plan(place, plan_id)
    return place, plan, plans.version_of(plan, version_id)


def _path(plan) -> str:
    return reverse("portal:path", args=[plan.pk])


@requires(Permission.OWN_FILE)
def readings(request):
    """Who opened the resident's file."""
    place = queries.own_place(request.user)
    page = queries.readings_of(place.household, request.GET.get("page", ""))
    return render(request, "portal/readings.html", {"page": page})


@requires(Permission.OWN_FILE)
def ask(request):
    """The resident asks for support, in her own words."""
    place = queries.own_place(request.user)
    form = AskForm(posted(request))
    fixed = {
        "by": request.user,
        "household": place.household,
        "asked_by": place.person,
        "origin": Origin.MEMBER,
        "word_how": Channel.PORTAL,
    }
    if response := submitted(request, form, open_request, to=lambda _request: reverse("portal:own_file"), **fixed):
        return response
    return render(request, "portal/ask.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.OWN_FILE)
def mandate_revoke(request, mandate_id):
    """The resident takes back what she allowed. It ends at once; nobody asks her why."""
    place = queries.own_place(request.user)
    mandate = partners.own_mandate(place.person, mandate_id)
    form = Form(posted(request), record=mandate)
    action = partial(revoke_mandate, mandate=mandate)
    if response := submitted(request, form, action, to=lambda _mandate: reverse("portal:own_file"), by=request.user):
        return response
    context = {"form": form, "mandate": mandate}
    return render(request, "portal/mandate_revoke.html", context, status=422 if form.errors else 200)
