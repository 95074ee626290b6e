"""RSS 2.0 with full content, Dublin Core rights and, where the owner opted in, RSL terms for automated use."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from lxml import etree

from imprint.article.model import Paragraph
from imprint.feeds.channel import licence_title
from imprint.feeds.dates import rfc822, rfc3339
from imprint.feeds.rsl import RSL, rsl_content
from imprint.feeds.xml import add, document
from imprint.render.characters import legal
from imprint.render.inline import attribute, escaped
from imprint.render.plain import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from imprint.article.model import Article
    from imprint.feeds.channel import Channel
    from imprint.feeds.entry import Entry
    from imprint.settings import Settings

__all__ = ["rss_feed", "rss_item"]

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
_NAMESPACES: Mapping[str | None, str] = MappingProxyType(
    {"atom": ATOM[1:-1], "content": CONTENT[1:-1], "dc": DC[1:-1], "dcterms": DCTERMS[1:-1], "fh": HISTORY[1:-1]}
)
_NAMESPACES_WITH_RSL: Mapping[str | None, str] = MappingProxyType({**_NAMESPACES, "rsl": RSL[1:-1]})


def rss_item(entry: Entry, settings: Settings) -> bytes:
    """One item with full content, notice, resource box and licence, ready for :func:`rss_feed`.

    The id is no address, so it says so: a reader would otherwise follow it.
    """
    article = entry.article
    subjects = "".join([f"<category>{_words(name)}</category>" for _slug, name in entry.subjects])
    title = attribute(licence_title(entry.lang, entry.terms))
    terms = attribute(entry.terms.url)
    description = escaped(escaped(entry.summary or _opening(article) or entry.title))
    return (
        "<item>"
        f"<title>{_words(entry.title)}</title>"
        f"<link>{escaped(entry.url)}</link>"
        f'<guid isPermaLink="false">{escaped(article.id)}</guid>'
        f"<pubDate>{rfc822(article.date)}</pubDate>"
        f"{subjects}"
        f"<dc:creator>{_words(entry.author)}</dc:creator>"
        f"<dc:language>{escaped(entry.lang)}</dc:language>"
        f"<dc:rights>{_words(entry.rights)}</dc:rights>"
        f"<dcterms:rightsHolder>{_words(entry.holder)}</dcterms:rightsHolder>"
        f"<dcterms:license>{terms}</dcterms:license>"
        f"<dcterms:modified>{rfc3339(article.modified)}</dcterms:modified>"
        f'<atom:link rel="license" type="text/html" href="{terms}" title="{title}"/>'
        f"<description>{description}</description>"
        f"<content:encoded>{escaped(entry.html)}</content:encoded>"
        f"{rsl_content(settings, entry.url, entry.holder, entry.terms.url) if settings.rsl else ''}"
        "</item>"
    ).encode()


def rss_feed(channel: Channel, items: Iterable[bytes], updated: datetime) -> bytes:
    """A whole document; ``updated`` is the latest change of an article in it."""
    settings = channel.settings
    root = etree.Element("rss", nsmap=dict(_namespaces(settings)), version="2.0")
    top = add(root, "channel")
    add(top, "title", channel.title)
    add(top, "link", channel.page)
    add(top, "description", channel.description)
    add(top, "language", channel.lang)
    add(top, "copyright", channel.rights)
    add(top, "lastBuildDate", rfc822(updated))
    add(top, "docs", "https://www.rssboard.org/rss-specification")
    add(top, f"{ATOM}link", rel="self", type="application/rss+xml", href=channel.address("rss"))
    _licence(top, channel.terms.url, licence_title(channel.lang, channel.terms))
    if settings.websub_hub:
        add(top, f"{ATOM}link", rel="hub", href=settings.websub_hub)
    if channel.complete:
        add(top, f"{HISTORY}complete")
    return document(root, items, channel.stylesheet, inside="channel", spelling=_respelled)


def _namespaces(settings: Settings) -> Mapping[str | None, str]:
    return _NAMESPACES_WITH_RSL if settings.rsl else _NAMESPACES


def _opening(article: Article) -> str:
    """The first paragraph: the RSS Profile wants a description before ``content:encoded``, and some readers show nothing else in a list."""
    return next((legal(text_of(block.text)) for block in article.blocks if isinstance(block, Paragraph)), "")


def _words(text: str) -> str:
    """Plain text, escaped by hexadecimal references, by which the RSS Profile tells it from markup; some readers guess otherwise."""
    return text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;")


def _respelled(data: bytes) -> bytes:
    """What a library wrote, as :func:`_words` would have written it."""
    return data.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def _licence(parent: etree._Element, url: str, title: str) -> None:
    add(parent, f"{ATOM}link", rel="license", type="text/html", href=url, title=title)
