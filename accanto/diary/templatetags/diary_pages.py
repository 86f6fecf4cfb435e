"""A page of a diary, written without templates: it stands on the pages that are opened most, by the dozen."""

from collections.abc import Iterable, Iterator

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accanto.base.addresses import address_of, addresses_of
from accanto.diary.models import Entry, EntryHousehold
from accanto.ui.components.marks import NOTHING, badge, draw
from accanto.ui.components.moments import day
from accanto.ui.components.surfaces import timeline, timeline_entry
from accanto.ui.markup import fill, format_html, format_html_join

register = template.Library()

LETTERS_SHOWN = 1_500
PROSE = '<div class="prose">{}</div>'
STRUCK = '<p class="muted">{}</p>'
ABOUT = '<p class="muted small">{}</p>'
OTHER = '<a href="{}">{}</a>'
STEP = '<p class="small">{} {} {}</p>'
FOOT = '<p class="entry-foot small"><a href="{}">{}</a>{}</p>'
RESERVED = '<span class="muted">{} {}</span>'
CORRECTED = '<span class="muted">{}</span>'
FILE = '<a href="{}">{} {}</a>'


@register.simple_tag
def diary_page(links: Iterable[EntryHousehold]) -> SafeString:
    """Entries from `queries.timeline`. Reserved parts are not here: they are read on the entry's page."""
    return timeline(format_html_join("", "{}", ((_entry(link.entry),) for link in links)))


def _entry(entry: Entry) -> SafeString:
    tone = "accent" if entry.is_contact and not entry.struck_at else "plain"
    content = format_html("{}{}", _struck(entry) if entry.struck_at else _told(entry), _foot(entry))
    return timeline_entry(content, heading=entry.kind_label, meta=_meta(entry), tone=tone)


def _meta(entry: Entry) -> SafeString:
    when = day(entry.happened_at, time=True)
    sentence = _("%(when)s · %(author)s · %(minutes)s min")
    return fill(sentence, when=when, author=entry.author.name, minutes=entry.minutes)


def _struck(entry: Entry) -> SafeString:
    return format_html(STRUCK, fill(_("Scritta per errore: %(why)s"), why=entry.struck_why))


def _told(entry: Entry) -> SafeString:
    """What happened, who was there, what next."""
    missed = badge(_("Non trovata"), tone="warn") if entry.contact == "attempted" else NOTHING
    text = Truncator(entry.text).chars(LETTERS_SHOWN) if len(entry.text) > LETTERS_SHOWN else entry.text
    prose = format_html(PROSE, mark_safe(linebreaks(text, autoescape=True))) if text else NOTHING
    return format_html("{}{}{}{}", missed, prose, _about(entry), _step(entry))


def _about(entry: Entry) -> SafeString:
    named = [format_html("<span>{}</span>", name) for name in (*entry.shown_persons, entry.with_whom) if name]
    named += [_other(link.household) for link in entry.other_links]
    return format_html(ABOUT, format_html_join(" · ", "{}", ((name,) for name in named))) if named else NOTHING


def _other(household) -> SafeString:
    address = address_of("desk:household", household.pk)
    return format_html(OTHER, address, fill(_("anche nucleo %(name)s"), name=household.name))


def _step(entry: Entry) -> SafeString:
    if not entry.next_step:
        return NOTHING
    state = NOTHING
    if entry.next_step_done_on:
        state = badge(_("fatto"), tone="ok")
    elif entry.next_step_on:
        state = badge(day(entry.next_step_on), tone="accent")
    return format_html(STEP, draw("forward"), entry.next_step, state)


def _foot(entry: Entry) -> SafeString:
    rest = format_html_join("", "{}", ((piece,) for piece in _rest(entry)))
    return format_html(FOOT, address_of("diary:entry_detail", entry.pk), _("Apri la nota"), rest)


def _rest(entry: Entry) -> Iterator[SafeString]:
    if entry.has_reserved:
        yield format_html(RESERVED, draw("lock"), _("parte riservata"))
    if entry.corrected_at:
        yield format_html(CORRECTED, _("corretta"))
    address = addresses_of("diary:attachment")
    for file in [] if entry.struck_at else entry.shown_files:
        yield format_html(FILE, address(file.pk), draw("attachment"), file.name)
