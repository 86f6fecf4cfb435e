"""Who follows a procedure, as a row names her: an account, a volunteer of the register, or a question for a person."""

from django.utils.translation import gettext as _

from accanto.exchange import tenants
from accanto.exchange.arrival.plan import NOBODY, SAME, Plan
from accanto.exchange.arrival.snapshot import Follower, Snapshot
from accanto.exchange.arrival.words import OF_FOLLOWERS, ask, key_of
from accanto.exchange.reading import Row
from accanto.exchange.records import ReadSheet


def find_follower(
    plan: Plan, snapshot: Snapshot, sheet: ReadSheet, row: Row, name: str, decisions: dict[str, str]
) -> Follower | None:
    """The one person whom a name means, or None: a procedure that nobody follows yet arrives all the same."""
    found = snapshot.followers_called(tenants.words_of(name))
    if len(found) == 1:
        return found[0]
    if not found:
        _tell_once(plan, sheet, row, name)
        return None
    decision = decisions.get(key_of(OF_FOLLOWERS, name), "")
    chosen = next((follower for follower in found if decision == f"{SAME}{follower.key}"), None)
    is_answered = chosen is not None or decision == NOBODY
    ask(plan, sheet, row, _question(name, found), answer=decision if is_answered else "")
    if not is_answered:
        sheet.say("follower_several", row, "followed_by", words=name)
    return chosen


def _tell_once(plan: Plan, sheet: ReadSheet, row: Row, name: str) -> None:
    """Once for each name: a list says "ufficio" on thirty rows."""
    if (id(sheet), name) not in plan.told:
        plan.told.add((id(sheet), name))
        sheet.say("follower_unknown", row, "followed_by", words=name)


def _question(name: str, found: list[Follower]) -> dict:
    return {
        "key": key_of(OF_FOLLOWERS, name),
        "text": _("Chi è «%(words)s», che segue queste pratiche?") % {"words": name},
        "options": [
            *((f"{SAME}{follower.key}", _described(follower)) for follower in found),
            (NOBODY, _("Nessuna di queste persone")),
        ],
        "unanswered": _("Non lo so ancora: queste pratiche arrivano senza chi le segue"),
    }


def _described(follower: Follower) -> str:
    if follower.user_id:
        return _("%(name)s, che ha un accesso") % {"name": follower.name}
    number = follower.person.membership.get("book_number") or "—"
    said = {"name": follower.name, "number": number}
    return _("%(name)s, nel registro dei volontari, n. libro soci %(number)s") % said
