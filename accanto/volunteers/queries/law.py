"""Which law holds here, and how many volunteers and members there are under it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from accanto.archive.queries import cooperative
from accanto.base import clock
from accanto.base.models import Parameter
from accanto.base.parameters import parameter_on, value_on
from accanto.residents.models import Membership, Person
from accanto.volunteers import rules
from accanto.volunteers.models import RefundResolution, Volunteer

EVERY_PARAMETER = (
    rules.SHARE_OF_MEMBERS,
    rules.PER_DAY,
    rules.PER_MONTH,
    rules.RECHECK_MONTHS,
    rules.PRESENCE_GAP,
    rules.COVER_FIRST_REMINDER,
    rules.COVER_SECOND_REMINDER,
    rules.RECHECK_REMINDER,
)


@dataclass(frozen=True, slots=True)
class Share:
    """Volunteers and members on a day, and the percentage that the law allows."""

    volunteers: int
    members: int
    percent: Decimal

    @property
    def is_exceeded(self) -> bool:
        return not rules.within_share(self.volunteers, self.members, self.percent)


def incomplete_entries(volunteers: list[Volunteer]) -> int:
    """Of how many the register lacks what the decree asks: tax code, or birth and its place; and residence."""
    return sum(not _is_complete(volunteer.person) for volunteer in volunteers)


def _is_complete(person: Person) -> bool:
    return bool(person.address and (person.tax_code or (person.birth_date and person.birth_place)))


def law() -> rules.Law:
    """The law on volunteers for this cooperative's legal form."""
    return rules.LAWS[cooperative().legal_form]


def share_on(day: date) -> Share:
    """How many are in the register on a day or enter it later, against all members, volunteers included."""
    volunteers = Volunteer.objects.filter(Q(register_until=None) | Q(register_until__gte=day)).count()
    members = Membership.objects.filter(Q(left_on=None) | Q(left_on__gt=day)).count()
    return Share(volunteers, members, value_on(rules.SHARE_OF_MEMBERS, day))


def check_needed_near_minors(day: date) -> bool:
    """Whether the cooperative's policy asks for a record check of whoever is near minors."""
    return bool(value_on(rules.CHECK_NEAR_MINORS, day))


def resolution_on(day: date) -> RefundResolution | None:
    """The board's decision on self-certified expenses in force on a day."""
    running = Q(valid_to=None) | Q(valid_to__gte=day)
    return RefundResolution.objects.filter(running, valid_from__lte=day).order_by("-valid_from", "-id").first()


def resolutions() -> list[RefundResolution]:
    """Every decision of the board on self-certified expenses, the newest first."""
    return list(RefundResolution.objects.order_by("-valid_from", "-id"))


def parameters_in_force() -> list[Parameter]:
    """The amounts and terms that hold today, with their sources."""
    today = clock.today()
    return [parameter_on(code, today) for code in EVERY_PARAMETER]
