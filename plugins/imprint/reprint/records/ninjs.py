"""The article as ninjs 3.1, the IPTC's news item in JSON: what newsrooms' systems take in, rights included."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from imprint.feeds.dates import rfc3339
from imprint.render.characters import legal

if TYPE_CHECKING:
    from imprint.reprint.rights import Rights

__all__ = ["ninjs"]

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def ninjs(rights: Rights, html: str, text: str) -> bytes:
    """The item; ``html`` and ``text`` are the article's surfaces, with resource box and notices."""
    article = rights.article
    item: dict[str, object] = {
        "uri": article.id,
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "version": str(rights.version),
        "firstCreated": rfc3339(article.date),
        "versionCreated": rfc3339(article.modified),
        "language": legal(article.lang),
        "headlines": [{"value": legal(article.title)}],
        "by": rights.author,
        "copyrightHolder": rights.holder,
        "copyrightNotice": rights.notice,
        "usageTerms": rights.usage,
        "rightsInfo": {"linkedRights": rights.terms.url},
        "bodies": [
            {"contentType": "text/html", "value": html},
            {"contentType": "text/plain", "value": text},
        ],
    }
    if article.summary:
        item["descriptions"] = [{"role": "summary", "value": legal(article.summary)}]
    return (_encoded(item) + "\n").encode()
