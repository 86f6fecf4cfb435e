"""Where django-allauth meets our rules: no public sign-up, sealed TOTP secrets, first page by role."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import FIRST_PAGE
from accanto.accounts.middleware import PARKED_BY
from accanto.accounts.models import User
from accanto.audit import actions as audit
from accanto.base import clock
from accanto.base.forms import PARKED
from config import home

WRONG = _("Il nome utente o la password non sono giusti.")
WRONG_CODE = _("Il codice non è giusto, o è già passato: prova con quello che l'app mostra adesso.")
TOO_MANY = _("Troppi tentativi. Aspetta qualche minuto e riprova.")

REAUTHENTICATION = {
    "reauthenticate": _("Con la password"),
    "mfa_reauthenticate": _("Con il codice dell'app o di riserva"),
    "mfa_reauthenticate:webauthn": _("Con la passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a coordinator or the technician, never by whoever comes along."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "incorrect_password": _("La password non è giusta."),
        "enter_current_password": _("La password di adesso non è questa."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_authenticate(self, request, **credentials) -> None:
        """Wrong passwords are counted by django-axes, by user name and address together: a stranger
        who knows only a name must not be able to lock its owner out."""

    def authenticate(self, request, **credentials):
        if "username" in credentials:
            credentials["username"] = User.normalize_username(credentials["username"])
        return super().authenticate(request, **credentials)

    def post_login(self, request, user, **kwargs):
        """Record the log-in, speak the person's language, and give a parked form back only to its writer."""
        if request.session.pop(PARKED_BY, None) not in (None, user.pk):
            request.session.pop(PARKED, None)
        audit.record(by=user, verb="log_in", subject=user)
        response = super().post_login(request, user, **kwargs)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
        return response

    def get_login_redirect_url(self, request) -> str:
        return reverse(FIRST_PAGE[request.user.role])

    def get_password_change_redirect_url(self, request) -> str:
        return reverse(FIRST_PAGE[request.user.role])

    def set_password(self, user, password) -> None:
        """A password that the person chose herself is known to nobody else."""
        user.password_given_at = None
        super().set_password(user, password)
        audit.record(by=user, verb="change_password", subject=user)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Changes of one's own security go to the register; mail says only that there is something to read."""
        if template_prefix.startswith("mfa/"):
            audit.record(by=user, verb=template_prefix.rsplit("/", 1)[1], subject=user)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Before touching one's own security; who logged in a moment ago has just shown who she is."""
        proofs = get_authentication_records(self.request, self.request.user)
        is_fresh = bool(proofs) and clock.now().timestamp() - proofs[-1]["at"] < REAUTHENTICATION_TIMEOUT
        return not is_fresh and super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user) -> list[dict]:
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": REAUTHENTICATION[method["id"]]} for method in methods]


class MfaAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are encrypted at rest."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_label(self, user) -> str:
        return user.username

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)


def seal(text: str) -> str:
    """Encrypt a secret of somebody's access for the database."""
    return _fernet().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed. Raises cryptography.fernet.InvalidToken when it was altered."""
    return _fernet().decrypt(sealed.encode()).decode()


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(home.key("mfa").encode()).digest()))
