"""From the bytes of a source to a copy that can be judged."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imprint.audit.document import parse_document, parse_fragment
from imprint.copies.aim import normal
from imprint.copies.align import align
from imprint.copies.copy import Copy
from imprint.copies.decoding import decoded
from imprint.copies.feed_entry import Entry, entries_of_feed, entries_of_json_feed
from imprint.copies.html_stream import commented_out, stream_of_html
from imprint.copies.medium import kind_of
from imprint.copies.sight import Sight
from imprint.copies.text_stream import stream_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imprint.audit.document import Document
    from imprint.copies.original import Original
    from imprint.copies.stream import Stream

__all__ = ["MAX_BYTES", "Source", "copy_of"]

MAX_BYTES = 8 * 1024 * 1024
"""The largest page that is judged."""
_MOST_SHEETS = 16
_MOST_PAGES = 20
_WHOLE = re.compile(r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_NEXT = re.compile(
    r"\W*(?:next(?: page)?|page \d{1,3}|\d{1,3}|continued?|continue reading|older|weiter|siguiente|suivant)\W*", re.IGNORECASE
)

Load = Callable[[str], bytes | None]


@dataclass(frozen=True)
class Source:
    """``name`` is the source as it was given. ``address`` is where it was fetched from, or empty.

    ``load`` gives the bytes behind an address that the page names (a style sheet, its next page), as it is written there, or None.
    ``follow`` does so for a next page alone. ``rendered`` says that a browser has made the page, so that nothing of it is missing.
    """

    name: str
    data: bytes
    content_type: str = ""
    address: str = ""
    load: Load | None = None
    rendered: bool = False
    follow: Load | None = None


def copy_of(original: Original, source: Source) -> Copy:
    """The copy that a source holds."""
    text = decoded(source.data, source.content_type)
    kind = kind_of(text, source.address or source.name)
    if kind == "feed":
        return _best_entry(original, source, entries_of_feed(source.data))
    if kind == "json-feed":
        return _best_entry(original, source, entries_of_json_feed(text))
    if kind == "html":
        return _page(original, source, text)
    return Copy(original, stream_of_text(text, kind), address=source.address)


def _page(original: Original, source: Source, text: str) -> Copy:
    whole = bool(_WHOLE.match(text))
    document = parse_document(text) if whole else parse_fragment(text)
    stream = stream_of_html(document, whole=whole, comments=commented_out(text))
    missing = () if source.rendered else tuple(_bring_sheets(document, source.load))
    base = normal(stream.head.base, source.address) if stream.head.base else source.address
    copy = Copy(original, stream, Sight(document, missing), base, source.address)
    return _with_further_pages(copy, document, source)


def _bring_sheets(document: Document, load: Load | None) -> Iterator[str]:
    """Put the style sheets that can be had into the page, and give the names of the others."""
    for number, link in enumerate(document.named("link")):
        words = link.attrib.get("rel", "").lower().split()
        href = link.attrib.get("href", "").strip()
        if "stylesheet" not in words or "alternate" in words or not href or link.attrib.get("media", "").strip().lower() == "print":
            continue
        data = load(href) if load is not None and number < _MOST_SHEETS * 4 and not href.startswith("data:") else None
        if data is not None:
            link.attrib["href"] = "data:text/css;base64," + base64.b64encode(data).decode("ascii")
        elif not href.startswith("data:"):
            link.attrib["href"] = "data:text/css,"
            yield href


def _with_further_pages(copy: Copy, document: Document, source: Source) -> Copy:
    """The copy with the pages over which it is split, as long as the article's end is missing and a page links to a next one."""
    load = source.follow or source.load
    seen = {source.address}
    while load is not None and len(seen) <= _MOST_PAGES and _lacks_its_end(copy):
        href = _next_page(document, source.address, seen)
        data = load(href) if href else None
        if data is None:
            break
        seen.add(href)
        text = decoded(data)
        document = parse_document(text)
        copy = replace(copy, stream=_joined(copy.stream, stream_of_html(document, whole=True)))
    return copy


def _lacks_its_end(copy: Copy) -> bool:
    found = copy.found
    return found is not None and found.last < len(copy.original.keys) and found.sure > 0


def _next_page(document: Document, address: str, seen: set[str]) -> str:
    """The address, as it is written, of the page that goes on with this one; empty where none is linked."""
    for element in document.named("link", "a"):
        href = element.attrib.get("href", "").strip()
        if not href or href in seen or href.startswith("#"):
            continue
        if "next" in element.attrib.get("rel", "").lower().split():
            return href
        if element.local_name == "a" and _NEXT.fullmatch(" ".join(element.text_content.split())) and _is_of_same_article(href, address):
            return href
    return ""


def _is_of_same_article(href: str, address: str) -> bool:
    """Whether an address differs from a page's own by the number of a page alone."""
    if re.fullmatch(r"(?:[^:/?#]*)?\?(?:.*&)?(?:page|p|pg|paged)=\d{1,3}(?:&.*)?", href) or re.fullmatch(
        r"[\w.-]*?(?:page|p|-|_)\d{1,3}(?:\.\w+|/)?", href
    ):
        return True
    if not address:
        return False
    own, other = normal(address).partition("#")[0].rstrip("/"), normal(href, address).partition("#")[0].rstrip("/")
    if other.partition("?")[0].rstrip("/") == own.partition("?")[0].rstrip("/"):
        return bool(re.search(r"[?&](?:page|p|pg|paged)=\d", other))
    return bool(re.fullmatch(re.escape(re.sub(r"/(?:page/)?\d{1,3}$", "", own)) + r"/(?:page/)?\d{1,3}", other))


def _joined(first: Stream, second: Stream) -> Stream:
    """Two pages as one stream."""
    words, blocks = len(first.keys), len(first.blocks)
    return replace(
        first,
        keys=first.keys + second.keys,
        spans=first.spans + tuple((number + blocks, start, end) for number, start, end in second.spans),
        blocks=first.blocks + tuple(replace(block, first=block.first + words) for block in second.blocks),
        anchors=first.anchors + tuple(replace(anchor, at=anchor.at + words, end=anchor.end + words) for anchor in second.anchors),
        hidden=first.hidden + second.hidden,
        breaks=(*first.breaks, words),
    )


def _best_entry(original: Original, source: Source, entries: Iterable[Entry]) -> Copy:
    """The entry that holds most of the article; an empty copy where there is none."""
    best: Copy | None = None
    most = -1
    for entry in entries:
        text = f"<h1>{html.escape(entry.title)}</h1>\n{entry.html}"
        document = parse_fragment(text)
        stream = stream_of_html(document, whole=False, offset=max(entry.line - 2, 0), comments=commented_out(text))
        found = align(original.keys, stream.keys)
        if found is not None and found.kept > most:
            most = found.kept
            best = Copy(original, stream, Sight(document), entry.link or source.address, source.address)
    return best or Copy(original, stream_of_text("", "text"), address=source.address)
