"""The catalogue: read by whoever works on procedures, kept by the coordinators."""

from copy import copy
from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.accounts.access import Permission, may
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.procedures import actions, queries
from accanto.procedures.forms.catalogue import (
    AmountForm,
    NeedChangeForm,
    NeedForm,
    NewTypeForm,
    RemoveForm,
    RuleForm,
    TypeForm,
    VersionForm,
    WithdrawForm,
)
from accanto.procedures.models import ProcedureType, TermRule
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_PROCEDURES)
def type_list(request):
    """What can be asked of a body, by its plain name; below, what is to come and what is gone."""
    context = queries.catalogue_by_time() | {"may_change": may(request.user, Permission.MANAGE_CATALOGUE)}
    return render(request, "procedures/type_list.html", context)


@requires(Permission.WORK_ON_PROCEDURES)
def type_detail(request, type_id):
    """One type: documents, terms, amounts with their dates, source, the versions before and after."""
    found = queries.type_for(type_id)
    context = {
        "type": found,
        "rules": queries.rules_of(found),
        "needs": list(found.needs.all()),
        "amounts": queries.amounts_of(found),
        "versions": queries.other_versions(found),
        "may_change": may(request.user, Permission.MANAGE_CATALOGUE),
    }
    return render(request, "procedures/type_detail.html", context)


@requires(Permission.MANAGE_CATALOGUE)
def type_new(request):
    """A kind of procedure that the catalogue does not know yet; its documents and terms come next."""
    form = NewTypeForm(posted(request))
    if response := submitted(request, form, actions.add_type, by=request.user):
        return response
    lead = _("Prima il nome, l'ente e la fonte. Poi, sulla sua pagina, i documenti e i termini.")
    back = reverse("procedures:type_list")
    return form_page(request, form=form, heading=_("Una pratica nuova nel catalogo"), back=back, lead=lead)


@requires(Permission.MANAGE_CATALOGUE)
def version_new(request, type_id):
    """The same kind of procedure as it will be from a day; what is open stays with the version of now."""
    found = queries.type_for(type_id)
    form = VersionForm(posted(request))
    if response := submitted(request, form, actions.add_version, by=request.user, kind=found):
        return response
    lead = _(
        "Nasce una copia con gli stessi documenti e termini: la cambi prima di quel giorno. "
        "Le pratiche già aperte restano con le regole di adesso."
    )
    heading = _("Nuova versione: %(name)s") % {"name": found.name}
    save = _("Prepara la versione nuova")
    return form_page(request, form=form, heading=heading, back=found.get_absolute_url(), lead=lead, save=save)


@requires(Permission.MANAGE_CATALOGUE)
def type_withdraw(request, type_id):
    """No more of it are opened; what is open goes on."""
    found = queries.type_for(type_id)
    form = WithdrawForm(posted(request))
    action = partial(actions.withdraw_type, kind=found)
    if response := submitted(request, form, action, to=_page_of(found), by=request.user):
        return response
    heading = _("Ritira dal catalogo: %(name)s") % {"name": found.name}
    lead = _withdrawn_words(queries.open_of_version(request.user, found))
    back, save = found.get_absolute_url(), _("Ritira")
    return form_page(request, form=form, heading=heading, back=back, lead=lead, save=save, danger=True)


def _withdrawn_words(count: int) -> str:
    words = ngettext("%(count)s aperta va avanti come prima.", "%(count)s aperte vanno avanti come prima.", count)
    return words % {"count": count} if count else _("Adesso non ce n'è nessuna aperta.")


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
    action = partial(actions.add_rule, type=found)
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
    form = RemoveForm(posted(request))
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

    def effects():
        return queries.effects(request.user, *after(found, form.values()))

    return _previewed(request, found, form, action, heading, effects, lead=lead)


def _previewed(request, found: ProcedureType, form, action, heading, effects, **page):
    """The same for whatever `effects()` finds."""
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["confirmed"] and (rows := effects()):
        is_cut = len(rows) >= queries.MOST_SHOWN
        context = {"form": form, "type": found, "effects": rows, "heading": heading, "is_cut": is_cut}
        return render(request, "procedures/rule_effects.html", context)
    if response := submitted(request, form, action, to=_page_of(found), by=request.user):
        return response
    return form_page(request, form=form, heading=heading, back=found.get_absolute_url(), **page)


@requires(Permission.MANAGE_CATALOGUE)
def need_new(request, type_id):
    """One more document, confirmed after the checklists that it changes were shown."""
    found = queries.type_for(type_id)
    form = NeedForm(posted(request))

    def effects():
        return queries.need_effects(request.user, found, "", form.cleaned_data["words"])

    action = partial(actions.add_need, kind=found)
    return _previewed(request, found, form, action, _("Un documento in più"), effects)


@requires(Permission.MANAGE_CATALOGUE)
def need_edit(request, type_id, need_id):
    """A document by another name, or in another place, confirmed after what it changes was shown."""
    found = queries.type_for(type_id)
    need = queries.need_for(found, need_id)
    words = need.words
    form = NeedChangeForm(posted(request), record=need)

    def effects():
        return queries.need_effects(request.user, found, words, form.cleaned_data["words"])

    return _previewed(request, found, form, partial(actions.change_need, need=need), words, effects)


@requires(Permission.MANAGE_CATALOGUE)
def need_remove(request, type_id, need_id):
    """A document is asked for no more, confirmed after the checklists that it changes were shown."""
    found = queries.type_for(type_id)
    need = queries.need_for(found, need_id)
    form = RemoveForm(posted(request))

    def effects():
        return queries.need_effects(request.user, found, need.words, "")

    heading = _("Togli: %(what)s") % {"what": need.words}
    action = partial(actions.remove_need, need=need)
    return _previewed(request, found, form, action, heading, effects, save=_("Togli"), danger=True)


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
