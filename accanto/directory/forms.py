"""What the directory's pages ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.base.fields import TextFormField
from accanto.base.forms import Form
from accanto.directory.models import Contact, Organisation, OrganisationKind


class OrganisationForm(Form):
    """A body."""

    model = Organisation
    model_fields = ("name", "kind", "is_public", "municipality", "phone", "email", "how_it_works")
    how_it_works = TextFormField(
        label=_("come funziona"), required=False, help_text=_("orari, sportelli, che cosa portare"), max_length=5000
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_public"].help_text = _(
            "Un ente pubblico può essere il primo responsabile di una richiesta: noi lo affianchiamo."
        )


class ContactForm(Form):
    """Somebody to call in a body."""

    model = Contact
    model_fields = ("name", "role", "phone", "email", "since", "until")


class OrganisationFilterForm(forms.Form):
    """Which bodies the list shows."""

    q = forms.CharField(label=_("Nome, comune o persona"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Tipo"), required=False, choices=[("", _("tutti")), *OrganisationKind.choices])
