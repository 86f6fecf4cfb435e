"""The catalogue: read by whoever works on procedures, kept by the coordinators."""

from copy import copy
from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission, may
from accanto.accounts.gate import requires
from accanto.base.forms import Form, posted, submitted
from accanto.procedures import actions, queries
from accanto.procedures.forms.catalogue import AmountForm, NeedForm, RemoveRuleForm, RuleForm, TypeForm
from accanto.procedures.models import ProcedureType, TermRule
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_PROCEDURES)
def type_list(request):
    """What can be asked of a body, by its plain name."""
    return render(request, "procedures/type_list.html", {"types": queries.catalogue()})


@requires(Permission.WORK_ON_PROCEDURES)
def type_detail(request, type_id):
    """One type: documents, terms, amounts with their dates, source."""
    found = queries.type_for(type_id)
    context = {
        "type": found,
        "rules": queries.rules_of(found),
        "needs": list(found.needs.all()),
        "amounts": queries.amounts_of(found),
        "may_change": may(request.user, Permission.MANAGE_CATALOGUE),
    }
    return render(request, "procedures/type_detail.html", context)


def _page_of(found: ProcedureType):
    return lambda _result: found.get_absolute_url()


@requires(Permission.MANAGE_CATALOGUE)
def type_edit(request, type_id):
    """Correct a type, or end it."""
    found = queries.type_for(type_id)
    form = TypeForm(posted(request), record=found)
    lead = _("Con un giorno di fine non se ne aprono più di nuove; quelle aperte vanno avanti.")
    action = partial(actions.change_type, kind=found)
    return _confirmed(request, found, form, action, found.name, after=_changed_type, lead=lead)


def _changed_type(kind: ProcedureType, values: dict) -> tuple[ProcedureType, list[TermRule]]:
    changed = copy(kind)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed, queries.rules_of(kind)


@requires(Permission.MANAGE_CATALOGUE)
def rule_new(request, type_id):
    """One more term or reminder, confirmed after what it changes was shown."""
    found = queries.type_for(type_id)
    form = RuleForm(posted(request))
    action = partial(actions.add_rule, kind=found)
    return _confirmed(request, found, form, action, _("Un termine o un promemoria"), after=_new_rule)


@requires(Permission.MANAGE_CATALOGUE)
def rule_edit(request, type_id, rule_id):
    """Another term, confirmed after what it changes was shown."""
    found = queries.type_for(type_id)
    rule = queries.rule_for(found, rule_id)
    form = RuleForm(posted(request), record=rule)
    return _confirmed(
        request, found, form, partial(actions.change_rule, rule=rule), rule.what, after=partial(_changed, rule)
    )


@requires(Permission.MANAGE_CATALOGUE)
def rule_remove(request, type_id, rule_id):
    """A rule goes, confirmed after what it changes was shown."""
    found = queries.type_for(type_id)
    rule = queries.rule_for(found, rule_id)
    heading = _("Togli: %(what)s") % {"what": rule.what}
    form = RemoveRuleForm(posted(request))
    action = partial(actions.remove_rule, rule=rule)
    return _confirmed(request, found, form, action, heading, after=partial(_without, rule))


def _new_rule(kind: ProcedureType, values: dict) -> tuple[ProcedureType, list[TermRule]]:
    return kind, [*queries.rules_of(kind), TermRule(type=kind, **values)]


def _changed(rule: TermRule, kind: ProcedureType, values: dict) -> tuple[ProcedureType, list[TermRule]]:
    values = {name: value for name, value in values.items() if name != "version"}
    changed = TermRule(pk=rule.pk, type=kind, **values)
    return kind, [changed if other.pk == rule.pk else other for other in queries.rules_of(kind)]


def _without(rule: TermRule, kind: ProcedureType, _values: dict) -> tuple[ProcedureType, list[TermRule]]:
    return kind, [other for other in queries.rules_of(kind) if other.pk != rule.pk]


def _confirmed(request, found: ProcedureType, form, action, heading, *, after, lead=""):
    """Show the form; once it can stand, what it changes for open procedures; apply it when that is confirmed.

    `after(type, values)` gives the type and its rules as they would be.
    """
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["confirmed"]:
        effects = queries.effects(request.user, *after(found, form.values()))
        if effects:
            context = {"form": form, "type": found, "effects": effects, "heading": heading}
            return render(request, "procedures/rule_effects.html", context)
    if response := submitted(request, form, action, to=_page_of(found), by=request.user):
        return response
    return form_page(request, form=form, heading=heading, back=found.get_absolute_url(), lead=lead)


@requires(Permission.MANAGE_CATALOGUE)
def need_new(request, type_id):
    """One more document."""
    found = queries.type_for(type_id)
    form = NeedForm(posted(request))
    if response := submitted(request, form, actions.add_need, to=_page_of(found), by=request.user, kind=found):
        return response
    return form_page(request, form=form, heading=_("Un documento in più"), back=found.get_absolute_url())


@requires(Permission.MANAGE_CATALOGUE)
def need_remove(request, type_id, need_id):
    """A document is asked for no more."""
    found = queries.type_for(type_id)
    need = queries.need_for(found, need_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.remove_need, by=request.user, need=need):
        return response
    heading = _("Togli: %(what)s") % {"what": need.words}
    return form_page(request, form=form, heading=heading, back=found.get_absolute_url(), save=_("Togli"), danger=True)


@requires(Permission.MANAGE_CATALOGUE)
def amount_edit(request, type_id, amount_id):
    """A new figure from a day, with its source."""
    found = queries.type_for(type_id)
    amount = next((row for row in queries.amounts_of(found) if row.pk == amount_id), None)
    if amount is None:
        raise Http404
    form = AmountForm(posted(request), initial={"value": amount.value.normalize(), "source": amount.source})
    fixed = {"by": request.user, "kind": found, "amount": amount}
    if response := submitted(request, form, actions.set_amount, to=_page_of(found), **fixed):
        return response
    return form_page(request, form=form, heading=amount.name, back=found.get_absolute_url())
