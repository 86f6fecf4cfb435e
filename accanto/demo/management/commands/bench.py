"""`./run bench`: how fast the main pages are, beside a plain Django admin on the same rows."""

import json
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand

from accanto.demo.bench.archives import make, twin
from accanto.demo.bench.measure import measure
from accanto.demo.bench.servers import serving
from accanto.demo.world import SIZES
from config.home import ROOT


class Command(BaseCommand):
    """Makes the archive of a size once, serves it and its twin, asks, prints a table."""

    help = (
        "Measures Oggi, a household's page, page 50 of a diary, search, saving a note and the requests at 1 and 8 "
        "clients, and the same rows in a plain Django admin started beside it, in turn, with the ratio. "
        "Needs the static files that ./run prepares."
    )

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=sorted(SIZES), default="small", help="the archive to measure on")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
        parser.add_argument("--seconds", type=float, default=1.0, help="how long one of five turns of a side lasts")
        parser.add_argument("--folder", type=Path, default=ROOT / "data" / "bench", help="where the archives are kept")
        parser.add_argument("--without-admin", action="store_true", help="measure Accanto alone")

    def handle(self, *args, size, seconds, folder, without_admin, **options):
        self.stdout.write(f"… archivio {size}")
        ours = make(folder, size)
        sides = [ours] if without_admin else [ours, twin(ours)]
        with ExitStack() as stack:
            served = [(side, stack.enter_context(serving(side))) for side in sides]
            admin = served[1] if len(served) == 2 else None
            pages = measure(served[0], admin, seconds, tell=lambda name: self.stdout.write(f"… {name}"))
        report = {"size": size, "rows": ours.facts["rows"], "pages": pages}
        self._print(report)
        if options["json"]:
            options["json"].write_text(json.dumps(report, indent=1))

    def _print(self, report: dict) -> None:
        rows = ", ".join(f"{count:,} {name}" for name, count in report["rows"].items())
        self.stdout.write(f"\n{report['size']}: {rows}\n")
        self.stdout.write(
            f"{'page':<18}{'clients':>8}{'p50 ms':>10}{'p95 ms':>10}{'req/s':>10}{'admin':>10}{'ratio':>8}"
        )
        for name, by_clients in report["pages"].items():
            for clients, figures in by_clients.items():
                admin = figures.get("admin", {}).get("requests_per_second", "")
                line = f"{name:<18}{clients:>8}{figures['p50_ms']:>10}{figures['p95_ms']:>10}"
                self.stdout.write(f"{line}{figures['requests_per_second']:>10}{admin:>10}{figures.get('ratio', ''):>8}")
