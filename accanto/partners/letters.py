"""What goes out on paper: the letter of a referral, the paper of a mandate. Tagged PDFs, in official Italian.

Italian on purpose, whatever the reader's language: the letter is for an Italian office, and of a mandate
the Italian text prevails. Never translated, so never through gettext.
"""

from datetime import date

from babel import localedata
from babel.dates import format_date

from accanto.archive.queries import cooperative
from accanto.documents.printing import bilingual, pdf
from accanto.partners.models import Mandate, MandateText, Referral
from accanto.partners.models.mandates import ITALIAN
from accanto.partners.queries import is_draft_paper, words_of
from accanto.partners.states.referrals import ReferralState
from accanto.residents.models import Person, Sex
from accanto.support.states import ToldUnder

# How somebody is called in a letter, and how her birth is said.
CALLED = {Sex.FEMALE: ("la signora", "nata"), Sex.MALE: ("il signor", "nato")}
CONSENTING = {Sex.FEMALE: "dell'interessata", Sex.MALE: "dell'interessato"}
GROUNDS = {
    ToldUnder.DANGER: "per un pericolo grave e imminente (artt. 6, par. 1, lett. d, e 9, par. 2, lett. c, del "
    "Regolamento UE 2016/679)",
    ToldUnder.CHILD: "a tutela di un minore (art. 9 della legge 4 maggio 1983, n. 184)",
    ToldUnder.DUTY: "in adempimento di un obbligo di legge (art. 6, par. 1, lett. c, del Regolamento UE 2016/679)",
}
# The parts of a mandate in their order; the first is chosen by whom it is about.
PARTS = ("purpose", "contact", "days", "revoke", "limits", "report", "prevails")


def referral_letter(referral: Referral, *, by) -> bytes:
    """The letter that goes out with a referral, or that answers one; signed by `by`. No more data than needed."""
    lines = _question(referral) if referral.is_out else _reply(referral)
    recipient = [f"Spett.le {referral.organisation}"]
    if referral.contact:
        recipient.append(f"alla cortese attenzione di {_contact(referral.contact)}")
    subject = "Segnalazione e richiesta di intervento" if referral.is_out else "Riscontro alla segnalazione"
    data = {
        "recipient": recipient,
        "reference": referral.reference,
        "subject": subject,
        "paragraphs": lines,
        "signed_by": by.name,
        "for": f"Per {cooperative().name}",
    }
    return pdf("partners/letter", data, title=subject)


def _question(referral: Referral) -> list[str]:
    body = "codesto ente" if referral.organisation.is_public else "codesta organizzazione"
    due = f" entro il {_italian(referral.answer_due)}" if referral.answer_due else ""
    return [
        f"La scrivente cooperativa, nell'ambito dell'accompagnamento sociale che offre ai soci che lo richiedono, "
        f"segnala a {body} la situazione di seguito indicata, che riguarda {_person(referral.request.asked_by)}.",
        "Si chiede:",
        referral.asked,
        _ground(referral),
        "I dati comunicati sono limitati a quanto necessario alla richiesta (art. 5, par. 1, lett. c, del Regolamento "
        "UE 2016/679) e sono destinati a questa sola finalità.",
        f"Si resta in attesa di un cortese riscontro{due}. La competenza sull'intervento rimane di {body}: la "
        "scrivente non vi si sostituisce ed è a disposizione per ogni collaborazione.",
    ]


def _ground(referral: Referral) -> str:
    if referral.consent_id:
        given = referral.consent
        return (
            f"La presente è trasmessa con il consenso {CONSENTING.get(given.person.sex, 'della persona')}, espresso il "
            f"{_italian(given.answered_on)} sulla base dell'informativa versione {given.notice_version}."
        )
    return f"La presente è trasmessa {GROUNDS[ToldUnder(referral.ground)]}: {referral.ground_words}."


def _reply(referral: Referral) -> list[str]:
    number = f" prot. {referral.reference}" if referral.reference else ""
    said = "accoglie" if referral.state == ReferralState.ACCEPTED else "non può accogliere"
    reason = f" per il seguente motivo: {referral.reason}" if referral.reason else ""
    return [
        f"In riscontro alla segnalazione{number}, pervenuta il {_italian(referral.sent_on)}, si comunica che la "
        f"scrivente cooperativa {said} la segnalazione{reason}.",
        referral.answer,
        "L'accompagnamento ha luogo soltanto su richiesta della persona: ogni proposta le è presentata e rimane "
        "tale fino alla sua risposta. La competenza sugli interventi resta di codesto ente.",
    ]


def _person(person: Person) -> str:
    """Her name and birth, and nothing else of her."""
    title, born = CALLED.get(person.sex, ("", "data di nascita"))
    birth = f", {born} il {_italian(person.birth_date)}" if person.birth_date and title else ""
    if person.birth_date and not title:
        birth = f" ({born}: {_italian(person.birth_date)})"
    return f"{title} {person.given_name} {person.family_name}".strip() + birth


def _contact(contact) -> str:
    return f"{contact.name}, {contact.role}" if contact.role else contact.name


def _italian(day: date) -> str:
    return format_date(day, "d MMMM y", locale="it")


def mandate_paper(mandate: Mandate) -> bytes:
    """The mandate in Italian, and beside it in the language chosen; a translation not reviewed says so."""
    italian, other = words_of(mandate)
    sides = [mandate_words(mandate, italian), mandate_words(mandate, other)]
    data = {
        "pairs": [bilingual(left, right, other.language.partition("-")[0]) for left, right in zip(*sides, strict=True)],
        "is_bilingual": other.language != ITALIAN,
        "draft": f"{italian.parts['draft']} {other.parts['draft']}" if is_draft_paper(mandate) else "",
        "signatures": [_both(italian, other, name) for name in ("place_and_date", "signature")],
    }
    return pdf("partners/mandate", data, title=italian.parts["title"])


def mandate_words(mandate: Mandate, text: MandateText) -> list[str]:
    """The paragraphs of the paper in the language of `text`, title first; what does not apply is left out."""
    values = {
        "person": f"{mandate.given_by.given_name} {mandate.given_by.family_name}".strip(),
        "child": f"{mandate.child.given_name} {mandate.child.family_name}".strip() if mandate.child else "",
        "cooperative": cooperative().name,
        "agent": mandate.agent.name,
        "body": mandate.organisation.name,
        "scope": mandate.scope.name_in(text.language),
        "purpose": mandate.purpose,
        "contact": mandate.contact_name,
        "since": _written(mandate.since, text.language),
        "until": _written(mandate.until, text.language),
    }
    parts = ["child" if mandate.child else "self", *(name for name in PARTS if values.get(name, True))]
    return [text.parts["title"], *(text.parts[name].format(**values) for name in parts)]


def _both(italian: MandateText, other: MandateText, name: str) -> str:
    if other.language == ITALIAN:
        return italian.parts[name]
    return f"{italian.parts[name]} / {other.parts[name]}"


def _written(day: date, language: str) -> str:
    code = language.replace("-", "_")
    # Of a few languages that people speak here no calendar is known; then the Italian one stands.
    return format_date(day, "long", locale=code if localedata.exists(code) else ITALIAN)
