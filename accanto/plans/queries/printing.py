"""What a printed version says, as the sheet's template takes it."""

from accanto.base.codes import is_right_to_left
from accanto.documents import printing
from accanto.plans.languages import first_known, headings_in
from accanto.plans.models import Plan, PlanVersion
from accanto.plans.states import Side
from accanto.residents.models import HouseholdRole, Person
from accanto.residents.permissions import running

TEMPLATE = "plans/plan"


def reader_of(plan: Plan) -> Person | None:
    """For whom the plan is printed: its person, or the head of the household."""
    if plan.person_id:
        return plan.person
    places = plan.household.members.filter(running()).select_related("person")
    found = places.filter(role=HouseholdRole.HEAD).first() or places.order_by("id").first()
    return found and found.person


def languages_of(plan: Plan) -> tuple[str, str]:
    """The language of the reader that we can print beside Italian, and, where there is none, the one we lack."""
    reader = reader_of(plan)
    return first_known([*reader.reads, *reader.speaks]) if reader else ("", "")


def printed_version(version: PlanVersion, language: str) -> bytes:
    """A version as a tagged PDF, in Italian and beside it in another language that `languages` knows."""
    title = f"{version.plan} · {version}"
    signed = {row.side: f"{row}, {row.signed_on:%d/%m/%Y}" for row in version.signatures.all()}
    data = {
        "about": f"{version.plan} · {version} · {version.made_on:%d/%m/%Y}",
        "language": language or "it",
        "right_to_left": is_right_to_left(language),
        "here": headings_in("it"),
        "there": headings_in(language or "it"),
        "goals": version.content["goals"],
        "disagreements": [{"who": str(row.person), "words": row.words} for row in version.disagreements.all()],
        "disagreement_title": "Non è d'accordo",
        "signers": [signed.get(Side.MEMBER, "La socia o il socio"), signed.get(Side.COOPERATIVE, "La cooperativa")],
    }
    return printing.pdf(TEMPLATE, data, title=title)
