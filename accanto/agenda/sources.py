"""The apps that say what is due, in one list; each speaks as base/due.py asks."""

from accanto.coexistence.due import house as coexistence
from accanto.coexistence.due import matters
from accanto.diary import due as diary
from accanto.housing import due as housing
from accanto.partners import due as partners
from accanto.plans import due as plans
from accanto.procedures import due as procedures
from accanto.residents import due as residents
from accanto.support import due as support
from accanto.volunteers.due import presence
from accanto.volunteers.due import register as volunteers

SOURCES = [
    residents,
    housing,
    diary,
    support,
    partners,
    plans,
    procedures,
    coexistence,
    matters,
    volunteers,
    presence,
]
KINDS = {kind: name for source in SOURCES for kind, name in source.KINDS.items()}
FINISH = {kind: action for source in SOURCES for kind, action in source.FINISH.items()}
MOVE = {kind: action for source in SOURCES for kind, action in source.MOVE.items()}
