"""The template tags of the interface; a builtin of the template engine, so that no page loads it."""

from accanto.ui.components import register

__all__ = ["register"]
