"""JSON Feed 1.1.

The format has no field for rights, so they stand in an extension, ``_reprint`` (JSON Feed 1.1, "Extensions").
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from imprint.feeds.dates import rfc3339

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.feeds.channel import Channel
    from imprint.feeds.entry import Entry

__all__ = ["json_document", "json_feed", "json_item"]

_encoded = json.JSONEncoder(ensure_ascii=False).encode
VERSION = "https://jsonfeed.org/version/1.1"


def json_item(entry: Entry) -> str:
    """One item with full content in both forms, notice, resource link and licence, ready for :func:`json_feed`."""
    article = entry.article
    author = {"name": entry.author, "url": entry.author_url} if entry.author_url else {"name": entry.author}
    item: dict[str, object] = {
        "id": article.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": entry.text,
        "date_published": rfc3339(article.date),
        "date_modified": rfc3339(article.modified),
        "authors": [author],
        "language": entry.lang,
        "_reprint": {
            "about": entry.terms.url,
            "terms": entry.terms.url,
            "terms_version": entry.terms.version,
            "terms_sha256": entry.terms.sha256,
            "notice": entry.rights,
            "holder": entry.holder,
            "required_link": article.resource_box.url,
            "version": entry.version,
            "sha256": entry.sha256,
        },
    }
    if entry.summary:
        item["summary"] = entry.summary
    if entry.subjects:
        item["tags"] = [name for _slug, name in entry.subjects]
    return _encoded(item)


def json_feed(channel: Channel, items: Iterable[str]) -> bytes:
    """A whole document."""
    frame: dict[str, object] = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.address("json"),
        "description": channel.description,
        "language": channel.lang,
        "_reprint": {
            "about": channel.terms.url,
            "terms": channel.terms.url,
            "terms_version": channel.terms.version,
            "terms_sha256": channel.terms.sha256,
            "rights": channel.rights,
            "complete": channel.complete,
            "id": channel.id,
        },
    }
    if channel.settings.websub_hub:
        frame["hubs"] = [{"type": "WebSub", "url": channel.settings.websub_hub}]
    return json_document(frame, items)


def json_document(frame: dict[str, object], items: Iterable[str]) -> bytes:
    """The frame and, last in it, the items, which are JSON already; one item on a line."""
    head = json.dumps(frame, ensure_ascii=False, indent=1).removesuffix("\n}")
    listed = ",\n".join(items)
    return f'{head},\n "items": [\n{listed}\n ]\n}}\n'.encode()
