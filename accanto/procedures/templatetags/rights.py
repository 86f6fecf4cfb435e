"""The rights of a household as cards, written without templates: a dozen of them head the page opened most."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accanto.procedures.queries.rights import RightCard, RightLine
from accanto.ui.components.marks import NOTHING, badge
from accanto.ui.components.surfaces import card, grid
from accanto.ui.markup import format_html, format_html_join

register = template.Library()

SECTION = '<section id="diritti">\n<h2 class="hidden">{}</h2>\n{}\n</section>'
LINE = '<p class="small">{}{}{}{}</p>'
PROCEDURE = ' <a href="{}">{}</a>'
WHY = ' <span class="muted">{}</span>'


@register.simple_tag
def right_cards(cards: Iterable[RightCard]) -> SafeString:
    """Which rights work, and what stops the others."""
    return format_html(
        SECTION, _("Diritti"), grid(format_html_join("", "{}", ((_card(one),) for one in cards)), columns="6")
    )


def _card(one: RightCard) -> SafeString:
    lines = format_html_join("", LINE, map(_pieces, one.lines))
    return card(lines, heading=one.right.name, level=3, tone=one.tone)


def _pieces(line: RightLine) -> tuple:
    procedure, state = line.procedure, badge(line.standing.label, tone=line.tone, icon=line.icon)
    who = format_html(" {}", line.who) if line.who else NOTHING
    link = format_html(PROCEDURE, procedure.get_absolute_url(), procedure.type.name) if procedure else NOTHING
    return state, who, link, format_html(WHY, line.why) if line.why else NOTHING
