"""Days in English: the day before the month, and months with their capital."""

from datetime import date

from django.template import Context, Template
from django.utils import translation

DAY = date(2026, 9, 10)


def shown(language: str, source: str) -> str:
    with translation.override(language):
        return Template(source).render(Context({"day": DAY}))


def test_a_short_day_is_never_month_first():
    for language in ("it", "en"):
        assert shown(language, '{{ day|date:"SHORT_DATE_FORMAT" }}') == "10/09/2026"


def test_months_are_small_in_italian_alone():
    assert shown("it", '{{ day|written:"l j F" }}') == "giovedì 10 settembre"
    assert shown("en", '{{ day|written:"l j F" }}') == "Thursday 10 September"
