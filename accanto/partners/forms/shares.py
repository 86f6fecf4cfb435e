"""What sharing a file asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import DayFormField
from accanto.base.forms import NOTHING_CHOSEN, Form
from accanto.partners import queries
from accanto.partners.states.shares import Section


class ConsentChoice(forms.ModelChoiceField):
    """Consents by whoever gave them."""

    def label_from_instance(self, consent) -> str:
        return f"{consent.person} · {consent.answered_on:%d/%m/%Y}"


class SectionsField(forms.MultipleChoiceField):
    """The parts of a file, to be ticked one by one."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        note = _("Di un adulto si vedono le pratiche e il percorso suoi solo se acconsente lui.")
        super().__init__(choices=Section.choices, help_text=note, **kwargs)


class ShareForm(Form):
    """With whom, under what, by whose word, what, until when."""

    user = forms.ModelChoiceField(None, label=_("con chi"))
    basis = forms.ChoiceField(label=_("ente, e su quale base"))
    consent = ConsentChoice(None, label=_("chi acconsente"))
    sections = SectionsField(label=_("che cosa vede"))
    until = DayFormField(label=_("fino al"))
    why = forms.CharField(label=_("perché"), max_length=200)

    def __init__(self, *args, household, **kwargs):
        super().__init__(*args, **kwargs)
        self.bases = {basis.key: basis for basis in queries.bases_of(household)}
        consents = queries.consents_to_share(household)
        self.fields["user"].queryset = queries.readers_to_invite()
        # Of several bodies none is chosen beforehand: the wrong one would read the file.
        nothing = [("", NOTHING_CHOSEN)] if len(self.bases) > 1 else []
        self.fields["basis"].choices = nothing + [(key, basis.label) for key, basis in self.bases.items()]
        self.has_consent = bool(consents)
        self.fields["consent"].queryset = queries.these_consents(consents)

    def clean_basis(self):
        """The agreement or mandate itself, and its body."""
        return self.bases[self.cleaned_data["basis"]]
