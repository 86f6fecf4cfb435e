"""What mandates may be about, and the words of their paper in each language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.codes import LANGUAGES, is_right_to_left, language_name
from accanto.base.fields import TextFormField
from accanto.base.forms import Form
from accanto.partners import queries
from accanto.partners.forms.mandates import text_name
from accanto.partners.models import MandateScope, MandateText
from accanto.partners.models.mandates import ITALIAN
from accanto.partners.queries.mandates import TEXT_OF
from accanto.partners.rules import PLACES_OF, TEXT_PARTS

LONGEST_PART = 1500
LABELS = {
    "title": _("titolo"),
    "self": _("chi delega, per sé"),
    "child": _("chi delega, per un minore"),
    "purpose": _("in particolare"),
    "contact": _("con chi si parla"),
    "days": _("da quando a quando"),
    "revoke": _("come si revoca"),
    "limits": _("che cosa la cooperativa non fa"),
    "report": _("che cosa la cooperativa racconta"),
    "prevails": _("quale testo fa fede"),
    "draft": _("l'avviso che la traduzione è una bozza"),
    "place_and_date": _("luogo e data"),
    "signature": _("firma"),
}


class ScopeForm(Form):
    """Something that may be done in a member's name, with its name in each language of the paper."""

    model = MandateScope
    model_fields = ("name", "kind", "position")
    is_closed = forms.BooleanField(
        label=_("Non più in uso"), required=False, help_text=_("Le deleghe già scritte restano come sono.")
    )

    def __init__(self, *args, record: MandateScope | None = None, **kwargs):
        first = {"is_closed": record.closed_on is not None} if record else {}
        super().__init__(*args, record=record, initial=first, **kwargs)
        self.languages = [code for code in queries.text_languages() if code != ITALIAN]
        for code in self.languages:
            self._add_language(code, record)

    def _add_language(self, code: str, record: MandateScope | None) -> None:
        language = text_name(code)
        self.fields[f"name_{code}"] = forms.CharField(
            label=_("In %(language)s") % {"language": language},
            max_length=300,
            required=False,
            initial=record.names.get(code, "") if record else "",
            widget=forms.TextInput(attrs=written_in(code)),
        )
        self.fields[f"reviewed_{code}"] = forms.BooleanField(
            label=_("%(language)s: riveduto da un mediatore") % {"language": language},
            required=False,
            initial=bool(record and code in record.names_reviewed),
        )

    def values(self) -> dict:
        """What the action is called with: the names in other languages as it keeps them."""
        given = super().values()
        kept = {name: value for name, value in given.items() if not name.startswith(("name_", "reviewed_"))}
        names = {code: given[f"name_{code}"] for code in self.languages if given[f"name_{code}"]}
        return kept | {"names": names, "names_reviewed": [code for code in names if given[f"reviewed_{code}"]]}


class NewScopeForm(ScopeForm):
    """Something that no mandate could be about until now."""

    code = forms.RegexField(
        r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
        label=_("Sigla"),
        max_length=60,
        help_text=_("Non si cambia più. Per una sola pratica del catalogo: procedure-pds, con la sua sigla."),
        error_messages={"invalid": _("Solo lettere, cifre e trattini: per esempio banca.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["is_closed"]
        self.order_fields(["name", "code"])


def written_in(code: str) -> dict[str, str]:
    """How a field says in which language, and in which direction, one writes in it."""
    return {"lang": code, "dir": "rtl" if is_right_to_left(code) else "ltr"}


class TextForm(Form):
    """The words of the paper in a language, part by part."""

    known = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**63 - 1)

    def __init__(self, *args, language: str, record: MandateText | None, **kwargs):
        first = {**(record.parts if record else {}), "known": record.pk if record else None}
        super().__init__(*args, record=record, initial=first, **kwargs)
        italian = queries.text_in(ITALIAN)
        for name in TEXT_PARTS:
            self.fields[name] = TextFormField(
                label=LABELS[name],
                max_length=LONGEST_PART,
                rows=1 + len(italian.parts[name]) // 90 if italian else 2,
                initial=first.get(name, ""),
                help_text=_help(name, italian if language != ITALIAN else None),
            )
            self.fields[name].widget.attrs |= written_in(language)
        if language != ITALIAN:
            self.fields["is_reviewed"] = forms.BooleanField(
                label=_("Riveduta da un mediatore, sull'italiano di adesso"),
                required=False,
                initial=bool(record and italian and not record.is_draft_beside(italian)),
            )

    def values(self) -> dict:
        """What the action is called with."""
        given = super().values()
        parts = {name: given.pop(name) for name in TEXT_PARTS}
        return {"is_reviewed": False} | given | {"parts": parts}

    def refuse(self, error) -> None:
        """Who learns that somebody was faster, and saves again, has decided."""
        super().refuse(error)
        if self.has_error("__all__", "changed_meanwhile"):
            self.data = self.data.copy()
            self.data["known"] = self.initial["known"] or ""


def _help(name: str, italian: MandateText | None) -> str:
    """The Italian beside a translation; else the places that are filled by themselves."""
    if italian is not None:
        return italian.parts[name]
    places = ", ".join(f"{{{place}}}" for place in sorted(PLACES_OF.get(name, ())))
    return _("Si riempiono da soli: %(places)s") % {"places": places} if places else ""


class LanguageForm(forms.Form):
    """A language in which the paper cannot be printed yet."""

    lingua = forms.ChoiceField(label=_("Un'altra lingua"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = set(queries.text_languages())
        codes = dict.fromkeys(TEXT_OF.get(code, code) for code in LANGUAGES)
        self.fields["lingua"].choices = [(code, text_name(code)) for code in codes if code not in known]


def is_language(code: str) -> bool:
    """Whether the paper may be written in this language."""
    return code in {TEXT_OF.get(known, known) for known in LANGUAGES}


__all__ = ["LanguageForm", "NewScopeForm", "ScopeForm", "TextForm", "is_language", "language_name", "text_name"]
