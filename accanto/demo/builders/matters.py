"""What goes wrong: three disagreements, one mediated, and breaches on several rungs, one before the board."""

import random
from datetime import timedelta

from accanto.coexistence import actions
from accanto.coexistence.actions.ladder import languages_of
from accanto.coexistence.models import Breach
from accanto.coexistence.queries import living_now
from accanto.coexistence.states import BreachState, DisagreementState
from accanto.demo.world import World
from accanto.housing.queries import home_of
from accanto.residents.models import Household

OWN_LUCK = 7
DISAGREEMENTS = [
    ("la bicicletta sulle scale", "Una famiglia dice che di notte inciampa; l'altra non sa dove metterla."),
    ("l'ora della lavatrice", "Chi lavora di notte dorme di giorno. Nessuno lo aveva detto."),
]
RULES = [
    ("Art. 7: niente rumori dopo le 22", "Musica alta tre sere di seguito."),
    ("Art. 9: i rifiuti si portano il giorno giusto", "Sacchi lasciati sul pianerottolo."),
    ("Art. 4: le scale si lasciano libere", "Mobili sulle scale da un mese."),
    ("Art. 11: l'alloggio si abita di continuo", "L'alloggio è rimasto vuoto per mesi."),
]
REASON = "Sentita la famiglia e i vicini, il fatto c'è."
EVIDENCE = "Verbale dei colloqui con i vicini."
TEXT = "Abbiamo parlato di una regola della casa. Vogliamo trovare una strada insieme."
TRANSLATIONS = {
    "it": "",
    "en": "We talked about a rule of the house. We want to find a way together.",
    "fr": "Nous avons parlé d'une règle de la maison. Nous voulons trouver une solution ensemble.",
    "sq": "Folëm për një rregull të shtëpisë. Duam të gjejmë një zgjidhje bashkë.",
    "ro": "Am vorbit despre o regulă a casei. Vrem să găsim împreună o soluție.",
    "ar": "تحدثنا عن إحدى قواعد البيت. نريد أن نجد حلا معا.",
    "zh": "我们谈到了楼里的一条规定。我们想一起找到办法。",
}
ASKED_FOR = 60
MEDIATOR = "una mediatrice del centro interculturale"
MEDIATED = ("il passeggino nell'androne", "Il passeggino chiude il passaggio alle cassette della posta.")
MEDIATION = "Ci siamo trovati tutti e due in sala comune, con la mediatrice."
POINTS = ("Tengo il passeggino sotto le scale", "Libero un posto per il passeggino in cantina")
AGREEMENT = "Siamo d'accordo su due cose, una per famiglia."
CLIMB = (
    BreachState.VERIFIED,
    BreachState.MEDIATION,
    BreachState.REMINDER,
    BreachState.WARNING,
    BreachState.PROPOSED,
)
AFTER = {BreachState.VERIFIED: 3, BreachState.MEDIATION: 6, BreachState.REMINDER: 20, BreachState.WARNING: 40}
REMEDY_DAYS = 20


def build_matters(world: World) -> None:
    """Disagreements that are talked over, and breaches reported, checked, warned and before the board."""
    luck, by = random.Random(world.seed + OWN_LUCK), world.users["giulia"]
    some = luck.sample(world.households, min(ASKED_FOR, len(world.households)))
    chosen = [household for household in some if not household.is_restricted and _language(household)][:8]
    for (about, words), first, second in zip(DISAGREEMENTS, chosen[:2], chosen[2:4], strict=True):
        heard_on = world.back(luck.randrange(10, 30))
        actions.hear_disagreement(by=by, first=first, second=second, about=about, heard_on=heard_on, words=words)
    for height, household in enumerate(chosen[4:]):
        _build_breach(world, by, household, height)
    _around_the_resident(world, by)


def _around_the_resident(world: World, by) -> None:
    """She and a neighbour have agreed on two points, one of which is nearly due; and a rule she was reminded of."""
    about, words = MEDIATED
    neighbour = _neighbour_of(world)
    if neighbour:
        fixed = {"by": by, "first": world.resident, "second": neighbour, "about": about}
        found = actions.hear_disagreement(**fixed, heard_on=world.back(24), words=words)
        step = {"by": by, "disagreement": found}
        actions.take_disagreement_further(**step, to=DisagreementState.MEDIATION, on=world.back(15), words=MEDIATION)
        for household, what, days in zip(found.households, POINTS, (3, 12), strict=True):
            member = household.members.order_by("pk").first()
            due_on = world.today + timedelta(days=days)
            actions.add_agreed_point(**step, member=member, what=what, due_on=due_on)
        actions.take_disagreement_further(**step, to=DisagreementState.AGREED, on=world.back(14), words=AGREEMENT)
    if _language(world.resident):
        _build_breach(world, by, world.resident, 2)


def _neighbour_of(world: World) -> Household | None:
    """The first household beside hers whose file is not restricted."""
    home = home_of(world.resident)
    others = living_now(home.dwelling.building) if home else []
    others = [row.household for row in others if row.household != world.resident]
    return next((household for household in others if not household.is_restricted), None)


def _language(household: Household) -> str | None:
    """A language that the family reads and the texts here exist in."""
    reads = languages_of(household) or ["it"]
    return next((code for code in TRANSLATIONS if code in reads), None)


def _build_breach(world: World, by, household: Household, height: int) -> None:
    """One that has climbed 0, 1, 2 or all of the first five rungs."""
    rule, what = RULES[height]
    rungs = CLIMB[: height if height < len(RULES) - 1 else len(CLIMB)]
    began = world.back(120 if len(rungs) == len(CLIMB) else 4 + 4 * height)
    breach = actions.report_breach(
        by=by, household=household, rule=rule, what=what, happened_on=began, evidence="Tre vicini, ciascuno per sé."
    )
    Breach.objects.filter(pk=breach.pk).update(reported_on=began)
    breach.steps.update(on=began)
    for rung in rungs:
        _climb(world, by, breach, rung, began)
    _review_all_but_the_last(by, breach)


def _review_all_but_the_last(by, breach: Breach) -> None:
    """A mediator reads the letters through when she comes; the last one is still a draft."""
    for step in breach.steps.exclude(translation="").order_by("-id")[1:]:
        actions.review_letter(by=by, step=step, reviewed_by=MEDIATOR, reviewed_on=step.on)


def _climb(world: World, by, breach: Breach, rung: BreachState, began) -> None:
    on = min(began + timedelta(days=AFTER.get(rung, 90)), world.today)
    facts = {}
    if rung == BreachState.REMINDER:
        facts = {"mediation_outcome": "no_agreement"}
    if rung == BreachState.WARNING:
        services = world.organisations["social_services"]
        facts = {"remedy_by": on + timedelta(days=REMEDY_DAYS), "services": services, "services_informed_on": on}
    breach.refresh_from_db()
    language = _language(breach.household)
    actions.take_step(
        by=by,
        breach=breach,
        to=rung,
        on=on,
        reason=REASON,
        evidence=EVIDENCE,
        text=TEXT,
        language=language,
        translation=TRANSLATIONS[language],
        **facts,
    )
