"""Words and transitions of volunteers: data."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Weekday(IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, _("lunedì")
    TUESDAY = 1, _("martedì")
    WEDNESDAY = 2, _("mercoledì")
    THURSDAY = 3, _("giovedì")
    FRIDAY = 4, _("venerdì")
    SATURDAY = 5, _("sabato")
    SUNDAY = 6, _("domenica")


class PartOfDay(TextChoices):
    """A part of the day; HOURS says from when to when."""

    MORNING = "morning", _("mattina")
    AFTERNOON = "afternoon", _("pomeriggio")
    EVENING = "evening", _("sera")


# The hours that each part stands for, the last one excluded.
HOURS: dict[PartOfDay, range] = {
    PartOfDay.MORNING: range(8, 13),
    PartOfDay.AFTERNOON: range(13, 18),
    PartOfDay.EVENING: range(18, 22),
}


class Risk(TextChoices):
    """What a volunteer's insurance covers; the value is the column of InsuranceCover."""

    ACCIDENT = "accident", _("infortuni")
    ILLNESS = "illness", _("malattia")
    THIRD_PARTY = "third_party", _("responsabilità civile verso terzi")


class ExpenseKind(TextChoices):
    """How an expense is proved. A flat refund is no kind: every law that we follow forbids it."""

    DOCUMENTED = "documented", _("con documento")
    SELF_CERTIFIED = "self_certified", _("autocertificata")


class ExpenseState(TextChoices):
    """Where an expense stands."""

    WAITING = "waiting", _("da approvare")
    APPROVED = "approved", _("approvata")
    REFUSED = "refused", _("non approvata")
    WITHDRAWN = "withdrawn", _("ritirata")


EXPENSE_TRANSITIONS: dict[ExpenseState, frozenset[ExpenseState]] = {
    ExpenseState.WAITING: frozenset({ExpenseState.APPROVED, ExpenseState.REFUSED, ExpenseState.WITHDRAWN}),
    ExpenseState.APPROVED: frozenset(),
    ExpenseState.REFUSED: frozenset(),
    ExpenseState.WITHDRAWN: frozenset(),
}


class Barrier(TextChoices):
    """Why a volunteer cannot stand beside a household, said in the plural as the unplaced are counted."""

    NOT_YET = "not_yet", _("non ancora nel registro")
    LEFT = "left", _("fuori dal registro")
    UNINSURED = "uninsured", _("senza copertura assicurativa")
    NO_ACCOUNT = "no_account", _("senza accesso ad Accanto")
    RECORD_CHECK = "record_check", _("senza controllo del casellario, e nel nucleo ci sono minori")
    FULL = "full", _("senza posti liberi")
    LIVES_THERE = "lives_there", _("del nucleo stesso")
    KEPT_APART = "kept_apart", _("da tenere lontano da questo nucleo")
    WOMEN_ONLY = "women_only", _("non donna, come il nucleo chiede")
