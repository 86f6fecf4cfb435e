"""What is made ready before a start, and only when it has to be."""

import gettext
import os

import pytest

from accanto.archive.management.commands.prepare import collect_static_files
from accanto.base.catalogues import compile_catalogues

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "casa"\nmsgstr "home"\n'


@pytest.fixture
def source(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE)
    return folder / "django.po"


def test_catalogues_are_compiled_when_they_are_newer(source):
    assert compile_catalogues() == 1
    compiled = source.with_suffix(".mo")
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("casa") == "home"
    assert compile_catalogues() == 0
    os.utime(source, (compiled.stat().st_mtime + 10,) * 2)
    assert compile_catalogues() == 1
    assert sorted(os.listdir(source.parent)) == ["django.mo", "django.po"]


def test_static_files_are_collected_when_one_changed(tmp_path, settings):
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "page.css").write_text("a {}")
    settings.STATICFILES_DIRS = [sources]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "built"
    assert collect_static_files()
    assert not collect_static_files()
    (sources / "page.css").write_text("a { color: red }")
    assert collect_static_files()
    assert (tmp_path / "built" / "page.css").read_text() == "a { color: red }"


def test_collecting_that_was_interrupted_is_done_again(tmp_path, settings, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / ".stamp").write_text("older")
    with monkeypatch.context() as patch:
        patch.setattr("accanto.archive.management.commands.prepare.call_command", lambda *words, **options: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collect_static_files()
    assert not (tmp_path / ".stamp").exists()
