"""Reads of accounts, shaped for the pages."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accanto.accounts.access import GRANTS, Permission, Role, may
from accanto.accounts.models import User
from accanto.base.pages import Page, keyset_page

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def second_factors_of(user: User) -> QuerySet[Authenticator]:
    """What the person can show beside her password. Recovery codes stand in for one, and are none themselves."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)


def accounts_open_to(user: User) -> QuerySet[User]:
    """Every account for who manages them, none for everybody else."""
    accounts = User.objects.annotate(
        has_second_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS))
    )
    return accounts if may(user, Permission.MANAGE_ACCOUNTS) else accounts.none()


def account_page(user: User, *, role: str = "", closed: bool = False, cursor: str = "") -> Page:
    """Accounts by name: the open ones, or the closed ones; of one role, or of all."""
    rows = accounts_open_to(user).filter(is_active=not closed)
    if role:
        rows = rows.filter(role=role)
    return keyset_page(rows, by=("name", "id"), cursor=cursor)


def account_for(user: User, pk: int) -> User:
    """The account, for who manages accounts. Raises Http404 otherwise, as for one that is not there."""
    account = accounts_open_to(user).filter(pk=pk).first()
    if account is None:
        raise Http404
    return account


def access_matrix() -> list[tuple[str, list[bool]]]:
    """Each permission as a sentence, with whether each role holds it, in the order of `Role`."""
    return [(permission.label, [role in GRANTS[permission] for role in Role]) for permission in Permission]
