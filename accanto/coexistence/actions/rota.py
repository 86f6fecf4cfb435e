"""Making a rota, doing turns, changing them with a neighbour."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.coexistence import rota as solver
from accanto.coexistence.actions.steps import check_step
from accanto.coexistence.models import Rota, RotaShare, RotaTurn, TurnSwap
from accanto.coexistence.models.rota import MOST_WEEKS
from accanto.coexistence.queries.reasons import as_data, collision_in_words
from accanto.coexistence.queries.rota import Material, material_of, turns_in_the_way
from accanto.coexistence.states import SWAP_TRANSITIONS, TURN_TRANSITIONS, SwapState, TurnState
from accanto.coexistence.weeks import WEEK, monday_of, sunday_of
from accanto.housing.models import Building

FARTHEST_AHEAD = timedelta(days=366)
FOUR_PLACES = Decimal("0.0001")


@transaction.atomic
def make_rota(*, by, building: Building, first_week: date, weeks: int) -> Rota:
    """Make the turns of a building for so many weeks from a Monday, fairly, and keep the reasons.

    Raises ValidationError for weeks gone by or that have turns already, for a building with nothing to
    look after, and, where no rota keeps every rule, with the rules that collide.
    """
    check_weeks(building, first_week, weeks)
    material = material_of(building, first_week, weeks)
    if not material.rooms:
        raise ValidationError(_("Nessuno spazio ha turni: scrivi prima gli spazi comuni."))
    if not material.homes:
        raise ValidationError(_("In queste settimane nel fabbricato non abita nessuno."))
    found = solver.make_rota(material.homes, material.spaces, weeks)
    if isinstance(found, solver.Impossible):
        raise ValidationError(_collision(found, material))
    rota = Rota.objects.create(
        building=building,
        first_week=first_week,
        weeks=weeks,
        made_by=by,
        made_on=clock.today(),
        reasons=as_data(found),
    )
    write_turns(rota, found, material)
    record(by=by, verb="make_rota", subject=rota)
    return rota


def write_turns(rota: Rota, found: solver.Rota, material: Material) -> None:
    """Keep the turns of a rota, and what each household was given."""
    weights = {space.id: space.weight for space in material.spaces}
    RotaTurn.objects.bulk_create(
        RotaTurn(
            rota=rota,
            space_id=turn.space,
            household_id=turn.home,
            week=rota.first_week + turn.week * WEEK,
            weight=weights[turn.space],
        )
        for turn in found.turns
    )
    RotaShare.objects.bulk_create(
        RotaShare(
            rota=rota,
            household_id=load.home,
            adults=load.adults,
            weeks=load.weeks,
            share=_decimal(load.share),
            carried=_decimal(load.carried),
        )
        for load in found.loads
    )


def _decimal(fraction) -> Decimal:
    return (Decimal(fraction.numerator) / fraction.denominator).quantize(FOUR_PLACES)


def check_weeks(building: Building, first_week: date, weeks: int) -> None:
    """Refuse weeks that are over, do not begin on Monday, lie too far ahead, or have turns already."""
    errors = {}
    if first_week != monday_of(first_week):
        errors["first_week"] = _("I turni cominciano di lunedì.")
    elif first_week < monday_of(clock.today()):
        errors["first_week"] = _("Queste settimane sono già passate.")
    elif first_week > clock.today() + FARTHEST_AHEAD:
        errors["first_week"] = _("Manca più di un anno a questo giorno: controlla la data.")
    if not 1 <= weeks <= MOST_WEEKS:
        errors["weeks"] = _("Da una a %(most)s settimane.") % {"most": MOST_WEEKS}
    if errors:
        raise ValidationError(errors)
    # Held until the end of the transaction, so that two people do not make the same weeks.
    Building.objects.select_for_update().get(pk=building.pk)
    if taken := turns_in_the_way(building, first_week, weeks).order_by("week").first():
        words = {"week": date_format(taken.week, "SHORT_DATE_FORMAT")}
        raise ValidationError({"first_week": _("Ci sono già turni nella settimana del %(week)s.") % words})


def _collision(found: solver.Impossible, material: Material) -> list[str]:
    signs = {neighbour.household_id: neighbour.sign for neighbour in material.neighbours}
    rules = collision_in_words(found, signs, material.rooms)
    way_out = _("Basta che una cada: per esempio accorcia un'esenzione, o togli i turni da uno spazio.")
    return [_("Con queste regole i turni non si possono fare. Si scontrano tra loro:"), *rules, way_out]


@transaction.atomic
def stop_rota(*, by, rota: Rota) -> Rota:
    """Take away the turns that nobody has done yet, from next week on: to make them anew.

    Raises ValidationError when nothing is left to take away.
    """
    start = monday_of(clock.today()) + WEEK
    removed, _rows = rota.turns.filter(week__gte=start, state=TurnState.PLANNED).delete()
    if not removed:
        raise ValidationError(_("Non ci sono turni da togliere: sono tutti passati."))
    rota.change(weeks=max(1, (start - rota.first_week).days // 7))
    record(by=by, verb="stop_rota", subject=rota)
    return rota


@transaction.atomic
def confirm_turn(*, by, turn: RotaTurn) -> RotaTurn:
    """The turn was done. Raises ValidationError before its week has begun."""
    if turn.week > clock.today():
        raise ValidationError(_("La settimana di questo turno deve ancora cominciare."))
    return _step(by, turn, TurnState.DONE, "confirm_turn", done_on=clock.today(), confirmed_by=by)


@transaction.atomic
def miss_turn(*, by, turn: RotaTurn) -> RotaTurn:
    """The turn was not done. Raises ValidationError while its week still runs."""
    if sunday_of(turn.week) >= clock.today():
        raise ValidationError(_("La settimana di questo turno non è ancora finita."))
    return _step(by, turn, TurnState.MISSED, "state_turn_missed")


@transaction.atomic
def reopen_turn(*, by, turn: RotaTurn) -> RotaTurn:
    """Take back what was said of a turn."""
    return _step(by, turn, TurnState.PLANNED, "reopen_turn", done_on=None, confirmed_by=None)


def _step(by, turn: RotaTurn, state: TurnState, verb: str, **values) -> RotaTurn:
    check_step(turn, state, TURN_TRANSITIONS)
    turn.change(version=turn.version, state=state, **values)
    record(by=by, verb=verb, subject=turn, household_id=turn.household_id)
    return turn


@transaction.atomic
def ask_swap(*, by, turn: RotaTurn, other_turn: RotaTurn) -> TurnSwap:
    """Ask a neighbour to change turns. Raises ValidationError for one's own turn, or one that is over."""
    check_swap(turn, other_turn)
    if turn.swaps_asked.filter(state=SwapState.ASKED).exists():
        raise ValidationError(_("Per questo turno hai già chiesto uno scambio."))
    swap = TurnSwap.objects.create(
        turn=turn, other_turn=other_turn, asked_by_id=turn.household_id, asked_of_id=other_turn.household_id
    )
    record(by=by, verb="propose_swap", subject=swap, household_id=turn.household_id)
    return swap


def check_swap(turn: RotaTurn, other_turn: RotaTurn) -> None:
    """Refuse a swap with oneself, across buildings, or of a turn that is done or over."""
    if turn.household_id == other_turn.household_id:
        raise ValidationError({"other_turn": _("Non puoi scambiare un turno con te.")})
    if turn.space.building_id != other_turn.space.building_id:
        raise ValidationError({"other_turn": _("Questo turno è di un altro fabbricato.")})
    for one in (turn, other_turn):
        if one.state != TurnState.PLANNED or sunday_of(one.week) < clock.today():
            raise ValidationError({"other_turn": _("Un turno già fatto o passato non si scambia.")})


@transaction.atomic
def agree_swap(*, by, swap: TurnSwap) -> TurnSwap:
    """The neighbour agrees: the two turns change hands. Raises ValidationError when one of them is gone meanwhile."""
    turns = {turn.pk: turn for turn in _held(swap.turn_id, swap.other_turn_id)}
    turn, other = turns[swap.turn_id], turns[swap.other_turn_id]
    if (turn.household_id, other.household_id) != (swap.asked_by_id, swap.asked_of_id):
        raise ValidationError(_("Nel frattempo uno dei due turni è passato a un'altra famiglia."))
    check_swap(turn, other)
    _answer(by, swap, SwapState.AGREED, "accept_swap")
    _exchange(turn, other)
    return swap


def _held(*turn_ids: int) -> list[RotaTurn]:
    """The turns, held until the end of the transaction."""
    return list(RotaTurn.objects.select_for_update().filter(pk__in=turn_ids).order_by("pk"))


def _exchange(turn: RotaTurn, other: RotaTurn) -> None:
    mine, theirs = turn.household_id, other.household_id
    turn.change(version=turn.version, household_id=theirs)
    other.change(version=other.version, household_id=mine)


@transaction.atomic
def decline_swap(*, by, swap: TurnSwap) -> TurnSwap:
    """The neighbour does not agree: nothing changes."""
    return _answer(by, swap, SwapState.DECLINED, "decline_swap")


@transaction.atomic
def withdraw_swap(*, by, swap: TurnSwap) -> TurnSwap:
    """Who asked takes it back."""
    return _answer(by, swap, SwapState.WITHDRAWN, "withdraw_swap")


def _answer(by, swap: TurnSwap, state: SwapState, verb: str) -> TurnSwap:
    check_step(swap, state, SWAP_TRANSITIONS)
    swap.change(version=swap.version, state=state, answered_on=clock.today())
    record(by=by, verb=verb, subject=swap, household_id=swap.asked_of_id)
    return swap


@transaction.atomic
def exchange_turns(*, by, turn: RotaTurn, other_turn: RotaTurn, both_agree: bool) -> TurnSwap:
    """Two neighbours without a log-in told the cooperative that they change turns.

    Raises ValidationError as ask_swap, and unless both agree.
    """
    if not both_agree:
        raise ValidationError({"both_agree": _("Si scambia solo se tutte e due le famiglie sono d'accordo.")})
    return agree_swap(by=by, swap=ask_swap(by=by, turn=turn, other_turn=other_turn))
