"""The life of an agreement with a public body, and the words around it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accanto.archive.models import LegalForm


class AgreementState(TextChoices):
    """Where an agreement stands. EXPIRING is never stored: it follows from the day on which it ends."""

    DRAFT = "draft", _("bozza")
    SIGNING = "signing", _("in firma")
    IN_FORCE = "in_force", _("vigente")
    EXPIRING = "expiring", _("in scadenza")
    RENEWED = "renewed", _("rinnovato")
    ENDED = "ended", _("cessato")


S = AgreementState

# From each state, those that a person may choose. RENEWED comes by itself, when the agreement that follows is signed.
AGREEMENT_TRANSITIONS: dict[AgreementState, tuple[AgreementState, ...]] = {
    S.DRAFT: (S.SIGNING, S.IN_FORCE, S.ENDED),
    S.SIGNING: (S.IN_FORCE, S.DRAFT, S.ENDED),
    S.IN_FORCE: (S.RENEWED, S.ENDED),
    S.RENEWED: (),
    S.ENDED: (),
}

# Signed and not broken off: it holds on each of its days.
SIGNED = (S.IN_FORCE, S.RENEWED)

# What a person does to bring an agreement into a state, as the button says it.
STEPS: dict[AgreementState, str] = {
    S.DRAFT: _("Torna alla bozza"),
    S.SIGNING: _("Manda alla firma"),
    S.IN_FORCE: _("È firmato"),
    S.ENDED: _("Chiudi l'accordo"),
}

TONES: dict[AgreementState, str] = {
    S.DRAFT: "plain",
    S.SIGNING: "accent",
    S.IN_FORCE: "ok",
    S.EXPIRING: "warn",
    S.RENEWED: "plain",
    S.ENDED: "plain",
}


class AgreementKind(TextChoices):
    """Under which instrument of the law the cooperative and the bodies agree."""

    CONVENTION = "convention", _("convenzione")
    PROTOCOL = "protocol", _("protocollo d'intesa")
    CO_DESIGN = "co_design", _("accordo di co-progettazione (art. 55 Codice del Terzo settore)")
    LAW_381 = "law_381", _("convenzione con cooperative sociali (art. 5 L. 381/1991)")
    ARTICLE_56 = "article_56", _("convenzione con OdV e APS (art. 56 Codice del Terzo settore)")
    LOAN = "loan", _("comodato o concessione di alloggi")
    OTHER = "other", _("altro accordo")


# Legal forms for which a kind is no way at all, and why.
NOT_FOR: dict[AgreementKind, tuple[frozenset[LegalForm], str]] = {
    AgreementKind.ARTICLE_56: (
        frozenset({LegalForm.SOCIAL, LegalForm.HOUSING}),
        _(
            "Le convenzioni dell'art. 56 sono per organizzazioni di volontariato e associazioni di promozione sociale, "
            "non per le cooperative. Scegli un protocollo d'intesa o una convenzione."
        ),
    ),
    AgreementKind.LAW_381: (
        frozenset({LegalForm.HOUSING, LegalForm.OTHER}),
        _("Le convenzioni dell'art. 5 L. 381/1991 sono per le cooperative sociali. Scegli un protocollo d'intesa."),
    ),
}


class Side(TextChoices):
    """Whose duty it is."""

    COOPERATIVE = "cooperative", _("della cooperativa")
    BODY = "body", _("dell'ente")
