"""The account of a person who logs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import MFA_ROLES, Role


class User(AbstractUser):
    """One person in one role. Accounts are closed (`is_active`), never deleted: the audit names them."""

    first_name = None
    last_name = None
    name = models.CharField(_("nome"), max_length=150)
    role = models.CharField(_("ruolo"), max_length=20, choices=Role.choices)
    language = models.CharField(_("lingua"), max_length=5, default="it")
    password_given_at = models.DateTimeField(null=True, editable=False, help_text="set while another person knows it")
    session_epoch = models.PositiveIntegerField(default=0, editable=False, help_text="raised, it ends every session")

    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        verbose_name = _("accesso")
        verbose_name_plural = _("accessi")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.username

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """User names are small letters: phones like to begin with a capital."""
        return super().normalize_username(username).lower()

    def _get_session_auth_hash(self, secret=None) -> str:
        """Ties a session to the password, as Django does, and to the epoch of this person's sessions."""
        return salted_hmac(
            "accanto.accounts.session", f"{self.password} {self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def role_label(self) -> str:
        """The role in words; what Django offers for this is ten times slower, and every page says it."""
        return Role(self.role).label

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is never enough for this account."""
        return self.role in MFA_ROLES

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    @property
    def is_volunteer(self) -> bool:
        return self.role == Role.VOLUNTEER
