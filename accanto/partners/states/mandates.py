"""The life of a mandate, as data. Its end by the calendar needs no step: the day decides."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MandateState(TextChoices):
    """What was done with the paper. Whether a signed one is in force, not yet or no more, the days say."""

    DRAFT = "draft", _("da firmare")
    SIGNED = "signed", _("firmata")
    REVOKED = "revoked", _("revocata")
    DISCARDED = "discarded", _("non firmata")


M = MandateState

MANDATE_TRANSITIONS: dict[MandateState, tuple[MandateState, ...]] = {
    M.DRAFT: (M.SIGNED, M.DISCARDED),
    M.SIGNED: (M.REVOKED,),
    M.REVOKED: (),
    M.DISCARDED: (),
}


class Standing(TextChoices):
    """How a mandate stands on a day."""

    TO_SIGN = "to_sign", _("da firmare")
    NOT_YET = "not_yet", _("non ancora in vigore")
    IN_FORCE = "in_force", _("in vigore")
    EXPIRED = "expired", _("scaduta")
    REVOKED = "revoked", _("revocata")
    DISCARDED = "discarded", _("non firmata")


STANDING_TONES = {Standing.TO_SIGN: "warn", Standing.NOT_YET: "accent", Standing.IN_FORCE: "ok"}


class ScopeKind(TextChoices):
    """What sort of thing is done in somebody's name."""

    PROCEDURE = "procedure", _("una pratica")
    EMPLOYER = "employer", _("un datore di lavoro")
    SCHOOL = "school", _("la scuola")
    HEALTH = "health", _("la salute")
    SERVICES = "services", _("i servizi")
    HOME = "home", _("la casa")


class Responsibility(TextChoices):
    """By what right an adult gives a mandate for a child."""

    PARENT = "parent", _("genitore, con la responsabilità genitoriale")
    GUARDIAN = "guardian", _("tutore o affidatario, con un provvedimento")
