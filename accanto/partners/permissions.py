"""May this user? One line each."""

from accanto.accounts.access import Permission, may


def agreements_open_to(user, agreements):
    """Agreements are the cooperative's own affairs: whoever reads them reads all. The families they name are not."""
    return agreements if may(user, Permission.READ_AGREEMENTS) else agreements.none()
