"""Fill an empty archive with an invented cooperative; `./run` does it before it serves the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accanto.archive.models import Cooperative
from accanto.demo.build import build
from accanto.demo.world import SEED, SIZES


class Command(BaseCommand):
    """The same cooperative from the same seed and day."""

    help = "Fills an empty demo archive with an invented cooperative; does nothing where one is there already."

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=sorted(SIZES), default="small", help="small: 40 dwellings; large: 18,000")
        parser.add_argument("--seed", type=int, default=SEED, help="another seed, another cooperative")

    def handle(self, *args, size, seed, **options):
        if not settings.DEMO:
            raise CommandError("Questo non è un archivio di prova: parte con ACCANTO_DEMO=1, o semplicemente con ./run")
        if Cooperative.objects.exists():
            return
        build(size, seed, tell=lambda words: self.stdout.write(f"… {words}"))
