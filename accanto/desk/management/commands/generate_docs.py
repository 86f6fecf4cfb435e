"""docs/generated: who may do what, and how states follow each other, drawn from the code itself."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from accanto.accounts.access import FIRST_PAGE, GRANTS, MFA_ROLES, Permission, Role
from accanto.accounts.routes import Route, routes

FOLDER = Path(settings.ROOT) / "docs" / "generated"
MADE_BY = "<!-- Made by `.venv/bin/python manage.py generate_docs`; a test fails when it is stale. -->\n\n"
YES, NO = "●", "·"


class Command(BaseCommand):
    help = "Write docs/generated anew from the code."
    requires_system_checks = []

    def handle(self, **options):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (FOLDER / name).write_text(text)
            self.stdout.write(f"docs/generated/{name}")


def pages() -> dict[str, str]:
    """The generated pages by file name, in Italian as the product speaks."""
    with translation.override("it"):
        return {"access.md": MADE_BY + access(), "states.md": MADE_BY + states()}


def access() -> str:
    """Roles × permissions, then addresses × roles."""
    roles = [role.value for role in Role]
    granted = [
        [f"`{permission.value}`", str(permission.label), *(_mark(role in GRANTS[permission]) for role in Role)]
        for permission in Permission
    ]
    addresses = [[f"`/{route.path}`", f"`{route.name}`", _asks(route), *_who(route)] for route in routes()]
    first = [
        [role.value, str(role.label), f"`{FIRST_PAGE[role]}`", "yes" if role in MFA_ROLES else "no"] for role in Role
    ]
    return (
        "# Who may do what\n\n"
        "Roles × permissions come from `accanto/accounts/access.py`, addresses from the URL configuration. A mark\n"
        "opens a kind of page; which rows a person meets there is decided by each model's `visible_to(user)`.\n\n"
        "## Roles\n\n"
        + _table(["Role", "Name", "First page", "Second factor"], first)
        + "\n## Permissions\n\n"
        + _table(["Permission", "In plain words", *roles], granted)
        + "\n## Addresses\n\n"
        + _table(["Address", "Name", "Asks", *roles, "anonymous"], addresses)
    )


def _asks(route: Route) -> str:
    return f"`{route.permission.value}`" if route.permission else "nothing" if route.permission is None else "**shut**"


def _who(route: Route) -> list[str]:
    if not route.permission:
        return [_mark(route.permission is None)] * (len(Role) + 1)
    return [*(_mark(role in GRANTS[route.permission]) for role in Role), NO]


def _mark(yes: bool) -> str:
    return YES if yes else NO


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def states() -> str:
    """A diagram for every table of transitions in an app's states.py."""
    text = (
        "# How states follow each other\n\n"
        "Each diagram is a table of transitions in an app's `states.py`. What is not drawn is refused.\n"
    )
    for app in settings.ACCANTO_APPS:
        for title, table in transition_tables(app):
            text += f"\n## {app.rpartition('.')[2]}: {title}\n\n```mermaid\nstateDiagram-v2\n{_diagram(table)}```\n"
    return text


def transition_tables(app: str) -> list[tuple[str, dict]]:
    """Title and table of every `TRANSITIONS` or `…_TRANSITIONS` in an app's states.py: {state: (next states)}."""
    if not find_spec(f"{app}.states"):
        return []
    module = import_module(f"{app}.states")
    names = [name for name in vars(module) if name.endswith("TRANSITIONS")]
    tables = [getattr(module, name) for name in names]
    return [(type(next(iter(table))).__name__, table) for table in tables]


def _diagram(table: dict) -> str:
    first = next(iter(table))
    lines = [f'    state "{state.label}" as {state.value}' for state in type(first)]
    lines.append(f"    [*] --> {first.value}")
    for state, following in table.items():
        lines += [f"    {state.value} --> {target.value}" for target in type(first) if target in following]
        if not following:
            lines.append(f"    {state.value} --> [*]")
    return "\n".join(lines) + "\n"
