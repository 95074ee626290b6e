"""What publishers' systems do to HTML that is pasted into them.

Each filter is done by a library that such systems use, or as they do it; none knows how a kit is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import markdown
import nh3
from markdownify import markdownify
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HTML_FILTERS", "text_alone"]

_BLEACH_TAGS = {"a", "abbr", "acronym", "b", "blockquote", "code", "em", "i", "li", "ol", "strong", "ul"}
_BLEACH_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "acronym": {"title"}}


def as_nh3(html: str) -> str:
    """nh3 with its defaults: the allow-list of ammonia, and ``rel="noopener noreferrer"`` on every link."""
    return nh3.clean(html)


def as_bleach(html: str) -> str:
    """The allow-list of bleach, which many comment and article fields still use: paragraphs and headings lose their tags."""
    return nh3.clean(html, tags=_BLEACH_TAGS, attributes=_BLEACH_ATTRIBUTES, link_rel=None)


def without_links_in_headings(html: str) -> str:
    """Headings without the links in them, as themes and tables of contents make them."""
    tree = LexborHTMLParser(html)
    for heading in tree.css("h1, h2, h3, h4, h5, h6"):
        heading.unwrap_tags(["a"])
    return tree.html or ""


def on_one_line(html: str) -> str:
    """Line breaks gone, as in a field of one line."""
    return " ".join(html.split())


def through_markdown(html: str) -> str:
    """HTML to Markdown and back, as editors and static site generators do it."""
    return markdown.markdown(markdownify(html))


def text_alone(html: str) -> str:
    """The text without any tag, as newsletters and feed readers of the plain kind show it."""
    tree = LexborHTMLParser(html)
    return (tree.body.text(separator="") if tree.body is not None else "") or ""


HTML_FILTERS: dict[str, Callable[[str], str]] = {
    "pasted as it is": str,
    "nh3's defaults": as_nh3,
    "bleach's defaults": as_bleach,
    "headings without links": without_links_in_headings,
    "one line": on_one_line,
    "HTML to Markdown to HTML": through_markdown,
}
"""The filters that leave HTML, by the name that a finding gives them."""
