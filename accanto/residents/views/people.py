"""People: who they are, how to reach them, their papers and consents."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import Form, posted, submitted
from accanto.residents import actions, forms, queries
from accanto.ui.pages import form_page


@requires(Permission.READ_HOUSEHOLDS)
def person_detail(request, person_id):
    """Everything written of one person."""
    person = queries.person_for(request.user, person_id)
    _record_read(request, person)
    return render(request, "residents/person_detail.html", {"person": person, **queries.file_of(request.user, person)})


def _record_read(request, person):
    record_read(by=request.user, subject=person, household_id=queries.current_household_id(person))


@requires(Permission.EDIT_HOUSEHOLDS)
def person_new(request):
    """Write down a person without a household: a member of the cooperative who lives elsewhere."""
    form = forms.PersonForm(posted(request))
    if response := submitted(request, form, actions.add_person, by=request.user):
        return response
    return form_page(request, form=form, heading=_("Nuova persona"), back=reverse("residents:member_list"))


@requires(Permission.EDIT_HOUSEHOLDS)
def person_edit(request, person_id):
    """Correct what is written of a person."""
    person = queries.person_for(request.user, person_id)
    form = forms.PersonForm(posted(request), record=person)
    if response := submitted(request, form, actions.change_person, by=request.user, person=person):
        return response
    _record_read(request, person)
    return form_page(request, form=form, heading=str(person), back=person.get_absolute_url())


def _of_person(request, person_id, form_class, action, heading):
    """The page of a form about a person that leads back to her."""
    person = queries.person_for(request.user, person_id)
    form = form_class(posted(request))
    if response := submitted(request, form, action, to=_page_of(person), by=request.user, person=person):
        return response
    return form_page(request, form=form, heading=heading % {"person": person}, back=person.get_absolute_url())


def _page_of(person):
    return lambda _result: person.get_absolute_url()


@requires(Permission.EDIT_HOUSEHOLDS)
def contact_point_new(request, person_id):
    """A phone number or mail address, with how it is safe to use it."""
    heading = _("Recapito di %(person)s")
    return _of_person(request, person_id, forms.ContactPointForm, actions.add_contact_point, heading)


@requires(Permission.EDIT_HOUSEHOLDS)
def contact_point_edit(request, person_id, point_id):
    """Correct a contact point, or how it is safe to use it."""
    person = queries.person_for(request.user, person_id)
    point = queries.contact_point_of(person, point_id)
    form = forms.ContactPointForm(posted(request), record=point)
    fixed = {"by": request.user, "point": point}
    if response := submitted(request, form, actions.change_contact_point, to=_page_of(person), **fixed):
        return response
    _record_read(request, person)
    heading = _("Recapito di %(person)s") % {"person": person}
    return form_page(request, form=form, heading=heading, back=person.get_absolute_url())


@requires(Permission.EDIT_HOUSEHOLDS)
def paper_new(request, person_id):
    """A paper with its expiry."""
    return _of_person(request, person_id, forms.PaperForm, actions.add_paper, _("Documento di %(person)s"))


@requires(Permission.EDIT_HOUSEHOLDS)
def paper_edit(request, paper_id):
    """Correct a paper."""
    paper = queries.paper_for(request.user, paper_id)
    form = forms.PaperForm(posted(request), record=paper)
    fixed = {"by": request.user, "paper": paper}
    if response := submitted(request, form, actions.change_paper, to=_page_of(paper.person), **fixed):
        return response
    _record_read(request, paper.person)
    return form_page(request, form=form, heading=str(paper), back=paper.person.get_absolute_url())


@requires(Permission.EDIT_HOUSEHOLDS)
def paper_renew(request, paper_id):
    """The paper that takes the place of one that expires."""
    paper = queries.paper_for(request.user, paper_id)
    form = forms.RenewPaperForm(posted(request))
    fixed = {"by": request.user, "paper": paper}
    if response := submitted(request, form, actions.renew_paper, to=_page_of(paper.person), **fixed):
        return response
    heading = _("Rinnovo: %(paper)s") % {"paper": paper}
    lead = _("Quando arriva il documento nuovo, scrivi qui le sue date: quello vecchio smette di avvisare.")
    return form_page(request, form=form, heading=heading, back=paper.person.get_absolute_url(), lead=lead)


@requires(Permission.EDIT_HOUSEHOLDS)
def consent_new(request, person_id):
    """An answer about one purpose; a refusal is one too."""
    return _of_person(request, person_id, forms.ConsentForm, actions.record_consent, _("Consenso di %(person)s"))


@requires(Permission.EDIT_HOUSEHOLDS)
def consent_withdraw(request, consent_id):
    """Withdraw a consent from today on."""
    consent = queries.consent_for(request.user, consent_id)
    form = Form(posted(request))
    fixed = {"by": request.user, "consent": consent}
    if response := submitted(request, form, actions.withdraw_consent, to=_page_of(consent.person), **fixed):
        return response
    heading = _("Ritira il consenso")
    back = consent.person.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, lead=str(consent), save=heading)
