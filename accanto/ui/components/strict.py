"""Registering components so that a wrong attribute or value is refused with those it takes.

An attribute is a named argument of the component's function; the values of an attribute annotated
with `Literal[...]` are checked when the template is compiled, or when it is rendered if they come
from a variable. An empty value means the default.
"""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Literal, get_args, get_origin

from django.template import Library, TemplateSyntaxError

register = Library()

# Every component by name, with its function: the gallery and its test read it.
COMPONENTS: dict[str, Callable] = {}

Tone = Literal["plain", "ok", "warn", "danger", "accent"]
Kind = Literal["primary", "secondary", "quiet", "danger"]

# What the template engine itself passes.
IMPLICIT = {"context", "content"}


def component(*, template: str = "", block: bool = False, takes_context: bool = False) -> Callable:
    """Register a function as a tag: plain, with content (`block`), or rendered by `template`."""

    def add(func: Callable) -> Callable:
        name = func.__name__
        checked = _checking_values(func)
        if template:
            register.inclusion_tag(template, takes_context=takes_context)(checked)
        elif block:
            register.simple_block_tag(checked, takes_context=takes_context)
        else:
            register.simple_tag(checked, takes_context=takes_context)
        register.tags[name] = _naming_what_it_takes(func, register.tags[name])
        COMPONENTS[name] = func
        return checked

    return add


def attributes(func: Callable) -> list[str]:
    """What a component takes, as it would be written in a template."""
    return [_written(p) for p in signature(func).parameters.values() if p.name not in IMPLICIT]


def _written(parameter: Parameter) -> str:
    if parameter.kind != Parameter.KEYWORD_ONLY:
        return parameter.name
    values = _values(parameter)
    return f"{parameter.name}={'|'.join(values)}" if values else f"{parameter.name}="


def _values(parameter: Parameter) -> tuple[str, ...]:
    return get_args(parameter.annotation) if get_origin(parameter.annotation) is Literal else ()


def _closed_attributes(func: Callable) -> dict[str, tuple[str, ...]]:
    return {p.name: values for p in signature(func).parameters.values() if (values := _values(p))}


def _refuse(func: Callable, why: str) -> TemplateSyntaxError:
    name = func.__name__
    return TemplateSyntaxError(f"{{% {name} %}} {why}. It takes: {', '.join(attributes(func)) or 'nothing'}.")


def _checking_values(func: Callable) -> Callable:
    closed = _closed_attributes(func)
    if not closed:
        return func

    @wraps(func)
    def checked(*args, **kwargs):
        for name, values in closed.items():
            if name not in kwargs:
                continue
            if not kwargs[name]:
                del kwargs[name]
            elif str(kwargs[name]) not in values:
                raise _refuse(func, f"does not know {name}={kwargs[name]!r}")
        return func(*args, **kwargs)

    return checked


def _naming_what_it_takes(func: Callable, compile_tag: Callable) -> Callable:
    closed = _closed_attributes(func)

    def compile_strictly(parser, token):
        try:
            node = compile_tag(parser, token)
        except TemplateSyntaxError as error:
            if str(error).startswith(f"'{func.__name__}' "):
                raise _refuse(func, str(error).split("' ", 1)[1]) from error
            raise
        for name, expression in node.kwargs.items():
            written = name in closed and not expression.is_var and not expression.filters and expression.var
            if written and written not in closed[name]:
                raise _refuse(func, f"does not know {name}={str(written)!r}")
        return node

    return compile_strictly
