"""Pages of exchange: bring spreadsheets in, see what would happen, confirm, undo; write everything out."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.base import clock
from accanto.base.forms import Form, posted, submitted
from accanto.exchange import actions, forms, pages, queries
from accanto.exchange.states import AT_WORK, OPEN
from accanto.exchange.writing.files import zipped

REFRESH_SECONDS = 2


@requires(Permission.EXCHANGE_DATA)
def start(request):
    """Choose files to import; earlier imports."""
    form = forms.UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_take(request.user, form))
        except ValidationError as error:
            form.refuse(error)
    return render(request, "exchange/start.html", {"form": form, "batches": queries.batches(request.user)})


def _take(user, form) -> "actions.batches.ImportBatch":
    """Open an import of the uploaded files and try it at once. Not in one transaction: it takes a while."""
    values = form.values()
    with kept(values["files"]) as files:
        batch = actions.open_batch(by=user, files=files, with_remarks=values["with_remarks"])
    return actions.check_batch(by=user, batch=batch)


@contextmanager
def kept(uploads):
    """Uploaded files as (path, name), for as long as it takes to copy them."""
    with TemporaryDirectory() as folder:
        files = []
        for place, upload in enumerate(uploads):
            path = Path(folder) / str(place)
            with path.open("wb") as copy:
                copy.writelines(upload.chunks())
            files.append((path, upload.name))
        yield files


@requires(Permission.EXCHANGE_DATA)
def export(request):
    """Write everything out and send it as one file."""
    form = forms.ExportForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _sent(request.user, **form.values())
    return render(request, "exchange/export.html", {"form": form})


def _sent(user, **values) -> FileResponse:
    """The export as an attachment; the file on disk is gone as soon as it is open."""
    with TemporaryDirectory() as folder:
        _export, files = actions.export(by=user, folder=Path(folder), **values)
        path = files[0] if len(files) == 1 else zipped(files, Path(folder) / f"accanto-{clock.today():%Y-%m-%d}.zip")
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


@requires(Permission.EXCHANGE_DATA)
def batch_detail(request, batch_id):
    """An import: what would happen, how far it is, or what came of it."""
    batch = queries.batch_for(request.user, batch_id)
    response = render(request, "exchange/batch_detail.html", pages.of_batch(request.user, batch))
    if batch.state in AT_WORK:
        # Works without a script, and unlike a meta element it is no trap for screen readers.
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@requires(Permission.EXCHANGE_DATA)
def sheet_edit(request, batch_id, sheet):
    """Change what a sheet is taken for, and what its columns mean."""
    batch = queries.batch_for(request.user, batch_id)
    if sheet >= len(batch.sheets):
        raise Http404
    if batch.state not in OPEN:
        return redirect(batch)
    described = batch.sheets[sheet]
    form = forms.SheetForm(posted(request), described=described)
    if response := submitted(request, form, actions.choose_columns, by=request.user, batch=batch, sheet=sheet):
        return _tried_again(request, batch, response)
    return render(request, "exchange/sheet_edit.html", {"batch": batch, "described": described, "form": form})


@requires(Permission.EXCHANGE_DATA)
def decide(request, batch_id):
    """Answer the questions about doubtful rows."""
    batch = queries.batch_for(request.user, batch_id)
    questions = queries.questions_of(batch)
    if not questions or batch.state not in OPEN:
        return redirect(batch)
    form = forms.DecisionsForm(posted(request), questions=questions, decisions=batch.decisions)
    if response := submitted(request, form, actions.decide_rows, by=request.user, batch=batch):
        return _tried_again(request, batch, response)
    return render(request, "exchange/decide.html", {"batch": batch, "form": form})


@requires(Permission.EXCHANGE_DATA)
@require_POST
def check(request, batch_id):
    """Try without writing."""
    batch = queries.batch_for(request.user, batch_id)
    return _tried_again(request, batch, redirect(batch))


def _tried_again(request, batch, response):
    """The response, after the import was tried as it is now. Not in one transaction: it takes a while."""
    batch.refresh_from_db()
    try:
        actions.check_batch(by=request.user, batch=batch)
    except ValidationError as error:
        return _refused(request, batch, error.messages)
    return response


def _refused(request, batch, reasons):
    return render(request, "exchange/refused.html", {"batch": batch, "reasons": reasons})


@requires(Permission.EXCHANGE_DATA)
@require_POST
def run(request, batch_id):
    """Confirm: the worker takes it from here."""
    return _act(request, batch_id, actions.queue_batch)


@requires(Permission.EXCHANGE_DATA)
@require_POST
def run_here(request, batch_id):
    """Carry it out now, when no worker comes. Not in one transaction: it takes a while."""
    batch = queries.batch_for(request.user, batch_id)
    try:
        actions.run_here(by=request.user, batch=batch)
    except ValidationError as error:
        return _refused(request, batch, error.messages)
    return redirect(batch)


@requires(Permission.EXCHANGE_DATA)
@require_POST
def undo(request, batch_id):
    """Take a whole import back."""
    return _act(request, batch_id, actions.undo_batch)


@requires(Permission.EXCHANGE_DATA)
@require_POST
def discard(request, batch_id):
    """Throw away an import that has written nothing."""
    return _act(request, batch_id, actions.discard_batch, to=pages.address_of_start)


def _act(request, batch_id, action, to=None):
    """One act on an import, once; a refusal is a page with the reason."""
    batch = queries.batch_for(request.user, batch_id)
    form = Form(posted(request))
    if response := submitted(request, form, action, by=request.user, batch=batch, to=to):
        return response
    return _refused(request, batch, form.non_field_errors())


@requires(Permission.EXCHANGE_DATA)
def report(request, batch_id):
    """The whole report, as the command writes it."""
    batch = queries.batch_for(request.user, batch_id)
    name = f"importazione-{batch.pk}-{clock.today():%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(batch.report, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1})
