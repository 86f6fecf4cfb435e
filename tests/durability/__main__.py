"""The trial from the command line."""

import argparse
import json
import sys
from pathlib import Path

from tests import durability
from tests.durability.trial import trial


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=durability.__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--cold", action="store_true", help="start every server from nothing")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args()
    outcome = trial(options.kills, cold=options.cold, tell=lambda words: print(words, flush=True))
    figures = vars(outcome) | {"clean": outcome.is_clean}
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    return 0 if outcome.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
