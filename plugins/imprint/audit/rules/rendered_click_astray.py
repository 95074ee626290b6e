"""A real browser clicked on the resource link and did not get there.

What is checked, with ``--browser``: a click with the mouse in the middle of the link asks for exactly the resource link's address.

Why it matters: a script can change the target while the button goes down, or send the visitor past a page of its own.

How to put it right: remove the script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rendering.browser import goes_to
from imprint.audit.rule import Evidence, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.rendering.surface import Rendering

__all__ = ["RULE"]


def check(rendering: Rendering, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, at most one: the first circumstances in which it shows."""
    del expected
    for link, asked in rendering.clicks:
        if not goes_to(asked, link):
            yield Evidence(facts={"link": link, "outcome": f"goes to {asked}" if asked else "does nothing"})
            return


RULE: Rule[Rendering] = Rule(
    code="P203",
    name="rendered-click-astray",
    message="a click on the link to {link} {outcome}",
    help="remove the script that changes the click",
    explanation=__doc__,
    check=check,
)
