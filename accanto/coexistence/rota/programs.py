"""The three integer programs of a rota, and the whole one that has the last word; solved by HiGHS."""

import highspy

from accanto.coexistence.rota.facts import Building, RuleOf, Turn, shares_of
from accanto.coexistence.states import Rule

INTEGER = highspy.HighsVarType.kInteger
INFEASIBLE = highspy.HighsModelStatus.kInfeasible
# Turns per adult by which two homes may differ over the weeks of a rota.
MOST_APART = 1
# Enough for every building we know; the search is counted in nodes and not in seconds, so that it
# ends at the same place on every machine.
MOST_NODES = 500
FARTHEST = 1_000


def _new_program() -> highspy.Highs:
    program = highspy.Highs()
    options = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_max_nodes": MOST_NODES}
    for option, value in options.items():
        program.setOptionValue(option, value)
    return program


def _solved(program: highspy.Highs, columns: dict, goal=None) -> dict | None:
    """The whole numbers that the solver found; None where there are none."""
    program.minimize(goal) if goal is not None else program.minimize()
    values = program.getSolution().col_value
    if program.getModelStatus() == INFEASIBLE or not values:
        return None
    return {key: round(values[column.index]) for key, column in columns.items()}


def count_turns(building: Building, rules: frozenset[RuleOf], work: dict[int, int] | None = None) -> dict | None:
    """How many turns each home gets of each space. With `work` fixed, the spaces are mixed as well as can be."""
    program, columns, aims = _new_program(), {}, []
    shares = shares_of(building, rules)
    for home in building.homes:
        there = building.there(home, rules)
        for space in building.spaces:
            columns[home.id, space.id] = program.addVariable(0, len(there), type=INTEGER)
        own = [columns[home.id, space.id] for space in building.spaces]
        weighted = [space.weight * column for space, column in zip(building.spaces, own, strict=True)]
        if RuleOf(Rule.ONE_A_WEEK) in rules:
            program.addConstr(program.qsum(own) <= len(there))
        aim = program.addVariable(0, FARTHEST)
        aims.append(aim)
        if work is None:
            due = max(0.0, float((shares[home.id] - home.earlier) * home.adults))
            program.addConstr(program.qsum(weighted) - aim <= due)
            program.addConstr(program.qsum(weighted) + aim >= due)
        else:
            program.addConstr(program.qsum(weighted) == work[home.id])
            for column in own:
                program.addConstr(column - aim <= 0)
    _cover_counted(program, building, rules, columns)
    _keep_fair(program, building, rules, shares, lambda home, space: columns[home.id, space.id])
    return _solved(program, columns, program.qsum(aims))


def _cover_counted(program, building: Building, rules: frozenset[RuleOf], columns: dict) -> None:
    """Each space has as many turns as there are weeks."""
    for space in building.spaces:
        turns = program.qsum([columns[home.id, space.id] for home in building.homes])
        must = RuleOf(Rule.COVER, space=space.id) in rules
        program.addConstr(turns == building.weeks if must else turns <= building.weeks)


def _keep_fair(program, building: Building, rules: frozenset[RuleOf], shares: dict, turns_of) -> None:
    """Between the most and the least burdened at most MOST_APART; homes never there aside."""
    if RuleOf(Rule.FAIR) not in rules:
        return
    most, least = program.addVariable(-FARTHEST, FARTHEST), program.addVariable(-FARTHEST, FARTHEST)
    program.addConstr(most - least <= MOST_APART)
    for home in building.homes:
        if building.there(home, rules):
            carried = program.qsum([turns_of(home, space) * (space.weight / home.adults) for space in building.spaces])
            program.addConstr(carried - most <= float(shares[home.id]))
            program.addConstr(carried - least >= float(shares[home.id]))


def _places(program, building: Building, rules: frozenset[RuleOf], wanted=None) -> dict:
    """A column, yes or no, for each (home, space, week) that can be."""
    return {
        (home.id, space.id, week): program.addVariable(0, 1, type=INTEGER)
        for home in building.homes
        for space in building.spaces
        if wanted is None or wanted[home.id, space.id]
        for week in building.there(home, rules)
    }


def _one_each(program, building: Building, rules: frozenset[RuleOf], places: dict, rest: int) -> None:
    """One home for each space in each week; at most one turn of a home in `rest` + 1 weeks."""
    for space in building.spaces:
        must = RuleOf(Rule.COVER, space=space.id) in rules
        for week in range(building.weeks):
            taken = program.qsum(
                [places[key] for home in building.homes if (key := (home.id, space.id, week)) in places]
            )
            program.addConstr(taken == 1 if must else taken <= 1)
    if RuleOf(Rule.ONE_A_WEEK) not in rules:
        return
    for home in building.homes:
        for first in range(max(1, building.weeks - rest)):
            near = [
                places[key]
                for space in building.spaces
                for week in range(first, first + rest + 1)
                if (key := (home.id, space.id, week)) in places
            ]
            if len(near) > 1:
                program.addConstr(program.qsum(near) <= 1)


def weeks_of(building: Building, rules: frozenset[RuleOf], counts: dict, rest: int) -> list[Turn] | None:
    """When each home has the turns that were counted out to it; None where the weeks do not allow it."""
    program = _new_program()
    places = _places(program, building, rules, counts)
    _one_each(program, building, rules, places, rest)
    for home in building.homes:
        there = building.there(home, rules)
        for space in building.spaces:
            if turns := counts[home.id, space.id]:
                if turns > len(there):
                    return None
                program.addConstr(program.qsum([places[home.id, space.id, week] for week in there]) == turns)
    return _as_turns(_solved(program, places))


def weeks_of_work(building: Building, rules: frozenset[RuleOf], work: dict[int, int]) -> list[Turn] | None:
    """When each home does the work that was counted out to it, of whatever spaces; None where the weeks forbid it."""
    program = _new_program()
    places = _places(program, building, rules)
    _one_each(program, building, rules, places, rest=0)
    for home in building.homes:
        done = [
            space.weight * places[home.id, space.id, week]
            for space in building.spaces
            for week in building.there(home, rules)
        ]
        if done:
            program.addConstr(program.qsum(done) == work[home.id])
    return _as_turns(_solved(program, places))


def whole(building: Building, rules: frozenset[RuleOf]) -> list[Turn] | None:
    """Numbers and weeks in one program: slower, and the last word on whether there is a rota at all."""
    program = _new_program()
    places = _places(program, building, rules)
    if not _each_week_has_somebody(building, rules, places):
        return None
    _one_each(program, building, rules, places, rest=0)
    _keep_fair(
        program,
        building,
        rules,
        shares_of(building, rules),
        lambda home, space: program.qsum([places[home.id, space.id, week] for week in building.there(home, rules)]),
    )
    return _as_turns(_solved(program, places))


def _each_week_has_somebody(building: Building, rules: frozenset[RuleOf], places: dict) -> bool:
    """Whether no space that must be covered stands empty in a week because nobody at all is there."""
    weeks = {week for _home, _space, week in places}
    return len(weeks) == building.weeks or not any(rule.rule == Rule.COVER for rule in rules)


def _as_turns(chosen: dict | None) -> list[Turn] | None:
    if chosen is None:
        return None
    turns = [Turn(week, space, home) for (home, space, week), yes in chosen.items() if yes]
    return sorted(turns, key=lambda turn: (turn.week, turn.space))
