"""Used by bench/browser.py alone, in a process of its own: opens the pages named on stdin, writes how long each took.

The time runs from the moment the browser begins to go there until the frame in which the first note
has been painted. Style sheets and scripts are in its cache, as they are for whoever works all day.
"""

import json
import os
import sys

from playwright.sync_api import Browser, Page, sync_playwright

QUIET = ["--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"]
WIDE = {"width": 1440, "height": 900}
# A frame is shown after its callbacks have run: the second one begins when the note stands on the screen.
WATCH = """selector => {
    window.shown = new Promise((tell, fail) => {
        const look = () => {
            const note = document.querySelector(selector);
            if (note && note.getClientRects().length) requestAnimationFrame(() => tell(performance.now()));
            else if (performance.now() > 60000) fail(new Error(`no ${selector} on ${location}`));
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    });
}"""


def measure(wanted: dict) -> list[list[float]]:
    """Milliseconds of every visit of both sides, household by household in turn."""
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=wanted["chromium"], args=QUIET + sandbox)
        pages = [_page(browser, side) for side in wanted["sides"]]
        rounds = zip(*(side["addresses"] for side in wanted["sides"]), strict=True)
        times = [[_visit(page, address) for page, address in zip(pages, pair, strict=True)] for pair in rounds]
        browser.close()
    return [list(side) for side in zip(*times[1:], strict=True)]


def _page(browser: Browser, side: dict) -> Page:
    context = browser.new_context(locale="it-IT", timezone_id="Europe/Rome", viewport=WIDE)
    context.add_cookies([side["cookie"]])
    page = context.new_page()
    page.add_init_script(f"({WATCH})({json.dumps(side['note'])})")
    return page


def _visit(page: Page, address: str) -> float:
    page.goto(address, wait_until="commit")
    return page.evaluate("window.shown")


if __name__ == "__main__":
    print(json.dumps(measure(json.load(sys.stdin))))
