"""The ground of every test: an archive of its own, no network, no luck, no silent mistakes.

The environment is set before Django reads it. DATABASE_URL decides the database: SQLite without it.
"""

import atexit
import logging
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest

ROOT = Path(__file__).parent
HOME = Path(tempfile.mkdtemp(prefix="accanto-test-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

os.environ.update(
    ACCANTO_HOME=str(HOME),
    ACCANTO_STATIC="django.contrib.staticfiles.storage.StaticFilesStorage",
    DJANGO_SETTINGS_MODULE="config.settings",
    # Playwright keeps an event loop in the thread in which Django's tests talk to the database.
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
)
for name in ("ACCANTO_DEMO", "ACCANTO_DEBUG", "ACCANTO_HTTPS", "ACCANTO_HOSTS", "ACCANTO_MAIL_URL"):
    os.environ.pop(name, None)
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from django.conf import settings  # noqa: E402  # not before the environment is set
from django.db import connection, connections  # noqa: E402

settings.STATIC_ROOT = HOME / "static"
settings.STATIC_ROOT.mkdir()
if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
    # No power cut interrupts a test; accanto/archive/tests hold that the product itself waits for the disk.
    settings.DATABASES["default"].setdefault("OPTIONS", {})["init_command"] = "PRAGMA synchronous = OFF"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()

from accanto.archive import queries as archive  # noqa: E402  # not before Django is set up
from accanto.audit import triggers  # noqa: E402

pytest_plugins = ["tests.personas", "tests.migrated", "tests.browser"]
SEED = 20_261_122

hypothesis.settings.register_profile("suite", derandomize=True, deadline=None, max_examples=50)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser):
    parser.addoption("--partner-steps", type=int, default=60, help="how often the partners of the walk ask (10000)")
    parser.addoption("--partner-seed", type=int, default=0, help="with which of its walks to begin")


class UndefinedVariable(str):
    """Stands in for what a template names and no view gave: in our own templates, that is a mistake."""

    __slots__ = ()

    def __contains__(self, text: str) -> bool:
        return text == "%s"

    def __mod__(self, variable) -> str:
        context = sys._getframe(1).f_locals.get("context")
        template = getattr(getattr(context, "render_context", None), "template", None)
        source = getattr(getattr(template, "origin", None), "name", "")
        if str(ROOT / "accanto") in source:
            pytest.fail(f"{source}: «{variable}» is not defined")
        return ""


settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")


class LoggedErrors(logging.Handler):
    """Keeps what was logged as an error during a test."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


def pytest_collection_modifyitems(items):
    """What is about SQLite's file has nothing to say on PostgreSQL."""
    if os.environ.get("DATABASE_URL"):
        for item in items:
            if "sqlite_only" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="about SQLite's file"))


@pytest.fixture(autouse=True)
def _same_luck_every_time():
    random.seed(SEED)


@pytest.fixture(autouse=True)
def _logged_errors_fail(request):
    handler = LoggedErrors()
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.lines and "expects_logged_errors" not in request.keywords:
        pytest.fail("logged as errors:\n" + "\n".join(handler.lines))


@pytest.fixture(scope="session", autouse=True)
def _tests_may_empty_the_register():
    """After a transactional test Django empties every table; the register refuses that to everybody else."""
    operations = type(connection.ops)  # Playwright's event loop brings a connection of its own
    empty = operations.execute_sql_flush

    def execute_sql_flush(self, sql_list):
        triggers.remove(self.connection)
        empty(self, sql_list)
        triggers.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", execute_sql_flush)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """pytest-django's, with the rows that migrations wrote known to every connection.

    Django puts them back after a transactional test from the connection that made the tables; Playwright's
    event loop has another.
    """
    wrapper = connections["default"]
    type(wrapper)._test_serialized_contents = getattr(wrapper, "_test_serialized_contents", "[]")


@pytest.fixture(autouse=True)
def _the_archive_has_begun(monkeypatch):
    """For nearly all tests; those about the beginning set it to False."""
    monkeypatch.setattr(archive, "_begun", True)
