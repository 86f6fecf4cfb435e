"""The note box: the most used form of the product."""

from functools import cached_property, partial
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.desk.queries import notes as queries
from accanto.diary.forms import EntryFields
from accanto.residents import queries as residents
from accanto.residents.models import Household

LONGEST_ID = 18
AROUND = ("persons", "bodies", "readers", "requests")  # chosen among what belongs to the households
NOT_HERE = _("Una delle scelte non c'è più: scegli di nuovo.")


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = FilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files]


class RowsField(forms.MultipleChoiceField):
    """Rows chosen by their ids among those that `rows(ids)` gives back; shown from `choices` when it is shown."""

    widget = forms.CheckboxSelectMultiple
    rows = None

    def clean(self, value) -> list:
        ids = _ids(value)
        if not ids and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        found = self.rows(ids) if ids else []
        if len(found) != len(ids):
            raise ValidationError(NOT_HERE, code="not_here")
        return found


def _ids(values) -> set[int]:
    """Ids as the page sends them. Raises ValidationError for anything else."""
    texts = [str(value) for value in values or []]
    if any(not text.isascii() or not text.isdigit() or len(text) > LONGEST_ID for text in texts):
        raise ValidationError(NOT_HERE, code="not_here")
    return {int(text) for text in texts}


class NoteForm(EntryFields):
    """What happened, with whom, what next. Its token is the note's own identifier: sent twice, it counts once.

    `body` is what was typed before: a draft's fields, or those of a form sent to search.
    """

    households = RowsField(
        label=_("Con quale nucleo"), error_messages={"required": _("Scegli con quale nucleo.")}, required=True
    )
    persons = RowsField(label=_("Con chi"), required=False)
    bodies = RowsField(label=_("Con quale ente"), required=False)
    requests = RowsField(label=_("Per quale richiesta"), required=False)
    readers = RowsField(label=_("Chi altro la legge"), required=False)
    files = FilesField(label=_("Foto e documenti"), required=False, help_text=_("Dalle foto togliamo il luogo."))
    find = forms.CharField(label=_("Cerca un nucleo"), max_length=100, required=False, widget=forms.SearchInput)
    next = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    typed_by = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None, *, user, body: dict | None = None, client_id: UUID | None = None):
        self.user = user
        super().__init__(data, files, initial={**_as_initial(self, body or {}), "typed_by": user.pk})
        self.fields["form_token"].initial = client_id or uuid4
        self.fields["happened_at"].initial = clock.now
        self.fields["households"].rows = partial(residents.households_by_id, user)
        self.fields["households"].choices = self._household_choices
        for name in AROUND:
            self.fields[name].rows = partial(self._of_those, name)
            self.fields[name].choices = partial(self._choices, name)
        self.order_fields(["households"])

    @cached_property
    def chosen(self) -> list[Household]:
        """The households ticked so far, whether or not the rest is in order."""
        if self.is_bound and "households" in getattr(self, "cleaned_data", {}):
            return self.cleaned_data["households"]
        try:
            return residents.households_by_id(self.user, _ids(self["households"].value()))
        except ValidationError:
            return []

    @cached_property
    def mine(self) -> list[Household]:
        """The households to be chosen with one touch."""
        return queries.my_households(self.user)

    @cached_property
    def found(self) -> list[Household]:
        """What the search in the box has found."""
        return residents.found_households(self.user, str(self["find"].value() or "")[:100])

    @cached_property
    def around(self) -> queries.Around:
        """Who belongs to the chosen households."""
        return queries.around(self.user, self.chosen)

    def _household_choices(self) -> list[tuple]:
        rows = {row.pk: row for row in [*self.chosen, *self.found, *self.mine]}
        return [(pk, residents.household_label(row)) for pk, row in rows.items()]

    def _choices(self, name: str) -> list[tuple]:
        return [(row.pk, str(row)) for row in getattr(self.around, name)]

    def _of_those(self, name: str, ids: set[int]) -> list:
        return [row for row in getattr(self.around, name) if row.pk in ids]

    def renew(self) -> None:
        """Show what was typed as a note of its own, with a new identifier."""
        self.data = self.data.copy()
        self.data["form_token"] = str(uuid4())

    def values(self) -> dict:
        """What write_note is called with."""
        apart = {"form_token", "files", "find", "next", "typed_by"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return {**values, "client_id": self.cleaned_data["form_token"] or uuid4()}


def _as_initial(form: NoteForm, body: dict[str, list[str]]) -> dict:
    """What was typed, as the values with which the form is shown again."""
    several = {name for name, field in form.base_fields.items() if isinstance(field, RowsField)}
    known = {name: values for name, values in body.items() if name in form.base_fields and values}
    return {name: values if name in several else values[-1] for name, values in known.items()}
