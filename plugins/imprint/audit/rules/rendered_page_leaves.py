"""A real browser opened the page, and the page went somewhere else.

What is checked, with ``--browser``: the page stays for half a minute.

Why it matters: the reader never sees the resource box.

How to put it right: remove the redirection.
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
    if rendering.left_for:
        yield Evidence(facts={"address": rendering.left_for})


RULE: Rule[Rendering] = Rule(
    code="P204",
    name="rendered-page-leaves",
    message="a browser does not stay on the page; it goes to {address}",
    help="remove the script or the refresh that leaves",
    explanation=__doc__,
    check=check,
)
