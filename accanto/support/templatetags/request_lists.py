"""Requests in tables and on the board, written without templates: a page shows them by the dozen."""

from collections.abc import Iterable
from functools import cache

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accanto.base.addresses import addresses_of
from accanto.support.models import SupportRequest
from accanto.ui.components.marks import NOTHING, badge
from accanto.ui.components.moments import ago, day
from accanto.ui.markup import format_html, format_html_join

register = template.Library()

ROW = """<tr>
<th scope="row" data-label="{request_head}"><a href="{{address}}">{{title}}</a></th>
<td data-label="{days_head}" class="number">{{days}}</td>
{{household}}<td data-label="{area_head}">{{areas}}</td>
<td data-label="{state_head}"><span>{{state}} {{promise}}</span></td>
<td data-label="{lead_head}">{{lead}}</td>
{{work}}</tr>
"""
HOUSEHOLD = '<td data-label="{}"><a href="{}">{}</a></td>\n'
WORK = '<td data-label="{}"><span>{}</span></td>\n'
CARD = """<li class="board-card{late}">
<a href="{address}">{title}</a>
<div class="row-about">{household} · {age}</div>
<div class="small muted">{areas}{workers}</div>
{promise}
</li>
"""


@register.simple_tag
def promise(asked: SupportRequest) -> SafeString:
    """The day by which something must happen, red once it has gone by; nothing where none is promised."""
    on = asked.promised_on
    if not on:
        return NOTHING
    if asked.is_late:
        return badge(ago(on), tone="danger", icon="clock")
    return badge(day(on), tone="accent", icon="clock")


@register.simple_tag
def request_rows(requests: Iterable[SupportRequest], *, with_household: bool) -> SafeString:
    """Rows of a table; with their household and who works on them where they are not all of one household."""
    household, work = (_household_cells(), _work_cells()) if with_household else (_no_cell, _no_cell)
    address, state = addresses_of("support:request_detail"), cache(badge)
    return format_html_join(
        "",
        _row(),
        (
            _facts(asked)
            | {
                "address": address(asked.pk),
                "state": state(asked.state_label, tone=asked.tone),
                "household": household(asked),
                "work": work(asked),
            }
            for asked in requests
        ),
    )


def _row() -> SafeString:
    """What is the same in every row is said, and escaped, once; what is in double braces comes with each."""
    return format_html(
        ROW,
        request_head=_("Richiesta"),
        days_head=_("Giorni"),
        area_head=_("Ambito"),
        state_head=_("Stato"),
        lead_head=_("Primo responsabile"),
    )


def _facts(asked: SupportRequest) -> dict:
    return {
        "title": asked.title,
        "days": asked.days_old,
        "areas": ", ".join(asked.area_names),
        "promise": promise(asked),
        "lead": asked.lead_name,
    }


def _no_cell(_asked: SupportRequest) -> SafeString:
    return NOTHING


def _household_cells():
    head, address = format_html("{}", _("Nucleo")), addresses_of("desk:household")
    return lambda asked: format_html(HOUSEHOLD, head, address(asked.household_id), asked.household.name)


def _work_cells():
    head, everything = format_html("{}", _("Chi ci lavora")), reverse("support:request_list")
    nobody = format_html('<span class="muted">{}</span>', _("nessuno"))

    def workers(asked: SupportRequest) -> SafeString:
        names = ((everything, *worker) for worker in asked.at_work)
        return mark_safe(", ".join(format_html('<a href="{}?worker={}">{}</a>', *name) for name in names))

    return lambda asked: format_html(WORK, head, workers(asked) or nobody)


@register.simple_tag
def request_cards(requests: Iterable[SupportRequest]) -> SafeString:
    """The cards of a column of the board."""
    address = addresses_of("support:request_detail")
    return format_html_join("", CARD, (_card(asked) | {"address": address(asked.pk)} for asked in requests))


def _card(asked: SupportRequest) -> dict:
    return {
        "late": " board-late" if asked.is_late else "",
        "title": asked.title,
        "household": asked.household.name,
        "age": asked.age,
        "areas": ", ".join(asked.area_names),
        "workers": "".join(f" · {name}" for _pk, name in asked.at_work),
        "promise": promise(asked),
    }
