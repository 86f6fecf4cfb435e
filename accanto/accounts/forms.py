"""Forms about accesses."""

from django import forms
from django.conf import settings
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Role
from accanto.archive.models import LegalForm
from accanto.base.forms import Form
from accanto.base.text import without_surrogates
from accanto.ui.components.shell import APPEARANCES

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


class AccountForm(Form):
    """A new access."""

    name = forms.CharField(label=_("Nome e cognome"), max_length=150)
    role = forms.ChoiceField(label=_("Ruolo"), choices=Role.choices, widget=forms.RadioSelect)
    username = forms.CharField(
        label=_("Nome utente"),
        max_length=60,
        validators=[ASCIIUsernameValidator(message=_("Solo lettere senza accenti, numeri e i segni @ . + - _"))],
        help_text=_("per entrare, per esempio nome.cognome"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254, help_text=_("solo per i promemoria, senza contenuti")
    )
    language = forms.ChoiceField(label=_("Lingua"), choices=settings.LANGUAGES, initial="it")

    def clean_name(self) -> str:
        return without_surrogates(self.cleaned_data["name"])


class AccountFilterForm(forms.Form):
    """Which accesses to list."""

    role = forms.ChoiceField(label=_("Ruolo"), choices=[("", _("tutti")), *Role.choices], required=False)
    closed = forms.BooleanField(label=_("chiusi"), required=False)


class PreferencesForm(Form):
    """How one person wants Accanto to look and speak. The appearance stays on this device."""

    language = forms.ChoiceField(label=_("Lingua"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    appearance = forms.ChoiceField(
        label=_("Aspetto"),
        choices=[("", _("come il dispositivo")), *zip(APPEARANCES, (_("chiaro"), _("scuro")), strict=True)],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("vale su questo dispositivo"),
    )

    def values(self) -> dict:
        """The language is kept with the account, the appearance in the browser."""
        return {"language": self.cleaned_data["language"]}
