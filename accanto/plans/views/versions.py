"""Versions of a plan: frozen, signed, not agreed with, printed."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.audit.actions import record_read
from accanto.base.codes import language_name
from accanto.base.forms import Form, posted, submitted
from accanto.documents.responses import download
from accanto.plans import actions, queries
from accanto.plans.forms.versions import DisagreeForm, LanguageForm, SignForm
from accanto.plans.models import PlanVersion
from accanto.ui.pages import form_page


@requires(Permission.WORK_ON_PLANS)
def version_new(request, plan_id):
    """Freeze what the plan says, for both sides to sign."""
    plan = queries.plan_for(request.user, plan_id)
    form = Form(posted(request))
    if response := submitted(request, form, actions.propose_version, by=request.user, plan=plan):
        return response
    record_read(by=request.user, subject=plan, household_id=plan.household_id)
    lead = _("Fissa obiettivi e promesse come sono oggi. La versione di prima non vale più.")
    heading, back = _("Una versione da firmare"), plan.get_absolute_url()
    return form_page(request, form=form, heading=heading, back=back, lead=lead, save=_("Fissa la versione"))


@requires(Permission.WORK_ON_PLANS)
def version_detail(request, version_id):
    """What a version says, who signed it, who does not agree, and the ways to print it."""
    version = queries.version_for(request.user, version_id)
    return _version_page(request, version)


def _version_page(request, version: PlanVersion, refusal: str = ""):
    record_read(by=request.user, subject=version, household_id=version.plan.household_id)
    known, missing = queries.languages_of(version.plan)
    context = {
        "version": version,
        "plan": version.plan,
        "language": known,
        "language_name": language_name(known) if known else "",
        "missing_language": language_name(missing) if missing else "",
        "refusal": refusal,
    }
    return render(request, "plans/version_detail.html", context, status=422 if refusal else 200)


@requires(Permission.WORK_ON_PLANS)
def version_sign(request, version_id):
    """Write down a signature, with the copy of the paper where there is one."""
    version = queries.version_for(request.user, version_id)
    form = SignForm(posted(request), request.FILES or None, plan_version=version)
    if response := submitted(request, form, actions.sign_version, by=request.user, plan_version=version):
        return response
    record_read(by=request.user, subject=version, household_id=version.plan.household_id)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "plans/version_sign.html", {"form": form, "version": version}, status=status)


@requires(Permission.WORK_ON_PLANS)
def version_disagree(request, version_id):
    """The member does not agree: her words, as she says them."""
    version = queries.version_for(request.user, version_id)
    form = DisagreeForm(posted(request), plan_version=version)
    if response := submitted(request, form, actions.record_disagreement, by=request.user, plan_version=version):
        return response
    record_read(by=request.user, subject=version, household_id=version.plan.household_id)
    lead = _("Non è d'accordo: è una risposta. Il percorso resta una proposta e le sue parole restano scritte.")
    back = version.get_absolute_url()
    return form_page(request, form=form, heading=_("Non è d'accordo"), back=back, lead=lead)


@requires(Permission.WORK_ON_PLANS)
def version_print(request, version_id):
    """A version on paper, in Italian and beside it in her language; a language that nobody translated is refused."""
    version = queries.version_for(request.user, version_id)
    wanted = LanguageForm(request.GET)
    if not wanted.is_valid():
        return _version_page(request, version, refusal=wanted.errors["lingua"][0])
    record_read(by=request.user, subject=version, household_id=version.plan.household_id)
    content = queries.printed_version(version, wanted.cleaned_data["lingua"])
    return download(content, f"percorso-{version.number}.pdf", "application/pdf")
