"""Roles × permissions, on one page. Printed as docs/generated/access.md.

A permission opens a kind of page; which rows a person meets there is decided by each model's
`visible_to(user)`. One account has one role: who wears two hats has two accounts.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Who somebody is when logged in."""

    COORDINATOR = "coordinator", _("coordinamento")
    VOLUNTEER = "volunteer", _("volontariato")
    BOARD = "board", _("consiglio")
    RESIDENT = "resident", _("residente")
    SOCIAL_WORKER = "social_worker", _("assistente sociale")
    TECHNICIAN = "technician", _("tecnico")


class Permission(TextChoices):
    """What a page asks of the person who opens it, as a plain sentence."""

    OWN_ACCOUNT = "own_account", _("gestire il proprio accesso")
    DAILY_WORK = "daily_work", _("vedere che cosa c'è da fare oggi")
    READ_HOUSEHOLDS = "read_households", _("leggere le schede dei nuclei affidati")
    WRITE_DIARY = "write_diary", _("scrivere nel diario dei nuclei affidati")
    WORK_ON_REQUESTS = "work_on_requests", _("lavorare alle richieste di sostegno")
    WORK_ON_PLANS = "work_on_plans", _("accompagnare i percorsi: promesse, verifiche, uscita")
    WORK_ON_PROCEDURES = "work_on_procedures", _("lavorare alle pratiche con gli enti")
    MANAGE_CATALOGUE = "manage_catalogue", _("tenere il catalogo delle pratiche")
    MANAGE_AREAS = "manage_areas", _("decidere gli ambiti di sostegno")
    EDIT_HOUSEHOLDS = "edit_households", _("tenere in ordine persone, nuclei, soci e documenti")
    MANAGE_TEAMS = "manage_teams", _("decidere chi sta accanto a un nucleo")
    READ_HOUSING = "read_housing", _("vedere fabbricati e alloggi")
    MANAGE_HOUSING = "manage_housing", _("assegnare gli alloggi")
    DECIDE_APPLICATIONS = "decide_applications", _("decidere sulle domande di alloggio")
    MANAGE_VOLUNTEERS = "manage_volunteers", _("tenere il registro dei volontari e proporre gli abbinamenti")
    MANAGE_COEXISTENCE = "manage_coexistence", _("curare la vita in comune dei fabbricati")
    WORK_ON_MATTERS = "work_on_matters", _("seguire i disaccordi tra vicini e le violazioni del regolamento")
    DECIDE_MEASURES = "decide_measures", _("deliberare sui provvedimenti verso una socia")
    READ_DIRECTORY = "read_directory", _("leggere la rubrica degli enti")
    MANAGE_DIRECTORY = "manage_directory", _("tenere la rubrica degli enti")
    READ_AGREEMENTS = "read_agreements", _("leggere gli accordi con gli enti")
    MANAGE_AGREEMENTS = "manage_agreements", _("tenere gli accordi con gli enti")
    SHARE_FILES = "share_files", _("condividere la scheda di un nucleo con un servizio")
    SET_PARAMETERS = "set_parameters", _("scrivere termini, importi e tariffe con la loro fonte")
    EXCHANGE_DATA = "exchange_data", _("importare ed esportare i dati")
    READ_FIGURES = "read_figures", _("leggere i numeri, senza nomi")
    MANAGE_ACCOUNTS = "manage_accounts", _("creare gli accessi e chiuderli")
    READ_AUDIT = "read_audit", _("leggere il registro degli accessi, senza contenuti")
    OWN_FILE = "own_file", _("vedere la propria scheda e chiedere sostegno")
    SHARED_FILES = "shared_files", _("vedere quello che è condiviso con il proprio ufficio")


P, R = Permission, Role

GRANTS: dict[Permission, frozenset[Role]] = {
    P.OWN_ACCOUNT: frozenset(Role),
    P.DAILY_WORK: frozenset({R.COORDINATOR, R.VOLUNTEER}),
    P.READ_HOUSEHOLDS: frozenset({R.COORDINATOR, R.VOLUNTEER}),
    P.WRITE_DIARY: frozenset({R.COORDINATOR, R.VOLUNTEER}),
    P.WORK_ON_REQUESTS: frozenset({R.COORDINATOR, R.VOLUNTEER}),
    P.WORK_ON_PLANS: frozenset({R.COORDINATOR, R.VOLUNTEER}),
    P.WORK_ON_PROCEDURES: frozenset({R.COORDINATOR, R.VOLUNTEER}),
    P.MANAGE_CATALOGUE: frozenset({R.COORDINATOR}),
    P.MANAGE_AREAS: frozenset({R.COORDINATOR}),
    P.EDIT_HOUSEHOLDS: frozenset({R.COORDINATOR}),
    P.MANAGE_TEAMS: frozenset({R.COORDINATOR}),
    P.READ_HOUSING: frozenset({R.COORDINATOR, R.BOARD}),
    P.MANAGE_HOUSING: frozenset({R.COORDINATOR}),
    P.DECIDE_APPLICATIONS: frozenset({R.COORDINATOR}),
    P.MANAGE_VOLUNTEERS: frozenset({R.COORDINATOR}),
    P.MANAGE_COEXISTENCE: frozenset({R.COORDINATOR}),
    P.WORK_ON_MATTERS: frozenset({R.COORDINATOR}),
    P.DECIDE_MEASURES: frozenset({R.BOARD}),
    P.READ_DIRECTORY: frozenset({R.COORDINATOR, R.VOLUNTEER}),
    P.MANAGE_DIRECTORY: frozenset({R.COORDINATOR}),
    P.READ_AGREEMENTS: frozenset({R.COORDINATOR, R.BOARD}),
    P.MANAGE_AGREEMENTS: frozenset({R.COORDINATOR}),
    P.SHARE_FILES: frozenset({R.COORDINATOR}),
    P.SET_PARAMETERS: frozenset({R.COORDINATOR}),
    P.EXCHANGE_DATA: frozenset({R.COORDINATOR}),
    P.READ_FIGURES: frozenset({R.COORDINATOR, R.BOARD}),
    P.MANAGE_ACCOUNTS: frozenset({R.COORDINATOR, R.TECHNICIAN}),
    P.READ_AUDIT: frozenset({R.COORDINATOR, R.TECHNICIAN}),
    P.OWN_FILE: frozenset({R.RESIDENT}),
    P.SHARED_FILES: frozenset({R.SOCIAL_WORKER}),
}

# Whom each role may give an access to, and give it back after a loss. Closing is open to all who manage
# accounts. The technician prepares accounts for others, closed: whoever hands out a password could use it
# once, and she reads no file. Nobody has a hand in her own account.
GIVES_ACCESS_TO: dict[Role, frozenset[Role]] = {
    R.COORDINATOR: frozenset(Role),
    R.TECHNICIAN: frozenset({R.TECHNICIAN}),
}

# A password alone never opens these accounts.
MFA_ROLES = frozenset(Role) - {Role.RESIDENT}

# Where each role begins after log-in.
FIRST_PAGE: dict[Role, str] = {
    R.COORDINATOR: "desk:today",
    R.VOLUNTEER: "desk:today",
    R.BOARD: "desk:figures",
    R.RESIDENT: "portal:own_file",
    R.SOCIAL_WORKER: "portal:shared_files",
    R.TECHNICIAN: "accounts:user_list",
}


def may(user, permission: Permission) -> bool:
    """Whether this person's role holds a permission; nobody without a log-in holds any."""
    return user.is_authenticated and user.role in GRANTS[permission]
