"""Forms about accounts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.archive.models import LegalForm
from accanto.base.forms import Form

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class BeginForm(Form):
    """Whose archive this is, and who enters first."""

    name = forms.CharField(label=_("Nome della cooperativa"), max_length=200)
    legal_form = forms.ChoiceField(
        label=_("Forma giuridica"),
        choices=LegalForm.choices,
        widget=forms.RadioSelect,
        help_text=_("Decide le regole sui volontari."),
    )
    display_name = forms.CharField(label=_("Il tuo nome e cognome"), max_length=150)
    username = forms.CharField(
        label=_("Nome utente"),
        max_length=150,
        help_text=_("Per entrare, per esempio anna.rossi"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"), max_length=200, widget=NEW_PASSWORD, strip=False, help_text=_("Almeno 12 caratteri.")
    )
    password_again = forms.CharField(
        label=_("Password, ancora una volta"), max_length=200, widget=NEW_PASSWORD, strip=False
    )

    def clean_password_again(self):
        if self.cleaned_data["password_again"] != self.cleaned_data.get("password"):
            raise ValidationError(_("Le due password sono diverse."))

    def values(self) -> dict:
        """What `actions.begin` is called with: the second password was only for comparing."""
        return {name: value for name, value in super().values().items() if name != "password_again"}
