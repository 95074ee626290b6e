"""The article in schema.org's words, as JSON-LD.

``usageInfo`` is what schema.org has for "community expectations on preferred linking and citation
conventions", which is what reprint terms are; ``license`` points to the same page, for software that looks only there.
Whether an author or a holder is a person or an organisation is not known, so neither is claimed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from imprint.feeds.dates import rfc3339
from imprint.render.characters import legal

if TYPE_CHECKING:
    from imprint.article.model import Series
    from imprint.reprint.rights import Rights

__all__ = ["json_ld"]

_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Characters that could end a ``script`` element or begin one (HTML, section 4.12.1.3)."""

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def json_ld(rights: Rights, series: Series) -> str:
    """The record as JSON that can stand in a ``script`` element of the type ``application/ld+json``."""
    article = rights.article
    record: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": article.id,
        "url": rights.url,
        "mainEntityOfPage": rights.canonical_url,
        "headline": legal(article.title),
        "inLanguage": legal(article.lang),
        "datePublished": rfc3339(article.date),
        "dateModified": rfc3339(article.modified),
        "wordCount": article.word_count.reading,
        "version": rights.version,
        "author": _party(rights.author, rights.author_url),
        "copyrightHolder": {"name": rights.holder},
        "copyrightNotice": rights.notice,
        "creditText": rights.credit,
        "usageInfo": rights.terms.url,
        "license": rights.terms.url,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": legal(series.title), "url": rights.series_url},
        "position": article.number,
    }
    if rights.year is not None:
        record["copyrightYear"] = rights.year
    if article.summary:
        record["description"] = legal(article.summary)
    if article.tags:
        record["keywords"] = [legal(tag.name) for tag in article.tags]
    if rights.original_url not in (rights.url, rights.canonical_url):
        record["sameAs"] = rights.original_url
    return _encoded(record).translate(_SCRIPT)


def _party(name: str, url: str) -> dict[str, str]:
    return {"name": name, "url": url} if url else {"name": name}
