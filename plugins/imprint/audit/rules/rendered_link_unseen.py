"""A real browser was asked, and a reader does not see, or does not reach, the resource link.

What is checked, with ``--browser``: the link is displayed, large enough, inside the page and not cut off; the point in its middle belongs to it; and making its letters transparent changes the picture enough.
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
    for each in rendering.links:
        if each.fault:
            yield Evidence(facts={"fault": each.fault, "where": f", {each.circumstances}" if each.circumstances else ""})
            return


RULE: Rule[Rendering] = Rule(
    code="P202",
    name="rendered-link-unseen",
    message="a browser does not show the resource link: {fault}{where}",
    help="show the link in all circumstances",
    explanation=__doc__,
    check=check,
)
