"""A household with one volunteer beside it, and what belongs to it."""

from functools import cached_property
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accanto.accounts.routes import Route
from accanto.base import clock
from accanto.base.models import Parameter
from accanto.coexistence.models import HouseRules
from accanto.coexistence.tests import factories as coexistence
from accanto.diary.actions import add_attachment
from accanto.diary.tests.factories import make_entry
from accanto.directory.tests.factories import ContactFactory
from accanto.documents.tests.factories import a_document
from accanto.partners.tests import factories as agreements
from accanto.partners.tests.mandate_factories import a_bare_mandate
from accanto.partners.tests.share_factories import a_share
from accanto.plans.tests import factories as plans
from accanto.procedures.tests.factories import a_procedure
from accanto.residents.models import PersonMerge
from accanto.residents.models.consents import ConsentPurpose
from accanto.residents.tests import factories as residents
from accanto.support.states import State
from accanto.support.tests.factories import a_request
from accanto.volunteers.models import Volunteer
from accanto.volunteers.tests import factories as volunteers
from tests.objects.home import Home
from tests.objects.kinds import BESIDE, LATER, LONG_AGO, kind_of
from tests.personas import make


class World:
    """A household with one volunteer beside it, and what belongs to it; made as it is asked for.

    What a resident or a social worker sees belongs to those personas; with `strangers`, to others.
    """

    def __init__(self, *, is_restricted: bool = False, strangers: bool = False):
        self.is_restricted, self.strangers = is_restricted, strangers
        self.home = Home(strangers=strangers)
        self.made: dict[str, dict] = {}
        volunteers.a_cooperative()

    @cached_property
    def household(self):
        household = residents.HouseholdFactory(is_restricted=self.is_restricted)
        residents.TeamMemberFactory(household=household, user=make(BESIDE))
        return household

    @cached_property
    def contact(self):
        return ContactFactory()

    @cached_property
    def request(self):
        return a_request(State.ACCEPTED, household=self.household, by=make(BESIDE))

    @cached_property
    def agreement(self):
        return agreements.AgreementFactory()

    @cached_property
    def share(self):
        reader = None if self.strangers else make("social_worker")
        return a_share(household=self.household, user=reader, since=LONG_AGO, until=LATER)

    @property
    def own_share(self):
        """The file of the resident's household, read by an office."""
        return a_share(household=self.home.household, since=LONG_AGO, until=LATER)

    @cached_property
    def value_to_come(self):
        code = f"term-{uuid4().hex}"
        row = {"name": "una prova", "unit": "giorni", "value": 1, "source": "il consiglio", "checked_on": LONG_AGO}
        return Parameter.objects.create(code=code, valid_from=LATER, **row)

    @cached_property
    def plan(self):
        return plans.a_plan(household=self.household)

    @cached_property
    def exit(self):
        return plans.an_exit(self.household)

    @cached_property
    def procedure(self):
        return a_procedure(household=self.household, by=make(BESIDE))

    @property
    def person(self):
        return self.household.members.get().person

    @cached_property
    def rules(self):
        """The house rules in force: one version, whoever asks."""
        return HouseRules.objects.first() or coexistence.HouseRulesFactory()

    @property
    def translation(self):
        """The rules in another language: one, whoever asks."""
        return self.rules.translations.first() or coexistence.RulesTranslationFactory(rules=self.rules)

    @property
    def signer(self):
        """The head of the household, beside rules that she can sign."""
        return self.rules and self.person

    @property
    def warning(self):
        return self.household.warnings.create(text="suonare", asked_by="lei", since=LONG_AGO, until=LATER)

    @property
    def reader(self):
        return self.household.named_readers.create(user=make(BESIDE), since=LONG_AGO, why="segue il caso")

    @property
    def contact_point(self):
        return self.person.contact_points.create(value="+39 333 0000000")

    @property
    def consent(self):
        return self.person.consents.create(
            purpose=ConsentPurpose.SUPPORT_CASE,
            notice_version="1",
            is_given=True,
            answered_on=LONG_AGO,
            evidence="n. 1",
        )

    @property
    def merge(self):
        return PersonMerge.objects.create(kept=self.person, merged=residents.PersonFactory(), by=make("coordinator"))

    @cached_property
    def enrolled(self):
        """The head of the household, in the register with the account of BESIDE in the first world."""
        known = Volunteer.objects.filter(user=make(BESIDE)).exists()
        return volunteers.VolunteerFactory(person=self.person, user=None if known else make(BESIDE))

    @property
    def kept_apart(self):
        return self.enrolled.kept_apart.create(household=self.household, why="vicini di casa")

    @cached_property
    def breach(self):
        return coexistence.a_breach(household=self.household)

    @cached_property
    def measure(self):
        return coexistence.a_breach("proposed", household=self.household)

    def evidence_of(self, breach) -> int:
        """A step of a breach that rests on a file."""
        step = breach.steps.first()
        step.document = a_document(make("coordinator"))
        step.save()
        return step.pk

    @property
    def entry(self):
        step = {"next_step": "portare le foto", "next_step_on": LATER}
        return make_entry(make(BESIDE), self.household, **step)

    @property
    def attachment(self):
        return add_attachment(by=make(BESIDE), entry=self.entry, file=SimpleUploadedFile("elenco.txt", b"pane"))

    @property
    def mandate(self):
        return a_bare_mandate(household=self.household, agent=make(BESIDE))

    @property
    def own_mandate(self):
        """What the resident allowed, and signed."""
        signed = {"state": "signed", "signed_on": clock.today()}
        return a_bare_mandate(household=self.home.household, agent=make(BESIDE), **signed)

    @property
    def passkey(self):
        data = {"name": "chiave", "credential": {}}
        return Authenticator.objects.create(user=make(BESIDE), type=Authenticator.Type.WEBAUTHN, data=data)

    def own(self, route: Route) -> dict:
        """The parameters of a route, naming rows that somebody may see."""
        if route.name not in self.made:
            self.made[route.name] = {name: kind_of(route, name).make(self) for name in route.parameters}
        return self.made[route.name]

    def address_of(self, route: Route) -> str:
        """The address of a route, with rows that somebody may see."""
        return reverse(route.name, kwargs=self.own(route))

    def nobody(self, route: Route) -> dict:
        """The parameters of a route, naming rows that do not exist."""
        return {name: kind_of(route, name).nobody for name in route.parameters}

    def sees(self, route: Route, persona: str) -> bool:
        """Whether a persona may see every row that the address names."""
        return all(persona in kind_of(route, name).seen_by for name in route.parameters)
