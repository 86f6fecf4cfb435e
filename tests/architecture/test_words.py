"""The words: terms of the glossary exist in the code, and English is as complete as Italian."""

import os
import re
import shutil
import subprocess
import sys

import polib
import pytest

from tests.architecture.source import ROOT, name_of, product_files

ROW = re.compile(r"^\| (?P<italian>[^|]+) \| (?P<identifiers>[^|]*`[^|]+) \| (?P<where>[^|]+) \|", re.MULTILINE)
QUOTED = re.compile(r"`([\w.]+)`")
CODE = ("accanto", "config", "locale")


def test_terms_of_the_glossary_exist_where_it_says():
    rows = ROW.findall((ROOT / "docs" / "glossary.md").read_text())
    assert len(rows) > 20
    missing = [
        f"{italian.strip()}: {identifier} is not in {app}"
        for italian, identifiers, where in rows
        for identifier in QUOTED.findall(identifiers)
        for app in QUOTED.findall(where)
        if not re.search(rf"\b{re.escape(identifier)}\b", _text_of(app))
    ]
    assert missing == []


def _text_of(app: str) -> str:
    place = ROOT / "accanto" / app.replace(".", "/").removesuffix("/py")
    return "".join(
        file.read_text() for file in product_files() if place in file.parents or file.with_suffix("") == place
    )


@pytest.mark.slow
def test_english_is_complete(tmp_path):
    """Every text that the product shows, found again in a copy, has an English translation that a person confirmed."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed")
    for folder in CODE:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "tests"))
    shutil.copy(ROOT / "manage.py", tmp_path)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "en", "--verbosity", "0"],
        cwd=tmp_path,
        env=os.environ | {"ACCANTO_HOME": str(tmp_path / "data")},
        check=True,
    )
    catalogue = polib.pofile(str(tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    untranslated = [entry.msgid for entry in catalogue.untranslated_entries()]
    unconfirmed = [entry.msgid for entry in catalogue.fuzzy_entries()]
    assert (untranslated, unconfirmed) == ([], [])


def test_placeholders_survive_translation():
    """A translation names the same placeholders as its sentence: a missing one is an error when it is shown."""
    placeholder = re.compile(r"%\((\w+)\)|(?<!\{)\{(\w+)\}|%([sd])")
    wrong = [
        f"{name_of(file)}: {entry.msgid}"
        for file in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
        for entry in polib.pofile(str(file)).translated_entries()
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if text and set(placeholder.findall(text)) - set(placeholder.findall(entry.msgid + entry.msgid_plural))
    ]
    assert wrong == []
