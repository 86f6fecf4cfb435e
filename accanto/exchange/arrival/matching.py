"""Is she already here? By tax code; by name and one thing more; else a person decides."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accanto.exchange.arrival.snapshot import Snapshot, Someone
from accanto.exchange.records import Person


@dataclass(slots=True)
class Match:
    """Who a record is: somebody known, or nobody yet; with candidates where only a person can tell."""

    someone: Someone | None = None
    candidates: list[Someone] = field(default_factory=list)
    why: str = ""


def find(snapshot: Snapshot, person: Person) -> Match:
    """The match of a record. Two different tax codes are two people, whatever else agrees.

    A doubt would say that she is here: of somebody whom the importer may not see there is none, and the two are
    found later as likely to be one by whoever may see both.
    """
    if someone := _by_archive_id(snapshot, person):
        return Match(someone)
    if person.tax_code and (someone := snapshot.by_code.get(person.tax_code)):
        return Match(someone)
    namesakes = [
        someone
        for someone in snapshot.by_words.get(person.words, [])
        if not (person.tax_code and someone.tax_code) and not _other_birth(person, someone)
    ]
    sure = [someone for someone in namesakes if _agrees(person, someone)]
    if len(sure) == 1:
        return Match(sure[0])
    doubtful = [someone for someone in namesakes if _maybe(person, someone) and not someone.is_hidden]
    return Match(candidates=doubtful, why=_why(person, doubtful))


def _by_archive_id(snapshot: Snapshot, person: Person) -> Someone | None:
    """The number that an export wrote counts only where the name or the tax code agrees: archives differ."""
    someone = snapshot.by_pk.get(person.archive_id) if person.archive_id else None
    if someone is None:
        return None
    same_code = bool(person.tax_code) and someone.tax_code == person.tax_code
    return someone if same_code or someone.words == person.words else None


def _other_birth(person: Person, someone: Someone) -> bool:
    return bool(person.born and someone.born and person.born != someone.born)


def _agrees(person: Person, someone: Someone) -> bool:
    """Same name, and: the same line of the members' book, a telephone, or birth date with birth place."""
    number = getattr(person, "number", None)
    if number and someone.membership.get("book_number") == number:
        return True
    if {phone.number for phone in person.phones} & someone.contacts:
        return True
    place = someone.values.get("birth_place", "")
    return bool(person.born and person.born == someone.born and place and place == person.birth_place)


def _maybe(person: Person, someone: Someone) -> bool:
    """A namesake is a doubt unless two different lines of the members' book set the two apart."""
    if person.born and person.born == someone.born:
        return True
    number, known = getattr(person, "number", None), someone.membership.get("book_number")
    return not (number and known and number != known)


def _why(person: Person, doubtful: list[Someone]) -> str:
    if any(person.born and someone.born == person.born for someone in doubtful):
        return _("stesso nome e stessa data di nascita")
    return _("stesso nome")
