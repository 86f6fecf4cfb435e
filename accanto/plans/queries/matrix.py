"""The autonomy matrix over time: levels by domain and view, means, what improved."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.http import Http404

from accanto.base import clock
from accanto.base.parameters import value_on
from accanto.plans.models import Assessment, MatrixDomain, MatrixEdition, Plan, Rating
from accanto.plans.states import View

MEAN_SHARE = "plans_mean_share"
IMPROVED_BY = 1
TENTH = Decimal("0.1")


def edition_on(day: date) -> MatrixEdition:
    """The wording in force on a day: the latest that had begun by then."""
    return MatrixEdition.objects.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()


def assessment_for(user, pk: int) -> Assessment:
    """An assessment with its plan and wording. Raises Http404."""
    rows = Assessment.objects.visible_to(user).select_related("plan__household", "plan__person", "edition")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def current_ratings(assessment: Assessment) -> dict[tuple[int, str], Rating]:
    """The latest rating of each domain by each view; an earlier one stands below it. One query."""
    return {(row.domain_id, row.view): row for row in assessment.ratings.select_related("by").order_by("id")}


@dataclass(frozen=True)
class Cell:
    """One domain at one moment: a level by each view, None where there is none; `words` in that edition."""

    worker: int | None = None
    own: int | None = None
    words: str = ""

    @property
    def differ(self) -> bool:
        """Whether both have looked and do not see the same."""
        return None not in (self.worker, self.own) and self.worker != self.own


@dataclass(frozen=True)
class Row:
    """A domain over time; `cells` follow the moments of the profile."""

    code: str
    name: str
    cells: list[Cell]

    @property
    def now(self) -> Cell:
        """The latest moment at which somebody rated this domain."""
        return next((cell for cell in reversed(self.cells) if cell.worker or cell.own), Cell())

    @property
    def change(self) -> int | None:
        """From the first worker's level to the latest; None with fewer than two."""
        levels = [cell.worker for cell in self.cells if cell.worker]
        return levels[-1] - levels[0] if len(levels) > 1 else None

    @property
    def has_improved(self) -> bool:
        return (self.change or 0) >= IMPROVED_BY


@dataclass(frozen=True)
class Profile:
    """Every moment of a plan, the earliest first, and every domain over them."""

    assessments: list[Assessment]
    rows: list[Row]
    needed: int  # percent of the domains to be rated before a mean says anything

    def mean(self, place: int, view: str) -> Decimal | None:
        """The mean of a moment to a tenth, half up; None while too few domains are rated."""
        levels = [getattr(row.cells[place], view) for row in self.rows]
        return mean_of([level for level in levels if level], len(levels), self.needed)

    @property
    def means(self) -> list[tuple[Decimal | None, Decimal | None]]:
        """For each moment the worker's mean and her own."""
        return [(self.mean(place, View.WORKER), self.mean(place, View.OWN)) for place in range(len(self.assessments))]

    @property
    def improved(self) -> list[Row]:
        return [row for row in self.rows if row.has_improved]

    @property
    def differing(self) -> list[Row]:
        """Domains that the two see differently at the latest moment."""
        return [row for row in self.rows if row.cells and row.cells[-1].differ]


def mean_of(levels: list[int], domains: int, needed: int) -> Decimal | None:
    """The mean of levels to a tenth, half up, when at least `needed` percent of the domains have one."""
    if not levels or len(levels) * 100 < needed * domains:
        return None
    return (Decimal(sum(levels)) / len(levels)).quantize(TENTH, rounding=ROUND_HALF_UP)


def profile_of(plan: Plan) -> Profile:
    """The profile of a plan over time. Four queries, however many moments there are."""
    assessments = list(plan.assessments.select_related("edition", "begun_by"))
    needed = int(value_on(MEAN_SHARE, clock.today()))
    if not assessments:
        return Profile([], [], needed)
    editions = {assessment.edition_id for assessment in assessments}
    domains = {domain.pk: domain for domain in MatrixDomain.objects.filter(edition__in=editions)}
    levels = defaultdict(dict)
    for rating in Rating.objects.filter(assessment__in=[row.pk for row in assessments]).order_by("id"):
        levels[rating.assessment_id, domains[rating.domain_id].code][rating.view] = rating
    return Profile(assessments, _rows(assessments, domains, levels), needed)


def _rows(assessments: list[Assessment], domains: dict[int, MatrixDomain], levels: dict) -> list[Row]:
    """The domains of the latest edition, each over every moment."""
    newest = max(assessment.edition_id for assessment in assessments)
    shown = sorted((d for d in domains.values() if d.edition_id == newest), key=lambda d: d.position)
    return [
        Row(
            domain.code,
            domain.name,
            [_cell(levels.get((assessment.pk, domain.code), {}), domains) for assessment in assessments],
        )
        for domain in shown
    ]


def _cell(ratings: dict[str, Rating], domains: dict[int, MatrixDomain]) -> Cell:
    worker, own = ratings.get(View.WORKER), ratings.get(View.OWN)
    said = worker if worker and worker.level else own
    words = domains[said.domain_id].words_for(said.level) if said else ""
    return Cell(worker=worker.level if worker else None, own=own.level if own else None, words=words)


def corrected_ratings(assessment: Assessment) -> list[tuple[Rating, Rating]]:
    """Ratings that a later one stands over, each with that one: nobody's view is lost. One query."""
    pairs, last = [], {}
    for rating in assessment.ratings.select_related("by", "domain").order_by("id"):
        key = (rating.domain_id, rating.view)
        if key in last:
            pairs.append((last[key], rating))
        last[key] = rating
    return pairs
