"""Families, bodies and partners for the walk, and the walk's own book of what may be seen when.

The book is plain Python and asks nothing of the product: where it and the product differ, one of them is wrong.
Every line that a section shows bears a word that tells the family and the section; what is never told, RESERVED.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

import time_machine

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.accounts.tests.factories import UserFactory
from accanto.base.clock import ROME
from accanto.directory.models import Organisation
from accanto.directory.tests.factories import OrganisationFactory
from accanto.partners.actions import make_appointment
from accanto.partners.models import Mandate, Referral, Share, ShareSection
from accanto.partners.states.shares import Section
from accanto.partners.tests.factories import AgreementFactory, under_law_of
from accanto.partners.tests.mandate_factories import a_signed_mandate
from accanto.partners.tests.share_factories import a_consent
from accanto.plans.actions import add_goal
from accanto.plans.states import Side
from accanto.plans.tests.factories import a_plan, a_promise
from accanto.procedures.models import Procedure
from accanto.procedures.tests.factories import a_procedure
from accanto.residents.models import Consent, Household, HouseholdRole, Person
from accanto.residents.tests.factories import HouseholdFactory, HouseholdMemberFactory, PersonFactory, TeamMemberFactory
from accanto.support.models import SupportArea, SupportRequest
from accanto.support.states import State
from accanto.support.tests.factories import a_request
from tests.personas import session_client

BEGIN = date(2026, 3, 2)
RESERVED = "Riservato"
FAMILIES, PARTNERS = range(3), range(2)
# Under what a file is shared.
AGREEMENT, MANDATE = "agreement", "mandate"
LATER = datetime(2099, 1, 1, 9, tzinfo=ROME)


def mark(family: int, section: str) -> str:
    """The word that a line of a section of a family bears."""
    return f"Segno{family}{section}Z"


@dataclass
class Answer:
    """A yes or a no of somebody to being talked about."""

    row: Consent
    is_given: bool
    is_withdrawn: bool = False

    @property
    def stands(self) -> bool:
        return self.is_given and not self.is_withdrawn


@dataclass
class Family:
    """A household and what is so about it."""

    number: int
    row: Household
    head: Person
    mandate: Mandate
    mandate_until: date
    answers: list[Answer] = field(default_factory=list)
    # Of each the first is told, the second is not.
    referrals: list[int] = field(default_factory=list)
    promises: list[int] = field(default_factory=list)
    appointments: list[int] = field(default_factory=list)
    is_covered: bool = True
    is_restricted: bool = False
    is_closed: bool = False
    head_lives_there: bool = True
    mandate_stands: bool = True


@dataclass
class Partner:
    """Somebody of a public body, and whether her account is open."""

    row: User
    may_enter: bool = True


@dataclass
class Granted:
    """A share as the walk granted it."""

    row: Share
    family: int
    partner: int
    ground: str
    answer: Answer
    sections: set[str]
    since: date
    until: date
    is_ended: bool = False


class World:
    """Three families, two partners of one body, an agreement and three mandates; the book of all that."""

    def __init__(self):
        self.travel = None
        self.go_to(BEGIN)
        under_law_of()
        self.agreement_until = BEGIN + timedelta(days=200)
        self.agreement = AgreementFactory(ends_on=self.agreement_until)
        self.body = self.agreement.parties.get()
        self.other_body = OrganisationFactory()
        self.worker = UserFactory(role=Role.COORDINATOR)
        self.agreement_runs, self.body_is_party, self.body_is_merged = True, True, False
        self.partners = [Partner(UserFactory(role=Role.SOCIAL_WORKER)) for _number in PARTNERS]
        self.families = [self._family(number) for number in FAMILIES]
        self.granted: list[Granted] = []

    def close(self) -> None:
        """Back to the time of the test."""
        self.travel.stop()
        self.travel, self.browsers = None, {}

    def go_to(self, day: date) -> None:
        """At ten in the morning of a day; the sessions of the day before are over."""
        if self.travel:
            self.travel.stop()
        self.today = day
        self.travel = time_machine.travel(datetime(day.year, day.month, day.day, 10, tzinfo=ROME), tick=False)
        self.travel.start()
        self.browsers = {}

    def browser(self, partner: int):
        """Her browser of today."""
        if partner not in self.browsers:
            self.browsers[partner] = session_client(self.partners[partner].row)
        return self.browsers[partner]

    def partner_now(self, number: int) -> User:
        """Her account as it stands."""
        return User.objects.get(pk=self.partners[number].row.pk)

    # --- What there is to see ---------------------------------------------------------------------

    def _family(self, number: int) -> Family:
        head = PersonFactory(given_name="Rania")
        household = HouseholdFactory(name=f"Famiglia{number}", head=head)
        self.agreement.households.add(household)
        mandate = a_signed_mandate(by=self.worker, household=household, organisation=self.body)
        family = Family(number, household, head, mandate, mandate.until)
        self.consents(family)
        self._write(family)
        self._write_reserved(family)
        return family

    def _write(self, family: Family) -> None:
        """One line for each section, its mark upon it; what is asked of another body is not told to this one."""
        of, marked = {"household": family.row, "by": self.worker}, partial(mark, family.number)
        TeamMemberFactory(household=family.row, user=UserFactory(role=Role.VOLUNTEER, name=marked(Section.MASTHEAD)))
        area = SupportArea.objects.create(code=f"ambito-{family.number}", name=marked(Section.REQUESTS), position=99)
        request = a_request(State.ACCEPTED, areas=[area], words=RESERVED, **of)
        Procedure.objects.filter(pk=a_procedure(**of).pk).update(protocol=marked(Section.PROCEDURES))
        for body, referred, met in (
            (self.body, marked(Section.REFERRALS), marked(Section.APPOINTMENTS)),
            (self.other_body, RESERVED, RESERVED),
        ):
            family.referrals.append(self._referral(request, body, referred))
            family.appointments.append(make_appointment(organisation=body, what=met, at=LATER, **of).pk)
        add_goal(plan=a_plan(goals=0, **of), area=SupportArea.objects.first(), words=marked(Section.PLAN), by=of["by"])
        self._promise(family, marked(Section.PROMISES))

    def _referral(self, request: SupportRequest, body: Organisation, asked: str) -> int:
        given = {"direction": "out", "state": "sent", "ground": "law", "how": "email", "sent_on": self.today}
        about = {"household": request.household, "request": request, "written_by": self.worker}
        return Referral.objects.create(organisation=body, asked=asked, **given, **about).pk

    def _promise(self, family: Family, what: str, **values) -> None:
        body = {"organisation": self.body, "contact": None}
        promise = a_promise(Side.PUBLIC_BODY, household=family.row, by=self.worker, what=what, **body, **values)
        family.promises.append(promise.pk)

    def _write_reserved(self, family: Family) -> None:
        """The matters of another adult of the family, who did not consent."""
        another = PersonFactory(given_name="Karim")
        HouseholdMemberFactory(household=family.row, person=another, role=HouseholdRole.PARTNER)
        of = {"household": family.row, "by": self.worker}
        Procedure.objects.filter(pk=a_procedure(persons=[another], **of).pk).update(protocol=RESERVED)
        plan = a_plan(goals=0, person=another, assent_by=another, **of)
        goal = add_goal(by=self.worker, plan=plan, area=SupportArea.objects.first(), words=RESERVED)
        self._promise(family, RESERVED, goal=goal)

    # --- What is so -------------------------------------------------------------------------------

    def consents(self, family: Family, *, is_given: bool = True) -> Answer:
        """The head of the family answers today."""
        answer = Answer(a_consent(family.head, is_given=is_given, answered_on=self.today), is_given)
        family.answers.append(answer)
        return answer

    def share(self, number: int, partner: int, ground: str, sections: set[str], days: int, after: int = 0) -> Granted:
        """Grant some sections for so many days, from today or some days after."""
        family = self.families[number]
        answer = family.answers[-1] if family.answers[-1].stands else self.consents(family)
        since = self.today + timedelta(days=after)
        row = Share.objects.create(
            household=family.row,
            user=self.partners[partner].row,
            organisation=self.body,
            agreement=self.agreement if ground == AGREEMENT else None,
            mandate=family.mandate if ground == MANDATE else None,
            consent=answer.row,
            since=since,
            until=since + timedelta(days=days),
            why="la segue il servizio",
            invited_by=self.worker,
        )
        ShareSection.objects.bulk_create(ShareSection(share=row, section=section) for section in sections)
        granted = Granted(row, number, partner, ground, answer, sections, since, row.until)
        self.granted.append(granted)
        return granted

    # --- What may be seen, by the book ------------------------------------------------------------

    def opens(self, granted: Granted) -> bool:
        """Every condition by itself."""
        family = self.families[granted.family]
        return (
            not granted.is_ended
            and granted.since <= self.today <= granted.until
            and self.partners[granted.partner].may_enter
            and not (family.is_restricted or family.is_closed)
            and family.head_lives_there
            and all(answer.stands for answer in family.answers[family.answers.index(granted.answer) :])
            and (self._agreement_opens(family) if granted.ground == AGREEMENT else self._mandate_opens(family))
        )

    def _agreement_opens(self, family: Family) -> bool:
        runs = self.agreement_runs and self.today <= self.agreement_until
        return runs and self.body_is_party and family.is_covered

    def _mandate_opens(self, family: Family) -> bool:
        return family.mandate_stands and self.today <= family.mandate_until
