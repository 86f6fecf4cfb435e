"""Who logs in with a password, as Django does it. Every page looks up who has: by a statement."""

from django.contrib.auth import backends
from django.db.models import QuerySet

from accanto.accounts.models import User
from accanto.base.statements import Given, kept


class ModelBackend(backends.ModelBackend):
    """Django's, but for how a session's user is read."""

    def get_user(self, user_id: int) -> User | None:
        found = _user().objects(id=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


@kept
def _user() -> QuerySet:
    return User.objects.filter(pk=Given("id", User._meta.pk))
