"""The register, her own page and the rules: what they say, to whom, in how many queries."""

from datetime import date, timedelta

import pytest
import time_machine

from accanto.archive.models import LegalForm
from accanto.base import clock
from accanto.diary.tests.factories import make_entry
from accanto.residents.tests.factories import (
    HouseholdFactory,
    MembershipFactory,
    PersonFactory,
    TeamMemberFactory,
)
from accanto.support.models import SupportArea
from accanto.volunteers import actions, queries
from accanto.volunteers.models import InsuranceCover, Volunteer
from accanto.volunteers.tests.browsing import page, send
from accanto.volunteers.tests.factories import CoverFactory, VolunteerFactory, a_cooperative, ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cooperative")]

MONDAY_MORNING = frozenset({(0, "morning")})


class TestTheRegister:
    def test_shows_load_languages_and_insurance(self, desk, coordinator):
        giulia = ready(person__family_name="Rossi")
        actions.assign_volunteer(
            by=coordinator, volunteer=giulia, household=HouseholdFactory(), since=clock.today(), why="parla arabo"
        )
        text = page(desk, "volunteer_list")
        assert "1 su 3" in text
        assert "italiano, arabo" in text
        assert "fino al" in text

    @pytest.mark.parametrize(
        "query, found",
        [
            ("?language=sq", {"Kola"}),
            ("?weekday=0&part=morning", {"Rossi"}),
            ("?weekday=0&part=evening", set()),
            ("?part=morning", {"Rossi"}),
            ("?show=expiring", {"Kola"}),
            ("?show=left", {"Cecchi"}),
            ("?area={school}", {"Rossi"}),
            ("", {"Rossi", "Kola"}),
            ("?weekday=99&language=xx", {"Rossi", "Kola"}),
        ],
    )
    def test_filters_by_the_address(self, desk, coordinator, query, found):
        school = SupportArea.objects.get(code="school")
        rossi = ready(person__family_name="Rossi", person__speaks=["it"])
        note = {"skills": "", "availability_note": "", "max_households": 3, "user": rossi.user}
        actions.change_volunteer(by=coordinator, volunteer=rossi, areas=[school], slots=MONDAY_MORNING, **note)
        kola = VolunteerFactory(person__family_name="Kola", person__speaks=["sq"])
        CoverFactory(volunteer=kola, until=clock.today() + timedelta(days=60))
        VolunteerFactory(person__family_name="Cecchi", register_until=clock.today() - timedelta(days=1))
        text = page(desk, "volunteer_list", query=query.format(school=school.pk))
        assert {name for name in ("Rossi", "Kola", "Cecchi") if name in text} == found

    @pytest.mark.parametrize("rows", [1, 3])
    def test_costs_the_same_for_one_and_three(self, desk, coordinator, rows, django_assert_num_queries):
        for _row in range(rows):
            giulia = ready()
            actions.set_availability(by=coordinator, volunteer=giulia, slots=MONDAY_MORNING, availability_note="")
        with django_assert_num_queries(14):
            page(desk, "volunteer_list")

    def test_prints_what_the_decree_asks(self, desk):
        person = PersonFactory(tax_code="RSSMRA80A01H501U", address="via del Mulino 44, Prato")
        VolunteerFactory(person=person, register_number=7, register_from=date(2020, 1, 15))
        MembershipFactory(person=person, book_number=312)
        text = page(desk, "register_print")
        for word in ("RSSMRA80A01H501U", "via del Mulino 44, Prato", "15/01/2020", "312"):
            assert word in text
        assert "Mancano" not in text
        VolunteerFactory(person__birth_place="")
        assert "Mancano per 1 persona" in page(desk, "register_print")

    def test_says_when_a_social_cooperative_has_too_many(self, desk):
        a_cooperative(LegalForm.SOCIAL)
        VolunteerFactory(person=MembershipFactory().person)
        assert "Troppi volontari" in page(desk, "volunteer_list")
        MembershipFactory()
        assert "Troppi volontari" not in page(desk, "volunteer_list")

    def test_from_the_name_to_the_entry(self, desk, volunteer):
        person = PersonFactory(family_name="Hoxha", given_name="Drita")
        assert "Entra nel registro" in page(desk, "volunteer_find", query="?q=hoxha")
        data = {"register_from": "2026-01-15", "user": volunteer.pk, "max_households": "2", "morning": ["0", "3"]}
        response = send(desk, "volunteer_new", person.pk, **data)
        entry = Volunteer.objects.get(person=person)
        assert response.headers["location"] == entry.get_absolute_url()
        assert entry.slots == {(0, "morning"), (3, "morning")}
        assert "lunedì e giovedì mattina" in page(desk, "volunteer_detail", entry.pk)

    def test_a_refusal_says_the_law_above_the_form(self, desk):
        a_cooperative(LegalForm.SOCIAL)
        response = send(
            desk, "volunteer_new", PersonFactory().pk, register_from="2026-01-15", max_households="2", skills="cucito"
        )
        assert response.status_code == 422
        assert "1 su 0 soci" in response.content.decode()
        assert "cucito" in response.content.decode()

    def test_papers_are_added_on_her_page(self, desk):
        giulia = VolunteerFactory()
        assert "non copre" in page(desk, "volunteer_detail", giulia.pk)
        cover = {
            "policy_number": "POL77",
            "until": "2100-01-31",
            "accident": "on",
            "illness": "on",
            "third_party": "on",
        }
        assert send(desk, "cover_new", giulia.pk, **cover).status_code == 302
        assert send(desk, "record_check_new", giulia.pk, checked_on="2026-01-10", clear="yes").status_code == 302
        assert send(desk, "training_new", giulia.pk, name="accoglienza", hours="6.5").status_code == 302
        text = page(desk, "volunteer_detail", giulia.pk)
        assert "POL77" in text and "può stare con minori" in text and "accoglienza" in text
        assert "non copre" not in text

    @pytest.mark.parametrize(
        "data", [{"policy_number": "x" * 61, "until": "2027-01-31"}, {"policy_number": "P", "until": "31/02/2027"}]
    )
    def test_what_cannot_be_gets_a_sentence_and_writes_nothing(self, desk, data):
        giulia = VolunteerFactory()
        assert send(desk, "cover_new", giulia.pk, **data).status_code == 422
        assert not InsuranceCover.objects.exists()


class TestHerOwnPage:
    def test_shows_her_households_and_hours(self, volunteer, client_of, coordinator):
        giulia = ready(user=volunteer)
        household = HouseholdFactory(name="Bennani")
        actions.assign_volunteer(
            by=coordinator, volunteer=giulia, household=household, since=clock.today(), why="parla arabo"
        )
        make_entry(volunteer, household, minutes=90)
        actions.add_other_hours(by=volunteer, volunteer=giulia, day=clock.today(), minutes=60, what="riunione")
        text = page(client_of(volunteer), "own")
        assert "Bennani" in text
        assert "2,5 ore" in text

    def test_an_entry_struck_out_gives_no_hours(self, volunteer):
        giulia = ready(user=volunteer)
        household = HouseholdFactory()
        TeamMemberFactory(household=household, user=volunteer)
        entry = make_entry(volunteer, household, minutes=90)
        assert queries.hours_by_month(giulia)[-1].diary == 90
        type(entry).objects.update(struck_at=clock.now(), struck_by=volunteer, struck_why="doppia")
        assert queries.hours_by_month(giulia)[-1].diary == 0

    def test_hours_belong_to_the_italian_month(self, volunteer):
        with time_machine.travel("2026-03-01 00:30 +0100", tick=False):
            giulia = ready(user=volunteer)
            household = HouseholdFactory()
            TeamMemberFactory(household=household, user=volunteer)
            make_entry(volunteer, household, minutes=45)
            assert [one.diary for one in queries.hours_by_month(giulia)][-2:] == [0, 45]

    def test_who_is_not_in_the_register_is_told_so(self, outsider, client_of):
        assert "Non sei nel registro" in page(client_of(outsider), "own")

    def test_she_changes_her_availability_and_nobody_elses(self, volunteer, outsider, client_of):
        giulia = ready(user=volunteer)
        assert send(client_of(outsider), "availability_edit", giulia.pk, evening=["4"]).status_code == 404
        send(client_of(volunteer), "availability_edit", giulia.pk, evening=["4"], availability_note="")
        assert Volunteer.objects.get().slots == {(4, "evening")}


class TestTheRules:
    def test_show_amounts_with_their_source_by_legal_form(self, desk):
        text = page(desk, "law")
        assert "150 €" in text and "D.Lgs. 3 luglio 2017, n. 117" in text
        a_cooperative(LegalForm.SOCIAL)
        assert "niente autocertificazioni" in page(desk, "law")

    def test_the_policy_on_record_checks_is_switched(self, desk):
        send(desk, "policy_edit", is_needed="no")
        assert "Oggi non chiediamo" in page(desk, "law")
        with time_machine.travel(clock.now() + timedelta(days=40), tick=False):
            assert not queries.check_needed_near_minors(clock.today())
        assert queries.check_needed_near_minors(clock.today() - timedelta(days=1))

    def test_a_resolution_is_written(self, desk):
        data = {"number": "4/2026", "decided_on": "2026-01-10", "admits": "autobus", "valid_from": "2026-01-10"}
        assert send(desk, "resolution_new", **data).status_code == 302
        assert "Delibera 4/2026 del 10/01/2026" in page(desk, "law")


def test_whose_entry_each_may_open(volunteer, coordinator, other_volunteer, board, resident, outsider):
    hers = VolunteerFactory(user=volunteer)
    another = VolunteerFactory(user=other_volunteer)
    seen = {
        user.username: set(Volunteer.objects.visible_to(user)) for user in (volunteer, coordinator, board, outsider)
    }
    assert seen == {"volunteer": {hers}, "coordinator": {hers, another}, "board": set(), "outsider": set()}
    assert not Volunteer.objects.visible_to(resident).exists()
