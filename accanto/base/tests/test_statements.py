"""A statement finds what its query set finds, and remembers no row."""

import gc
import weakref
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from accanto.base.models import Parameter
from accanto.base.statements import AskedTooEarly, Given, GivenIds, Statement, kept

pytestmark = pytest.mark.django_db

DAY = Parameter._meta.get_field("valid_from")


@pytest.fixture
def terms():
    def add(code, year):
        fixed = {"name": "Termine", "unit": "ore", "source": "art. 1", "checked_on": date(2026, 1, 1)}
        return Parameter.objects.create(code=code, value=Decimal("1.5"), valid_from=date(year, 1, 1), **fixed)

    return [add("one", 2020), add("two", 2022), add("three", 2024)]


def of_some_since():
    wanted = Parameter.objects.filter(pk__in=GivenIds("ids"), valid_from__gte=Given("since", DAY))
    return wanted.order_by("pk")


def test_it_finds_what_the_query_set_finds(terms, django_assert_num_queries):
    found = kept(of_some_since)
    ids = [term.pk for term in terms[1:]]
    with django_assert_num_queries(2):
        assert found().objects(ids=ids, since=date(2023, 1, 1)) == terms[2:]
        assert found().objects(ids=ids, since=date(2020, 1, 1)) == terms[1:]
    assert found().objects(ids=[], since=date(2020, 1, 1)) == []


def test_whoever_stops_early_reads_no_more_rows(terms, django_assert_num_queries):
    found = kept(of_some_since)
    with django_assert_num_queries(1):
        each = found().each(ids=[term.pk for term in terms], since=date(2000, 1, 1))
        assert next(each) == terms[0]
    assert list(kept(lambda: Parameter.objects.none())().each()) == []


def test_the_query_set_itself_is_not_kept(terms):
    wanted = of_some_since().annotate(same=F("code"))
    query = weakref.ref(wanted.query)
    statement = Statement(wanted)
    del wanted
    gc.collect()
    assert query() is None
    assert statement.objects(ids=[terms[0].pk], since=date(2000, 1, 1))[0].value == Decimal("1.5")


def test_values_come_as_python_knows_them(terms):
    found = kept(lambda: of_some_since().values_list("code", "value", "valid_from"))
    assert found().rows(ids=[terms[0].pk], since=date(2000, 1, 1)) == [("one", Decimal("1.5"), date(2020, 1, 1))]


def test_what_is_put_off_is_fetched_when_asked_for_and_annotations_are_there(terms):
    found = kept(lambda: of_some_since().only("code").annotate(same=F("code")))
    term = found().objects(ids=[terms[0].pk], since=date(2000, 1, 1))[0]
    assert term.get_deferred_fields() >= {"name", "value"}
    assert (term.code, term.same, term.name) == ("one", "one", "Termine")


def test_parts_of_a_word_are_found_literally(terms):
    text = Parameter._meta.get_field("code")
    found = kept(lambda: Parameter.objects.filter(code__contains=Given("part", text)).values_list("code"))
    assert found().rows(part="hre") == [("three",)]
    assert found().rows(part="%") == []


def test_every_asking_goes_to_the_database(terms):
    found = kept(of_some_since)
    wanted = {"ids": [term.pk for term in terms], "since": date(2000, 1, 1)}
    assert len(found().rows(**wanted)) == 3
    terms[0].delete()
    assert len(found().rows(**wanted)) == 2


def test_nothing_to_be_found_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert kept(lambda: Parameter.objects.none())().objects() == []


def test_what_reads_rows_while_it_is_made_is_refused(terms):
    too_early = kept(lambda: Parameter.objects.filter(pk__in=list(Parameter.objects.values_list("pk", flat=True))))
    with pytest.raises(AskedTooEarly):
        too_early()


def test_another_argument_makes_another_statement(terms):
    coded = kept(lambda code: Parameter.objects.filter(code=code))
    assert coded("one") is coded("one")
    assert [coded(term.code).objects() for term in terms] == [[term] for term in terms]
