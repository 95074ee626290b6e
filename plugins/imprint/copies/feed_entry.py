"""The entries of a feed as pieces of HTML: RSS 2.0, RSS 1.0, Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Entry", "entries_of_feed", "entries_of_json_feed"]

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ATOM = "{http://www.w3.org/2005/Atom}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_RSS_1 = "{http://purl.org/rss/1.0/}"


@dataclass(frozen=True, slots=True)
class Entry:
    """``html`` is the fullest content that the entry has. ``link`` is its page. ``line`` is the line of the feed at which its content begins."""

    title: str
    html: str
    link: str
    line: int


def entries_of_feed(data: bytes) -> Iterator[Entry]:
    """The entries of a feed in XML; nothing where it is none. What is not well-formed is read as far as it goes."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root: Any = etree.fromstring(data, parser)  # None where nothing of it can be read
    except (etree.XMLSyntaxError, ValueError):
        return
    for item in () if root is None else root.iter("item", f"{_RSS_1}item", f"{_ATOM}entry"):
        yield _atom(item) if item.tag == f"{_ATOM}entry" else _rss(item)


def _rss(item: Any) -> Entry:  # noqa: ANN401 - an element of lxml
    found = item.find(_CONTENT)
    if found is None:
        found = item.find("description")
    if found is None:
        found = item.find(f"{_RSS_1}description")
    title, link = (item.findtext(name) or item.findtext(f"{_RSS_1}{name}") or "" for name in ("title", "link"))
    return Entry(
        _plain(title), (found.text or "") if found is not None else "", link.strip(), (found if found is not None else item).sourceline or 0
    )


def _atom(item: Any) -> Entry:  # noqa: ANN401 - likewise
    found = item.find(f"{_ATOM}content")
    if found is None:
        found = item.find(f"{_ATOM}summary")
    link = next((each.get("href", "") for each in item.findall(f"{_ATOM}link") if each.get("rel", "alternate") == "alternate"), "")
    return Entry(
        _plain(item.findtext(f"{_ATOM}title") or ""), _construct(found), link, (found if found is not None else item).sourceline or 0
    )


def _construct(element: Any) -> str:  # noqa: ANN401 - likewise
    """A text construct (RFC 4287, 3.1 and 4.1.3) as HTML."""
    if element is None:
        return ""
    kind = element.get("type", "text")
    if kind == "xhtml":
        inside = element.find(f"{_XHTML}div")
        return etree.tostring(inside, encoding="unicode", method="html") if inside is not None else ""
    text = element.text or ""
    return text if kind in {"html", "text/html"} else "<br>".join(html.escape(line) for line in text.split("\n"))


def _plain(title: str) -> str:
    """A title without markup; RSS escapes it once or twice."""
    return " ".join(html.unescape(title).split())


def entries_of_json_feed(text: str) -> Iterator[Entry]:
    """The entries of a JSON Feed; nothing where it is none."""
    try:
        items = json.loads(text)["items"]
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict):
                content = item.get("content_html") or "<br>".join(
                    html.escape(line) for line in str(item.get("content_text") or "").split("\n")
                )
                yield Entry(str(item.get("title") or ""), str(content), str(item.get("url") or ""), 0)
    except (ValueError, TypeError, KeyError, RecursionError):
        return
