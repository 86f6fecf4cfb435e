"""The log-ins of the demo, shown on its log-in page. They exist in no other archive."""

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from accanto.accounts.access import Role

PASSWORD = "accanto-di-prova"
# Public on purpose: the second factor of invented people, so that the real way in can be tried.
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class Login:
    """A log-in as the demo's log-in page shows it."""

    username: str
    name: str
    role: Role
    email: str = ""
    password: str = PASSWORD


LOGINS = [
    Login("giulia", "Giulia Nesi", Role.COORDINATOR, "giulia@example.org"),
    Login("paolo", "Paolo Cecchi", Role.VOLUNTEER, "paolo@example.org"),
    Login("salma", "Salma Tazi", Role.VOLUNTEER),
    Login("consiglio", "Renzo Gori", Role.BOARD),
    Login("naima", "Naima Bennani", Role.RESIDENT),
    Login("serena", "Serena Baldi", Role.SOCIAL_WORKER),
    Login("tecnico", "Teo Innocenti", Role.TECHNICIAN),
]


def demo_logins(request) -> dict:
    """Context processor of the demo: its log-ins and the code of the moment; nothing anywhere else.

    What is refused before anybody knows who asks has no user.
    """
    user = getattr(request, "user", None)
    if not settings.DEMO or user is None or user.is_authenticated:
        return {}
    counter = next(iter(yield_hotp_counters_from_time()))
    return {"demo_logins": LOGINS, "demo_code": format_hotp_value(hotp_value(TOTP_SECRET, counter))}
