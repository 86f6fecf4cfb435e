"""Making one person of two records of her, and going back."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.residents.models import LikelyPair, Person, PersonMerge, SetApart

FILLED_FROM_MERGED = (
    "given_name",
    "other_script_name",
    "sex",
    "birth_date",
    "birth_place",
    "birth_country",
    "tax_code",
    "citizenships",
    "speaks",
    "reads",
    "interpreter_wishes",
    "address",
)


@transaction.atomic
def merge_people(*, by, kept: Person, merged: Person) -> PersonMerge:
    """Make one person of two records. Whatever pointed to `merged` points to `kept`; empty fields are filled.

    Raises ValidationError when the two are the same, one is merged already, both are members of the
    cooperative, or they live in two households: then somebody must first say which is right.
    """
    check_merge(kept, merged)
    filled = {
        name: getattr(kept, name) for name in FILLED_FROM_MERGED if not getattr(kept, name) and getattr(merged, name)
    }
    taken_over = {name: getattr(merged, name) for name in filled}
    merged.change(version=merged.version, merged_into=kept)
    kept.change(**taken_over)
    moved = move_rows(merged, kept)
    Person.objects.filter(pk__in=[kept.pk, merged.pk]).compare_again()
    merge = PersonMerge.objects.create(kept=kept, merged=merged, by=by, moved=moved, filled=filled)
    record(by=by, verb="merge_people", subject=merge, fields=list(filled))
    return merge


def check_merge(kept: Person, merged: Person) -> None:
    """Refuse a merge that would need a decision first."""
    if kept.pk == merged.pk or kept.merged_into_id or merged.merged_into_id:
        raise ValidationError(_("Queste due schede sono già una sola."))
    if all(person.memberships.filter(left_on=None).exists() for person in (kept, merged)):
        raise ValidationError(_("Tutte e due risultano socie: chiudi prima una delle due righe del libro soci."))
    homes = [
        person.stays.filter(until=None).values_list("household_id", flat=True).first() for person in (kept, merged)
    ]
    if all(homes) and homes[0] != homes[1]:
        raise ValidationError(_("Vivono in due nuclei diversi: scrivi prima in quale dei due la persona vive davvero."))


def references_to_person() -> list[tuple]:
    """Every column of every app that points to a person: (model, field)."""
    own = {PersonMerge, SetApart, LikelyPair, Person}
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if model not in own
        for field in model._meta.concrete_fields
        if field.remote_field and field.remote_field.model is Person
    ]


def move_rows(source: Person, target: Person) -> list[list]:
    """Point the rows of `source` to `target` and list them as [table, id, column].

    A row that the target has already (the same phone, the same household) stays with the source.
    """
    moved = []
    for model, field in references_to_person():
        for pk in model._base_manager.filter(**{field.name: source}).values_list("pk", flat=True):
            if _point(model, pk, field, target.pk):
                moved.append([model._meta.label, pk, field.name])
    return moved


def _point(model, pk, field, person_id: int) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**{field.attname: person_id})
    except IntegrityError:
        return False
    return True


@transaction.atomic
def undo_merge(*, by, merge: PersonMerge) -> PersonMerge:
    """Make two of one again: rows go back, filled fields are emptied unless changed since."""
    if merge.undone_at:
        raise ValidationError(_("Questa unione è già stata annullata."))
    kept, merged = merge.kept, merge.merged
    for label, pk, column in merge.moved:
        model = apps.get_model(label)
        model._base_manager.filter(pk=pk, **{column: kept}).update(**{column: merged})
    before = {name: old for name, old in merge.filled.items() if getattr(kept, name) == getattr(merged, name)}
    kept.change(**before)
    merged.change(merged_into=None)
    Person.objects.filter(pk__in=[kept.pk, merged.pk]).compare_again()
    merge.change(version=merge.version, undone_at=clock.now())
    record(by=by, verb="undo_merge", subject=merge)
    return merge


@transaction.atomic
def set_apart(*, by, first: Person, second: Person) -> SetApart:
    """Remember that two look-alikes are two people, so that they are not proposed again."""
    lower, higher = sorted([first, second], key=lambda person: person.pk)
    LikelyPair.objects.filter(first=lower, second=higher).delete()
    pair, _made = SetApart.objects.get_or_create(first=lower, second=higher, defaults={"by": by})
    record(by=by, verb="set_apart", subject=pair)
    return pair
