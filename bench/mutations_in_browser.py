"""Hold the audit's answer on damaged pages against a real browser's: python bench/mutations_in_browser.py [N].

N pages are made of the good page of the tests, a sixth in each of these ways: a character of the notice changed, one of the link, the link's
label taken away, the box wrapped in something that hides it, style declarations drawn at random, and another box laid anywhere at random.
Each is judged without a browser and looked at by Chromium. Prints every disagreement, and last how many pages each side refused.
Exit status 1 where the audit passed a page on which a browser does not show notice and link.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

from imprint.audit.rendering.browser import open_browser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "audit"))

from mutations import PARTS, SEED, STRICTER, mutants, opinions, overlaid, styled


def main() -> int:
    """Judge, look, compare and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("number", nargs="?", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    share = asked.number // (len(PARTS) + 2)
    counted: Counter[str] = Counter()
    with open_browser() as browser:
        for mutant in chain(*(mutants(part, share, asked.seed) for part in PARTS), styled(share, asked.seed), overlaid(share, asked.seed)):
            said = opinions(mutant, browser)
            outcome = {
                (True, True): "refused by both",
                (False, False): "passed by both",
                (True, False): "refused by the audit alone",
                (False, True): "passed by the audit alone",
            }[bool(said.static), bool(said.browser)]
            counted[outcome] += 1
            if outcome == "passed by the audit alone" or (
                outcome == "refused by the audit alone" and not set(said.static) & STRICTER.keys()
            ):
                counted["disagreements"] += 1
                print(f"{outcome}: {mutant.part}: {mutant.damaged!r}: {', '.join(said.static or said.browser)}", flush=True)
    print(
        f"{sum(counted.values()) - counted['disagreements']} pages: "
        + ", ".join(f"{number} {name}" for name, number in sorted(counted.items()))
    )
    return 1 if counted["passed by the audit alone"] else 0


if __name__ == "__main__":
    sys.exit(main())
