"""Forms of exchange."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.base.forms import Form
from accanto.desk.note_forms import FilesField, FilesInput
from accanto.exchange.actions.batches import LEFT_OUT
from accanto.exchange.fields import KINDS
from accanto.exchange.reading import MAX_BYTES, MEGABYTE

ACCEPTED = ".xlsx,.ods,.csv,.txt,.tsv"
COLUMN = "column_"
QUESTION = "question_"
SHOWN_QUESTIONS = 60


class UploadForm(Form):
    """The files to import."""

    files = FilesField(
        label=_("I tuoi fogli di calcolo"),
        widget=FilesInput(attrs={"accept": ACCEPTED}),
        help_text=_("Excel (.xlsx), LibreOffice (.ods) o testo (.csv). Puoi sceglierne più d'uno insieme."),
    )
    with_remarks = forms.BooleanField(
        label=_("Importa anche le colonne di annotazioni libere"),
        required=False,
        help_text=_(
            "Di solito restano fuori: spesso parlano di salute o di violenza. Se le chiedi, vanno nella parte "
            "riservata del diario."
        ),
    )

    def clean_files(self):
        files = self.cleaned_data["files"]
        for file in files:
            if file.size > MAX_BYTES:
                said = {"name": file.name, "megabytes": file.size // MEGABYTE, "limit": MAX_BYTES // MEGABYTE}
                raise ValidationError(
                    _("%(name)s pesa %(megabytes)s MB, ma il massimo è %(limit)s MB: dividilo in file più piccoli.")
                    % said
                )
        return files


class SheetForm(Form):
    """What a sheet contains, and what each of its columns means."""

    kind = forms.ChoiceField(label=_("Che cosa contiene questo foglio"), required=False)

    def __init__(self, data=None, *args, described: dict, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.described = described
        chosen = {index: name for name, index in described["fields"].items()}
        kinds = [(name, kind.label) for name, kind in KINDS.items() if kind.is_imported or name == described["kind"]]
        self.fields["kind"].choices = [("", _("non si sa")), *kinds, (LEFT_OUT, _("lascia fuori questo foglio"))]
        self.fields["kind"].initial = described["kind"]
        for column in described["columns"]:
            self.fields[f"{COLUMN}{column['index']}"] = forms.ChoiceField(
                label=f"{column['letter']} · {column['title']}",
                help_text=_samples(column),
                choices=[("", _("non importare")), *_field_choices(described["kind"])],
                initial=chosen.get(column["index"], ""),
                required=False,
            )

    def clean(self):
        chosen = [value for name, value in self.cleaned_data.items() if name.startswith(COLUMN) and value]
        for value in chosen:
            if chosen.count(value) > 1:
                label = KINDS[self.described["kind"]].field(value).label
                raise ValidationError(_("Due colonne non possono essere tutte e due «%(label)s».") % {"label": label})
        return self.cleaned_data

    def values(self) -> dict:
        """What choose_columns is called with."""
        columns = [(name.removeprefix(COLUMN), value) for name, value in self.cleaned_data.items() if value]
        fields = {value: int(index) for index, value in columns if index.isdigit()}
        return {"kind": self.cleaned_data["kind"], "fields": fields}

    def columns(self) -> list:
        """The fields of this form that stand for a column."""
        return [self[f"{COLUMN}{column['index']}"] for column in self.described["columns"]]


def _samples(column: dict) -> str:
    """What is written in a column, to decide by."""
    if not column["samples"]:
        return _("testo libero, o niente")
    return _("per esempio: %(samples)s") % {"samples": " · ".join(column["samples"])}


def _field_choices(kind: str) -> list[tuple]:
    return [(field.name, field.label) for field in KINDS[kind].fields] if kind in KINDS else []


class DecisionsForm(Form):
    """The doubtful rows, each a question with its answers; one left unanswered stays out."""

    def __init__(self, data=None, *args, questions: list[dict], decisions: dict, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.questions = questions[:SHOWN_QUESTIONS]
        for place, question in enumerate(self.questions):
            self.fields[f"{QUESTION}{place}"] = forms.ChoiceField(
                label=question["text"],
                help_text=_("%(file)s, riga %(row)s") % question,
                choices=[*question["options"], ("", _("Non lo so ancora: questa riga resta fuori"))],
                initial=decisions.get(question["key"], ""),
                widget=forms.RadioSelect,
                required=False,
            )

    def values(self) -> dict:
        """What decide_rows is called with."""
        keys = [question["key"] for question in self.questions]
        return {"decisions": {key: self.cleaned_data[f"{QUESTION}{place}"] for place, key in enumerate(keys)}}


class ExportForm(Form):
    """What to write out, and how."""

    format = forms.ChoiceField(
        label=_("Formato"),
        choices=[
            ("xlsx", _("Excel (.xlsx)")),
            ("ods", _("LibreOffice (.ods)")),
            ("csv", _("testo (.csv), in un file zip")),
        ],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    with_diary_text = forms.BooleanField(
        label=_("Anche il testo del diario"),
        required=False,
        help_text=_("Le parti riservate restano sempre fuori."),
    )
