"""Translations, compiled without the system's gettext."""

from pathlib import Path

import polib
from django.conf import settings


def compile_catalogues() -> int:
    """Compile every catalogue that is newer than its compiled form; returns how many were."""
    stale = [source for source in _sources() if _is_stale(source)]
    for source in stale:
        unfinished = source.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(source.with_suffix(".mo"))
    return len(stale)


def _sources() -> list[Path]:
    return [source for folder in settings.LOCALE_PATHS for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
