"""The menu: which pages a role finds in it, in which order."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import GRANTS, Permission


@dataclass(frozen=True)
class Item:
    """One line of the menu, as the page shell shows it."""

    label: str
    url: str
    icon: str
    current: bool
    on_phone: bool
    heading: str


# label, URL name, icon, permission, in the phone's bar
MENU = [
    (_("Oggi"), "desk:today", "today", Permission.DAILY_WORK, True),
    (_("Nuclei"), "desk:household_list", "households", Permission.READ_HOUSEHOLDS, True),
    (_("Nota"), "desk:note_new", "add", Permission.WRITE_DIARY, True),
    (_("Richieste"), "support:request_board", "requests", Permission.WORK_ON_REQUESTS, False),
    (_("Percorsi"), "plans:plan_list", "promise", Permission.WORK_ON_PLANS, False),
    (_("Pratiche"), "procedures:procedure_board", "file", Permission.WORK_ON_PROCEDURES, False),
    (_("Alloggi"), "housing:dwelling_list", "dwellings", Permission.READ_HOUSING, False),
    (_("Vita in comune"), "coexistence:building_list", "living", Permission.MANAGE_COEXISTENCE, False),
    (_("Questioni"), "coexistence:disagreement_list", "matters", Permission.WORK_ON_MATTERS, False),
    (_("Provvedimenti"), "coexistence:measure_list", "shield", Permission.DECIDE_MEASURES, False),
    (_("Domande"), "housing:application_list", "applications", Permission.DECIDE_APPLICATIONS, False),
    (_("Soci"), "residents:member_list", "members", Permission.EDIT_HOUSEHOLDS, False),
    (_("Doppioni"), "residents:duplicate_list", "duplicates", Permission.EDIT_HOUSEHOLDS, False),
    (_("Volontari"), "volunteers:volunteer_list", "volunteers", Permission.MANAGE_VOLUNTEERS, False),
    (_("Presenza"), "volunteers:presence", "presence", Permission.MANAGE_VOLUNTEERS, False),
    (_("Enti"), "directory:organisation_list", "organisations", Permission.READ_DIRECTORY, False),
    (_("Accordi"), "partners:agreement_list", "promise", Permission.READ_AGREEMENTS, False),
    (_("Segnalazioni"), "partners:referral_list", "forward", Permission.WORK_ON_REQUESTS, False),
    (_("Deleghe"), "partners:mandate_list", "key", Permission.WORK_ON_REQUESTS, False),
    (_("Numeri"), "desk:figures", "figures", Permission.READ_FIGURES, False),
    (_("Termini e tariffe"), "desk:parameter_list", "clock", Permission.SET_PARAMETERS, False),
    (_("Importa ed esporta"), "exchange:start", "exchange", Permission.EXCHANGE_DATA, False),
    (_("Accessi"), "accounts:user_list", "accounts", Permission.MANAGE_ACCOUNTS, False),
    (_("Registro"), "audit:record_list", "audit", Permission.READ_AUDIT, False),
    (_("La mia scheda"), "portal:own_file", "households", Permission.OWN_FILE, True),
    (_("La mia casa"), "portal:house", "dwellings", Permission.OWN_FILE, True),
    (_("Schede condivise"), "portal:shared_files", "households", Permission.SHARED_FILES, True),
    (_("Cerca"), "desk:search", "search", Permission.READ_HOUSEHOLDS, True),
]

# From this line on, a heading over the lines: thirty lines are found by their kind, not read through.
HEADINGS = {
    "desk:today": "",
    "housing:dwelling_list": _("Case"),
    "residents:member_list": _("Persone"),
    "directory:organisation_list": _("Con gli enti"),
    "desk:figures": _("Cooperativa"),
    "portal:own_file": "",
}


def navigation(request) -> dict:
    """Context processor: the menu of whoever is logged in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": ()}
    lines = lines_of(user.role, get_language())
    here = max((line.url for line in lines if _holds(line.url, request.path)), key=len, default="")
    return {"navigation": menu_of(user.role, get_language(), here)}


# Both follow from their arguments alone, and every page shows them.
@lru_cache(maxsize=64)
def lines_of(role: str, language: str) -> tuple[Item, ...]:
    """The lines that a role may open, in a language."""
    lines, heading = [], ""
    for label, name, icon, permission, on_phone in MENU:
        heading = HEADINGS.get(name, heading)
        if role in GRANTS[permission]:
            lines.append(Item(str(label), reverse(name), icon, False, on_phone, str(heading)))
    return tuple(lines)


@lru_cache(maxsize=1024)
def menu_of(role: str, language: str, here: str) -> tuple[Item, ...]:
    """The lines of a role, the one at the address `here` marked as the current one."""
    return tuple(replace(line, current=line.url == here) for line in lines_of(role, language))


def _holds(url: str, path: str) -> bool:
    """Whether a page lies at or below the address of a line; the line with the longest address is the current one."""
    return path == url if url == "/" else path.startswith(url)
