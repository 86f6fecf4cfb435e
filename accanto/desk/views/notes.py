"""The note box: its page, its answers to the page's script, and what phones had sealed."""

import json
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base.forms import posted
from accanto.desk.actions.notes import keep_files, write_note
from accanto.desk.forms.notes import AROUND, NoteForm
from accanto.desk.queries import notes as queries
from accanto.diary import actions as diary_actions
from accanto.diary import queries as diary_queries
from accanto.diary.sealing import MOST_BYTES, public_key
from accanto.residents import queries as residents


@requires(Permission.WRITE_DIARY)
def note_new(request):
    """Write what happened. GET: `nucleo` chooses a household, `bozza` takes a draft up again."""
    typed = _typed(request)
    if typed is None:
        return _page(request, _opened(request))
    if "search" in typed:
        again = NoteForm(user=request.user, body=dict(typed.lists()), client_id=_uuid(typed.get("form_token", "")))
        return _page(request, again)
    form = NoteForm(typed, request.FILES, user=request.user)
    entry = _saved(request, form) if request.method == "POST" else None
    if request.headers.get("x-requested-with") == "fetch":
        return JsonResponse({"to": _way_back(form, entry)}) if entry else JsonResponse({}, status=422)
    return redirect(_way_back(form, entry)) if entry else _page(request, form)


def _typed(request) -> QueryDict | None:
    """What was typed, now or before the session expired; not what somebody else had typed on this phone."""
    typed = posted(request)
    return typed if typed is not None and typed.get("typed_by", "") in ("", str(request.user.pk)) else None


def _opened(request) -> NoteForm:
    """The box as the address asks for it: with a household chosen, or with a draft taken up again."""
    client_id = _uuid(request.GET.get("bozza", ""))
    draft = client_id and diary_queries.draft_for(request.user, client_id)
    if draft:
        return NoteForm(user=request.user, body=draft.body, client_id=draft.client_id)
    body = {"households": request.GET.getlist("nucleo"), "next": [request.GET.get("da", "")]}
    return NoteForm(user=request.user, body=body)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _saved(request, form: NoteForm):
    """The entry, or None with the form saying why."""
    if not form.is_valid():
        return None
    try:
        entry = write_note(by=request.user, **form.values())
    except ValidationError as error:
        form.refuse(error)
        if getattr(error, "code", "") == "saved_with_another_text":
            diary_actions.discard_draft(by=request.user, client_id=form.values()["client_id"])
            form.renew()
        return None
    messages.success(request, _("Nota salvata."))
    for sentence in keep_files(by=request.user, entry=entry, files=form.cleaned_data["files"]):
        messages.warning(request, _("La nota è salvata, ma un file no. %(why)s") % {"why": sentence})
    return entry


def _way_back(form: NoteForm, entry) -> str:
    """Where one was; else the page of the first household."""
    asked = form.cleaned_data["next"]
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return form.cleaned_data["households"][0].get_absolute_url()


def _page(request, form: NoteForm) -> HttpResponse:
    return render(request, "desk/note.html", {"box": note_box(request, form)})


def note_box(request, form: NoteForm | None = None) -> dict:
    """What `desk/_note_box.html` shows as `box`: the form, drafts to take up again, what its script needs.

    Without a form it is a new note, from which one comes back to the page on which it stands.
    """
    form = form or NoteForm(user=request.user, body={"next": [request.get_full_path()]})
    return {
        "form": form,
        "drafts": queries.drafts_to_offer(request.user, but=form["form_token"].value()),
        "key": public_key(),
        "words": json.dumps(_words()),
        "again": f"{reverse('account_login')}?next={request.path}",
        "with_search": request.user.is_coordinator or len(form.mine) == queries.MINE_SHOWN,
    }


def _words() -> dict[str, str]:
    """What the status line says, for the script."""
    return {
        "saved": _("Bozza salvata alle {time}."),
        "saving": _("Salvo la nota…"),
        "sealed": _("Senza rete: la nota è sigillata in questo telefono e parte appena torna la linea."),
        "queued": _("Senza rete: la nota è sigillata in questo telefono e si salva da sola appena torna la linea."),
        "no_files": _("Foto e documenti non sono con lei: allegali quando la nota è salvata."),
        "unsealed": _("Senza rete: la nota non è ancora salvata. Non chiudere questa pagina."),
        "only_server": _("Questo browser non sa sigillare: la bozza si salva solo quando c'è rete."),
        "expired": _("È passato troppo tempo: la nota è sigillata in questo telefono. Entra di nuovo per continuare."),
        "expired_open": _("È passato troppo tempo. Premi Salva: potrai entrare di nuovo e ritrovare la nota."),
        "not_yours": _("In questo telefono c'è una nota sigillata di un'altra persona: parte quando entra lei."),
    }


@requires(Permission.WRITE_DIARY)
@require_GET
def note_households(request):
    """Households found while typing, for the script of the box."""
    found = residents.found_households(request.user, request.GET.get("q", "")[:100])
    return JsonResponse({"households": [{"id": row.pk, "name": residents.household_label(row)} for row in found]})


@requires(Permission.WRITE_DIARY)
@require_GET
def note_around(request):
    """Who belongs to the chosen households, for the script of the box."""
    form = NoteForm(user=request.user, body={"households": request.GET.getlist("households")})
    return JsonResponse(
        {name: [{"id": value, "name": str(label)} for value, label in form.fields[name].choices] for name in AROUND}
    )


@requires(Permission.WRITE_DIARY)
@require_POST
def sealed_note(request):
    """What a phone had sealed: a draft to take up again, or a note on which Save was pressed without a line.

    Answers with `state`: "written", "draft" or "gone" when the phone may forget it (for "gone" it was
    saved before, or nothing can open it any more), "not_yours" or "wait" when it must keep it.
    """
    try:
        note = diary_actions.open_sealed_draft(by=request.user, sealed=request.read(MOST_BYTES + 1))
    except ValidationError as error:
        if error.code == "not_yours":
            return JsonResponse({"state": "not_yours"})
        messages.warning(request, error.messages[0])
        return JsonResponse({"state": "gone"})
    if note.was_sent and (entry := _written(request, note)):
        return JsonResponse({"state": "written", "client_id": str(note.client_id), "to": entry.get_absolute_url()})
    return JsonResponse({"state": _kept(request, note), "client_id": str(note.client_id)})


def _written(request, note):
    """The entry of a note on which Save was pressed; None when the form would have refused it."""
    typed = QueryDict(mutable=True)
    for name, values in note.body.items():
        typed.setlist(name, values)
    typed["form_token"] = str(note.client_id)
    form = NoteForm(typed, user=request.user)
    if not form.is_valid():
        return None
    try:
        entry = write_note(by=request.user, **form.values())
    except ValidationError:
        return None
    when = date_format(localtime(note.typed_at), "H:i")
    messages.success(request, _("La nota scritta senza rete alle %(time)s è salvata.") % {"time": when})
    return entry


def _kept(request, note) -> str:
    """Keep it as a draft; "gone" when the note has been saved meanwhile."""
    try:
        draft = diary_actions.save_draft(
            by=request.user, client_id=note.client_id, body=note.body, typed_at=note.typed_at
        )
    except ValidationError:
        return "wait"
    return "draft" if draft else "gone"
