"""What mandates may be about, and the words of their paper: rows that the coordinators keep."""

from string import Formatter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.base import clock
from accanto.base.models import CHANGED_MEANWHILE, CHANGED_MEANWHILE_SENTENCE
from accanto.partners import queries
from accanto.partners.actions.mandates import check_not_reserved
from accanto.partners.models import MandateScope, MandateText
from accanto.partners.models.mandates import ITALIAN
from accanto.partners.rules import PLACES_OF

RENAMED_IN_USE = _(
    "Ci sono deleghe con queste parole: non si cambiano più. "
    "Segna questo oggetto come non più in uso e scrivine uno nuovo."
)
WRONG_PLACES = _("Qui servono questi posti, ognuno tra graffe, e nessun altro: %(places)s.")
NO_PLACES = _("Qui non vanno parole tra graffe.")
WITHOUT_ITALIAN = _("Prima serve il testo italiano.")


@transaction.atomic
def add_scope(*, by, code: str, name: str, names: dict[str, str], names_reviewed: list[str], **values) -> MandateScope:
    """Something that mandates may be about from now on. `values`: kind, position.

    Raises ValidationError by field: for a code that is known, and for what the law leaves to others.
    """
    check_not_reserved(name, "name")
    if MandateScope.objects.filter(code__iexact=code).exists():
        raise ValidationError({"code": _("Questa sigla c'è già.")}, code="known")
    scope = MandateScope.objects.create(
        code=code.lower(), name=name, names=names, names_reviewed=names_reviewed, **values
    )
    record(by=by, verb="add_mandate_scope", subject=scope)
    return scope


@transaction.atomic
def change_scope(
    *, by, scope: MandateScope, name: str, is_closed: bool, version: int | None = None, **values
) -> MandateScope:
    """Correct it, translate its name, or let no new mandate be about it. `values`: kind, position, names,
    names_reviewed.

    Raises ValidationError for what the law leaves to others, and for another Italian name where mandates have the
    old one: it would change what somebody signed.
    """
    check_not_reserved(name, "name")
    if name != scope.name and queries.is_scope_used(scope):
        raise ValidationError({"name": RENAMED_IN_USE}, code="in_use")
    closed_on = (scope.closed_on or clock.today()) if is_closed else None
    if changed := scope.change(version=version, name=name, closed_on=closed_on, **values):
        record(by=by, verb="change_mandate_scope", subject=scope, fields=changed)
    return scope


@transaction.atomic
def write_mandate_text(
    *,
    by,
    language: str,
    parts: dict[str, str],
    is_reviewed: bool,
    known: int | None = None,
    version: int | None = None,
) -> MandateText:
    """The words of the paper in a language from now on; mandates written before keep theirs. A new Italian text
    makes drafts of all translations, until each has been reviewed again. `known` is the edition that she had before
    her eyes, None where there was none.

    Raises ValidationError by part, where {places} are missing or are not known, and when somebody was faster.
    """
    for name, text in parts.items():
        _check_places(name, text)
    italian = None if language == ITALIAN else queries.text_in(ITALIAN)
    if language != ITALIAN and italian is None:
        raise ValidationError(WITHOUT_ITALIAN, code="no_italian")
    is_reviewed = is_reviewed or language == ITALIAN
    values = {
        "parts": parts,
        "is_reviewed": is_reviewed,
        "reviewed_on": clock.today() if is_reviewed else None,
        "follows": italian,
    }
    latest = queries.text_in(language)
    if (latest.pk if latest else None) != known:
        raise ValidationError(CHANGED_MEANWHILE_SENTENCE, code=CHANGED_MEANWHILE)
    text = _save(latest, language, values, version)
    record(by=by, verb="write_mandate_text", subject=text, language=language, reviewed=is_reviewed)
    return text


def _save(latest: MandateText | None, language: str, values: dict, version: int | None) -> MandateText:
    """Correct the latest words where nothing stands under them, or where they stay the same; else a new edition."""
    same = latest is not None and latest.parts == values["parts"]
    if latest and (same or not queries.is_text_used(latest)):
        latest.change(version=version, **values)
        return latest
    return MandateText.objects.create(language=language, edition=_edition(language), **values)


def _edition(language: str) -> str:
    """A name for an edition of today that no other in this language has."""
    today = clock.today().isoformat()
    count = MandateText.objects.filter(language=language, edition__startswith=today).count()
    return f"{today}-{count + 1:02}" if count else today


def _check_places(name: str, text: str) -> None:
    """Refuse a part whose {places} are not exactly those that it is filled with; nothing else is ever looked up."""
    wanted = PLACES_OF.get(name, frozenset())
    try:
        found = [(place, spec, how) for _text, place, spec, how in Formatter().parse(text) if place is not None]
    except ValueError:
        found = [("", "", None)]
    if {place for place, _spec, _how in found} == wanted and not any(spec or how for _place, spec, how in found):
        return
    places = ", ".join(f"{{{place}}}" for place in sorted(wanted))
    refusal = ValidationError(WRONG_PLACES, params={"places": places}) if wanted else ValidationError(NO_PLACES)
    raise ValidationError({name: refusal})
