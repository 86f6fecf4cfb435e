"""Sessions in the database as Django keeps them; settings name this module. Every page reads one: by a statement."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from accanto.base.statements import Given, kept


class SessionStore(db.SessionStore):
    """Django's, but for how a session is read."""

    def _get_session_from_db(self) -> Session | None:
        found = _session().objects(key=self.session_key, now=timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None


@kept
def _session() -> QuerySet:
    key, expires = Session._meta.pk, Session._meta.get_field("expire_date")
    return Session.objects.filter(session_key=Given("key", key), expire_date__gt=Given("now", expires))
