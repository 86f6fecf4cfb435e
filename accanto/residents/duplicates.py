"""How likely two records are one human being, and why: a person decides."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz.fuzz import token_sort_ratio

from accanto.base.text import fold
from accanto.residents.models import Person

ALIKE = 88  # rapidfuzz's token_sort_ratio, 0 to 100
LIKELY = 2


@dataclass
class Likeness:
    """Two records and the reasons for thinking that they are one person."""

    first: Person
    second: Person
    reasons: list[str] = field(default_factory=list)
    weight: int = 0

    @property
    def is_likely(self) -> bool:
        """Worth a look."""
        return self.weight >= LIKELY

    def because(self, weight: int, reason: str) -> None:
        """Add a reason that counts `weight`."""
        self.weight += weight
        self.reasons.append(reason)


def compare(first: Person, second: Person) -> Likeness:
    """The pair with every reason for and against. Two different tax codes are two people."""
    pair = Likeness(first, second)
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
