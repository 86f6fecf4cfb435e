"""Every template is reached, and none carries style or script in it."""

import re

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loaders.app_directories import get_app_template_dirs

from tests.architecture.source import name_of, product_files, templates

# Django asks for these by itself.
ASKED_FOR_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}
INLINE = re.compile(r"""<style|\sstyle=["']|\son\w+=["']|<script(?![^>]*\bsrc=)(?![^>]*type="application/json")""")


def test_every_template_is_reached():
    texts = {file: file.read_text() for file in [*templates().values(), *product_files()]}
    dead = [
        name
        for name, file in templates().items()
        if name not in ASKED_FOR_BY_DJANGO and not _replaces_a_foreign_one(name)
        if not any(f'"{name}"' in text or f"'{name}'" in text for other, text in texts.items() if other != file)
    ]
    assert [name for name in dead if name != settings.AXES_LOCKOUT_TEMPLATE] == []


def _replaces_a_foreign_one(name: str) -> bool:
    """Whether a package that we use asks for a template of this name."""
    ours = str(settings.ROOT)
    foreign = [folder for folder in get_app_template_dirs("templates") if "site-packages" in str(folder)]
    assert foreign, TemplateDoesNotExist(ours)
    return any((folder / name).exists() for folder in foreign)


def test_no_style_or_script_in_templates():
    found = [name_of(file) for file in templates().values() if INLINE.search(file.read_text())]
    assert found == []
