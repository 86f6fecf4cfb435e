"""What a resident is asked, in plain words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import SeveralRowsField, TextFormField
from accanto.base.forms import Form
from accanto.coexistence.models import HouseRules
from accanto.support.models import SupportArea

LONGEST_ID = 2**63 - 1


class AskForm(Form):
    """What somebody needs, in her own words."""

    words = TextFormField(label=_("Di che cosa hai bisogno?"), max_length=2000, rows=5)
    areas = SeveralRowsField(
        SupportArea.objects.in_use(), label=_("Di che cosa si tratta?"), widget=forms.CheckboxSelectMultiple
    )


class DisagreeForm(Form):
    """Why she does not agree, in her own words."""

    words = TextFormField(label=_("Che cosa non va?"), rows=4, max_length=2000)


class AnswerForm(Form):
    """What she answers to a letter, in her own words."""

    reply = TextFormField(label=_("Che cosa vuoi dirci?"), rows=6, max_length=2000)


class SignRulesForm(Form):
    """That she signs the version that she has read: `seen` is the one that stood on her screen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, max_value=LONGEST_ID)

    def __init__(self, *args, rules: HouseRules, **kwargs):
        super().__init__(*args, **kwargs)
        self.rules = rules
        self.fields["seen"].initial = rules.pk

    def clean(self):
        if self.cleaned_data.get("seen") != self.rules.pk:
            self.data = self.data.copy()
            self.data["seen"] = self.rules.pk
            raise forms.ValidationError(_("Mentre leggevi il regolamento è cambiato. Leggi questo, e poi firma."))
        return super().clean()

    def values(self) -> dict:
        """The version is given to the action by the page."""
        values = super().values()
        del values["seen"]
        return values
