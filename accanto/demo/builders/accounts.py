"""Every role with a log-in."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.demo.logins import LOGINS, PASSWORD, TOTP_SECRET
from accanto.demo.world import World

DWELLINGS_EACH = 150  # of a coordinator


def build_accounts(world: World) -> None:
    """One account for each log-in of the demo, with its second factor; volunteers without a log-in shown."""
    password = make_password(PASSWORD)
    for login in LOGINS:
        world.users[login.username] = user = User.objects.create(
            username=login.username, name=login.name, role=login.role, password=password, email=login.email
        )
        if user.needs_second_factor:
            data = {"secret": get_adapter().encrypt(TOTP_SECRET)}
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    world.coordinators = [world.users["giulia"], *_more_coordinators(world)]
    world.volunteers = [user for user in world.users.values() if user.role == Role.VOLUNTEER]


def _more_coordinators(world: World) -> list[User]:
    """One for each so many dwellings, beside the one who logs in; nobody can enter their accounts yet."""
    rows = [
        User(username=f"coordinatrice{number}", name=f"Coordinatrice {number}", role=Role.COORDINATOR, password="!")
        for number in range(2, world.size.dwellings // DWELLINGS_EACH + 1)
    ]
    return User.objects.bulk_create(rows)
