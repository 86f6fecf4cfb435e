"""Readying one archive to be measured; runs in a process of its own, under the settings of the side that serves it."""

import random
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import transaction

from accanto.accounts.models import User
from accanto.base import clock
from accanto.diary.models import Entry, EntryHousehold
from accanto.residents.models import Household, Person
from accanto.support.models import SupportRequest

LONG_DIARY = 1_050
SAMPLE = 200


def long_diary(household, author) -> None:
    """A household with more than fifty pages of diary, made once."""
    missing = LONG_DIARY - EntryHousehold.objects.filter(household=household).count()
    if missing <= 0:
        return
    start = clock.now() - timedelta(days=900)
    rows = [
        Entry(
            author=author,
            happened_at=start + timedelta(hours=20 * number),
            text="Breve saluto sulle scale.",
            client_id=uuid4(),
        )
        for number in range(missing)
    ]
    with transaction.atomic():
        made = Entry.objects.bulk_create(rows, 500)
        links = [EntryHousehold(entry=entry, household=household, happened_at=entry.happened_at) for entry in made]
        EntryHousehold.objects.bulk_create(links, 500)


def session_of(user) -> str:
    """A session in which this user has logged in with both factors."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["second_factor_present"] = True
    session["last_seen"] = clock.now().timestamp()
    session.create()
    return session.session_key


def ready() -> dict:
    """Ready the archive; the names, ids and the session with which it is measured."""
    call_command("migrate", verbosity=0)
    user = User.objects.get(username="giulia")
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    luck = random.Random(SAMPLE)
    housed = list(
        Household.objects.filter(closed_on=None, is_restricted=False).order_by("pk").values_list("pk", flat=True)
    )
    long_one = Household.objects.get(pk=housed[0])
    long_diary(long_one, user)
    names = list(Person.objects.order_by("pk").values_list("family_name", flat=True)[:2_000])
    call_command("refresh_statistics")
    return {
        "session": session_of(user),
        "cookie": settings.SESSION_COOKIE_NAME,
        "user": user.pk,
        "households": luck.sample(housed[1:], min(SAMPLE, len(housed) - 1)),
        "long": long_one.pk,
        "names": sorted({name[:4] for name in luck.sample(names, min(SAMPLE, len(names)))}),
        "rows": {
            "households": Household.objects.count(),
            "people": Person.objects.count(),
            "entries": Entry.objects.count(),
            "requests": SupportRequest.objects.count(),
        },
    }
