"""Writes about accounts."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.archive import actions as archive
from accanto.audit.actions import record


@transaction.atomic
def begin(*, name: str, legal_form: str, username: str, password: str, display_name: str = "") -> User:
    """Begin an empty archive: the cooperative, and its first coordinator, who makes the other accounts.

    Raises ValidationError when the archive has begun already, on a bad name or on a weak password.
    It stands here and not in `archive`, which lies below the accounts and cannot know them.
    """
    cooperative = archive.initialise(name=name, legal_form=legal_form)
    user = User(username=username, name=display_name.strip() or username, role=Role.COORDINATOR)
    user.set_password(_strong(password, user))
    user.full_clean()
    user.save()
    record(by=user, verb="begin_archive", subject=cooperative)
    return user


def _strong(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.error_list}) from None
    return password
