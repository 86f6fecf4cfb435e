"""Every address has a gate, and every name of an address leads somewhere and is used."""

import re

from django.urls import get_resolver

from accanto.accounts.gate import FOREIGN_VIEWS
from accanto.accounts.routes import routes
from tests.architecture.source import ROOT, name_of, product_files, templates

NAME_IN_TEMPLATE = re.compile(r"""{%\s*url\s+["']([\w:]+)["']""")
NAME_IN_PYTHON = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|address_of|addresses_of)\(\s*["'](\w+:\w+)["']""")

# Reached from outside the product, by whoever knows the address.
USED_FROM_OUTSIDE = {"desk:health"}


def test_every_address_says_who_may_enter():
    assert [route.name for route in routes() if route.permission is False] == []


def test_views_of_other_packages_are_listed_once_and_exist():
    names = {route.name for route in routes()}
    assert {name for name in FOREIGN_VIEWS if name not in names and _is_ours(name)} == set()


def test_no_two_addresses_share_a_name():
    names = [route.name for route in routes() if ":" in route.name]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_name_that_is_asked_for_exists():
    known = {route.name for route in routes()} | {"None"}
    asked = [(name, file) for file in templates().values() for name in NAME_IN_TEMPLATE.findall(file.read_text())]
    asked += [(name, file) for file in product_files() for name in NAME_IN_PYTHON.findall(file.read_text())]
    assert [f"{name_of(file)}: {name}" for name, file in asked if name not in known and _is_ours(name)] == []


def test_every_name_of_ours_is_used():
    text = "".join(file.read_text() for file in [*templates().values(), *product_files()] if file.name != "urls.py")
    unused = [
        route.name for route in routes() if ":" in route.name and not re.search(rf"""["']{route.name}["']""", text)
    ]
    assert [name for name in unused if name not in USED_FROM_OUTSIDE] == []


def test_the_url_configuration_is_read_from_the_project():
    assert get_resolver().urlconf_module.__file__ == str(ROOT / "config" / "urls.py")


def _is_ours(name: str) -> bool:
    """The gallery is mounted in the demonstration only."""
    return not name.startswith("ui:")
