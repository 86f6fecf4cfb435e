"""Paths: the list, a household's, one with its goals and promises side by side; what changes them."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.plans import actions, queries
from accanto.plans.forms.plans import (
    GoalForm,
    GoalPromiseForm,
    GoalStateForm,
    PhaseForm,
    PlanFilterForm,
    PlanForm,
    ReviewForm,
)
from accanto.plans.models import Plan
from accanto.residents import queries as residents
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_PLANS)
def plan_list(request):
    """Paths that are walked, filtered by the address."""
    filters = PlanFilterForm(request.GET)
    wanted = filters.cleaned_data if filters.is_valid() else {}
    page = queries.plan_page(request.user, **wanted, cursor=request.GET.get("page", ""))
    return render(request, "plans/plan_list.html", {"page": page, "filters": filters})


@requires(Permission.WORK_ON_PLANS)
def household_path(request, household_id):
    """The tab "Percorso": plans, promises of every side, exits."""
    household = residents.household_for(request.user, household_id)
    record_read(by=request.user, subject=household, household_id=household.pk)
    context = {
        "household": household,
        "plans": queries.plans_of(household),
        "promises": queries.promises_of(household),
        "exits": queries.exits_of(household),
    }
    return render(request, "plans/household_path.html", context)


@requires(Permission.WORK_ON_PLANS)
def plan_new(request, household_id):
    """Open a path, with the word of whoever may give it."""
    household = residents.household_for(request.user, household_id)
    form = PlanForm(posted(request), household=household)
    if response := submitted(request, form, actions.open_plan, by=request.user, household=household):
        return response
    lead = _("Un percorso si apre solo con la parola della persona. Resta una proposta finché non è d'accordo.")
    heading, back = _("Apri un percorso"), household.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, lead=lead, save=_("Apri"), look="chips")


@requires(Permission.WORK_ON_PLANS)
def plan_detail(request, plan_id):
    """A path: goals with the promises of three sides, versions, reviews, the matrix, whether to talk about leaving."""
    plan = queries.plan_for(request.user, plan_id)
    record_read(by=request.user, subject=plan, household_id=plan.household_id)
    profile = queries.profile_of(plan)
    goals, versions = queries.goals_of(plan), queries.versions_of(plan)
    context = {
        "plan": plan,
        "goals": goals,
        "versions": versions,
        "is_behind": bool(versions) and versions[0].content != queries.terms_in(goals),
        "reviews": queries.reviews_of(plan),
        "steps": queries.steps_of(plan),
        "profile": profile,
        "readiness": queries.readiness_of(plan, profile, queries.home_for_readiness(plan)),
    }
    return render(request, "plans/plan_detail.html", context)


def _about(request, plan: Plan, form, **page):
    """A form about a path, with the way back to it; that it was opened is written first."""
    record_read(by=request.user, subject=plan, household_id=plan.household_id)
    return form_page(request, form=form, back=plan.get_absolute_url(), **page)


@requires(Permission.WORK_ON_PLANS)
def phase_move(request, plan_id):
    """On to another phase."""
    plan = queries.plan_for(request.user, plan_id)
    form = PhaseForm(posted(request), record=plan)
    if response := submitted(request, form, partial(actions.move_phase, plan=plan), by=request.user):
        return response
    lead = _("Adesso: %(phase)s. Dopo l'uscita si passa da sé, quando si scrive l'uscita.") % {
        "phase": plan.phase_label
    }
    return _about(request, plan, form, heading=_("Cambia fase"), lead=lead, look="chips")


@requires(Permission.WORK_ON_PLANS)
def goal_new(request, plan_id):
    """Where she wants to arrive."""
    plan = queries.plan_for(request.user, plan_id)
    form = GoalForm(posted(request))
    if response := submitted(request, form, actions.add_goal, by=request.user, plan=plan):
        return response
    return _about(request, plan, form, heading=_("Dove vuole arrivare?"), look="chips")


@requires(Permission.WORK_ON_PLANS)
def goal_edit(request, goal_id):
    """Correct a goal."""
    goal = queries.goal_for(request.user, goal_id)
    form = GoalForm(posted(request), record=goal)
    if response := submitted(request, form, partial(actions.change_goal, goal=goal), by=request.user):
        return response
    return _about(request, goal.plan, form, heading=_("Correggi l'obiettivo"), look="chips")


@requires(Permission.WORK_ON_PLANS)
def goal_move(request, goal_id):
    """What became of a goal."""
    goal = queries.goal_for(request.user, goal_id)
    form = GoalStateForm(posted(request), record=goal)
    if response := submitted(request, form, partial(actions.move_goal, goal=goal), by=request.user):
        return response
    return _about(request, goal.plan, form, heading=_("L'obiettivo"), lead=goal.words, look="chips")


@requires(Permission.WORK_ON_PLANS)
def goal_promise_new(request, goal_id):
    """A promise of one of the three sides for a goal."""
    goal = queries.goal_for(request.user, goal_id)
    household = goal.plan.household
    form = GoalPromiseForm(posted(request), household=household)
    fixed = {"by": request.user, "household": household, "goal": goal}
    if response := submitted(request, form, actions.make_promise, to=lambda _made: goal.get_absolute_url(), **fixed):
        return response
    record_read(by=request.user, subject=goal.plan, household_id=household.pk)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "household": household, "goal": goal}
    return render(request, "plans/promise_form.html", context, status=status)


@requires(Permission.WORK_ON_PLANS)
def review_new(request, plan_id):
    """A look at the path together."""
    plan = queries.plan_for(request.user, plan_id)
    form = ReviewForm(posted(request), record=plan)
    if response := submitted(request, form, partial(actions.write_review, plan=plan), by=request.user):
        return response
    return _about(request, plan, form, heading=_("Verifica del percorso"))
