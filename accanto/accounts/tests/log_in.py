"""Walking through the log-in pages, as a browser without a script does."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth

LOG_IN = "/accesso/entra/"
CODE = "/accesso/sicurezza/authenticate/"
ENROL = "/accesso/sicurezza/totp/activate/"
CHANGE = "/accesso/password/"
OWN_PAGE = "/accessi/preferenze/"


def with_app(user) -> str:
    """Give the user a code app; the secret of it."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    return secret


def with_recovery_codes(user) -> list[str]:
    """Give the user recovery codes; the codes."""
    return RecoveryCodes.activate(user).get_unused_codes()


def code_of(secret: str) -> str:
    """What the app shows now."""
    return auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))


def try_password(client, username: str, password: str, **kwargs):
    """Send the log-in form."""
    return client.post(LOG_IN, {"login": username, "password": password, "next": OWN_PAGE}, **kwargs)


def has_factors(user) -> bool:
    """Whether anything but the password is left to the user."""
    return Authenticator.objects.filter(user=user).exists()
