"""What is asked about house rules, their languages, signatures and pacts."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base import clock
from accanto.base.codes import language_choices
from accanto.base.fields import DayFormField, TextFormField
from accanto.base.forms import Form
from accanto.base.picking import PickField
from accanto.coexistence.forms.meetings import SummaryField
from accanto.coexistence.models.rules import LONGEST_SUMMARY, LONGEST_TEXT
from accanto.coexistence.queries.homes import buildings_by_id, found_buildings
from accanto.plans.forms.promises import PromiseForm
from accanto.residents.models import Person

ONE_A_LINE = _("una per riga")
WORDS = ("text", "summary", "member_duties", "cooperative_duties")


class TranslationForm(Form):
    """The rules in a language."""

    summary = SummaryField()
    text = TextFormField(label=_("Testo"), max_length=LONGEST_TEXT, rows=10)
    member_duties = TextFormField(
        label=_("Che cosa promette la famiglia"), max_length=LONGEST_SUMMARY, required=False, help_text=ONE_A_LINE
    )
    cooperative_duties = TextFormField(
        label=_("Che cosa promette la cooperativa"), max_length=LONGEST_SUMMARY, required=False, help_text=ONE_A_LINE
    )

    def __init__(self, *args, record=None, **kwargs):
        if record is not None:
            kwargs["initial"] = {name: getattr(record, name) for name in WORDS}
        super().__init__(*args, record=record, **kwargs)


class RulesForm(TranslationForm):
    """A version of the rules, in Italian."""


class NewRulesForm(RulesForm):
    """A new version: of all buildings, or of one."""

    building = PickField(label=_("Fabbricato"), required=False, help_text=_("se è vuoto: per tutti"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["building"].offer(search=partial(found_buildings, user), among=partial(buildings_by_id, user))
        self.order_fields(["building"])


class NewTranslationForm(TranslationForm):
    """A language to add. The ease of a text is measured for Italian only."""

    language = forms.ChoiceField(label=_("Lingua"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [choice for choice in language_choices() if choice[0] != "it"]
        self.fields["language"].choices = [("", _("scegli")), *choices]
        self.order_fields(["language"])


class ReviewForm(Form):
    """Who read the translation through, and when."""

    reviewed_by = forms.CharField(label=_("Chi l'ha riletta"), max_length=150)
    reviewed_on = DayFormField(label=_("Quando"), initial=clock.today)


class ReadingForm(Form):
    """In which language somebody read the rules, and whether she signed."""

    language = forms.ChoiceField(label=_("In quale lingua"))
    read_on = DayFormField(label=_("Quando"), initial=clock.today)
    signed = forms.BooleanField(label=_("Ha firmato"), required=False)

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()
        self.fields["language"].initial = language


class PactForm(Form):
    """In which language, and what each side promises."""

    language = forms.ChoiceField(label=_("Lingua della famiglia"))
    member_duties = TextFormField(
        label=_("Che cosa promette la famiglia"), max_length=LONGEST_SUMMARY, rows=6, help_text=ONE_A_LINE
    )
    cooperative_duties = TextFormField(
        label=_("Che cosa promette la cooperativa"), max_length=LONGEST_SUMMARY, rows=6, help_text=ONE_A_LINE
    )

    def __init__(self, *args, rules, language: str, **kwargs):
        duties = {name: getattr(rules, name) for name in ("member_duties", "cooperative_duties")} if rules else {}
        super().__init__(*args, initial={**duties, "language": language}, **kwargs)
        self.fields["language"].choices = language_choices()


class PactSignatureForm(Form):
    """Who signed for the family, when; the signed sheet."""

    signed_by = forms.ModelChoiceField(Person.objects.none(), label=_("Firma per la famiglia"))
    signed_on = DayFormField(label=_("Firmato il"), initial=clock.today)
    file = forms.FileField(
        label=_("Copia firmata"),
        required=False,
        help_text=_("una foto o un PDF del foglio firmato, fino a 20 MB"),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signed_by"].queryset = people


class PactEndForm(Form):
    """The last day of a pact."""

    ended_on = DayFormField(label=_("Ultimo giorno"), initial=clock.today)


class PactPromiseForm(PromiseForm):
    """A promise of a pact: where it was made is known."""

    source = source_text = None
