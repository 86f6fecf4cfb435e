"""The components, by what they are for. Importing this package registers every one of them."""

from accanto.ui.components import charts, forms, lists, marks, moments, shell, surfaces
from accanto.ui.components.strict import COMPONENTS, register

__all__ = ["COMPONENTS", "charts", "forms", "lists", "marks", "moments", "register", "shell", "surfaces"]
