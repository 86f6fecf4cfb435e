"""Saying in words what a round of matching found: why a pair fits, who was second, why somebody is left."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.base.codes import language_name
from accanto.residents.models import Household
from accanto.ui.components.moments import written
from accanto.volunteers import matching
from accanto.volunteers.availability import slot_words
from accanto.volunteers.models import Volunteer
from accanto.volunteers.states import Barrier


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair to confirm: `code` is what the form sends, the rest is what the page says."""

    code: str
    household: Household
    volunteer: Volunteer
    asks: str
    reasons: list[str]
    cautions: list[str]
    load: str
    second: str

    @property
    def why(self) -> str:
        """The reasons in one line, as the team around the household will show them."""
        return "; ".join(self.reasons) or _("abbinamento proposto dal calcolo, confermato da chi coordina")


@dataclass(frozen=True, slots=True)
class Left:
    """A household for which nobody is left, and the rules that forced it."""

    household: Household
    asks: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A round in words; `waiting` counts all households without a volunteer, also those beyond this round."""

    proposals: list[Proposal]
    left: list[Left]
    waiting: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A volunteer who can stand beside a household, with what speaks for it and what to know."""

    volunteer: Volunteer
    reasons: list[str]
    cautions: list[str]

    def __str__(self) -> str:
        return _("%(name)s: %(reasons)s") % {"name": self.volunteer, "reasons": "; ".join(self.reasons + self.cautions)}


class Words:
    """Turns the answer of a round into sentences."""

    def __init__(self, households: dict[int, Household], volunteers: dict[int, Volunteer], areas: dict):
        self.households, self.volunteers, self.areas = households, volunteers, areas

    def proposal(self, suggestion: matching.Suggestion) -> Proposal:
        """A pair of the best round."""
        family, fit = suggestion.family, suggestion.fit
        reasons, cautions = self._of(family, fit)
        places = _("con le proposte di questa pagina ne seguirebbe %(taken)s su %(places)s")
        return Proposal(
            code=f"{family.id}-{fit.helper.id}",
            household=self.households[family.id],
            volunteer=self.volunteers[fit.helper.id],
            asks=self._asks(family),
            reasons=reasons,
            cautions=cautions,
            load=places % {"taken": suggestion.taken_then, "places": fit.helper.places},
            second=self._second(suggestion),
        )

    def candidate(self, family: matching.Family, fit: matching.Fit) -> Candidate:
        """A volunteer for one household, by herself."""
        reasons, cautions = self._of(family, fit)
        places = _("ne segue %(taken)s su %(places)s")
        reasons.append(places % {"taken": fit.helper.taken, "places": fit.helper.places})
        return Candidate(self.volunteers[fit.helper.id], reasons, cautions)

    def left(self, unplaced: matching.Unplaced) -> Left:
        """A household without anybody, with the rules that forced it."""
        reasons = [f"{count} {Barrier(barrier).label}" for barrier, count in unplaced.barred.items()]
        if unplaced.suitable:
            names = get_text_list([helper.name for helper in unplaced.suitable[:3]], _("e"))
            reasons.insert(0, _("i posti liberi di chi potrebbe (%(names)s) vanno ad altri nuclei") % {"names": names})
        if not reasons:
            reasons = [_("non c'è nessun volontario nel registro")]
        return Left(self.households[unplaced.family.id], self._asks(unplaced.family), reasons)

    def _of(self, family: matching.Family, fit: matching.Fit) -> tuple[list[str], list[str]]:
        """What speaks for a pair, and what to know before confirming it."""
        reasons, cautions = [], []
        if fit.languages:
            languages = get_text_list([language_name(code) for code in fit.languages], _("e"))
            spoken = _("parla %(languages)s come %(person)s")
            reasons.append(spoken % {"languages": languages, "person": fit.shared_with.name})
        elif any(speaker.languages for speaker in family.speakers):
            cautions.append(_("nessuna lingua in comune: serve un interprete"))
        else:
            cautions.append(_("non è scritto che lingua parla il nucleo"))
        if fit.areas:
            reasons.append(_("segue l'ambito richiesto: %(areas)s") % {"areas": self._areas(family.id, fit.areas)})
        if fit.slots:
            reasons.append(_("può quando il nucleo chiede: %(slots)s") % {"slots": slot_words(fit.slots)})
        elif family.slots:
            cautions.append(_("non può quando il nucleo chiede (%(slots)s)") % {"slots": slot_words(family.slots)})
        if fit.knew_until:
            reasons.append(_("ha già seguito il nucleo fino al %(day)s") % {"day": written(fit.knew_until, "j F Y")})
        return reasons, cautions

    def _areas(self, household_id: int, wanted: frozenset[int]) -> str:
        names = [str(area) for pk, area in self.areas[household_id].items() if pk in wanted]
        return get_text_list(names, _("e"))

    def _asks(self, family: matching.Family) -> str:
        if not family.areas:
            return _("nessuna richiesta aperta")
        words = {"areas": self._areas(family.id, family.areas), "days": family.days_waiting}
        sentence = ngettext("%(areas)s, da %(days)s giorno", "%(areas)s, da %(days)s giorni", family.days_waiting)
        return sentence % words

    def _second(self, suggestion: matching.Suggestion) -> str:
        second = suggestion.second
        if second is None:
            return _("Nessun altro può: le regole lasciano una sola persona con un posto libero.")
        reasons, cautions = self._of(suggestion.family, second)
        words = {"name": second.helper.name, "reasons": ", ".join(reasons + cautions)}
        if suggestion.second_fits_better:
            return _("Più adatta sarebbe stata la scelta di %(name)s (%(reasons)s), ma serve di più altrove.") % words
        return _("Seconda scelta: %(name)s (%(reasons)s).") % words
