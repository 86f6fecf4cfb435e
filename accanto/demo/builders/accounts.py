"""Every role with a log-in, and the bodies of the territory with their people."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.demo.logins import LOGINS, PASSWORD, TOTP_SECRET
from accanto.demo.world import World
from accanto.directory.models import Contact, Organisation, OrganisationKind

ORGANISATIONS = [
    ("Servizi sociali del Comune di Prato", OrganisationKind.SOCIAL_SERVICES, True),
    ("Servizi sociali del Comune di Montemurlo", OrganisationKind.SOCIAL_SERVICES, True),
    ("Comune di Prato, ufficio anagrafe", OrganisationKind.MUNICIPALITY, True),
    ("Questura di Prato, ufficio immigrazione", OrganisationKind.POLICE, True),
    ("Azienda sanitaria Toscana Centro, distretto di Prato", OrganisationKind.HEALTH_AUTHORITY, True),
    ("INPS, sede di Prato", OrganisationKind.INPS, True),
    ("Centro per l'impiego di Prato", OrganisationKind.JOB_CENTRE, True),
    ("Istituto comprensivo Zona Sud", OrganisationKind.SCHOOL, True),
    ("CAF del quartiere", OrganisationKind.CAF, False),
    ("Associazione Il Ponte", OrganisationKind.CHARITY, False),
]
SOCIAL_WORKERS = ["Serena Baldi", "Marta Franchi", "Ilaria Conti", "Davide Sarti"]
DWELLINGS_EACH = 150  # of a coordinator
HOURS = "Sportello martedì e giovedì 9–12. Portare documento e codice fiscale."


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


def build_directory(world: World) -> None:
    """The bodies that are first responsible for much, and whom to call there."""
    rows = [
        Organisation(name=n, kind=k, is_public=p, municipality="Prato", how_it_works=HOURS) for n, k, p in ORGANISATIONS
    ]
    for organisation in Organisation.objects.bulk_create(rows):
        world.organisations.setdefault(organisation.kind, organisation)
    services = world.organisations[OrganisationKind.SOCIAL_SERVICES]
    people = [Contact(organisation=services, name=name, role="assistente sociale") for name in SOCIAL_WORKERS]
    world.contacts = Contact.objects.bulk_create(people)
