"""Which two records may be one human being, and why: a person decides."""

from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from rapidfuzz.fuzz import token_sort_ratio

from accanto.base.text import fold
from accanto.residents.models import ContactPoint, Person, SetApart

ALIKE = 88  # rapidfuzz's token_sort_ratio, 0 to 100
LIKELY = 2
MOST_PAIRS = 100
MOST_IN_A_GROUP = 12


@dataclass
class LikelyPair:
    """Two records and the reasons for thinking that they are one person."""

    first: Person
    second: Person
    reasons: list[str] = field(default_factory=list)
    weight: int = 0

    def because(self, weight: int, reason: str) -> None:
        """Add a reason that counts `weight`."""
        self.weight += weight
        self.reasons.append(reason)


def likely_pairs(user) -> list[LikelyPair]:
    """The pairs among people this user may see, the likeliest first, at most MOST_PAIRS."""
    apart = set(SetApart.objects.values_list("first_id", "second_id"))
    pairs = {}
    for people in _groups(Person.objects.visible_to(user)):
        for first, second in combinations(sorted(people, key=lambda person: person.pk), 2):
            key = (first.pk, second.pk)
            if key not in pairs and key not in apart:
                pairs[key] = compare(first, second)
    likely = [pair for pair in pairs.values() if pair.weight >= LIKELY]
    return sorted(likely, key=lambda pair: (-pair.weight, pair.first.pk))[:MOST_PAIRS]


def _groups(people) -> list[list[Person]]:
    """People who share a birth date, a folded name or a phone: only those are worth comparing."""
    return [*_sharing(people, "birth_date"), *_sharing(people, "search_text"), *_sharing_phone(people)]


def _sharing(people, column: str) -> list[list[Person]]:
    filled = people.exclude(Q(**{column: None}) if column == "birth_date" else Q(**{column: ""}))
    shared = filled.order_by().values(column).annotate(count=Count("pk")).filter(count__range=(2, MOST_IN_A_GROUP))
    values = list(shared.values_list(column, flat=True)[: MOST_PAIRS * 5])
    groups: dict = {}
    for person in people.filter(**{f"{column}__in": values}):
        groups.setdefault(getattr(person, column), []).append(person)
    return list(groups.values())


def _sharing_phone(people) -> list[list[Person]]:
    points = ContactPoint.objects.filter(person__in=people).order_by()
    shared = points.values("value").annotate(count=Count("person", distinct=True)).filter(count__range=(2, 6))
    groups: dict = {}
    wanted = shared.values_list("value", flat=True)[: MOST_PAIRS * 5]
    for point in points.filter(value__in=list(wanted)).select_related("person"):
        groups.setdefault(point.value, []).append(point.person)
    return list(groups.values())


def compare(first: Person, second: Person) -> LikelyPair:
    """The pair with every reason for and against. Two different tax codes are two people."""
    pair = LikelyPair(first, second)
    if first.tax_code and second.tax_code:
        return pair
    alike = token_sort_ratio(fold(str(first)), fold(str(second)))
    if alike == 100:
        pair.because(2, _("lo stesso nome"))
    elif alike >= ALIKE:
        pair.because(1, _("un nome quasi uguale"))
    if first.birth_date and second.birth_date:
        same = first.birth_date == second.birth_date
        pair.because(1, _("la stessa data di nascita")) if same else pair.because(-2, _("date di nascita diverse"))
    if alike >= ALIKE and _phones(first) & _phones(second):
        pair.because(1, _("lo stesso telefono"))
    return pair


def _phones(person: Person) -> set[str]:
    return {point.value for point in person.contact_points.all()}
