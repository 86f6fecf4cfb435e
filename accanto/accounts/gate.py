"""The one gate: every view says what it asks, and a view that says nothing is shut.

    @requires(Permission.READ_HOUSEHOLDS)
    def household(request, pk): ...

Whoever lacks the permission gets the page that a thing that does not exist gives.
"""

from collections.abc import Callable

from accanto.accounts.access import Permission

# Views of other packages, by URL name, with what they ask. None: open to everybody, logged in or not.
FOREIGN_VIEWS: dict[str, Permission | None] = {
    "account_login": None,
    "account_logout": None,
    "account_inactive": None,
    "account_reauthenticate": Permission.OWN_ACCOUNT,
    "account_change_password": Permission.OWN_ACCOUNT,
    "mfa_authenticate": None,
    "mfa_login_webauthn": None,
    "mfa_index": Permission.OWN_ACCOUNT,
    "mfa_reauthenticate": Permission.OWN_ACCOUNT,
    "mfa_reauthenticate_webauthn": Permission.OWN_ACCOUNT,
    "mfa_activate_totp": Permission.OWN_ACCOUNT,
    "mfa_deactivate_totp": Permission.OWN_ACCOUNT,
    "mfa_generate_recovery_codes": Permission.OWN_ACCOUNT,
    "mfa_view_recovery_codes": Permission.OWN_ACCOUNT,
    "mfa_download_recovery_codes": Permission.OWN_ACCOUNT,
    "mfa_list_webauthn": Permission.OWN_ACCOUNT,
    "mfa_add_webauthn": Permission.OWN_ACCOUNT,
    "mfa_remove_webauthn": Permission.OWN_ACCOUNT,
    "mfa_edit_webauthn": Permission.OWN_ACCOUNT,
    "set_language": None,
    "audit:record_list": Permission.READ_AUDIT,  # below this room, so it cannot mark itself
    "ui:gallery": None,  # below this room, so it cannot mark itself
}


def requires(permission: Permission) -> Callable:
    """Mark a view with the permission it asks; GateMiddleware does the asking."""

    def mark(view: Callable) -> Callable:
        view.permission = permission
        return view

    return mark


def open_to_all(view: Callable) -> Callable:
    """Mark a view that needs no log-in. Each use says why in its docstring."""
    view.permission = None
    return view


def permission_of(view: Callable, name: str) -> Permission | None | bool:
    """What a view asks: a permission, None (open to everybody) or False (nobody said: shut)."""
    return getattr(view, "permission", FOREIGN_VIEWS.get(name, False))
