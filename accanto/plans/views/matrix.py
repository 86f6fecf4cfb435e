"""The autonomy matrix: the profile over time, and the form for both views."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.forms import posted, submitted
from accanto.plans import actions, queries
from accanto.plans.forms.matrix import BeginForm, RatingsForm
from accanto.plans.pictures import profile_picture
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_PLANS)
def matrix(request, plan_id):
    """The profile over time as a picture, and the table that says the same."""
    plan = queries.plan_for(request.user, plan_id)
    record_read(by=request.user, subject=plan, household_id=plan.household_id)
    profile = queries.profile_of(plan)
    context = {"plan": plan, "profile": profile}
    if profile.assessments:
        latest = profile.assessments[-1]
        context |= {
            "picture": profile_picture(profile),
            "heads": list(zip(profile.assessments, profile.means, strict=True)),
            "latest": latest,
            "corrected": queries.corrected_ratings(latest),
        }
    return render(request, "plans/matrix.html", context)


@requires(Permission.WORK_ON_PLANS)
def assessment_new(request, plan_id):
    """Begin to look at the domains; one begun for the same day is gone on with."""
    plan = queries.plan_for(request.user, plan_id)
    form = BeginForm(posted(request))
    if response := submitted(request, form, actions.begin_assessment, to=_ratings_of, by=request.user, plan=plan):
        return response
    record_read(by=request.user, subject=plan, household_id=plan.household_id)
    heading, back = _("Matrice dell'autonomia"), reverse("plans:matrix", args=[plan.pk])
    return form_page(request, form=form, heading=heading, back=back, save=_("Comincia"))


def _ratings_of(assessment) -> str:
    return reverse("plans:assessment_edit", args=[assessment.pk])


@requires(Permission.WORK_ON_PLANS)
def assessment_edit(request, assessment_id):
    """Rate the domains, as whoever accompanies sees them and as she sees them."""
    assessment = queries.assessment_for(request.user, assessment_id)
    known = queries.current_ratings(assessment)
    form = RatingsForm(posted(request), record=assessment, known=known)
    if response := submitted(request, form, partial(actions.rate, assessment=assessment), by=request.user):
        return response
    record_read(by=request.user, subject=assessment, household_id=assessment.plan.household_id)
    context = {"form": form, "assessment": assessment, "plan": assessment.plan}
    return render(request, "plans/assessment_form.html", context, status=422 if form.is_bound and form.errors else 200)
