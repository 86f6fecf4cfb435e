"""Writes about offices."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.audit.actions import record
from accanto.directory.models import Office, Organisation, WayIn

# What a way in cannot do without, and what is said when it is missing.
NEEDED = {
    WayIn.DESK: ("address", _("Si va allo sportello: serve l'indirizzo.")),
    WayIn.PHONE: ("phone", _("Si telefona: serve il numero.")),
    WayIn.WEB: ("website", _("Si fa sul sito: serve l'indirizzo del sito.")),
    WayIn.EMAIL: ("email", _("Si scrive per e-mail: serve l'indirizzo e-mail.")),
    WayIn.PEC: ("pec", _("Si scrive per PEC: serve la PEC.")),
}


@transaction.atomic
def add_office(*, by, organisation: Organisation, **values) -> Office:
    """Write down an office. `values`: Office fields. Raises ValidationError at what a way in lacks."""
    _check(organisation, values)
    office = Office.objects.create(organisation=organisation, **values)
    record(by=by, verb="add_office", subject=office)
    return office


@transaction.atomic
def change_office(*, by, office: Office, version: int | None = None, **values) -> Office:
    """Correct an office, or write the day on which it closed."""
    _check(office.organisation, values, besides=office.pk)
    if changed := office.change(version=version, **values):
        record(by=by, verb="change_office", subject=office, fields=changed)
    return office


def _check(organisation: Organisation, values: dict, besides: int | None = None) -> None:
    if organisation.offices.filter(name__iexact=values["name"]).exclude(pk=besides).exists():
        raise ValidationError({"name": _("Questo ufficio c'è già.")})
    missing = {
        field: sentence
        for way, (field, sentence) in NEEDED.items()
        if way in values.get("ways_in", []) and not values.get(field)
    }
    if values.get("address") and not values.get("municipality"):
        missing["municipality"] = _("Di quale comune è questo indirizzo?")
    if missing:
        raise ValidationError(missing)
