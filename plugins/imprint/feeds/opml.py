"""The list of all feeds as OPML 2.0, which feed readers import in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from imprint.feeds.dates import rfc822
from imprint.feeds.xml import add

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from imprint.feeds.channel import Channel

__all__ = ["opml"]


def _words(text: str) -> str:
    """Plain text for an attribute that may hold markup (OPML 2.0, "Text attribute"): what looks like a tag is none."""
    return text.replace("<", "&lt;")


def opml(title: str, channels: Iterable[Channel], updated: datetime) -> bytes:
    """One outline for each feed, in its RSS form, which is what the type ``rss`` promises."""
    root = etree.Element("opml", version="2.0")
    head = add(root, "head")
    add(head, "title", title)
    add(head, "dateModified", rfc822(updated))
    body = add(root, "body")
    for channel in channels:
        add(
            body,
            "outline",
            type="rss",
            version="RSS2",
            text=_words(channel.title),
            title=_words(channel.title),
            description=_words(channel.description),
            language=channel.lang,
            htmlUrl=channel.page,
            xmlUrl=channel.address("rss"),
        )
    etree.indent(root, " ")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
