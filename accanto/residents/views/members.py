"""The members' book, the kinds of paper, and likely duplicates."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import Form, posted, submitted
from accanto.residents import actions, forms, queries
from accanto.ui.pages import form_page


@requires(Permission.EDIT_HOUSEHOLDS)
def member_list(request):
    """The members' book by number, filtered by the address."""
    filters = forms.MemberFilter(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    page = queries.member_page(request.user, wanted, cursor=request.GET.get("page", ""))
    return render(request, "residents/member_list.html", {"page": page, "filters": filters})


@requires(Permission.EDIT_HOUSEHOLDS)
def membership_new(request, person_id):
    """Enter a person in the members' book."""
    person = queries.person_for(request.user, person_id)
    form = forms.MembershipForm(posted(request), initial={"book_number": queries.next_book_number()})
    to = lambda _result: person.get_absolute_url()  # noqa: E731 - an address in one word
    if response := submitted(request, form, actions.admit_member, to=to, by=request.user, person=person):
        return response
    heading = _("%(person)s entra nel libro soci") % {"person": person}
    return form_page(request, form=form, heading=heading, back=person.get_absolute_url())


@requires(Permission.EDIT_HOUSEHOLDS)
def membership_edit(request, membership_id):
    """Correct a line of the members' book, or write its end."""
    membership = queries.membership_for(request.user, membership_id)
    form = forms.MembershipForm(posted(request), record=membership)
    fixed = {"by": request.user, "membership": membership}
    back = membership.person.get_absolute_url()
    if response := submitted(request, form, actions.change_membership, to=lambda _result: back, **fixed):
        return response
    return form_page(request, form=form, heading=str(membership), back=back)


@requires(Permission.EDIT_HOUSEHOLDS)
def paper_kind_list(request):
    """The kinds of paper and when each reminds of its expiry."""
    return render(request, "residents/paper_kind_list.html", {"kinds": queries.paper_kinds()})


@requires(Permission.EDIT_HOUSEHOLDS)
def paper_kind_edit(request, kind_id):
    """Rename a kind of paper or change when it reminds."""
    kind = queries.paper_kind_for(kind_id)
    form = forms.PaperKindForm(posted(request), record=kind)
    back = reverse("residents:paper_kind_list")
    fixed = {"by": request.user, "kind": kind}
    if response := submitted(request, form, actions.change_paper_kind, to=lambda _result: back, **fixed):
        return response
    return form_page(request, form=form, heading=kind.name, back=back)


@requires(Permission.EDIT_HOUSEHOLDS)
def duplicate_list(request):
    """Likely pairs with the reasons; what was merged before, with the way back.

    Who was written since is compared first; where they are many, a few now and the rest beside the server.
    """
    actions.compare_people()
    if left := queries.people_to_compare():
        actions.compare_everybody.enqueue()
    page = queries.likely_pair_page(request.user, request.GET.get("page", ""))
    context = {"page": page, "left": left, "merges": queries.recent_merges(request.user)}
    return render(request, "residents/duplicate_list.html", context)


@requires(Permission.EDIT_HOUSEHOLDS)
def merge(request, kept_id, merged_id):
    """Make one person of two records, after a look at both."""
    kept = queries.person_for(request.user, kept_id)
    merged = queries.person_for(request.user, merged_id)
    form = Form(posted(request))
    fixed = {"by": request.user, "kept": kept, "merged": merged}
    if response := submitted(request, form, actions.merge_people, to=_duplicates, **fixed):
        return response
    for person in (kept, merged):
        record_read(by=request.user, subject=person, household_id=queries.current_household_id(person))
    context = {"form": form, "kept": kept, "merged": merged}
    return render(request, "residents/merge.html", context, status=422 if form.errors else 200)


@requires(Permission.EDIT_HOUSEHOLDS)
def merge_undo(request, merge_id):
    """Make two of one again."""
    done = queries.merge_for(request.user, merge_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.undo_merge, to=_duplicates, by=request.user, merge=done):
        return response
    heading = _("Annulla l'unione")
    return form_page(request, form=form, heading=heading, back=_duplicates(), lead=str(done), save=heading)


@requires(Permission.EDIT_HOUSEHOLDS)
def set_apart(request, first_id, second_id):
    """Two look-alikes are two people."""
    first = queries.person_for(request.user, first_id)
    second = queries.person_for(request.user, second_id)
    form = Form(posted(request))
    fixed = {"by": request.user, "first": first, "second": second}
    if response := submitted(request, form, actions.set_apart, to=_duplicates, **fixed):
        return response
    heading = _("Sono due persone diverse")
    return form_page(request, form=form, heading=heading, back=_duplicates(), lead=f"{first} · {second}", save=heading)


def _duplicates(_result=None) -> str:
    return reverse("residents:duplicate_list")
