"""Whose archive it is, for tests."""

from accanto.archive.models import Cooperative, LegalForm


def a_cooperative(name: str = "Cooperativa Gli Orti", legal_form: str = LegalForm.SOCIAL) -> Cooperative:
    """The cooperative of the archive."""
    return Cooperative.objects.update_or_create(defaults={"name": name, "legal_form": legal_form})[0]
