"""The areas of support, kept by the cooperative."""

from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import Form, posted, submitted
from accanto.support import actions, queries
from accanto.support.forms.around import AreaForm
from accanto.ui.pages import form_page

ACTS = {
    "su": actions.raise_area,
    "giu": actions.lower_area,
    "chiudi": actions.close_area,
    "riapri": actions.use_area_again,
}


def _to_list(_area) -> str:
    return reverse("support:area_list")


@requires(Permission.MANAGE_AREAS)
def area_list(request):
    """Every area in its order, and a new one at the end."""
    form = AreaForm(posted(request))
    if response := submitted(request, form, actions.add_area, to=_to_list, by=request.user):
        return response
    return _show(request, form)


def _show(request, form, status: int = 200):
    status = 422 if form.is_bound and form.errors else status
    return render(request, "support/area_list.html", {"areas": queries.areas(), "form": form}, status=status)


@requires(Permission.MANAGE_AREAS)
def area_edit(request, area_id):
    """Another name for an area."""
    area = queries.area_for(area_id)
    form = AreaForm(posted(request), record=area)
    if response := submitted(request, form, actions.change_area, to=_to_list, by=request.user, area=area):
        return response
    return form_page(request, form=form, heading=area.name, back=reverse("support:area_list"))


@requires(Permission.MANAGE_AREAS)
def area_act(request, area_id, act):
    """One touch: up, down, out of use, back into use."""
    area = queries.area_for(area_id)
    if act not in ACTS:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = Form(posted(request))
    if response := submitted(request, form, ACTS[act], to=_to_list, by=request.user, area=area):
        return response
    return form_page(request, form=form, heading=area.name, back=reverse("support:area_list"))
