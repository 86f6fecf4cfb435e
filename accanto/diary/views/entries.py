"""Pages of the diary."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import Form, posted, submitted
from accanto.diary import actions, queries
from accanto.diary.forms import AttachmentForm, CorrectionForm, StepDayForm, StrikeForm, TimelineFilter
from accanto.diary.models import Entry
from accanto.diary.permissions import may_correct
from accanto.diary.states import Contact, Kind
from accanto.documents.responses import sent
from accanto.residents import queries as residents_queries
from accanto.ui.components.lists import Link

WORDS = {"kind": Kind, "contact": Contact}


@requires(Permission.READ_HOUSEHOLDS)
def timeline(request, household_id):
    """The whole diary of a household, page by page."""
    household = residents_queries.household_for(request.user, household_id)
    form = TimelineFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    record_read(by=request.user, subject=household, household_id=household.pk)
    page = queries.timeline(request.user, household, cursor=request.GET.get("page", ""), **wanted)
    return render(
        request,
        "diary/timeline.html",
        {
            "household": household,
            "form": form,
            "page": page,
            "is_filtered": any(wanted.values()),
        },
    )


@requires(Permission.READ_HOUSEHOLDS)
def entry_detail(request, pk):
    """One entry: all of its text that this person may read, what it said before, its files."""
    entry = queries.entry_for(request.user, pk)
    record_read(by=request.user, subject=entry, household_id=entry.shown_links[0].household_id)
    reserved = queries.reserved_part_of(request.user, entry)
    with_reserved = _may_read_reserved(request.user, entry, reserved)
    return render(
        request,
        "diary/entry_detail.html",
        {
            "entry": entry,
            "crumbs_above": _diaries(entry),
            "facts": _facts(entry),
            "reserved": reserved,
            "corrections": [
                (correction, _earlier_facts(correction))
                for correction in queries.corrections_of(entry, with_reserved=with_reserved)
            ],
            "may_correct": may_correct(request.user, entry),
        },
    )


def _diaries(entry) -> list[Link]:
    """The diaries in which this person finds the entry."""
    return [
        Link(link.household.name, reverse("diary:timeline", args=[link.household_id])) for link in entry.shown_links
    ]


def _facts(entry) -> list[tuple]:
    households = [(link.url, link.label) for link in _diaries(entry)]
    people = [*map(str, entry.shown_persons), *filter(None, [entry.with_whom])]
    bodies = [(body.get_absolute_url(), body.name) for body in entry.bodies.all()]
    return [
        (_("Nucleo"), format_html_join(", ", '<a href="{}">{}</a>', households)),
        (_("Con chi"), ", ".join(people)),
        *([(_("Con quale ente"), format_html_join(", ", '<a href="{}">{}</a>', bodies))] if bodies else []),
    ]


def _earlier_facts(correction) -> list[tuple]:
    """What else than the text was different before: labels and values as people say them."""
    return [(Entry._meta.get_field(name).verbose_name, _said(name, v)) for name, v in correction.facts.items()]


def _said(name: str, value):
    if name in WORDS:
        return WORDS[name](value).label
    if name == "happened_at":
        return date_format(localtime(datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")
    if name == "next_step_on" and value:
        return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return value or "—"


def _may_read_reserved(user, entry, reserved) -> bool:
    """Whether the reserved part, or the lack of one, is this person's to see and correct."""
    return reserved is not None or may_correct(user, entry)


def _around(form, entry) -> dict:
    """What the page of a form about an entry shows."""
    above = [*_diaries(entry), Link(entry.get_kind_display(), entry.get_absolute_url())]
    return {"form": form, "entry": entry, "crumbs_above": above}


def _entry_to_correct(user, pk: int):
    entry = queries.entry_for(user, pk)
    if not may_correct(user, entry):
        raise Http404
    return entry


@requires(Permission.WRITE_DIARY)
def entry_correct(request, pk):
    """Correct an entry; what it said before stays readable."""
    entry = _entry_to_correct(request.user, pk)
    record_read(by=request.user, subject=entry, household_id=entry.shown_links[0].household_id)
    reserved = queries.reserved_part_of(request.user, entry)
    form = CorrectionForm(
        posted(request),
        entry=entry,
        reserved=reserved,
        may_read_reserved=_may_read_reserved(request.user, entry, reserved),
    )
    if response := submitted(request, form, actions.correct_entry, by=request.user, entry=entry):
        messages.success(request, _("Nota corretta. Il testo di prima resta in fondo alla nota."))
        return response
    return render(request, "diary/entry_form.html", _around(form, entry))


@requires(Permission.WRITE_DIARY)
def entry_strike(request, pk):
    """Mark an entry as written by mistake."""
    entry = _entry_to_correct(request.user, pk)
    form = StrikeForm(posted(request))
    if response := submitted(request, form, actions.strike_entry, by=request.user, entry=entry):
        messages.success(request, _("La nota è segnata come scritta per errore."))
        return response
    return render(request, "diary/entry_strike.html", _around(form, entry))


@requires(Permission.WRITE_DIARY)
def attachment_add(request, pk):
    """Keep a file with an entry."""
    entry = queries.entry_for(request.user, pk)
    form = AttachmentForm(posted(request), request.FILES or None)
    if response := submitted(request, form, actions.add_attachment, to=_to_entry, by=request.user, entry=entry):
        messages.success(request, _("File allegato."))
        return response
    return render(request, "diary/attachment_form.html", _around(form, entry))


def _to_entry(attachment) -> str:
    return attachment.entry.get_absolute_url()


@requires(Permission.READ_HOUSEHOLDS)
def attachment(request, pk):
    """A file, as a download from a sandbox: whatever it holds, it runs nothing and knows no session."""
    file = queries.attachment_for(request.user, pk)
    record_read(by=request.user, subject=file, household_id=queries.first_household_id(request.user, file.entry))
    return sent(file)


@requires(Permission.WRITE_DIARY)
def step_finish(request, pk):
    """The next step is done."""
    entry = queries.entry_for(request.user, pk)
    if response := submitted(request, Form(posted(request)), actions.finish_next_step, by=request.user, subject_id=pk):
        messages.success(request, _("Fatto."))
        return response
    return redirect(entry)


@requires(Permission.WRITE_DIARY)
def step_move(request, pk):
    """The next step is for another day."""
    entry = queries.entry_for(request.user, pk)
    record_read(by=request.user, subject=entry, household_id=entry.shown_links[0].household_id)
    form = StepDayForm(posted(request), initial={"to": entry.next_step_on})
    if response := submitted(request, form, actions.move_next_step, by=request.user, subject_id=pk):
        messages.success(request, _("Spostato."))
        return response
    return render(request, "diary/step_form.html", _around(form, entry))
