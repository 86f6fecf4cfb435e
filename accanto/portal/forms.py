"""What a resident is asked, in plain words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import TextFormField
from accanto.base.forms import Form
from accanto.support.models import SupportArea


class AskForm(Form):
    """What somebody needs, in her own words."""

    words = TextFormField(label=_("Di che cosa hai bisogno?"), max_length=2000, rows=5)
    areas = forms.ModelMultipleChoiceField(
        SupportArea.objects.in_use(), label=_("Di che cosa si tratta?"), widget=forms.CheckboxSelectMultiple
    )


class DisagreeForm(Form):
    """Why she does not agree, in her own words."""

    words = TextFormField(label=_("Che cosa non va?"), rows=4, max_length=2000)


class AnswerForm(Form):
    """What she answers to a letter, in her own words."""

    reply = TextFormField(label=_("Che cosa vuoi dirci?"), rows=6, max_length=2000)
