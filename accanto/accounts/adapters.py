"""Where django-allauth meets our rules: no public sign-up, sealed TOTP secrets, first page by role."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.urls import reverse

from accanto.accounts.access import FIRST_PAGE
from config import home


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a coordinator or the technician, never by whoever comes along."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        return reverse(FIRST_PAGE[request.user.role])


class MfaAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are encrypted at rest."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(home.key("mfa").encode()).digest()))
