"""The page does not say that it is UTF-8.

What is checked: every character encoding that the page declares is UTF-8, and a page with characters outside ASCII declares one.

Why it matters: with another encoding the dash of the notice and the letters of names come out as others.

How to put it right: put ``<meta charset="utf-8">`` first into the head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.document import Element
    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]

_UTF_8 = frozenset({"utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"})
"""The labels of UTF-8 in the WHATWG Encoding Standard."""


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    del expected
    declared = False
    for meta in page.document.named("meta"):
        label = _declared(meta)
        if label is None:
            continue
        declared = True
        if label not in _UTF_8:
            yield Evidence(Place(meta.line, meta.column, page.source_line(meta.line)), {"what": f"declares the encoding {label!r}"})
    if not declared and not page.fragment and not page.data.isascii() and not page.data.startswith(b"\xef\xbb\xbf"):
        yield Evidence(facts={"what": "holds characters outside ASCII and declares no encoding"})


def _declared(meta: Element) -> str | None:
    if "charset" in meta.attrib:
        return meta.attrib["charset"].strip().lower()
    if meta.attrib.get("http-equiv", "").strip().lower() == "content-type":
        found = re.search(r"charset\s*=\s*[\"']?\s*([^\s;\"']+)", meta.attrib.get("content", ""), re.IGNORECASE)
        return found[1].lower() if found else None
    return None


RULE: Rule[Page] = Rule(
    code="P102",
    name="page-charset-not-utf-8",
    message="the page {what}",
    help='put <meta charset="utf-8"> at the top of the head',
    explanation=__doc__,
    check=check,
)
