"""The report of the demo's largest agreement, against numbers counted another way: SQL written by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from accanto.base import clock
from accanto.base.clock import bounds_of
from accanto.demo.build import build
from accanto.demo.world import SEED
from accanto.housing.models import Works
from accanto.partners.models import Agreement
from accanto.plans.states import Side
from accanto.reports.queries import counted, counts
from accanto.residents.models import Household

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COVERED = """SELECT h.id FROM residents_household h WHERE NOT h.is_restricted AND (
    h.id IN (SELECT a.household_id FROM housing_assignment a
        JOIN partners_agreement_dwellings d ON d.dwelling_id = a.dwelling_id
        WHERE d.agreement_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until >= %s))
    OR h.id IN (SELECT household_id FROM partners_agreement_households WHERE agreement_id = %s))"""


@pytest.fixture
def agreement() -> Agreement:
    build("small", SEED)
    return max(Agreement.objects.all(), key=lambda agreement: agreement.dwellings.count())


@pytest.fixture
def period(agreement) -> tuple[date, date]:
    """The first half-year."""
    first = agreement.reporting_dates.first()
    return first.since, first.until


def ask(sql: str, *parameters) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def shown(tables: list[dict]) -> dict[tuple[str, str], object]:
    return {(table["title"], row["label"]): row["value"] for table in tables for row in table["rows"] if "value" in row}


def side_by_side(tables: list[dict], title: str) -> list[dict[str, object]]:
    """The columns of a table, each by the labels of its rows."""
    (table,) = [table for table in tables if table["title"] == title]
    columns = zip(*(row["values"] for row in table["rows"]), strict=True)
    return [dict(zip((row["label"] for row in table["rows"]), column, strict=True)) for column in columns]


def test_the_report_says_what_sql_by_hand_says(agreement, period):
    since, until = period
    covered = [row[0] for row in ask(COVERED, agreement.pk, until, since, agreement.pk)]
    ids = ",".join(str(pk) for pk in covered)
    values = shown(counted(agreement, since, until))
    assert values["Nuclei e persone", "nuclei"] == len(covered) >= 5

    people = ask(
        f"""SELECT DISTINCT p.id, p.birth_date, p.sex FROM residents_person p
        JOIN residents_householdmember m ON m.person_id = p.id
        WHERE m.household_id IN ({ids}) AND p.merged_into_id IS NULL
        AND m.since <= %s AND (m.until IS NULL OR m.until >= %s)""",
        until,
        since,
    )
    assert values["Nuclei e persone", "persone"] == len(people)
    eighteen = date(until.year - 18, until.month, until.day if (until.month, until.day) != (2, 29) else 28)
    minors = [born for _pk, born, _sex in people if born and day(born) > eighteen]
    women = [pk for pk, _born, sex in people if sex == "F"]
    assert counts.served(agreement_households(covered), since, until).by_age["minors"] == len(minors)
    assert values["Nuclei e persone", "donne"] in (None, len(women))

    (hours,) = ask(
        f"""SELECT COALESCE(SUM(minutes), 0) FROM (SELECT DISTINCT e.id, e.minutes FROM diary_entry e
        JOIN diary_entryhousehold l ON l.entry_id = e.id JOIN accounts_user u ON u.id = e.author_id
        WHERE l.household_id IN ({ids}) AND u.role = 'volunteer' AND e.struck_at IS NULL
        AND e.happened_at >= %s AND e.happened_at < %s) AS each_once""",
        *moments(since, until),
    )
    written = (Decimal(int(hours[0])) / 60).quantize(Decimal("0.01"))
    assert values["Lavoro", "ore di volontariato"] == str(written)
    assert written > 0

    (met,) = ask(
        f"""SELECT COUNT(DISTINCT e.id) FROM diary_entry e JOIN diary_entryhousehold l ON l.entry_id = e.id
        JOIN diary_entry_bodies b ON b.entry_id = e.id
        JOIN partners_agreement_parties p ON p.organisation_id = b.organisation_id AND p.agreement_id = %s
        WHERE l.household_id IN ({ids}) AND e.kind = 'meeting' AND e.contact = 'met' AND e.struck_at IS NULL
        AND e.happened_at >= %s AND e.happened_at < %s""",
        agreement.pk,
        *moments(since, until),
    )
    (all_meetings,) = ask(
        f"""SELECT COUNT(DISTINCT e.id) FROM diary_entry e JOIN diary_entryhousehold l ON l.entry_id = e.id
        WHERE l.household_id IN ({ids}) AND e.kind = 'meeting' AND e.contact = 'met' AND e.struck_at IS NULL
        AND e.happened_at >= %s AND e.happened_at < %s""",
        *moments(since, until),
    )
    assert values["Lavoro", "incontri con gli enti dell'accordo"] == met[0]
    assert 5 <= met[0] < all_meetings[0]


BY_HAND = """SELECT count(CASE WHEN p.state = 'kept' THEN 1 END), count(CASE WHEN p.state = 'late' THEN 1 END),
    count(CASE WHEN p.state = 'partly' THEN 1 END), count(CASE WHEN p.state = 'not_kept' THEN 1 END),
    count(CASE WHEN p.state = 'open' AND p.due_on < %s THEN 1 END)
    FROM plans_promise p WHERE p.household_id IN ({ids}) AND p.side = %s
    AND ((p.state = 'open' AND p.due_on BETWEEN %s AND %s)
    OR (p.state <> 'open' AND p.settled_on BETWEEN %s AND %s))"""
ENDS = ["mantenute", "mantenute in ritardo", "mantenute in parte", "non mantenute", "scadute senza esito"]


def test_promises_of_each_side_are_what_sql_by_hand_says(agreement):
    """From the first day of the agreement to today; in the demo enough of each side's ended to be told."""
    since, until = agreement.starts_on, clock.today()
    ids = ",".join(str(row[0]) for row in ask(COVERED, agreement.pk, until, since, agreement.pk))
    columns = side_by_side(counted(agreement, since, until), "Promesse dei tre lati")
    for side, told in zip(Side, columns, strict=True):
        (cells,) = ask(BY_HAND.format(ids=ids), clock.today(), side.value, since, until, since, until)
        assert told["promesse"] == sum(cells) >= 5
        said = [told[end] for end in ENDS]
        assert all(value in (None, cell) for value, cell in zip(said, cells, strict=True))
        assert not any(value for value in said if value and value < 5)
        percent = None if said[0] is None else round(100 * cells[0] / sum(cells))
        assert told["quota mantenuta"] == percent


def test_nights_are_counted_one_by_one(agreement, period):
    since, until = period
    used = available = 0
    homes = ask(
        """SELECT d.id, (SELECT COUNT(*) FROM housing_place p WHERE p.dwelling_id = d.id), d.held_since, d.held_until
        FROM housing_dwelling d JOIN partners_agreement_dwellings c ON c.dwelling_id = d.id
        WHERE c.agreement_id = %s""",
        agreement.pk,
    )
    stays = ask("SELECT dwelling_id, place_id, since, until FROM housing_assignment")
    works = list(Works.objects.values_list("dwelling_id", "since", "until"))
    for night in (since + timedelta(days=number) for number in range((until - since).days + 1)):
        for home, places, held_since, held_until in homes:
            weight = max(1, places)
            if (held_since and day(held_since) > night) or (held_until and day(held_until) < night):
                continue
            shut = any(w[0] == home and w[1] <= night and (w[2] is None or w[2] >= night) for w in works)
            available += 0 if shut else weight
            for dwelling, place, first, last in stays:
                if dwelling == home and day(first) <= night and (last is None or day(last) >= night):
                    used += 1 if place else weight
    values = shown(counted(agreement, since, until))
    assert values["Alloggi e notti", "notti disponibili"] == available > 0
    assert values["Alloggi e notti", "notti usate"] == used > 0
    assert values["Alloggi e notti", "occupazione"] == min(100, round(100 * used / available))


def test_areas_movements_and_money(agreement, period):
    since, until = period
    covered = ",".join(str(row[0]) for row in ask(COVERED, agreement.pk, until, since, agreement.pk))
    values = shown(counted(agreement, since, until))
    by_area = ask(
        f"""SELECT a.name, COUNT(*) FROM support_supportrequest r
        JOIN support_supportrequest_areas l ON l.supportrequest_id = r.id
        JOIN support_supportarea a ON a.id = l.supportarea_id
        WHERE r.household_id IN ({covered}) AND r.word_on <= %s AND (r.ended_on IS NULL OR r.ended_on >= %s)
        GROUP BY a.name""",
        until,
        since,
    )
    said = {label: value for (title, label), value in values.items() if title.startswith("Richieste")}
    assert said == {name: None if number < 5 else number for name, number in by_area}

    (came,) = ask(
        """SELECT COUNT(DISTINCT a.household_id) FROM housing_assignment a
        JOIN partners_agreement_dwellings d ON d.dwelling_id = a.dwelling_id
        JOIN residents_household h ON h.id = a.household_id
        WHERE d.agreement_id = %s AND NOT h.is_restricted AND a.since BETWEEN %s AND %s""",
        agreement.pk,
        since,
        until,
    )
    assert values["Ingressi e uscite", "nuclei entrati"] == (None if 0 < came[0] < 5 else came[0])

    (spent,) = ask(
        "SELECT COALESCE(SUM(amount), 0) FROM partners_agreementcost WHERE agreement_id = %s AND day BETWEEN %s AND %s",
        agreement.pk,
        since,
        until,
    )
    assert Decimal(values["Quello che la cooperativa ha dato", "spese con documento"]) == Decimal(str(spent[0]))
    assert Decimal(values["Quello che la cooperativa ha dato", "corrispettivo dell'accordo"]) == 0


def day(value) -> date:
    """A day as a cursor gives it: text on SQLite."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def moments(since: date, until: date) -> tuple:
    """The first moment of the period, and the first after it, as the database compares them."""
    adapt = connection.ops.adapt_datetimefield_value
    return tuple(adapt(moment) for moment in (bounds_of(since)[0], bounds_of(until)[1]))


def agreement_households(ids: list[int]):
    return Household.objects.filter(pk__in=ids)
