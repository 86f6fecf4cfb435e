"""House rules: versions, languages."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions, forms, queries
from accanto.coexistence.views.acts import carry_out
from accanto.ui.pages import form_page


@requires(Permission.MANAGE_COEXISTENCE)
def rules_list(request):
    """Every version of the house rules, by building."""
    return render(request, "coexistence/rules_list.html", {"versions": queries.all_rules()})


@requires(Permission.MANAGE_COEXISTENCE)
def rules_detail(request, rules_id):
    """A version: its words, how easy they are, its languages."""
    rules = queries.rules_for(rules_id)
    return render(request, "coexistence/rules_detail.html", {"rules": rules})


def text_page(request, form, heading, back, lead="", measured=True):
    """A form with a text in plain words, whose ease is measured while one types."""
    context = {"form": form, "heading": heading, "back": back, "lead": lead, "measured": measured}
    return render(request, "coexistence/text_form.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_COEXISTENCE)
def rules_new(request):
    """Begin a version, with the words of the one in force."""
    latest = queries.in_force(None)
    known = {name: getattr(latest, name) for name in forms.WORDS} if latest else {}
    form = forms.NewRulesForm(posted(request), user=request.user, initial=known)
    if response := submitted(request, form, actions.write_rules, by=request.user):
        return response
    return text_page(request, form, _("Nuova versione del regolamento"), reverse("coexistence:rules_list"))


@requires(Permission.MANAGE_COEXISTENCE)
def rules_edit(request, rules_id):
    """Correct a draft."""
    rules = queries.rules_for(rules_id)
    form = forms.RulesForm(posted(request), record=rules)
    if response := submitted(request, form, actions.change_rules, by=request.user, rules=rules):
        return response
    return text_page(request, form, str(rules), rules.get_absolute_url())


@requires(Permission.MANAGE_COEXISTENCE)
def rules_begin(request, rules_id):
    """Put a version in force."""
    rules = queries.rules_for(rules_id)
    heading, back = _("Metti in vigore da oggi"), rules.get_absolute_url()
    lead = _("La versione di prima non si può più firmare. Le firme già date restano scritte.")
    return carry_out(request, actions.put_in_force, heading=heading, back=back, lead=lead, rules=rules)


@requires(Permission.MANAGE_COEXISTENCE)
def translation_new(request, rules_id):
    """Add a language."""
    rules = queries.rules_for(rules_id)
    form = forms.NewTranslationForm(posted(request))
    if response := submitted(request, form, actions.translate_rules, to=_rules_of, by=request.user, rules=rules):
        return response
    lead = _("Resta una bozza finché chi sa la lingua non l'ha riletta. In caso di dubbio vale l'italiano.")
    return text_page(request, form, _("Nuova lingua"), rules.get_absolute_url(), lead, measured=False)


@requires(Permission.MANAGE_COEXISTENCE)
def translation_edit(request, translation_id):
    """Correct a translation."""
    translation = queries.translation_for(translation_id)
    form = forms.TranslationForm(posted(request), record=translation)
    fixed = {"by": request.user, "translation": translation}
    if response := submitted(request, form, actions.change_translation, to=_rules_of, **fixed):
        return response
    return text_page(request, form, str(translation), _rules_of(translation), measured=False)


@requires(Permission.MANAGE_COEXISTENCE)
def translation_review(request, translation_id):
    """Somebody who knows the language has read it through."""
    translation = queries.translation_for(translation_id)
    form = forms.ReviewForm(posted(request))
    fixed = {"by": request.user, "translation": translation}
    if response := submitted(request, form, actions.review_translation, to=_rules_of, **fixed):
        return response
    heading = _("Traduzione riletta: %(language)s") % {"language": translation}
    return form_page(request, form=form, heading=heading, back=_rules_of(translation))


def _rules_of(translation) -> str:
    return reverse("coexistence:rules_detail", args=[translation.rules_id])
