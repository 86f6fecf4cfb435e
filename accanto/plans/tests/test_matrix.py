"""The matrix: two views kept, nobody's rating lost, old wording kept, a mean only when it says something."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accanto.base import clock
from accanto.base.due import Whose
from accanto.plans import actions, due
from accanto.plans.models import Assessment, MatrixDomain, MatrixEdition, Plan, Rating
from accanto.plans.queries import corrected_ratings, current_ratings, mean_of, profile_of, readiness_of
from accanto.plans.states import Moment, PlanPhase, View
from accanto.plans.tests.factories import a_plan, an_assessment, an_exit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def on_a_monday(time_machine):
    time_machine.move_to("2026-11-02 10:00 +0100")


def domain(code: str) -> MatrixDomain:
    return MatrixDomain.objects.get(code=code)


def refused(act, **values) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        act(**values)
    return error.value


def test_there_are_twelve_ordinary_domains_and_safety_is_not_among_them():
    assert MatrixDomain.objects.count() == 12
    assert not MatrixDomain.objects.filter(code="safety").exists()
    assert {len(domain.levels) for domain in MatrixDomain.objects.all()} == {5}


@pytest.mark.parametrize("level", [0, 6, -1, 32768])
def test_a_rating_outside_one_to_five_is_refused_and_could_not_be_stored(coordinator, level):
    assessment = an_assessment(level=None)
    levels = {(domain("home").pk, View.WORKER): level}
    assert refused(actions.rate, by=coordinator, assessment=assessment, levels=levels).code == "level"
    with pytest.raises(DatabaseError), transaction.atomic():
        Rating.objects.create(
            assessment=assessment, domain=domain("home"), view=View.WORKER, level=level, by=coordinator, at=clock.now()
        )
    assert not Rating.objects.exists()


def test_both_views_are_kept_and_where_they_differ_it_is_shown(coordinator, client_of):
    assessment = an_assessment(level=3, own=4)
    row = next(row for row in profile_of(assessment.plan).rows if row.code == "work")
    assert (row.now.worker, row.now.own, row.now.differ) == (3, 4, True)
    page = client_of(coordinator).get(reverse("plans:matrix", args=[assessment.plan_id])).content.decode()
    assert page.count("Lei si vede a 4.") == 12 and "3 · lei: 4" in page


def form_of(client, assessment) -> dict:
    """What the rating page shows, as a browser would send it back."""
    form = client.get(reverse("plans:assessment_edit", args=[assessment.pk])).context["form"]
    fields = {name: form[name].initial if form[name].initial is not None else "" for name in form.fields}
    shown = {form[name].html_initial_name: fields[name] for name in form.keys} | {"initial-savings": fields["savings"]}
    return {**fields, **shown, "form_token": ""}


def test_two_volunteers_rate_at_once_and_nobody_loses_a_rating(client_of, coordinator, volunteer):
    plan = a_plan()
    plan.household.team.create(
        user=volunteer, role="volunteer", since=date(2026, 1, 1), why="", sees_diary_since=date(2026, 1, 1)
    )
    assessment = an_assessment(plan, level=None)
    address = reverse("plans:assessment_edit", args=[assessment.pk])
    giulia, vittorio = client_of(coordinator), client_of(volunteer)
    hers, his = form_of(giulia, assessment), form_of(vittorio, assessment)
    assert giulia.post(address, hers | {"home_worker": "4", "work_worker": "2"}).status_code == 302
    mine = his | {"home_worker": "3", "income_own": "5"}
    second = vittorio.post(address, mine)
    assert second.status_code == 422 and "Nel frattempo" in second.content.decode()
    assert Rating.objects.count() == 2
    again = mine | {"version": second.context["form"].data["version"]}
    assert vittorio.post(address, again).status_code == 302
    now = {(row.domain.code, row.view): row.level for row in current_ratings(assessment).values()}
    assert now == {("home", "worker"): 3, ("work", "worker"): 2, ("income", "own"): 5}
    before, after = corrected_ratings(assessment)[0]
    assert (before.level, before.by, after.level, after.by) == (4, coordinator, 3, volunteer)


@pytest.mark.parametrize("level", ["0", "6", "-1", "cinque"])
def test_a_rating_outside_one_to_five_is_refused_at_its_domain(client_of, coordinator, level):
    assessment = an_assessment(level=None)
    client = client_of(coordinator)
    shown = form_of(client, assessment)
    answer = client.post(reverse("plans:assessment_edit", args=[assessment.pk]), shown | {"home_worker": level})
    assert answer.status_code == 422 and not Rating.objects.exists()
    assert answer.context["form"].errors == {"home_worker": ["I livelli vanno da 1 a 5."]}
    assert "I livelli vanno da 1 a 5." in answer.content.decode()


def test_a_rating_that_she_did_not_touch_stays_as_somebody_changed_it_meanwhile(client_of, coordinator):
    assessment = an_assessment(level=3)
    client = client_of(coordinator)
    shown = form_of(client, assessment)
    levels = {(domain("home").pk, View.WORKER): 5}
    actions.rate(by=coordinator, assessment=assessment, levels=levels)
    address = reverse("plans:assessment_edit", args=[assessment.pk])
    mine = shown | {"work_worker": "4"}
    second = client.post(address, mine)
    client.post(address, mine | {"version": second.context["form"].data["version"]})
    now = {row.domain.code: row.level for row in current_ratings(assessment).values()}
    assert (now["home"], now["work"]) == (5, 4)


def test_not_relevant_is_an_answer_and_no_level(coordinator):
    assessment = an_assessment(level=3)
    actions.rate(by=coordinator, assessment=assessment, levels={(domain("school").pk, View.WORKER): None})
    assert profile_of(assessment.plan).rows[7].now.worker is None


@pytest.mark.parametrize(("rated", "shown"), [(9, None), (10, Decimal("3.0")), (12, Decimal("3.0"))])
def test_the_mean_speaks_from_eighty_percent_of_the_domains(coordinator, rated, shown):
    assessment = an_assessment(level=None)
    levels = {(row.pk, View.WORKER): 3 for row in MatrixDomain.objects.all()[:rated]}
    actions.rate(by=coordinator, assessment=assessment, levels=levels)
    assert profile_of(assessment.plan).means[0][0] == shown


@given(st.lists(st.integers(1, 5), min_size=10, max_size=12))
def test_a_mean_lies_between_its_levels(levels):
    mean = mean_of(levels, 12, 80)
    assert min(levels) <= mean <= max(levels)
    assert abs(mean * len(levels) - sum(levels)) <= Decimal("0.05") * len(levels)


def test_the_mean_is_rounded_half_up():
    assert mean_of([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1], 20, 80) == Decimal("1.2")  # 1.15


def test_improved_is_one_level_or_more(coordinator, time_machine):
    plan = an_assessment(level=2).plan
    time_machine.move_to("2027-05-02 10:00 +0200")
    later = actions.begin_assessment(by=coordinator, plan=plan)
    levels = {(domain(code).pk, View.WORKER): level for code, level in [("home", 3), ("work", 2), ("network", 1)]}
    actions.rate(by=coordinator, assessment=later, levels=levels)
    profile = profile_of(plan)
    assert [row.code for row in profile.improved] == ["home"]
    assert next(row for row in profile.rows if row.code == "network").change == -1


def test_old_assessments_keep_the_wording_they_were_made_with(coordinator, time_machine):
    plan = an_assessment(level=3).plan
    second = MatrixEdition.objects.create(number=2, valid_from=date(2027, 1, 1))
    for row in MatrixDomain.objects.filter(edition__number=1):
        levels = [f"nuovo {number}" for number in range(1, 6)]
        MatrixDomain.objects.create(edition=second, code=row.code, name=row.name, position=row.position, levels=levels)
    time_machine.move_to("2027-05-02 10:00 +0200")
    an_assessment(plan, level=4)
    cells = profile_of(plan).rows[0].cells
    assert [cell.words for cell in cells] == ["alloggio della cooperativa, regolare", "nuovo 4"]


def test_moments_fall_due_by_themselves(coordinator, time_machine):
    plan = a_plan()
    seen = []
    for day in ("2026-11-20", "2027-05-20"):
        time_machine.move_to(f"{day} 10:00 +0100")
        assessment = actions.begin_assessment(by=coordinator, plan=plan)
        seen.append((assessment.moment, plan.assessment_due, plan.assessment_due_on.isoformat()))
    an_exit(plan.household)
    plan.refresh_from_db()
    seen.append(("", plan.assessment_due, plan.assessment_due_on.isoformat()))
    for day in ("2027-06-01", "2027-11-25", "2028-06-01"):
        time_machine.move_to(f"{day} 10:00 +0100")
        assessment = actions.begin_assessment(by=coordinator, plan=plan)
        next_on = plan.assessment_due_on
        seen.append((assessment.moment, plan.assessment_due, next_on and next_on.isoformat()))
    assert seen == [
        (Moment.START, Moment.ON_THE_WAY, "2027-05-20"),
        (Moment.ON_THE_WAY, Moment.ON_THE_WAY, "2027-11-20"),
        ("", Moment.EXIT, "2027-05-20"),
        (Moment.EXIT, Moment.AFTER_6, "2027-11-20"),
        (Moment.AFTER_6, Moment.AFTER_12, "2028-05-20"),
        (Moment.AFTER_12, "", None),
    ]


def test_it_stands_among_what_is_due_and_can_wait(coordinator):
    plan = a_plan()
    until = plan.assessment_due_on
    kinds = {item.kind: item.day for item in due.due(coordinator, until, Whose.COOPERATIVE)}
    assert kinds == {due.ASSESSMENT: until}
    due.MOVE[due.ASSESSMENT](by=coordinator, subject_id=plan.pk, to=until + 5 * DAY)
    assert due.due(coordinator, until, Whose.COOPERATIVE) == []


def test_one_begun_twice_on_a_day_is_one(coordinator):
    plan = a_plan()
    first, second = (actions.begin_assessment(by=coordinator, plan=plan) for _ in range(2))
    assert first == second and Assessment.objects.count() == 1


@pytest.mark.parametrize("days", [1, -1])
def test_it_is_looked_at_neither_tomorrow_nor_before_the_path(coordinator, days):
    plan = a_plan()
    on = clock.today() + days * DAY
    assert "assessed_on" in refused(actions.begin_assessment, by=coordinator, plan=plan, assessed_on=on).error_dict


def ready(plan, level=4, savings="yes"):
    Plan.objects.filter(pk=plan.pk).update(phase=PlanPhase.PATH)
    plan.refresh_from_db()
    assessment = an_assessment(plan, level=level)
    actions.rate(by=plan.opened_by, assessment=assessment, levels={}, savings=savings)
    return readiness_of(plan, profile_of(plan), None)


def test_readiness_is_a_prompt_with_its_reasons(coordinator, client_of):
    plan = a_plan()
    readiness = ready(plan)
    assert readiness.is_prompted and [reason.met for reason in readiness.reasons] == [True] * 5
    page = client_of(coordinator).get(plan.get_absolute_url()).content.decode()
    assert "Potete parlare dell" in page and "non una decisione" in page
    assert Plan.objects.get().phase == PlanPhase.PATH


@pytest.mark.parametrize(("level", "savings", "missing"), [(3, "yes", 4), (4, "no", 1), (4, "", 1)])
def test_what_is_missing_is_said(level, savings, missing):
    readiness = ready(a_plan(), level, savings)
    assert not readiness.is_prompted and len(readiness.missing) == missing


def test_the_profile_costs_the_same_for_one_and_three_moments(coordinator, time_machine, django_assert_num_queries):
    plan = an_assessment(own=2).plan
    for count, month in enumerate(["2027-02", "2027-03"], start=1):
        with django_assert_num_queries(4):
            profile_of(plan)
        time_machine.move_to(f"{month}-02 10:00 +0100")
        an_assessment(plan, own=3)
        assert plan.assessments.count() == count + 1
    with django_assert_num_queries(4):
        profile_of(plan)
