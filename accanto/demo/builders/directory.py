"""The bodies of the territory, their offices and whom to call there. The names are the bodies', the people invented."""

from datetime import date

from accanto.demo.world import World
from accanto.directory.models import Contact, Office, Organisation, OrganisationKind, WayIn

K = OrganisationKind
HOURS = "Portare documento e codice fiscale."
PRATO = {"municipality": "Prato", "municipality_code": "G999"}
MONTEMURLO = {"municipality": "Montemurlo", "municipality_code": "F572"}
# name, kind, public
ORGANISATIONS = [
    ("Servizi sociali del Comune di Prato", K.SOCIAL_SERVICES, True),
    ("Servizi sociali del Comune di Montemurlo", K.SOCIAL_SERVICES, True),
    ("Comune di Prato, ufficio anagrafe", K.MUNICIPALITY, True),
    ("Questura di Prato", K.POLICE, True),
    ("Questura di Prato, ufficio immigrazione", K.IMMIGRATION_OFFICE, True),
    ("Azienda sanitaria Toscana Centro, distretto di Prato", K.HEALTH_AUTHORITY, True),
    ("Società della Salute dell'area pratese", K.HEALTH_SOCIETY, True),
    ("INPS, sede di Prato", K.INPS, True),
    ("Centro per l'impiego di Prato", K.JOB_CENTRE, True),
    ("Istituto comprensivo Zona Sud", K.SCHOOL, True),
    ("CAF del quartiere", K.CAF, False),
    ("Rete delle case accoglienti", K.SHELTERS_NETWORK, False),
    ("Unione degli artigiani tessili", K.EMPLOYERS, False),
    ("Associazione Il Ponte", K.CHARITY, False),
]
MERGED = "Consorzio dei servizi sociali della Val di Bisenzio"
MERGED_ON = date(2026, 1, 1)
SOCIAL_WORKERS = ["Serena Baldi", "Marta Franchi", "Ilaria Conti", "Davide Sarti"]
TUESDAY_AND_THURSDAY = [[1, "09:00", "12:00"], [3, "09:00", "12:00"], [3, "15:00", "17:30"]]
EVERY_MORNING = [[day, "08:30", "12:30"] for day in range(5)]
DESK, PHONE, WEB, EMAIL, PEC = WayIn

# body, office, address, hours, ways in, what else
OFFICES = [
    (0, "Segretariato sociale", "Via del Melograno 12", TUESDAY_AND_THURSDAY, [DESK, PHONE, PEC], {
        "pec": "sociale@pec.example.it", "accessibility": "Ingresso senza gradini, bagno accessibile.",
    }),
    (0, "Emergenza casa", "Via del Melograno 12", [], [PHONE, EMAIL], {
        "by_appointment": True, "email": "casa@example.it", "note": "Richiamano entro due giorni.",
    }),
    (2, "Sportello anagrafe", "Piazza del Telaio 3", EVERY_MORNING, [DESK, WEB], {
        "website": "https://anagrafe.example.it", "note": "Per la residenza il modulo si può mandare dal sito.",
    }),
    (4, "Sportello permessi di soggiorno", "Via dei Gelsi 40", EVERY_MORNING, [DESK, PEC], {
        "by_appointment": True, "pec": "immigrazione@pec.example.it",
        "accessibility": "Due gradini; campanello in basso a destra.",
        "note": "Si entra solo con la lettera di convocazione, anche se l'ora è passata.",
    }),
    (5, "Scelta del medico", "Via del Tiglio 8", TUESDAY_AND_THURSDAY, [DESK, WEB], {
        "website": "https://salute.example.it",
    }),
    (7, "Sede", "Via dei Filatori 5", EVERY_MORNING, [DESK, PHONE, WEB], {
        "website": "https://inps.example.it", "by_appointment": True,
    }),
    (8, "Accoglienza", "Via dei Filatori 21", TUESDAY_AND_THURSDAY, [DESK, PHONE], {}),
    (8, "Sportello di zona", "Via del Pozzo 2", [], [DESK], {"closed_on": date(2026, 6, 30)}),
    (10, "CAF", "Via della Fornace 9", EVERY_MORNING, [DESK, PHONE], {"note": "Per l'ISEE prenotare prima."}),
]  # fmt: skip


def build_directory(world: World) -> None:
    """The bodies that are first responsible for much, and one that has been merged into another."""
    rows = [
        Organisation(name=name, kind=kind, is_public=public, how_it_works=HOURS, **_town(name), phone=_phone(number))
        for number, (name, kind, public) in enumerate(ORGANISATIONS)
    ]
    bodies = Organisation.objects.bulk_create(rows)
    for body in bodies:
        world.organisations.setdefault(body.kind, body)
    _build_offices(bodies)
    _build_merged(bodies[0])
    services = world.organisations[K.SOCIAL_SERVICES]
    people = [Contact(organisation=services, name=name, role="assistente sociale") for name in SOCIAL_WORKERS]
    people[0].since, people[1].since = date(2022, 9, 1), date(2024, 2, 1)
    world.contacts = Contact.objects.bulk_create(people)


def _town(name: str) -> dict:
    return MONTEMURLO if "Montemurlo" in name else PRATO


def _phone(number: int) -> str:
    """A number that nobody has."""
    return f"0574 555 01{number:02}"


def _build_offices(bodies: list[Organisation]) -> None:
    rows = [
        Office(
            organisation=bodies[body], name=name, address=address, postal_code="59100", hours=hours,
            ways_in=list(map(str, ways)), phone=_phone(50 + number) if PHONE in ways else "", **PRATO, **more,
        )
        for number, (body, name, address, hours, ways, more) in enumerate(OFFICES)
    ]  # fmt: skip
    Office.objects.bulk_create(rows)


def _build_merged(successor: Organisation) -> None:
    body = Organisation.objects.create(
        name=MERGED, kind=K.SOCIAL_SERVICES, is_public=True, successor=successor, merged_on=MERGED_ON, **PRATO
    )
    Contact.objects.create(organisation=body, name="Ugo Lenzi", role="assistente sociale", until=MERGED_ON)
