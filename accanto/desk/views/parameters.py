"""Terms, amounts and tariffs, with their sources and their history."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base import clock
from accanto.base.forms import Form, posted, submitted
from accanto.desk.actions.parameters import set_parameter, withdraw_parameter
from accanto.desk.forms.parameters import ParameterForm
from accanto.desk.queries import parameters as queries
from accanto.ui.pages import form_page


@requires(Permission.SET_PARAMETERS)
def parameter_list(request):
    """What holds today, by name."""
    return render(request, "desk/parameter_list.html", {"parameters": queries.parameters()})


@requires(Permission.SET_PARAMETERS)
def parameter_detail(request, code):
    """One parameter: every value it had, and the next one."""
    history = queries.history_of(code)
    today = clock.today()
    form = ParameterForm(posted(request), initial={"valid_from": today, "checked_on": today})
    if response := submitted(request, form, set_parameter, to=_page_of, by=request.user, code=code):
        return response
    context = {"history": history, "newest": history[0], "about": queries.about(code), "form": form, "today": today}
    return render(request, "desk/parameter_detail.html", context, status=422 if form.errors else 200)


@requires(Permission.SET_PARAMETERS)
def parameter_withdraw(request, code, parameter_id):
    """Take back a value that has not begun."""
    parameter = queries.value_to_come(code, parameter_id)
    form = Form(posted(request))
    fixed = {"by": request.user, "parameter": parameter}
    if response := submitted(request, form, withdraw_parameter, to=_address, **fixed):
        return response
    heading = _("Togli il valore che deve ancora venire")
    return form_page(
        request, form=form, heading=heading, lead=str(parameter), back=_address(code), save=_("Togli"), danger=True
    )


def _page_of(parameter) -> str:
    return _address(parameter.code)


def _address(code: str) -> str:
    return reverse("desk:parameter_detail", args=[code])
