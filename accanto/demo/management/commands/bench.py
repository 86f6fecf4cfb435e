"""`./run bench`: how fast the main pages are, beside a plain Django admin on the same rows."""

import json
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand

from accanto.demo.bench import browser
from accanto.demo.bench.archives import make, twin
from accanto.demo.bench.measure import ADMIN, SMALL, measure
from accanto.demo.bench.servers import serving
from accanto.demo.world import SIZES
from config.home import ROOT

COLUMNS = f"{'page':<18}{'clients':>8}{'p50 ms':>10}{'p95 ms':>10}{'req/s':>10}{'admin':>10}{'ratio':>8}"


class Command(BaseCommand):
    """Makes the archive of a size once, serves it and its twin, asks, prints a table."""

    help = (
        "Measures Oggi, a household's page, page 50 of a diary, search, saving a note and the requests at 1 and 8 "
        "clients, and the same rows in a plain Django admin started beside it, in turn, with the ratio; then how soon "
        "a household's notes are on the screen of a browser. The large archive is also compared with the small one. "
        "Needs the static files that ./run prepares."
    )

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=sorted(SIZES), default="small", help="the archive to measure on")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
        parser.add_argument("--seconds", type=float, default=1.0, help="how long one of five turns of a side lasts")
        parser.add_argument("--folder", type=Path, default=ROOT / "data" / "bench", help="where the archives are kept")
        parser.add_argument("--without-admin", action="store_true", help="leave the admin and the browser out")

    def handle(self, *args, size, seconds, folder, without_admin, **options):
        self.stdout.write(f"… archivio {size}")
        ours = make(folder, size)
        sides = {} if without_admin else {ADMIN: twin(ours)}
        if size == "large":
            sides[SMALL] = make(folder, "small")
        with ExitStack() as stack:
            served = ours, stack.enter_context(serving(ours))
            beside = {name: (side, stack.enter_context(serving(side))) for name, side in sides.items()}
            pages = measure(served, beside, seconds, tell=lambda name: self.stdout.write(f"… {name}"))
            screen = self._on_screen(served, beside.get(ADMIN))
        report = {"size": size, "rows": ours.facts["rows"], "pages": pages, "notes_on_screen": screen}
        self._print(report)
        if options["json"]:
            options["json"].write_text(json.dumps(report, indent=1))

    def _on_screen(self, ours, admin) -> dict:
        """The browser's figures, or why there are none."""
        missing = browser.missing() if admin else "the admin is left out"
        if missing:
            return {"not_measured": missing}
        self.stdout.write("… browser")
        return browser.notes_on_screen(ours, admin)

    def _print(self, report: dict) -> None:
        rows = ", ".join(f"{count:,} {name}" for name, count in report["rows"].items())
        self.stdout.write(f"\n{report['size']}: {rows}\n")
        self.stdout.write(COLUMNS + (f"{'growth':>8}" if report["size"] == "large" else ""))
        for name, by_clients in report["pages"].items():
            for clients, figures in by_clients.items():
                admin = figures.get(ADMIN, {}).get("requests_per_second", "")
                line = f"{name:<18}{clients:>8}{figures['p50_ms']:>10}{figures['p95_ms']:>10}"
                line += f"{figures['requests_per_second']:>10}{admin:>10}{figures.get('ratio', ''):>8}"
                self.stdout.write(line + f"{figures.get('growth', ''):>8}".rstrip())
        self._print_screen(report["notes_on_screen"])

    def _print_screen(self, screen: dict) -> None:
        if "not_measured" in screen:
            self.stdout.write(f"notes on the screen of a browser: not measured, {screen['not_measured']}")
            return
        self.stdout.write(
            f"notes on the screen of a browser: {screen['ours_ms']} ms, the admin's {screen['admin_ms']} ms, "
            f"median share {screen['share']} of {screen['visits']} pairs"
        )
