"""The controls of forms, written without templates.

Django renders each option of each choice with two templates; a page with the note box or with filters has
dozens of them. What is written is what its templates write; widgets not named here keep their templates.
"""

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString, mark_safe

from accanto.ui.markup import format_html


class Renderer(TemplatesSetting):
    """Django's renderer, but for the widgets in WRITTEN."""

    def render(self, template_name, context, request=None):
        write = WRITTEN.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def _input(widget: dict) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, _attributes(widget["attrs"])
    )


def _option(widget: dict) -> SafeString:
    """A box to tick, within its label where nobody writes that beside it."""
    box = _input(widget)
    if not widget["wrap_label"]:
        return box
    return format_html('<label for="{}">{} {}</label>', widget["attrs"].get("id", ""), box, widget["label"])


def _select(widget: dict) -> SafeString:
    groups = mark_safe("".join(_group(label, options) for label, options, _index in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], _attributes(widget["attrs"]), groups)


def _group(label, options: list[dict]) -> SafeString:
    written = mark_safe("".join(_choice(option) for option in options))
    return format_html('<optgroup label="{}">{}</optgroup>', label, written) if label else written


def _choice(option: dict) -> SafeString:
    attributes = _attributes(option["attrs"])
    return format_html('<option value="{}"{}>{}</option>', option["value"], attributes, option["label"])


def _attributes(attrs: dict) -> SafeString:
    """True stands as the bare name, False for leaving it out."""
    return mark_safe("".join(_attribute(name, value) for name, value in attrs.items() if value is not False))


def _attribute(name: str, value) -> str:
    return f" {name}" if value is True else format_html(' {}="{}"', name, value)


_INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "time", "checkbox")

WRITTEN = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    **{f"django/forms/widgets/{name}_option.html": _option for name in ("radio", "checkbox")},
    "django/forms/widgets/select.html": _select,
}
