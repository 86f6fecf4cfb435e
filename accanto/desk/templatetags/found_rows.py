"""What a search found, written without templates: the quickest page is the one that people wait for standing."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accanto.base.addresses import addresses_of
from accanto.residents.queries import Found
from accanto.ui.components.marks import NOTHING
from accanto.ui.markup import format_html, format_html_join

register = template.Library()

ROW = '<li><div><a href="{}"><strong>{}</strong></a>{}{}</div></li>'
HOUSEHOLD = ' · <a href="{}">{} {}</a>'


@register.simple_tag
def found_rows(people: Iterable[Found]) -> SafeString:
    """People with their age and the household they live in now."""
    person_address, household_address = addresses_of("residents:person_detail"), addresses_of("desk:household")
    household_word = _("nucleo")

    def row(person: Found) -> tuple:
        age = NOTHING if person.age is None else f", {person.age}"
        household = NOTHING
        if person.household_id:
            address = household_address(person.household_id)
            household = format_html(HOUSEHOLD, address, household_word, person.household_name)
        return person_address(person.pk), person.name, age, household

    return format_html_join("", ROW, map(row, people))
