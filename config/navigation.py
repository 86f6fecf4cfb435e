"""The menu: which pages a role finds in it, in which order."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Permission, may


@dataclass(frozen=True)
class Item:
    """One line of the menu, as the page shell shows it."""

    label: str
    url: str
    icon: str
    current: bool
    on_phone: bool


# label, URL name, icon, permission, in the phone's bar
MENU = [
    (_("Oggi"), "desk:today", "today", Permission.DAILY_WORK, True),
    (_("Nuclei"), "desk:household_list", "households", Permission.READ_HOUSEHOLDS, True),
    (_("Nota"), "desk:note_new", "add", Permission.WRITE_DIARY, True),
    (_("Richieste"), "support:request_board", "requests", Permission.WORK_ON_REQUESTS, False),
    (_("Alloggi"), "housing:dwelling_list", "dwellings", Permission.READ_HOUSING, False),
    (_("Domande"), "housing:application_list", "applications", Permission.DECIDE_APPLICATIONS, False),
    (_("Volontari"), "volunteers:volunteer_list", "volunteers", Permission.MANAGE_VOLUNTEERS, False),
    (_("Presenza"), "volunteers:presence", "presence", Permission.MANAGE_VOLUNTEERS, False),
    (_("Soci"), "residents:member_list", "members", Permission.EDIT_HOUSEHOLDS, False),
    (_("Doppioni"), "residents:duplicate_list", "duplicates", Permission.EDIT_HOUSEHOLDS, False),
    (_("Enti"), "directory:organisation_list", "organisations", Permission.READ_DIRECTORY, False),
    (_("Numeri"), "desk:figures", "figures", Permission.READ_FIGURES, False),
    (_("Importa ed esporta"), "exchange:start", "exchange", Permission.EXCHANGE_DATA, False),
    (_("La mia scheda"), "portal:own_file", "households", Permission.OWN_FILE, True),
    (_("Schede condivise"), "portal:shared_files", "households", Permission.SHARED_FILES, True),
    (_("Accessi"), "accounts:user_list", "accounts", Permission.MANAGE_ACCOUNTS, False),
    (_("Registro"), "audit:record_list", "audit", Permission.READ_AUDIT, False),
    (_("Cerca"), "desk:search", "search", Permission.READ_HOUSEHOLDS, True),
]


def navigation(request) -> dict:
    """Context processor: the menu of whoever is logged in, made only when a page shows it."""
    return {"navigation": SimpleLazyObject(lambda: menu_of(request))}


def menu_of(request) -> list[Item]:
    """The lines that this person's role may open."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    lines = [
        (label, url, icon, on_phone)
        for label, name, icon, permission, on_phone in MENU
        if may(user, permission) and (url := _address(name))
    ]
    here = max((url for _label, url, _icon, _phone in lines if _holds(url, request.path)), key=len, default="")
    return [Item(label, url, icon, url == here, on_phone) for label, url, icon, on_phone in lines]


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _holds(url: str, path: str) -> bool:
    """Whether a page lies at or below the address of a line; the line with the longest address is the current one."""
    return path == url if url == "/" else path.startswith(url)
