"""A real browser was asked, and a reader does not see the copyright notice.

What is checked, with ``--browser``: every line of the notice is displayed, large enough, inside the page and not cut off; nothing lies over it; and making its letters transparent changes the picture enough.
At 1280 and 320 px, in light and dark, and in print, with scripts running.

Why it matters: what counts is what a reader sees, whatever the style sheets seem to say.

How to put it right: look at the page in the circumstances that the message names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.rendering.surface import Rendering

__all__ = ["RULE"]


def check(rendering: Rendering, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, at most one: the first circumstances in which it shows."""
    del expected
    for each in rendering.notices:
        if each.fault:
            yield Evidence(facts={"fault": each.fault, "where": f", {each.circumstances}" if each.circumstances else ""})
            return


RULE: Rule[Rendering] = Rule(
    code="P201",
    name="rendered-notice-unseen",
    message="a browser does not show the copyright notice: {fault}{where}",
    help="show the notice in all circumstances",
    explanation=__doc__,
    check=check,
)
