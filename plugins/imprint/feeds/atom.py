"""Atom (RFC 4287) with licence links (RFC 4946) and the history of a feed (RFC 5005)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from lxml import etree

from imprint.feeds.channel import licence_title
from imprint.feeds.dates import rfc3339
from imprint.feeds.xml import add, document
from imprint.render.inline import attribute, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from imprint.feeds.channel import Channel
    from imprint.feeds.entry import Entry

__all__ = ["History", "atom_entry", "atom_feed"]

ATOM = "{http://www.w3.org/2005/Atom}"
DCTERMS = "{http://purl.org/dc/terms/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NAMESPACES: Mapping[str | None, str] = MappingProxyType({None: ATOM[1:-1], "dcterms": DCTERMS[1:-1], "fh": HISTORY[1:-1]})


@dataclass(frozen=True, slots=True)
class History:
    """Where a document stands in the history of its feed.

    ``address`` is the document's own. ``archive`` marks a document of older entries; ``older`` and ``newer`` are the
    addresses of the archives before and after it, or empty.
    """

    address: str
    archive: bool = False
    older: str = ""
    newer: str = ""


def atom_entry(entry: Entry) -> bytes:
    """One entry with full content, notice, resource box and licence, ready for :func:`atom_feed`."""
    article = entry.article
    uri = f"<uri>{escaped(entry.author_url)}</uri>" if entry.author_url else ""
    subjects = "".join([f'<category term="{attribute(slug)}" label="{attribute(name)}"/>' for slug, name in entry.subjects])
    title = attribute(licence_title(entry.lang, entry.terms))
    summary = f"<summary>{escaped(entry.summary)}</summary>" if entry.summary else ""
    return (
        f'<entry xml:lang="{attribute(entry.lang)}">'
        f"<title>{escaped(entry.title)}</title>"
        f"<id>{escaped(article.id)}</id>"
        f"<published>{rfc3339(article.date)}</published>"
        f"<updated>{rfc3339(article.modified)}</updated>"
        f"<author><name>{escaped(entry.author)}</name>{uri}</author>"
        f"{subjects}"
        f'<link rel="alternate" type="text/html" href="{attribute(entry.url)}"/>'
        f'<link rel="license" type="text/html" href="{attribute(entry.terms.url)}" title="{title}"/>'
        f"<rights>{escaped(entry.rights)}</rights>"
        f"<dcterms:rightsHolder>{escaped(entry.holder)}</dcterms:rightsHolder>"
        f"{summary}"
        f'<content type="html">{escaped(entry.html)}</content>'
        "</entry>"
    ).encode()


def atom_feed(channel: Channel, entries: Iterable[bytes], updated: datetime, history: History) -> bytes:
    """A whole document; ``updated`` is the latest change of an article in it."""
    root = etree.Element(f"{ATOM}feed", nsmap=dict(NAMESPACES))
    root.set(f"{XML}lang", channel.lang)
    add(root, f"{ATOM}title", channel.title)
    if channel.description:
        add(root, f"{ATOM}subtitle", channel.description)
    add(root, f"{ATOM}id", channel.id)
    add(root, f"{ATOM}updated", rfc3339(updated))
    add(root, f"{ATOM}rights", channel.rights)
    add(root, f"{ATOM}link", rel="self", type="application/atom+xml", href=history.address)
    add(root, f"{ATOM}link", rel="alternate", type="text/html", href=channel.page)
    _licence(root, channel.terms.url, licence_title(channel.lang, channel.terms))
    if history.archive:
        add(root, f"{ATOM}link", rel="current", type="application/atom+xml", href=channel.address("atom"))
    elif channel.settings.websub_hub:
        add(root, f"{ATOM}link", rel="hub", href=channel.settings.websub_hub)
    for rel, address in (("prev-archive", history.older), ("next-archive", history.newer)):
        if address:
            add(root, f"{ATOM}link", rel=rel, type="application/atom+xml", href=address)
    if history.archive:
        add(root, f"{HISTORY}archive")
    elif channel.complete:
        add(root, f"{HISTORY}complete")
    return document(root, entries, channel.stylesheet)


def _licence(parent: etree._Element, url: str, title: str) -> None:
    """The one licence link (RFC 4946, section 2); an entry with a link of its own inherits none from the feed."""
    add(parent, f"{ATOM}link", rel="license", type="text/html", href=url, title=title)
