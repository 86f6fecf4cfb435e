"""What has to be in place before the server starts: catalogues, static files, the newest tables."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils.translation import gettext as _

from accanto.archive.commands import ArchiveCommand
from accanto.base.catalogues import compile_catalogues


class Command(ArchiveCommand):
    help = _("Prepara traduzioni, file statici e tabelle; la seconda volta è questione di un attimo.")
    makes_tables = True

    def handle(self, **options):
        compile_catalogues()
        collect_static_files()
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files() -> bool:
    """Collect and compress the static files when one of them changed; True when it was needed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    state = _state_of_static_files()
    if stamp.exists() and stamp.read_text() == state:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)
    return True


def _state_of_static_files() -> str:
    """A digest of the name, size and time of every source file, the packages' own included."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
