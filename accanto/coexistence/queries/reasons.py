"""Why a rota is as it is, and why there is none: the solver's answer in sentences."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext as _

from accanto.coexistence import rota as solver
from accanto.coexistence.models import Rota, SharedSpace
from accanto.coexistence.queries.homes import signs_of
from accanto.coexistence.states import Rule
from accanto.coexistence.weeks import WEEK
from accanto.ui.components.moments import written


def as_data(found: solver.Rota) -> dict:
    """The reasons of a rota as they are kept with it: numbers of weeks, ids and names of rules."""
    return {
        "forced": [asdict(forced) for forced in found.forced],
        "rests": found.rests,
        "rest_lost_to": [asdict(rule) for rule in found.rest_lost_to],
    }


def collision_in_words(found: solver.Impossible, signs: dict[int, str], rooms: Iterable[SharedSpace]) -> list[str]:
    """The rules that cannot hold together, a sentence each."""
    names = {room.pk: room.name for room in rooms}
    return [_rule(asdict(rule), signs, names) for rule in found.rules]


def reasons_of(rota: Rota) -> list[str]:
    """What was forced in a rota and by which rule, a sentence each; that everybody rests, or why not."""
    signs = signs_of(rota.building)
    names = dict(rota.building.shared_spaces.values_list("pk", "name"))
    said = [_forced(forced, rota.first_week, signs, names) for forced in rota.reasons.get("forced", ())]
    return [*said, _rest(rota.reasons, signs, names)]


def _rule(rule: dict, signs: dict[int, str], names: dict[int, str]) -> str:
    """A rule as the page says it, with the home or space that it is about."""
    if rule["rule"] == Rule.COVER:
        return _("«%(space)s» ha un turno ogni settimana") % {"space": names[rule["space"]]}
    if rule["rule"] == Rule.EXEMPT:
        return _("%(home)s è esente") % {"home": signs[rule["home"]]}
    if rule["rule"] == Rule.AWAY:
        return _("%(home)s non abita qui per tutto il periodo") % {"home": signs[rule["home"]]}
    return str(Rule(rule["rule"]).label)


def _list(sentences: Iterable[str]) -> str:
    return "; ".join(sentences)


def _forced(forced: dict, first_week: date, signs: dict[int, str], names: dict[int, str]) -> str:
    return _("Settimana del %(week)s: tocca a %(homes)s, perché gli altri non possono (%(because)s).") % {
        "week": written(first_week + forced["week"] * WEEK, "j F"),
        "homes": ", ".join(signs[pk] for pk in forced["homes"]),
        "because": _list(_rule(rule, signs, names) for rule in forced["because"]),
    }


def _rest(reasons: dict, signs: dict[int, str], names: dict[int, str]) -> str:
    if reasons.get("rests", True):
        return _("Nessuno ha due settimane di fila.")
    if not reasons["rest_lost_to"]:
        return _("Qualcuno ha due settimane di fila: i turni sono tanti e le famiglie sono poche.")
    because = _list(_rule(rule, signs, names) for rule in reasons["rest_lost_to"])
    return _("Qualcuno ha due settimane di fila, per via di questo: %(because)s.") % {"because": because}
