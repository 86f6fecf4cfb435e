"""What the common life of the building asks of one household: rules, pact, turns, its sign on the stairs."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.coexistence import actions, forms, queries
from accanto.coexistence.printing import pact_pdf
from accanto.coexistence.views.acts import carry_out
from accanto.documents.responses import download
from accanto.residents import queries as residents
from accanto.ui.pages import form_page


@requires(Permission.READ_HOUSEHOLDS)
def household_living(request, household_id):
    """Who of the household read and signed the rules, its pact, its turns and exemptions."""
    household = residents.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    return render(request, "coexistence/household_living.html", queries.household_living(household))


@requires(Permission.MANAGE_COEXISTENCE)
def reading_new(request, household_id, person_id):
    """Somebody has read the rules in force, and signed them or not."""
    household = residents.household_for(request.user, household_id)
    person = queries.adult_of(household, person_id)
    rules = queries.rules_in_force_for(household)
    language, missing = queries.language_for(rules, person)
    form = forms.ReadingForm(posted(request), language=language)
    fixed = {"by": request.user, "rules": rules, "person": person}
    if response := submitted(request, form, actions.record_reading, to=_page_of(household), **fixed):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    heading = _("%(person)s e il regolamento") % {"person": person.given_name or person}
    return form_page(request, form=form, heading=heading, back=_page_of(household)(), lead=_without(missing))


def _without(missing: str) -> str:
    """That the rules are not there in the language that somebody reads."""
    words = {"language": missing}
    return (
        _("Manca la traduzione in questa lingua: %(language)s. Leggetelo con un mediatore.") % words if missing else ""
    )


@requires(Permission.MANAGE_COEXISTENCE)
def exemption_new(request, household_id):
    """A household has no turns for a while. Why is not asked."""
    household = residents.household_for(request.user, household_id)
    form = forms.ExemptionForm(posted(request))
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.add_exemption, to=_page_of(household), **fixed):
        return response
    lead = _("Il motivo non si scrive. I turni già fatti restano: puoi scambiarli o rifarli.")
    return form_page(request, form=form, heading=_("Esente dai turni"), back=_page_of(household)(), lead=lead)


@requires(Permission.MANAGE_COEXISTENCE)
def exemption_edit(request, exemption_id):
    """Correct or end an exemption."""
    exemption = queries.exemption_for(request.user, exemption_id)
    to = _page_of(exemption.household)
    form = forms.ExemptionForm(posted(request), record=exemption)
    fixed = {"by": request.user, "exemption": exemption}
    if response := submitted(request, form, actions.change_exemption, to=to, **fixed):
        return response
    return form_page(request, form=form, heading=_("Esente dai turni"), back=to())


@requires(Permission.MANAGE_COEXISTENCE)
def sign_edit(request, household_id):
    """How the household wants to be called in the stairwell."""
    household = residents.household_for(request.user, household_id)
    form = forms.SignForm(posted(request), people=queries.people_to_name(household), initial=queries.sign_of(household))
    fixed = {"by": request.user, "household": household}
    if response := submitted(request, form, actions.choose_sign, to=_page_of(household), **fixed):
        return response
    record_read(by=request.user, subject=household, household_id=household.pk)
    lead = _("Decide la famiglia. Se il nucleo è riservato compare sempre e solo l'interno.")
    return form_page(request, form=form, heading=_("Come comparire sulle scale"), back=_page_of(household)(), lead=lead)


@requires(Permission.MANAGE_COEXISTENCE)
def pact_new(request, household_id):
    """Propose a pact, with what both sides promise."""
    household = residents.household_for(request.user, household_id)
    rules, language = queries.pact_basis(household)
    form = forms.PactForm(posted(request), rules=rules, language=language)
    if response := submitted(request, form, actions.propose_pact, by=request.user, household=household):
        return response
    lead = _("Una promessa per riga. Quelle del regolamento portano con sé la traduzione.")
    return form_page(request, form=form, heading=_("Patto di convivenza"), back=_page_of(household)(), lead=lead)


@requires(Permission.READ_HOUSEHOLDS)
def pact_detail(request, pact_id):
    """A pact: the promises of both sides, side by side."""
    pact = queries.pact_for(request.user, pact_id)
    record_read(by=request.user, subject=pact, household_id=pact.household_id)
    context = {"household": pact.household, "pact": pact, "duties": queries.duties_of(pact)}
    return render(request, "coexistence/pact_detail.html", context | {"promises": queries.promises_in(pact)})


@requires(Permission.MANAGE_COEXISTENCE)
def pact_promise_new(request, pact_id):
    """Somebody promises in a pact to do something by a day."""
    pact = queries.pact_for(request.user, pact_id)
    form = forms.PactPromiseForm(posted(request), household=pact.household)
    back = pact.get_absolute_url()
    if response := submitted(request, form, actions.promise_in_pact, to=lambda _made: back, by=request.user, pact=pact):
        return response
    record_read(by=request.user, subject=pact, household_id=pact.household_id)
    return form_page(request, form=form, heading=_("Una promessa con un giorno"), back=back, lead=str(pact))


@requires(Permission.READ_HOUSEHOLDS)
def pact_print(request, pact_id):
    """The pact on paper, in Italian and in the household's language, with room for the signatures."""
    pact = queries.pact_for(request.user, pact_id)
    record_read(by=request.user, subject=pact, household_id=pact.household_id)
    sheet = pact_pdf(pact, queries.duties_of(pact), queries.promises_in(pact))
    return download(sheet, _("patto.pdf"), "application/pdf")


@requires(Permission.MANAGE_COEXISTENCE)
def pact_sign(request, pact_id):
    """Both sides have signed."""
    pact = queries.pact_for(request.user, pact_id)
    people = queries.people_to_name(pact.household)
    form = forms.PactSignatureForm(posted(request), request.FILES or None, people=people)
    if response := submitted(request, form, actions.sign_pact, by=request.user, pact=pact):
        return response
    record_read(by=request.user, subject=pact, household_id=pact.household_id)
    context = {"form": form, "heading": _("Firma del patto"), "back": pact.get_absolute_url(), "sends_files": True}
    return render(request, "coexistence/text_form.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_COEXISTENCE)
def pact_withdraw(request, pact_id):
    """The proposal is taken back."""
    pact = queries.pact_for(request.user, pact_id)
    back = pact.get_absolute_url()
    return carry_out(request, actions.withdraw_pact, heading=_("Ritira la proposta"), back=back, pact=pact)


@requires(Permission.MANAGE_COEXISTENCE)
def pact_end(request, pact_id):
    """The pact ends."""
    pact = queries.pact_for(request.user, pact_id)
    form = forms.PactEndForm(posted(request))
    if response := submitted(request, form, actions.end_pact, by=request.user, pact=pact):
        return response
    return form_page(request, form=form, heading=_("Fine del patto"), back=pact.get_absolute_url())


def _page_of(household):
    """The household's page of common life, whatever was done there."""
    address = reverse("coexistence:household_living", args=[household.pk])
    return lambda _result=None: address
