"""How soon the notes of a household are on the screen of a real browser, beside the admin's.

Playwright is a development package and Chromium comes from elsewhere: where one of them is missing,
the bench says so and measures the rest.
"""

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from statistics import median

from accanto.demo.bench.archives import Side

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# The first of the notes on either page.
OUR_NOTE, ADMIN_NOTE = ".timeline-entry", "#diary_links-group .readonly"
VISITS = 20


def missing() -> str:
    """What this machine lacks for a browser to be measured; empty where it lacks nothing."""
    if find_spec("playwright") is None:
        return "Playwright is not installed (./run test installs it)"
    return "" if _chromium() else "Chromium is not installed"


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def notes_on_screen(ours: tuple[Side, int], admin: tuple[Side, int]) -> dict:
    """Medians in milliseconds of both sides, and of the pairs of the same household ours as a share of the admin's."""
    wanted = {"chromium": _chromium(), "sides": [_ours(*ours), _admin(*admin)]}
    command = [sys.executable, "-m", "accanto.demo.bench.chromium"]
    done = subprocess.run(command, input=json.dumps(wanted), check=True, stdout=subprocess.PIPE, text=True)
    mine, theirs = json.loads(done.stdout)
    shares = [our / their for our, their in zip(mine, theirs, strict=True)]
    return {
        "ours_ms": round(median(mine), 1),
        "admin_ms": round(median(theirs), 1),
        "share": round(median(shares), 2),
        "visits": len(shares),
    }


def _ours(side: Side, port: int) -> dict:
    return _visits(side, port, "/nuclei/{}/", OUR_NOTE)


def _admin(side: Side, port: int) -> dict:
    return _visits(side, port, "/admin/residents/household/{}/change/", ADMIN_NOTE)


def _visits(side: Side, port: int, address: str, note: str) -> dict:
    """What one side's browser has to know; the first page is for warming up."""
    origin = f"http://127.0.0.1:{port}"
    households = side.facts["households"][: VISITS + 1]
    return {
        "cookie": {"name": side.facts["cookie"], "value": side.facts["session"], "url": origin},
        "addresses": [origin + address.format(household) for household in households],
        "note": note,
    }
