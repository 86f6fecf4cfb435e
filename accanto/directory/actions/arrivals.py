"""Taking over a directory that arrived as a file: a look at it first, then the decision."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record, record_all
from accanto.base.text import without_surrogates
from accanto.directory.hsds import plan as planning
from accanto.directory.hsds.plan import Step
from accanto.directory.hsds.reading import MOST_BYTES, Tables, read
from accanto.directory.models import DirectoryArrival, Organisation


@transaction.atomic
def receive_arrival(*, by, file) -> DirectoryArrival:
    """Read a file and keep its tables until somebody decides. Raises ValidationError at `file`."""
    try:
        if file.size > MOST_BYTES:
            raise ValidationError(_("Il file è troppo grande: al massimo 5 MB."))
        tables = read(file.read())
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    arrival = DirectoryArrival.objects.create(by=by, name=without_surrogates(file.name)[:150], tables=tables)
    record(by=by, verb="receive_directory", subject=arrival)
    return arrival


@transaction.atomic
def take_over_arrival(*, by, arrival: DirectoryArrival) -> DirectoryArrival:
    """Write what the look at it showed, computed anew; the file is forgotten. A second time it changes nothing."""
    take_over(by=by, tables=arrival.tables)
    return _settled(by, arrival, "import_directory")


@transaction.atomic
def discard_arrival(*, by, arrival: DirectoryArrival) -> DirectoryArrival:
    """Throw the file away; the directory stays as it was."""
    return _settled(by, arrival, "discard_directory")


def _settled(by, arrival: DirectoryArrival, verb: str) -> DirectoryArrival:
    if arrival.is_settled:
        raise ValidationError(_("Di questo file è già stato deciso."))
    arrival.change(tables={}, is_settled=True)
    record(by=by, verb=verb, subject=arrival)
    return arrival


@transaction.atomic
def take_over(*, by, tables: Tables) -> list[Step]:
    """Write every new or changed row, found again by its id; rows refused are left out. Returns every step."""
    steps = planning.plan(tables)
    written = [_write(step) for step in steps if step.is_written]
    for step in steps:
        if step.model is Organisation and step.is_written and step.successor:
            Organisation.objects.filter(uid=step.uid).update(
                successor=Organisation.objects.get(uid=step.successor), merged_on=step.values["merged_on"]
            )
    record_all(by=by, verb="import_row", subjects=[(row, None) for row in written])
    return steps


def _write(step: Step):
    """Make or change the row of a step; in what a body was merged is written when all bodies are there."""
    values = {name: value for name, value in step.values.items() if name != "merged_on"}
    if step.model is not Organisation:
        values["organisation"] = Organisation.objects.get(uid=step.of)
    elif not step.successor:
        values |= {"successor": None, "merged_on": None}
    known = step.model._base_manager.filter(uid=step.uid).first()
    if known is None:
        return step.model._base_manager.create(uid=step.uid, **values)
    known.change(**values)
    return known
