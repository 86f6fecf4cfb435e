"""What the journeys around the note box share."""

import re

from django.conf import settings

from tests.personas import session_client

STATUS = "[data-status]"
SEALED = re.compile("sigillata in questo telefono")


def sign_in_again(page, home, user) -> None:
    """A new session for `user` in this browser."""
    cookie = session_client(user).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": home}])


def pocket(page) -> list[str]:
    """What waits on the phone: the identifiers of sealed notes."""
    return page.evaluate(
        """() => new Promise((done) => { const ask = indexedDB.open("accanto", 1);
        ask.onsuccess = () => { const keys = ask.result.transaction("sealed").objectStore("sealed").getAllKeys();
        keys.onsuccess = () => { ask.result.close(); done(keys.result); } } })"""
    )
