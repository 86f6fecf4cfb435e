"""Which body of the directory a row means: certain, new, said by a person once for each name, or asked."""

from django.utils.translation import gettext as _

from accanto.exchange.arrival.plan import NEW, NOBODY, SAME, Plan
from accanto.exchange.arrival.snapshot import Snapshot
from accanto.exchange.arrival.words import OF_BODIES, ask, key_of
from accanto.exchange.bodies import Body, named, similar
from accanto.exchange.reading import Row
from accanto.exchange.records import ReadSheet


def find_body(
    plan: Plan, snapshot: Snapshot, sheet: ReadSheet, row: Row, name: str, decisions: dict[str, str]
) -> Body | str:
    """The body that a name means; NOBODY where a person leaves it out, empty where it waits for her."""
    wanted = named(name)
    if (known := snapshot.bodies.get(wanted.key)) is not None:
        return known
    decision = decisions.get(key_of(OF_BODIES, name), "")
    chosen = snapshot.bodies.get(decision.removeprefix(SAME)) if decision.startswith(SAME) else None
    near = similar(name, snapshot.bodies.values())
    if chosen is None and decision not in (NEW, NOBODY) and near:
        sheet.say("body_doubtful", row, "body", words=name, other=", ".join(body.name for body in near))
        ask(plan, sheet, row, _question(name, near))
        return ""
    if near:
        ask(plan, sheet, row, _question(name, near), answer=decision)
    if decision == NOBODY:
        sheet.say("body_left_out", row, "body", words=name)
        return NOBODY
    return chosen or _newcomer(snapshot, sheet, row, wanted)


def _newcomer(snapshot: Snapshot, sheet: ReadSheet, row: Row, wanted: Body) -> Body:
    sheet.say("body_new", row, "body", words=wanted.name)
    snapshot.bodies[wanted.key] = wanted
    return wanted


def _question(name: str, near: list[Body]) -> dict:
    return {
        "key": key_of(OF_BODIES, name),
        "text": _("Quale ente è «%(words)s»?") % {"words": name},
        "options": [
            *((f"{SAME}{body.key}", _("È %(name)s") % {"name": body.name}) for body in near),
            (NEW, _("È un altro ente: aggiungilo alla rubrica")),
            (NOBODY, _("Lascia fuori queste righe")),
        ],
        "unanswered": _("Non lo so ancora: queste righe restano fuori"),
    }
