"""Surfaces that hold content: cards, notices, empty places, the timeline."""

from typing import Literal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accanto.ui.components.marks import NOTHING, draw
from accanto.ui.components.strict import Tone, component
from accanto.ui.markup import format_html

Columns = Literal["2", "3", "6", "main"]
NOTICE_ICONS = {"plain": "info", "accent": "info", "ok": "ok", "warn": "warning", "danger": "danger"}


def heading_of(text, level: int) -> SafeString:
    """A heading of the level that its place on the page asks for; nothing for no text."""
    return format_html("<h{0}>{1}</h{0}>", int(level), text) if text else NOTHING


@component(block=True)
def card(content, *, heading="", level: int = 2, id: str = "", tone: Tone = "plain", actions="") -> SafeString:
    """A sheet with a heading; `tone` draws its upper edge, `actions` stand at the heading's far end."""
    name = format_html(' id="{}"', id) if id else NOTHING
    head = format_html('<div class="card-head">{}{}</div>', heading_of(heading, level), actions) if heading else NOTHING
    return format_html('<section class="card card-{}"{}>{}{}</section>', tone, name, head, mark_safe(content))


@component(block=True)
def notice(content, *, tone: Tone = "plain", heading="", role: str = "") -> SafeString:
    """Something to know before reading on. `role="alert"` when it answers to what the person just did."""
    spoken = format_html(' role="{}"', role) if role else NOTHING
    lead = format_html("<strong>{}</strong> ", heading) if heading else NOTHING
    return format_html(
        '<div class="notice notice-{}"{}>{}<div class="notice-body">{}{}</div></div>',
        tone,
        spoken,
        draw(NOTICE_ICONS[tone]),
        lead,
        mark_safe(content),
    )


@component(block=True)
def empty(content, text, *, icon: str = "") -> SafeString:
    """A place where there is nothing yet: says so, and (in its content) what to do about it."""
    return format_html(
        '<div class="empty">{}<p>{}</p><div class="empty-act">{}</div></div>', draw(icon), text, mark_safe(content)
    )


@component(block=True)
def grid(content, *, columns: Columns = "2") -> SafeString:
    """Cards side by side where there is room: `columns` "2", "3", "6" or "main" (wide and narrow)."""
    return format_html('<div class="grid grid-{}">{}</div>', columns, mark_safe(content))


@component(block=True)
def timeline(content, *, label: str = "") -> SafeString:
    """What happened, newest first: holds timeline_entry pieces."""
    return format_html('<ol class="timeline" aria-label="{}">{}</ol>', label or _("Diario"), mark_safe(content))


@component(block=True)
def timeline_entry(content, *, heading="", meta="", tone: Tone = "plain", id: str = "") -> SafeString:
    """One thing that happened. `tone="accent"` for what was done with the family, plain for what the paper did."""
    name = format_html(' id="{}"', id) if id else NOTHING
    title = format_html('<strong class="timeline-title">{}</strong> ', heading) if heading else NOTHING
    about = format_html('<span class="muted">{}</span>', meta) if meta else NOTHING
    return format_html(
        '<li class="timeline-entry timeline-{}"{}><div class="timeline-head">{}{}</div>{}</li>',
        tone,
        name,
        title,
        about,
        mark_safe(content),
    )
