"""What mandates may be about, and the words of their paper: kept by the coordinators."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.partners import actions, queries
from accanto.partners.forms import mandate_words as forms
from accanto.partners.models.mandates import ITALIAN
from accanto.ui.pages import form_page


def _back(_result=None) -> str:
    return reverse("partners:mandate_words")


@requires(Permission.MANAGE_AGREEMENTS)
def mandate_words(request):
    """Everything that a new mandate may be about, and the paper's words in each language."""
    texts = queries.texts()
    italian = texts[0] if texts else None
    context = {
        "scopes": queries.all_scopes(),
        "texts": [(text, forms.text_name(text.language), text.is_draft_beside(italian)) for text in texts],
        "other_language": forms.LanguageForm(),
    }
    return render(request, "partners/mandate_words.html", context)


@requires(Permission.MANAGE_AGREEMENTS)
def scope_new(request):
    """Something more that mandates may be about."""
    form = forms.NewScopeForm(posted(request))
    if response := submitted(request, form, actions.add_scope, to=_back, by=request.user):
        return response
    return form_page(request, form=form, heading=_("Un oggetto in più"), back=_back())


@requires(Permission.MANAGE_AGREEMENTS)
def scope_edit(request, scope_id):
    """Its name in other languages, its place, whether it is still in use."""
    found = queries.scope_for(scope_id)
    form = forms.ScopeForm(posted(request), record=found)
    if response := submitted(request, form, partial(actions.change_scope, scope=found), to=_back, by=request.user):
        return response
    return form_page(request, form=form, heading=found.name, back=_back())


@requires(Permission.MANAGE_AGREEMENTS)
def text_new(request):
    """To the words in the language that was chosen."""
    form = forms.LanguageForm(request.GET)
    if not form.is_valid():
        return redirect("partners:mandate_words")
    return redirect("partners:text_edit", form.cleaned_data["lingua"])


@requires(Permission.MANAGE_AGREEMENTS)
def text_edit(request, language):
    """The words of the paper in a language; mandates written before keep theirs."""
    if not forms.is_language(language):
        raise Http404
    form = forms.TextForm(posted(request), language=language, record=queries.text_in(language))
    action = partial(actions.write_mandate_text, language=language)
    if response := submitted(request, form, action, to=_back, by=request.user):
        return response
    heading = _("Il testo della delega in %(language)s") % {"language": forms.text_name(language)}
    lead = _("Le deleghe già scritte restano con le loro parole.")
    if language == ITALIAN:
        lead = _("Le deleghe già scritte restano come sono. Le traduzioni tornano bozze, finché qualcuno le rivede.")
    return form_page(request, form=form, heading=heading, back=_back(), lead=lead)
