"""Where a text or an address stands in a file although it does not count there; only used to explain a finding.

BeautifulSoup reads with forgiveness: what an HTML5 parser rightly leaves out of the page (a comment, a
template, the content of a script) it still shows, with its line.
"""

from __future__ import annotations

import html
import re
import warnings
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Comment, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString, Tag

from imprint.audit.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["places_of_address", "places_of_text"]

_UNSHOWN = frozenset(
    {"script", "style", "template", "noscript", "textarea", "title", "iframe", "object", "canvas", "noframes", "noembed", "xmp"}
)
_MOST = 2_000_000
"""A file longer than this many characters is not searched for an explanation."""


def _soup(text: str) -> BeautifulSoup | None:
    if len(text) > _MOST:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        try:
            return BeautifulSoup(text, "html.parser")
        except (AssertionError, RecursionError, ValueError):  # what html.parser says of some broken declarations
            return None


def _line(tag: Tag | None) -> int:
    while tag is not None:
        if tag.sourceline:
            return tag.sourceline
        tag = tag.parent
    return 1


def _places(text: str, holds: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    soup = _soup(text)
    if soup is None:
        return
    for tag in soup.find_all():
        for name, value in tag.attrs.items():
            shown = " ".join(value) if isinstance(value, list) else str(value)
            if holds.search(folded(html.unescape(shown))) and not (tag.name == "a" and name == "href"):
                yield f"in the attribute {name} of <{tag.name}>", _line(tag)
        if tag.name in _UNSHOWN and holds.search(folded(html.unescape(tag.decode_contents()))):
            yield f"inside <{tag.name}>", _line(tag)
    for node in soup.find_all(string=True):
        if not isinstance(node, NavigableString) or not holds.search(folded(html.unescape(str(node)))):
            continue
        line = _line(node.parent)
        if isinstance(node, Comment):
            yield "in a comment", line
        elif isinstance(node, CData):
            yield "in a CDATA section", line
        else:
            yield "as plain text", line


def places_of_text(text: str, wanted: str) -> Iterator[tuple[str, int]]:
    """Where a folded text stands: a phrase and a line for each place."""
    return _places(text, re.compile(re.escape(wanted)))


def places_of_address(text: str, address: str) -> Iterator[tuple[str, int]]:
    """Where an address stands without being the target of a link: a phrase and a line for each place."""
    return _places(text, re.compile(re.escape(address) + r"(?![\w-])"))
