"""The page asks to be sandboxed.

What is checked: no ``sandbox`` directive in a content security policy that the page declares.

Why it matters: in a sandbox a link may be seen and yet open nothing.

How to put it right: remove the directive; the other directives of a strict policy are welcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    del expected
    for meta in page.document.named("meta"):
        if meta.attrib.get("http-equiv", "").strip().lower() == "content-security-policy":
            directives = {each.split()[0].lower() for each in meta.attrib.get("content", "").split(";") if each.split()}
            if "sandbox" in directives:
                yield Evidence(Place(meta.line, meta.column, page.source_line(meta.line)))


RULE: Rule[Page] = Rule(
    code="P107",
    name="page-sandboxed",
    message="the page's content security policy has sandbox, which takes the links' effect away",
    help="remove sandbox from the policy",
    explanation=__doc__,
    check=check,
)
