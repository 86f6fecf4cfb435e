"""Forms: label, hint and error tied to their control, and a summary of what is wrong with links to it."""

import uuid
from collections.abc import Iterable
from typing import Literal

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, MultiWidget, RadioSelect
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accanto.base.picking import PickInput
from accanto.ui.components.marks import NOTHING, draw
from accanto.ui.components.strict import Kind, component
from accanto.ui.markup import format_html, format_html_join

Look = Literal["plain", "chips"]
Width = Literal["full", "half", "short"]
GROUPS = (RadioSelect, CheckboxSelectMultiple)


@component()
def form_fields(form, *, only: str = "", look: Look = "plain") -> SafeString:
    """A whole form: hidden fields, what is wrong, every field; `only` names some, separated by commas."""
    names = [name.strip() for name in only.split(",")] if only else [f.name for f in form.visible_fields()]
    return form_summary(form) + mark_safe("".join(field(form[name], look=look) for name in names))


@component()
def form_summary(form) -> SafeString:
    """The hidden fields, and what is wrong with links to it: for forms that place their fields by hand."""
    hidden = mark_safe("".join(str(f) for f in form.hidden_fields()))
    wrong = [("", error) for error in form.non_field_errors()]
    wrong += [("", error) for f in form.hidden_fields() for error in f.errors]
    wrong += [(_anchor(f), f"{capfirst(f.label)}: {error}") for f in form.visible_fields() for error in f.errors]
    return hidden + _summary(wrong)


def _summary(wrong: list[tuple[str, str]]) -> SafeString:
    if not wrong:
        return NOTHING
    items = format_html_join("", "<li>{}</li>", ((_linked(anchor, error),) for anchor, error in wrong))
    return format_html(
        '<div class="notice notice-danger error-summary" role="alert" tabindex="-1">{}'
        '<div class="notice-body"><strong>{}</strong><ul>{}</ul></div></div>',
        draw("danger"),
        _("Qualcosa non va. Quello che hai scritto è ancora qui."),
        items,
    )


def _linked(anchor: str, error: str) -> SafeString:
    return format_html('<a href="#{}">{}</a>', anchor, error) if anchor else format_html("{}", error)


def _anchor(bound: BoundField) -> str:
    """The id that a link to a field goes to: of its first choice where it has several, of its line to search."""
    if isinstance(bound.field.widget, PickInput):
        return f"{bound.auto_id}_text"
    return f"{bound.auto_id}_0" if isinstance(bound.field.widget, (*GROUPS, MultiWidget)) else bound.auto_id


@component()
def field(
    bound: BoundField, *, look: Look = "plain", label="", hint="", hide_label: bool = False, width: Width = "full"
) -> SafeString:
    """One field of a form. `look="chips"` shows choices as chips; `hide_label` keeps the label for screen readers."""
    if bound.is_hidden:
        return format_html("{}", bound)
    hint = hint or bound.help_text
    notes = _hint(bound, hint) + _errors(bound)
    label = capfirst(label or bound.label)
    parts = (bound, label, notes, _described_by(bound, hint))
    if isinstance(bound.field.widget, GROUPS):
        inner = _group(*parts, look=look, hide_label=hide_label)
    elif isinstance(bound.field.widget, CheckboxInput):
        inner = _tick(*parts)
    else:
        inner = _single(*parts, hide_label=hide_label)
    wrong = " field-wrong" if bound.errors else ""
    return format_html('<div class="field field-{}{}">{}</div>', width, wrong, inner)


def _hint(bound: BoundField, hint) -> SafeString:
    return format_html('<div class="hint" id="{}_hint">{}</div>', bound.auto_id, hint) if hint else NOTHING


def _errors(bound: BoundField) -> SafeString:
    if not bound.errors:
        return NOTHING
    sentences = format_html_join("", "<p>{}</p>", ((error,) for error in bound.errors))
    return format_html('<div class="error" id="{}_error">{}{}</div>', bound.auto_id, draw("danger"), sentences)


def _described_by(bound: BoundField, hint) -> str:
    ids = [(hint, "_hint"), (bound.errors, "_error")]
    return " ".join(f"{bound.auto_id}{suffix}" for there, suffix in ids if there)


def _aria(bound: BoundField, described_by: str) -> dict:
    """Attributes for the control; Django's own guess at aria-describedby is replaced, ids differ here."""
    attrs = {"aria-describedby": described_by} if described_by else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if bound.field.widget.attrs.get("placeholder") in (bound.field.label, bound.label):
        attrs["placeholder"] = False  # it would only repeat the label
    return attrs


def _mark(bound: BoundField) -> SafeString:
    """The asterisk of a required field; screen readers hear `required` from the control itself."""
    if not bound.field.required:
        return NOTHING
    return format_html('<span class="required" aria-hidden="true" title="{}">*</span>', _("obbligatorio"))


def _single(bound, label, notes, described_by, *, hide_label: bool) -> SafeString:
    return format_html(
        '<label for="{}" class="{}">{}{}</label>{}{}',
        _anchor(bound),
        "hidden" if hide_label else "label",
        label,
        _mark(bound),
        notes,
        bound.as_widget(attrs=_aria(bound, described_by)),
    )


def _tick(bound, label, notes, described_by) -> SafeString:
    return format_html(
        '<div class="choice">{}<label for="{}">{}{}</label></div>{}',
        bound.as_widget(attrs=_aria(bound, described_by)),
        bound.auto_id,
        label,
        _mark(bound),
        notes,
    )


def _group(bound, label, notes, described_by, *, look: str, hide_label: bool) -> SafeString:
    about = format_html(' aria-describedby="{}"', described_by) if described_by else NOTHING
    return format_html(
        '<fieldset{}><legend class="{}">{}{}</legend>{}{}</fieldset>',
        about,
        "hidden" if hide_label else "label",
        label,
        _mark(bound),
        notes,
        bound.as_widget() if isinstance(bound.field.widget, PickInput) else _choices(bound, look),
    )


def _choices(bound: BoundField, look: str) -> SafeString:
    choices = format_html_join(
        "",
        '<div class="choice">{}<label for="{}">{}</label></div>',
        ((choice.tag(), choice.id_for_label, choice.choice_label) for choice in _flat(bound)),
    )
    return format_html('<div class="choices choices-{}">{}</div>', look, choices)


def _flat(bound: BoundField) -> Iterable:
    """The choices that a person can take: an empty one only where taking none is an answer."""
    return (c for c in bound.subwidgets if not (bound.field.required and c.data["value"] == ""))


@component(takes_context=True)
def post_button(
    context, text, url: str, *, kind: Kind = "secondary", icon: str = "", form=None, label: str = "", name="", value=""
) -> SafeString:
    """A form of one button, for an act: with CSRF and the token by which a double click counts once.

    `form` gives its hidden fields (else only a token); `name` and `value` travel with the button; `label` is
    the full sentence for screen readers.
    """
    hidden = mark_safe("".join(str(f) for f in form.hidden_fields())) if form is not None else _token()
    spoken = format_html(' aria-label="{}"', label) if label else NOTHING
    pair = format_html(' name="{}" value="{}"', name, value) if name else NOTHING
    return format_html(
        '<form method="post" action="{}" class="post-button">{}{}'
        '<button type="submit" class="button button-{}"{}{}>{}<span>{}</span></button></form>',
        url,
        csrf_input(context),
        hidden,
        kind,
        spoken,
        pair,
        draw(icon),
        text,
    )


def _token() -> SafeString:
    return format_html('<input type="hidden" name="form_token" value="{}">', uuid.uuid4())


def csrf_input(context) -> SafeString:
    """The hidden CSRF field; nothing where a page is rendered without a request."""
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":
        return NOTHING
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
