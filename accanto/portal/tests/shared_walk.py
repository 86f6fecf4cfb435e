"""One random way through grants, ends, restrictions and days, from a seed; what partners see is compared with the book.

Made so that a single forgotten condition shows soon: what happens is dealt like cards, each once before any comes
again; it happens to a file that is open; and what shut it before is mostly undone first, so that each condition
stands against the door alone.
"""

import re
from copy import deepcopy
from datetime import timedelta
from random import Random

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.directory.actions import merge_organisation, undo_merger
from accanto.partners import actions
from accanto.partners.models import Agreement, Mandate
from accanto.partners.states import AgreementState
from accanto.partners.states.shares import EndedBy, Section
from accanto.partners.tests.share_factories import a_consent
from accanto.portal.queries import shared as shared_queries
from accanto.portal.tests.shared_world import (
    AGREEMENT,
    FAMILIES,
    MANDATE,
    PARTNERS,
    RESERVED,
    Answer,
    Granted,
    World,
    mark,
)
from accanto.residents.actions import merge_people, withdraw_consent
from accanto.residents.models import Household, HouseholdMember
from accanto.residents.tests.factories import PersonFactory

MARK = re.compile(r"Segno\d\w+?Z")


class SawMore(Exception):
    """A partner saw what was not granted to her at that moment."""


class Walk:
    """One random way from a seed."""

    def __init__(self, world: World, seed: int):
        self.chance = Random(seed)
        self.world = deepcopy(world)
        self.world.go_to(world.today)
        self.taken = 0
        self.deck: list = []
        self.shut: dict = {}  # what shuts a file for a while, each with the way back
        self.world.share(0, 0, AGREEMENT, set(Section), 40)
        self.world.share(1, 1, MANDATE, set(Section), 40)
        self.world.share(2, 0, AGREEMENT, {Section.MASTHEAD, Section.REFERRALS}, 40)

    def step(self) -> None:
        """What shut a file is mostly undone; then one thing happens to a file that is open; then they look."""
        for name in [name for name in self.shut if self.chance.random() < 0.75]:
            self.shut.pop(name)()
        if not self.deck:
            self.deck = self.chance.sample(self.CARDS, len(self.CARDS))
        happens = self.deck.pop()
        granted = self._open_one(self.GROUNDS.get(happens))
        happens(self, granted)
        asked = granted if self.chance.random() < 0.9 else self.chance.choice(self.world.granted)
        number = asked.partner if self.chance.random() < 0.9 else self.chance.choice(PARTNERS)
        self.taken += 1
        self._look_at_the_list(number)
        self._ask(asked, number)

    def _open_one(self, ground: str | None) -> Granted:
        """A share that is open; under an agreement or a mandate where what happens touches only such."""
        grounds = [ground] if ground else [AGREEMENT, MANDATE]
        open_now = [granted for granted in self.world.granted if self.world.opens(granted)]
        fitting = [granted for granted in open_now if granted.ground in grounds]
        return self.chance.choice(fitting or open_now) if open_now else self._it_is_shared()

    # --- What happens: each card takes the share to which it happens ------------------------------

    def _it_is_shared(self, _granted=None) -> Granted:
        pick = self.chance
        sections = {section for section in Section if pick.random() < 0.6} or {pick.choice(list(Section))}
        place = pick.choice(FAMILIES), pick.choice(PARTNERS), pick.choice((AGREEMENT, MANDATE))
        return self.world.share(*place, sections, pick.randrange(90))

    def _it_is_shared_from_another_day(self, granted):
        self.world.share(granted.family, granted.partner, granted.ground, granted.sections, 30, after=3)

    def _days_pass(self, _granted):
        self.world.go_to(self.world.today + timedelta(days=self.chance.randint(1, 10)))

    def _its_last_day_comes(self, granted):
        self.world.go_to(granted.until)

    def _its_last_day_passes(self, granted):
        self.world.go_to(granted.until + timedelta(days=1))

    def _she_withdraws(self, granted):
        withdraw_consent(by=self.world.worker, consent=granted.answer.row)
        granted.answer.is_withdrawn = True

    def _she_says_no(self, granted):
        self.world.consents(self._family(granted), is_given=False)

    def _she_says_yes_again(self, granted):
        self.world.consents(self._family(granted))

    def _it_is_ended(self, granted):
        by = self.chance.choice(list(EndedBy))
        actions.end_share(by=self.world.worker, share=granted.row, ended_by=by)
        granted.is_ended = True

    def _she_moves_out(self, granted):
        family, yesterday = self._family(granted), self.world.today - timedelta(days=1)
        place = HouseholdMember.objects.filter(pk=family.row.members.get(person=family.head).pk)
        self._for_a_while(family, "head_lives_there", False, place, {"until": yesterday}, {"until": None})

    def _it_is_restricted(self, granted):
        family = self._family(granted)
        row = Household.objects.filter(pk=family.row.pk)
        self._for_a_while(family, "is_restricted", True, row, {"is_restricted": True}, {"is_restricted": False})

    def _it_is_closed(self, granted):
        family = self._family(granted)
        row = Household.objects.filter(pk=family.row.pk)
        self._for_a_while(family, "is_closed", True, row, {"closed_on": self.world.today}, {"closed_on": None})

    def _the_agreement_ends(self, _granted):
        row = Agreement.objects.filter(pk=self.world.agreement.pk)
        ended = {"state": AgreementState.ENDED, "ended_on": self.world.today, "end_reason": "disdetta"}
        runs = {"state": AgreementState.IN_FORCE, "ended_on": None, "end_reason": ""}
        self._for_a_while(self.world, "agreement_runs", False, row, ended, runs)

    def _the_agreement_expires(self, _granted):
        row, yesterday = Agreement.objects.filter(pk=self.world.agreement.pk), self.world.today - timedelta(days=1)
        before = {"ends_on": self.world.agreement_until}
        self._for_a_while(self.world, "agreement_until", yesterday, row, {"ends_on": yesterday}, before)

    def _the_mandate_is_revoked(self, granted):
        family = self._family(granted)
        row = Mandate.objects.filter(pk=family.mandate.pk)
        revoked = {"state": "revoked", "revoked_on": self.world.today, "revoked_how": "phone"}
        signed = {"state": "signed", "revoked_on": None, "revoked_how": ""}
        self._for_a_while(family, "mandate_stands", False, row, revoked, signed)

    def _the_mandate_expires(self, granted):
        family, yesterday = self._family(granted), self.world.today - timedelta(days=1)
        row = Mandate.objects.filter(pk=family.mandate.pk)
        over = {"since": yesterday, "until": yesterday}
        before = {"since": family.mandate.since, "until": family.mandate_until}
        self._for_a_while(family, "mandate_until", yesterday, row, over, before)

    def _her_account_changes(self, granted):
        partner = self.world.partners[granted.partner]
        row, back = User.objects.filter(pk=partner.row.pk), {"is_active": True, "role": Role.SOCIAL_WORKER}
        changed = self.chance.choice([{"is_active": False}, {"role": Role.VOLUNTEER}])
        self._for_a_while(partner, "may_enter", False, row, changed, back)

    def _for_a_while(self, book, name, value, rows, now: dict, then: dict):
        """Make something so, in the database and in the book."""
        self._until_undone(book, name, value, lambda: rows.update(**now), lambda: rows.update(**then))

    def _the_body_leaves_the_agreement(self, _granted):
        parties, body = self.world.agreement.parties, self.world.body
        self._until_undone(self.world, "body_is_party", False, lambda: parties.remove(body), lambda: parties.add(body))

    def _the_agreement_no_longer_covers_it(self, granted):
        family, covered = self._family(granted), self.world.agreement.households
        row = family.row
        self._until_undone(family, "is_covered", False, lambda: covered.remove(row), lambda: covered.add(row))

    def _her_body_is_merged(self, _granted):
        """Into another, in the directory: that neither opens nor shuts anything."""
        body, by = self.world.body, self.world.worker
        body.refresh_from_db()
        merged = {"by": by, "successor": self.world.other_body, "merged_on": self.world.today}
        self._until_undone(
            self.world,
            "body_is_merged",
            True,
            lambda: merge_organisation(organisation=body, **merged),
            lambda: undo_merger(by=by, organisation=body),
        )

    def _until_undone(self, book, name, value, do, undo):
        if (id(book), name) in self.shut:
            return
        before = getattr(book, name)
        do()
        setattr(book, name, value)

        def back():
            undo()
            setattr(book, name, before)

        self.shut[id(book), name] = back

    def _she_is_one_with_a_double(self, granted):
        """Two records of whoever consented become one; the other may have answered too, and may be the one kept."""
        family, double = self._family(granted), PersonFactory(given_name="Rania")
        if self.chance.random() < 0.5:
            is_given = self.chance.random() < 0.5
            answered = a_consent(double, is_given=is_given, answered_on=self.world.today)
            family.answers.append(Answer(answered, is_given))
        kept, merged = self.chance.sample([family.head, double], 2)
        kept.refresh_from_db()
        merged.refresh_from_db()
        merge_people(by=self.world.worker, kept=kept, merged=merged)
        family.head = kept

    def _family(self, granted: Granted):
        return self.world.families[granted.family]

    CARDS = [
        _it_is_shared, _it_is_shared, _it_is_shared_from_another_day, _days_pass, _its_last_day_comes,
        _its_last_day_passes, _she_withdraws, _she_says_no, _she_says_yes_again, _it_is_ended, _she_moves_out,
        _it_is_restricted, _it_is_closed, _the_agreement_ends, _the_agreement_expires, _the_body_leaves_the_agreement,
        _the_agreement_no_longer_covers_it, _the_mandate_is_revoked, _the_mandate_expires, _her_account_changes,
        _her_body_is_merged, _she_is_one_with_a_double,
    ]  # fmt: skip

    GROUNDS = {
        _the_agreement_ends: AGREEMENT,
        _the_agreement_expires: AGREEMENT,
        _the_body_leaves_the_agreement: AGREEMENT,
        _the_agreement_no_longer_covers_it: AGREEMENT,
        _the_mandate_is_revoked: MANDATE,
        _the_mandate_expires: MANDATE,
    }

    # --- What they see ----------------------------------------------------------------------------

    def _look_at_the_list(self, number: int) -> None:
        """A partner's list says what the book says."""
        mine = {granted.row.pk for granted in self.world.granted if self._is_hers(granted, number)}
        listed = {share.pk for share in shared_queries.shared_with(self.world.partner_now(number))}
        if listed - mine:
            raise SawMore("in her list")
        assert listed == mine

    def _is_hers(self, granted: Granted, number: int) -> bool:
        return granted.partner == number and self.world.opens(granted)

    def _ask(self, granted: Granted, number: int) -> None:
        """The page of a share or one of its forms, as the one who holds it or as the other."""
        browser, address = self.world.browser(number), f"/condivise/{granted.row.pk}/"
        if self.chance.random() < 0.5:
            self._try_a_form(browser, address, granted, number)
        else:
            self._read_the_page(browser.get(address), granted, self._is_hers(granted, number))

    def _read_the_page(self, page, granted: Granted, is_hers: bool) -> None:
        text = page.content.decode()
        expected = {mark(granted.family, section) for section in granted.sections} if is_hers else set()
        if set(MARK.findall(text)) - expected or RESERVED in text or (page.status_code == 200 and not is_hers):
            raise SawMore("on a page")
        assert set(MARK.findall(text)) == expected

    def _try_a_form(self, browser, address: str, granted: Granted, number: int) -> None:
        """What can be done in a file, with the things of any family: read, and sent empty, so that nothing changes."""
        family, place = self.chance.choice(self.world.families), self.chance.choice([0, 0, 1])
        forms = [
            (Section.PROMISES, "impegni/nuovo/", True),
            (Section.APPOINTMENTS, "appuntamenti/nuovo/", True),
            (Section.REFERRALS, f"segnalazioni/{family.referrals[place]}/", place == 0),
            (Section.PROMISES, f"impegni/{family.promises[place]}/", place == 0),
            (Section.APPOINTMENTS, f"appuntamenti/{family.appointments[place]}/annulla/", place == 0),
        ]
        section, path, is_told = self.chance.choices(forms, weights=[2, 1, 2, 1, 1])[0]
        about_it = path.endswith("nuovo/") or family is self._family(granted)
        may = self._is_hers(granted, number) and section in granted.sections and is_told and about_it
        sends = self.chance.random() < 0.5 and not path.endswith("annulla/")
        answer = browser.post(address + path, {}) if sends else browser.get(address + path)
        opened = answer.status_code in (200, 422)
        if (opened or MARK.search(answer.content.decode())) and not may:
            raise SawMore(f"a form: {path}")
        assert opened == may
