"""Who lives where: names in a list of dwellings found among the members, and conflicts told."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from accanto.base.text import fold
from accanto.exchange.cells.reading import as_text
from accanto.exchange.cells.units import Occupancy
from accanto.exchange.knowledge import LOST
from accanto.exchange.records import Dwelling, Person, ReadSheet, Tenancy
from accanto.residents.models import MembershipCategory

# A letter by itself; the one of "D'Amico" is not.
INITIAL = re.compile(r"[^\W\d]\.?")

Book = dict[tuple[str, ...], list[Person]]


def settle(sheets: list[ReadSheet], everybody: Iterable[Person], today: date) -> None:
    """For each tenancy say who it is, or why it waits for a decision."""
    book = _book(everybody)
    codes = {person.tax_code: person for people in book.values() for person in people if person.tax_code}
    for sheet in sheets:
        for dwelling in sheet.dwellings:
            _find_overlaps(sheet, dwelling)
    placed = [
        (sheet, dwelling, tenancy) for sheet in sheets for dwelling in sheet.dwellings for tenancy in dwelling.tenancies
    ]
    for sheet, _dwelling, tenancy in placed:
        tenancy.candidates = [codes[tenancy.tax_code]] if tenancy.tax_code in codes else _called(tenancy, book, today)
        _wait_without_day(sheet, tenancy)
    tenancies = [tenancy for _sheet, _dwelling, tenancy in placed if not tenancy.waits]
    _eliminate(tenancies)
    for sheet, _dwelling, tenancy in placed:
        _conclude(sheet, tenancy, len(book.get(words_of(tenancy.names[0]), ())))
    _find_elsewhere([(sheet, tenancy) for sheet, _dwelling, tenancy in placed])


def _book(everybody: Iterable[Person]) -> Book:
    """People by the words of their names. Members come before volunteers who are the same people."""
    book: Book = defaultdict(list)
    for person in everybody:
        known = book[person.words]
        if not any(_same(person, other) for other in known):
            known.append(person)
    return book


def _same(one: Person, other: Person) -> bool:
    """Two records of one name that are one human being."""
    if one.tax_code and other.tax_code:
        return one.tax_code == other.tax_code
    numbers = {phone.number for phone in one.phones} & {phone.number for phone in other.phones}
    return bool(numbers) or (one.born is not None and one.born == other.born)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a written name, as Person.words has them."""
    return tuple(sorted(fold(name.replace(",", " ")).split()))


def _called(tenancy: Tenancy, book: Book, today: date) -> list[Person]:
    """Those of this name who could live there: not left, admitted in time, assignees before others."""
    found = _named(tenancy.names[0], book)
    for keep in (
        lambda person: not getattr(person, "left", None) or person.left > (tenancy.end or today),
        lambda person: not (getattr(person, "admitted", None) and tenancy.start) or person.admitted <= tenancy.start,
        lambda person: getattr(person, "category", "") == MembershipCategory.ASSIGNEE,
    ):
        found = [person for person in found if keep(person)] or found
    return found


def _named(name: str, book: Book) -> list[Person]:
    words = words_of(name)
    if _is_partial(name):
        return [person for people in book.values() for person in people if _begins(person, name)]
    if LOST.search(name):
        return [person for known, people in book.items() if fits(name, known) for person in people]
    return list(book.get(words, ()))


def _is_partial(name: str) -> bool:
    """A surname alone, or with an initial: "Rossi", "Rossi M."."""
    return len(words_of(name)) < 2 or any(map(INITIAL.fullmatch, name.split()))


def _begins(person: Person, name: str) -> bool:
    """Whether a partial name can be this person's: her surname, and her initials where there are any."""
    surname, given = set(fold(person.name.surname).split()), fold(person.name.given)
    initials = [fold(word) for word in name.split() if INITIAL.fullmatch(word)]
    rest = words_of(" ".join(word for word in name.split() if not INITIAL.fullmatch(word)))
    return set(rest) == surname and all(given.startswith(letter) for letter in initials)


def fits(name: str, known: tuple[str, ...]) -> bool:
    """Whether a name with a lost letter can be this one, letter by letter and in any order of words."""
    words = [re.compile(re.escape(word).replace(r"\?", ".").replace("\ufffd", ".")) for word in fold(name).split()]
    if len(words) != len(known):
        return False
    left = list(known)
    for word in sorted(words, key=lambda word: "." in word.pattern):
        match = next((other for other in left if word.fullmatch(other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def last_day(tenancy: Tenancy, next_start: date) -> date:
    """The last day of a tenancy that another one followed."""
    before = next_start - timedelta(days=1)
    return max(tenancy.start, min(tenancy.end or before, before))


def meets(since: date, until: date | None, start: date, end: date | None) -> bool:
    """Whether two stretches of days share one; an open end runs on."""
    return since <= (end or date.max) and start <= (until or date.max)


def _find_overlaps(sheet: ReadSheet, dwelling: Dwelling) -> None:
    """Two households in one dwelling at the same time: the dwelling arrives, both tenancies wait."""
    clashing = {
        tenancy.row
        for tenancy in dwelling.tenancies
        for other in dwelling.tenancies
        if tenancy is not other and tenancy.overlaps(other)
    }
    for tenancy in dwelling.tenancies:
        if tenancy.row in clashing:
            tenancy.waits = "dwelling_overlap"
            numbers = ", ".join(map(str, sorted(clashing)))
            said = {"unit": str(dwelling.unit), "building": dwelling.building, "rows": numbers}
            where = "unit" if "unit" in sheet.understood.fields else "building_and_unit"
            sheet.say("dwelling_overlap", sheet.row(tenancy.row), where, **said)
    if dwelling.tenancies:
        dwelling.occupancy = None if dwelling.occupancy is Occupancy.FREE else dwelling.occupancy


def _wait_without_day(sheet: ReadSheet, tenancy: Tenancy) -> None:
    if not tenancy.start and not tenancy.waits:
        tenancy.waits = "tenant_without_start"
        sheet.say(tenancy.waits, sheet.row(tenancy.row), "tenant", name=tenancy.names[0])


def _eliminate(tenancies: list[Tenancy]) -> None:
    """Who is certain to live in one home cannot be the namesake in another at the same time."""
    changed = True
    while changed:
        changed = False
        certain = [tenancy for tenancy in tenancies if len(tenancy.candidates) == 1]
        for tenancy in tenancies:
            if len(tenancy.candidates) < 2:
                continue
            elsewhere = {id(other.candidates[0]) for other in certain if other.overlaps(tenancy)}
            left = [person for person in tenancy.candidates if id(person) not in elsewhere]
            if left and len(left) < len(tenancy.candidates):
                tenancy.candidates, changed = left, True


def _conclude(sheet: ReadSheet, tenancy: Tenancy, namesakes: int) -> None:
    if tenancy.waits:
        return
    row, name = sheet.row(tenancy.row), tenancy.names[0]
    if _is_partial(name) and tenancy.candidates and not tenancy.tax_code:
        tenancy.waits = "tenant_partial"
        sheet.say(tenancy.waits, row, "tenant", name=name)
    elif len(tenancy.candidates) != 1:
        tenancy.waits = "tenant_several" if tenancy.candidates else "tenant_unknown"
        sheet.say(tenancy.waits, row, "tenant", name=name)
    else:
        tenancy.person = tenancy.candidates[0]
        if namesakes > 1 and not tenancy.tax_code:
            number = getattr(tenancy.person, "number", None) or "?"
            sheet.say("tenant_deduced", row, "tenant", name=name, number=as_text(number))


def _find_elsewhere(placed: list[tuple[ReadSheet, Tenancy]]) -> None:
    """One person in two homes at once: both wait."""
    of_person: dict[int, list[tuple[ReadSheet, Tenancy]]] = defaultdict(list)
    for sheet, tenancy in placed:
        if tenancy.person is not None:
            of_person[id(tenancy.person)].append((sheet, tenancy))
    for group in of_person.values():
        for sheet, tenancy in group:
            other = next((other for _sheet, other in group if other is not tenancy and other.overlaps(tenancy)), None)
            if other is not None:
                tenancy.waits = "tenant_elsewhere"
                sheet.say("tenant_elsewhere", sheet.row(tenancy.row), "tenant", name=tenancy.names[0], other=other.row)
    for _sheet, tenancy in placed:
        if tenancy.waits:
            tenancy.person = None
