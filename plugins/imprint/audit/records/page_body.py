"""What the body of an article's page states about rights for programs: links with ``rel="license"``, microdata and RDFa.

The site's own theme states none there; what a theme adds says the same as the records in the head.
Sources: HTML Living Standard, sections 4.6.7.10 (``license``) and 5 (microdata); RDFa Lite 1.1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import turbohtml

from imprint.audit.records.demand import Disagreement, line_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.records.facts import RightsFacts

__all__ = ["body_disagreements"]

_BODY = "the page's body"
_STATING = "a[rel~=license i],area[rel~=license i],link[rel~=license i],[itemprop],[property]"
_PREFIX = re.compile(r"^(?:https?://schema\.org/|schema:|dcterms:|dc:|cc:|http://purl\.org/dc/terms/|http://creativecommons\.org/ns#)")


def body_disagreements(path: str, data: bytes, facts: RightsFacts) -> Iterator[Disagreement]:
    """What the body of an article's page says otherwise than the article."""
    end = data.find(b"</head>")
    body = data[max(end, 0) :]
    is_stated = b"itemprop" in body or b"property=" in body or (b"license" in body.lower() and _LICENSE.search(body))
    if end < 0 or not is_stated:
        return
    tree = turbohtml.parse(data.decode("utf-8", "replace"), scripting=True, allow_declarative_shadow_roots=False, positions=False)
    top = tree.root.find("body") if tree.root is not None else None
    article = facts.article
    terms, notice = facts.terms.url, facts.notice
    demanded: dict[str, tuple[str, tuple[str, ...]]] = {
        "license": ("record-terms-wrong", (terms,)),
        "usageinfo": ("record-terms-wrong", (terms,)),
        "rights": ("record-notice-wrong", (notice, terms)),
        "copyrightnotice": ("record-notice-wrong", (notice,)),
        "copyrightholder": ("record-holder-wrong", (article.holder,)),
        "rightsholder": ("record-holder-wrong", (article.holder,)),
        "copyrightyear": ("record-years-wrong", (str(article.notice.year_from),)),
        "credittext": ("record-link-wrong", (article.resource_box.text,)),
        "attributionurl": ("record-link-wrong", (article.resource_box.url,)),
        "attributionname": ("record-link-wrong", (article.resource_box.anchor,)),
    }
    for element in top.select(_STATING) if top is not None else ():
        for name in _names(element.attrs):
            if name not in demanded:
                continue
            rule, expected = demanded[name]
            found = _value(element)
            if found not in {" ".join(each.split()) for each in expected}:
                stated = {"record": _BODY, "field": name, "found": shown(found, expected[0]), "expected": shown(expected[0], found)}
                yield Disagreement(rule, path, line_of(data, found.encode("utf-8", "replace")[:60], end), stated)


_LICENSE = re.compile(rb"\brel\s*=[^>]*\blicense", re.IGNORECASE)


def _names(attributes: Any) -> Iterator[str]:  # noqa: ANN401 - the parser's mapping
    """The names, in small letters and without a prefix, of what an element states."""
    rel = attributes.get("rel") or ()
    words = (rel if isinstance(rel, str) else " ".join(rel)).lower().split()
    if "license" in words and (attributes.get("type") or "") != "application/rsl+xml":
        yield "license"
    for attribute in ("itemprop", "property"):
        for word in str(attributes.get(attribute) or "").split():
            yield _PREFIX.sub("", word).lower()


def _value(element: Any) -> str:  # noqa: ANN401 - the parser's node types are its own
    attributes = element.attrs
    given = attributes.get("content") or attributes.get("href") or attributes.get("resource") or attributes.get("src") or element.text
    return " ".join(str(given).split())
