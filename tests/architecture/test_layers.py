"""Upper imports lower, never the reverse; what import-linter cannot see is seen here."""

from django.apps import apps
from django.conf import settings
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.source import ROOT, layers

# Django lets the model of accounts be named by a setting, so that what lies below may say who did it.
TO_THE_ACCOUNT = {"audit.AuditRecord.actor", "base.SentForm.user"}


def test_imports_point_downwards(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    outcome = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert outcome == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_app_has_a_place_in_the_layers():
    placed = set().union(*layers())
    assert {name.removeprefix("accanto.") for name in settings.ACCANTO_APPS} == placed


def test_foreign_keys_point_downwards():
    height = {app: number for number, line in enumerate(layers()) for app in line}
    upward = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in height
        for field in model._meta.get_fields()
        if field.remote_field and field.concrete and field.related_model._meta.app_label in height
        if not _is_downward(model._meta.app_label, field.related_model._meta.app_label, height)
    }
    assert upward == TO_THE_ACCOUNT


def _is_downward(app: str, target: str, height: dict[str, int]) -> bool:
    return app == target or height[app] > height[target]
