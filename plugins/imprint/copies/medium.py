"""In which medium a copy came: a page, a feed, Markdown or plain text. Its content decides; its name only where that leaves a choice."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["Kind", "kind_of"]

Kind = Literal["html", "feed", "json-feed", "markdown", "text"]

_START = 200_000
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE\s+rss[^>]*>\s*)*<(?:rss|feed|rdf:RDF|atom:feed)\b",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|p|div|br|table|tr|td|article|section|main|aside|footer|header|h[1-6]|ul|ol|li|span|blockquote|em|strong|b|i|font|center|a\s[^<>]{0,500}href)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"\[[^\[\]\n]{1,300}\](?:\(\s*<?(?:https?:|/|#|\.)|\[|:\s*<?https?:)|<https?://[^\s<>]+>|^ {0,3}#{1,6}[ \t]+\S|^ {0,3}\S.*\n {0,3}(?:={3,}|-{3,})[ \t]*$",
    re.MULTILINE,
)

_TITLED = re.compile(r"\s*(?:#{1,6}[ \t]+\S|Title:[ \t]*\r?\n)")
"""A text that begins with its title as that of Markdown or of the text format does; tags in it are a table, a link or the like."""


def kind_of(text: str, name: str = "") -> Kind:
    """The medium of a text; ``name`` is the name of its file, or empty."""
    start = text[:_START]
    if _FEED.match(start):
        return "feed"
    if start.lstrip().startswith("{") and "jsonfeed.org/version" in start:
        return "json-feed"
    suffix = name.rpartition(".")[2].lower()
    if suffix in {"md", "markdown"} or _TITLED.match(start):
        return "markdown"
    if _TAG.search(start):
        return "html"
    return "markdown" if _MARKDOWN.search(start) else "text"
