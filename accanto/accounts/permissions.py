"""May this user have a hand in that account? One line each; the roles are in access.py."""

from accanto.accounts.access import GIVES_ACCESS_TO, Permission, Role, may


def may_give_access(by, role: str) -> bool:
    """Whether `by` may hand out passwords for this role. None is the machine, at the first start."""
    return by is None or role in GIVES_ACCESS_TO.get(Role(by.role), frozenset())


def may_restore(by, account) -> bool:
    """Whether `by` may give this account back after a loss, or open it again. Never one's own."""
    return by.pk != account.pk and may_give_access(by, account.role)


def may_shut(by, account) -> bool:
    """Whether `by` may close this account or end its sessions. Never one's own."""
    return by.pk != account.pk and may(by, Permission.MANAGE_ACCOUNTS)
