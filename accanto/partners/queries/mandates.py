"""Mandates: the one question that others ask, and the reads of the pages."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from accanto.base import clock
from accanto.base.pages import Page, keyset_page
from accanto.base.parameters import value_on
from accanto.directory.models import Organisation
from accanto.partners.models import Mandate, MandateScope, MandateText
from accanto.partners.models.mandates import ITALIAN
from accanto.partners.states.mandates import MandateState
from accanto.residents.models import Household, HouseholdMember, Person
from accanto.residents.permissions import running

REMINDER_DAYS = "mandate_reminder_days"
# What a page or a list names of a mandate.
NAMED = ("household", "given_by", "child", "agent", "scope", "organisation")
# Whom a mandate is about: the child, or whoever gave it.
ABOUT = Coalesce("child_id", "given_by_id")
# Our languages by ISO code, where the text is kept under another.
TEXT_OF = {"zh": "zh-Hans", "ary": "ar"}


def mandate_covering(
    person: Person, body: Organisation, scope: MandateScope | str, on: date | None = None
) -> Mandate | None:
    """The mandate under which something may be done for a person, towards a body, on a day (today); None: it may not.

    `scope` is a row or its code. A mandate for "procedure" covers "procedure-pds"; never the reverse.
    A body that took the place of another holds its mandates too. Of several the one that holds longest.
    """
    on = on or clock.today()
    code = scope.code if isinstance(scope, MandateScope) else scope
    wider = [code[:place] for place, letter in enumerate(code) if letter == "-"]
    about = Q(child=person) | Q(child=None, given_by=person)
    towards = Q(organisation=body) | Q(organisation__successor=body, organisation__merged_on__lte=on)
    rows = Mandate.objects.in_force(on).filter(about, towards, scope__code__in=[code, *wider])
    return rows.select_related(*NAMED).order_by("-until", "-id").first()


def mandate_for(user, pk: int) -> Mandate:
    """A mandate of a household whose file this user may open. Raises Http404."""
    found = (
        Mandate.objects.visible_to(user)
        .select_related(*NAMED, "written_by", "words", "words_beside")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def mandates_of(household: Household) -> list[Mandate]:
    """All mandates of a household whose file is being shown, the latest first."""
    return list(household.mandates.select_related(*NAMED).order_by("-id"))


def mandates_given_by(person: Person) -> list[Mandate]:
    """What a person let the cooperative do and can still revoke: for her own page."""
    rows = person.mandates.filter(state=MandateState.SIGNED, until__gte=clock.today())
    return list(rows.select_related(*NAMED).order_by("until", "id"))


def own_mandate(person: Person, pk: int) -> Mandate:
    """One of those. Raises Http404."""
    found = next((mandate for mandate in mandates_given_by(person) if mandate.pk == pk), None)
    if found is None:
        raise Http404
    return found


def mandate_page(user, standing: str, cursor: str) -> Page:
    """Mandates, the latest first: in force, to be signed, ended, or all."""
    today, rows = clock.today(), Mandate.objects.visible_to(user).select_related(*NAMED)
    narrowed = {
        "in_force": rows.in_force(today),
        "to_sign": rows.filter(state=MandateState.DRAFT),
        "ended": rows.filter(Q(state__in=[MandateState.REVOKED, MandateState.DISCARDED]) | Q(until__lt=today)),
    }
    return keyset_page(narrowed.get(standing, rows), by=("-id",), cursor=cursor)


def to_look_at(mandates: QuerySet[Mandate], until: date, notice: int) -> QuerySet[Mandate]:
    """Of some mandates those to be looked at by a day: signed ones that end within `notice` days of it, unless
    the next one is signed already; and papers that should have been signed by then."""
    today = clock.today()
    ending = Q(state=MandateState.SIGNED, until__gte=today, until__lte=until + timedelta(days=notice))
    to_sign = Q(state=MandateState.DRAFT, since__lte=until, until__gte=today)
    next_one = Mandate.objects.alias(about_id=ABOUT).filter(
        state=MandateState.SIGNED,
        about_id=OuterRef("about_id"),
        scope=OuterRef("scope"),
        organisation=OuterRef("organisation"),
        until__gt=OuterRef("until"),
    )
    return mandates.alias(about_id=ABOUT).filter((ending & ~Exists(next_one)) | to_sign)


def reminder_days() -> int:
    """How many days before its end a mandate is looked at."""
    return int(value_on(REMINDER_DAYS, clock.today()))


def scopes() -> QuerySet[MandateScope]:
    """What a new mandate may be about."""
    return MandateScope.objects.filter(closed_on=None)


def all_scopes() -> list[MandateScope]:
    """What mandates may be about, also what is no longer in use."""
    return list(MandateScope.objects.order_by(F("closed_on").asc(nulls_first=True), "position", "id"))


def scope_for(pk: int) -> MandateScope:
    """One of them. Raises Http404."""
    found = MandateScope.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def is_scope_used(scope: MandateScope) -> bool:
    """Whether a mandate is about it, put away or not."""
    return Mandate.objects.filter(scope=scope).exists()


def text_in(language: str) -> MandateText | None:
    """The latest words of the paper in a language."""
    return MandateText.objects.filter(language=language).order_by("-id").first()


def texts() -> list[MandateText]:
    """The latest words in each language, the Italian ones first."""
    latest = {text.language: text for text in MandateText.objects.order_by("id")}
    return sorted(latest.values(), key=lambda text: (text.language != ITALIAN, text.language))


def is_text_used(text: MandateText) -> bool:
    """Whether a mandate was written with these words, or a translation was made of them."""
    return Mandate.objects.filter(Q(words=text) | Q(words_beside=text)).exists() or text.translations.exists()


def words_of(mandate: Mandate) -> tuple[MandateText, MandateText]:
    """The Italian words of a mandate, and those beside them (the same where there are none)."""
    italian = mandate.words or text_in(ITALIAN)
    return italian, mandate.words_beside or text_in(mandate.language) or italian


def is_draft_paper(mandate: Mandate) -> bool:
    """Whether what stands beside the Italian on its paper still has to be reviewed by a mediator."""
    italian, other = words_of(mandate)
    return other.is_draft_beside(italian) or not mandate.scope.is_name_reviewed(other.language)


def text_languages() -> list[str]:
    """The languages in which the paper can be printed beside the Italian."""
    return list(MandateText.objects.values_list("language", flat=True).order_by("language").distinct())


def language_of(person: Person) -> str:
    """The language in which she reads, else speaks, that the paper has; Italian where there is none."""
    known = set(text_languages())
    codes = [TEXT_OF.get(code, code) for code in [*person.reads, *person.speaks]]
    return next((code for code in codes if code in known), ITALIAN)


def members_to_choose(household: Household) -> QuerySet[Person]:
    """Who belongs to the household today."""
    now = HouseholdMember.objects.filter(running(), household=household)
    return Person.objects.filter(pk__in=now.values("person")).order_by("birth_date", "id")
