"""Giving people an access, and taking it back. Every act is in the register."""

import secrets

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accanto.accounts.access import Role
from accanto.accounts.models import User
from accanto.accounts.permissions import may_give_access, may_restore, may_shut
from accanto.archive import actions as archive
from accanto.audit import actions as audit
from accanto.base import clock

# No letter that is read as another: 28 signs, twelve of them, 57 bits.
SIGNS = "abcdefghjkmnpqrstvwxyz346789"
GROUPS, GROUP = 3, 4

NOT_YOURS = _("Su questo accesso non puoi farlo tu: chiedi a un'altra coordinatrice.")
LAST_COORDINATOR = _("È l'ultima coordinatrice con un accesso aperto: prima aprine un altro.")


def new_password() -> str:
    """A first password to read aloud or copy by hand."""
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(GROUP)) for _group in range(GROUPS))


@transaction.atomic
def begin(*, name: str, legal_form: str, username: str, password: str, display_name: str = "") -> User:
    """Begin an empty archive: the cooperative, and its first coordinator, who makes the other accounts.

    Raises ValidationError when the archive has begun already, on a bad name or on a weak password.
    It stands here and not in `archive`, which lies below the accounts and cannot know them.
    """
    cooperative = archive.initialise(name=name, legal_form=legal_form)
    username = User.normalize_username(username)
    user = User(username=username, name=display_name.strip() or username, role=Role.COORDINATOR)
    user.set_password(_strong(password, user))
    user.full_clean()
    user.save()
    audit.record(by=user, verb="begin_archive", subject=cooperative)
    return user


@transaction.atomic
def create_account(
    *, by: User | None, name: str, username: str, role: str, email: str = "", language: str = "it"
) -> User:
    """Make an account and return it with `first_password`, which is shown once and must be changed.

    Whoever may not hand out passwords for this role prepares the account closed and without a password
    (`first_password` is ""); who may opens it later. Raises ValidationError when the user name is taken.
    """
    username = User.normalize_username(username)
    if User.objects.filter(username=username).exists():
        raise ValidationError({"username": _("Questo nome utente c'è già: scegline un altro.")})
    opens = may_give_access(by, role)
    account = User(name=name, username=username, role=role, email=email, language=language, is_active=opens)
    account.set_unusable_password()
    account.save(force_insert=True)
    account.first_password = _give_password(account) if opens else ""
    audit.record(by=by, verb="create_account", subject=account, role=role, open=opens)
    return account


@transaction.atomic
def close_account(*, by: User, account: User) -> User:
    """Close an account: its sessions end at the next request. Refuses for oneself and the last coordinator."""
    _refuse_unless(may_shut(by, account))
    others = User.objects.select_for_update().filter(role=Role.COORDINATOR, is_active=True).exclude(pk=account.pk)
    if account.role == Role.COORDINATOR and not others:
        raise ValidationError(LAST_COORDINATOR)
    _write(account, is_active=False, session_epoch=account.session_epoch + 1)
    audit.record(by=by, verb="close_account", subject=account)
    return account


@transaction.atomic
def open_account(*, by: User, account: User) -> User:
    """Open a closed account again, with a new password in `first_password`; the old one stays dead."""
    _refuse_unless(may_restore(by, account))
    _write(account, is_active=True)
    account.first_password = _give_password(account)
    audit.record(by=by, verb="open_account", subject=account)
    return account


@transaction.atomic
def reset_password(*, by: User, account: User) -> User:
    """Give a new password in `first_password`. The second factor stays: the password alone opens nothing."""
    _refuse_unless(may_restore(by, account))
    account.first_password = _give_password(account)
    audit.record(by=by, verb="reset_password", subject=account)
    return account


@transaction.atomic
def reset_second_factor(*, by: User, account: User) -> User:
    """Take away lost second factors. The password changes too (`first_password`): who knew the old one,
    and perhaps holds the lost phone, must not be the one who registers the next."""
    _refuse_unless(may_restore(by, account))
    Authenticator.objects.filter(user=account).delete()
    account.first_password = _give_password(account)
    audit.record(by=by, verb="reset_second_factor", subject=account)
    return account


@transaction.atomic
def end_sessions(*, by: User, account: User) -> User:
    """Log this person out everywhere, at her next request: for a lost phone, a forgotten computer."""
    _refuse_unless(may_shut(by, account))
    _write(account, session_epoch=account.session_epoch + 1)
    audit.record(by=by, verb="end_sessions", subject=account)
    return account


@transaction.atomic
def save_preferences(*, by: User, language: str) -> User:
    """Keep the language in which this person reads Accanto."""
    _write(by, language=language)
    audit.record(by=by, verb="save_preferences", subject=by, fields=["language"])
    return by


def _strong(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.error_list}) from None
    return password


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise ValidationError(NOT_YOURS)


def _give_password(account: User) -> str:
    """Set a new first password, which ends every session, and return it."""
    password = new_password()
    account.set_password(password)
    account.password_given_at = clock.now()
    account.session_epoch += 1
    account.save(update_fields=["password", "password_given_at", "session_epoch"])
    return password


def _write(account: User, **values) -> None:
    for field, value in values.items():
        setattr(account, field, value)
    account.save(update_fields=list(values))
