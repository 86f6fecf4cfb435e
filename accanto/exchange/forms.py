"""Forms of exchange."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.base.forms import Form
from accanto.desk.forms.notes import FilesField, FilesInput
from accanto.exchange.actions.batches import LEFT_OUT
from accanto.exchange.arrival.words import is_of_words
from accanto.exchange.fields import KINDS
from accanto.exchange.reading import MAX_BYTES, MEGABYTE

ACCEPTED = ".xlsx,.ods,.csv,.txt,.tsv"
COLUMN = "column_"
QUESTION = "question_"
SHOWN_QUESTIONS = 60
UNANSWERED = _("Non lo so ancora: questa riga resta fuori")
WORDS, ROWS, ANSWERED = "words", "rows", "answered"
HEADINGS = {
    WORDS: _("Che cosa vogliono dire le parole dei fogli"),
    ROWS: _("Una riga alla volta"),
    ANSWERED: _("Hai già risposto: qui puoi cambiare idea"),
}


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
    """The doubtful rows, each a question with its answers; one left unanswered stays out.

    Where something is suggested it is chosen already: whoever saves confirms it.
    """

    def __init__(self, data=None, *args, questions: list[dict], decisions: dict, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.questions = questions[:SHOWN_QUESTIONS]
        for place, question in enumerate(self.questions):
            self.fields[f"{QUESTION}{place}"] = forms.ChoiceField(
                label=question["text"],
                help_text=_where(question),
                choices=[*question["options"], ("", question.get("unanswered") or UNANSWERED)],
                initial=decisions.get(question["key"], question.get("answer") or question.get("suggested", "")),
                widget=forms.Select if question.get("is_long") else forms.RadioSelect,
                required=False,
            )

    def values(self) -> dict:
        """What decide_rows is called with."""
        keys = [question["key"] for question in self.questions]
        return {"decisions": {key: self.cleaned_data[f"{QUESTION}{place}"] for place, key in enumerate(keys)}}

    def groups(self) -> list[tuple[str, list]]:
        """The questions under headings: single rows, what words mean, what was said before."""
        fields = [(question, self[f"{QUESTION}{place}"]) for place, question in enumerate(self.questions)]
        groups = {heading: [] for heading in HEADINGS}
        for question, field in fields:
            kind = ANSWERED if question.get("answer") else WORDS if is_of_words(question["key"]) else ROWS
            groups[kind].append(field)
        return [(HEADINGS[kind], fields) for kind, fields in groups.items() if fields]


def _where(question: dict) -> str:
    """The row, or the first of several."""
    count = question.get("count", 1)
    said = {"file": question["file"], "row": question["row"], "count": count}
    sentence = ngettext("%(file)s, riga %(row)s", "%(file)s, %(count)s righe, la prima è la %(row)s", count)
    return sentence % said


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
