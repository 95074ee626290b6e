"""The changes feed: corrections and withdrawals, for publishers who carry an article already.

An entry does not carry the article. It says which text replaces which, by version and digest, and where it is.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from lxml import etree

from imprint.article.address import changes_path
from imprint.feeds.atom import ATOM, NAMESPACES
from imprint.feeds.channel import STYLESHEET_PATH, feed_id
from imprint.feeds.json_feed import VERSION, json_document
from imprint.feeds.xml import add, document
from imprint.render.characters import legal
from imprint.render.inline import attribute, escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.feeds.record import Change, Record
    from imprint.render.surface import Terms
    from imprint.settings import Settings

__all__ = ["changes_atom", "changes_json"]

_CHANGES = UUID("8d0f8a56-0c5c-5a0e-8b53-91f4a2a0f6d1")
_SCOPE = "reprint/changes"
_WORDS = {
    "correction": "Corrected",
    "move": "Moved",
    "withdrawal": "Withdrawn",
    "return": "Offered again",
}


def changes_atom(settings: Settings, terms: Terms, record: Record) -> bytes:
    """The newest changes as Atom, newest first."""
    changes = _newest(settings, record)
    root = etree.Element(f"{ATOM}feed", nsmap=dict(NAMESPACES))
    add(root, f"{ATOM}title", _title(settings))
    add(root, f"{ATOM}id", feed_id(settings, _SCOPE))
    add(root, f"{ATOM}updated", _updated(changes, record))
    author = add(root, f"{ATOM}author")
    add(author, f"{ATOM}name", legal(settings.site_name))
    add(root, f"{ATOM}link", rel="self", type="application/atom+xml", href=settings.absolute(changes_path("atom")))
    add(root, f"{ATOM}link", rel="alternate", type="application/feed+json", href=settings.absolute(changes_path("json")))
    add(root, f"{ATOM}link", rel="license", type="text/html", href=terms.url)
    return document(root, [_entry(settings, change) for change in changes], settings.absolute(STYLESHEET_PATH))


def changes_json(settings: Settings, terms: Terms, record: Record) -> bytes:
    """The newest changes as JSON Feed 1.1, newest first; the facts stand in ``_reprint``."""
    frame: dict[str, object] = {
        "version": VERSION,
        "title": _title(settings),
        "home_page_url": settings.absolute("/"),
        "feed_url": settings.absolute(changes_path("json")),
        "_reprint": {"about": terms.url, "terms": terms.url, "terms_version": terms.version, "terms_sha256": terms.sha256},
    }
    items = [
        {
            "id": _id(change),
            "url": settings.absolute(change.path),
            "title": _headline(change),
            "content_text": _account(change),
            "date_published": change.updated,
            "_reprint": {
                "about": terms.url,
                "article": change.article,
                "kind": change.kind,
                "severity": change.urgency,
                "changed": list(change.changed),
                "note": change.note,
                "version": change.version,
                "sha256": change.sha256,
            },
        }
        for change in _newest(settings, record)
    ]
    return json_document(frame, [json.dumps(item, ensure_ascii=False) for item in items])


def _newest(settings: Settings, record: Record) -> Sequence[Change]:
    return record.changes[: -settings.feed_max_items - 1 : -1]


def _updated(changes: Sequence[Change], record: Record) -> str:
    """The latest of the changes' dates; of the articles' where nothing was changed yet, since RFC 4287 demands a date."""
    dates = [change.updated for change in changes] or [release.modified for release in record.articles.values()]
    return max(dates, key=datetime.fromisoformat, default="2000-01-01T00:00:00Z")


def _title(settings: Settings) -> str:
    return legal(f"{settings.site_name}: corrections and withdrawals")


def _id(change: Change) -> str:
    return f"urn:uuid:{uuid5(_CHANGES, f'{change.article} {change.sequence} {change.kind} {change.sha256}')}"


def _headline(change: Change) -> str:
    return legal(f"{_WORDS[change.kind]}: {change.title}")


def _account(change: Change) -> str:
    """What happened, for people."""
    said = {
        "correction": f"Version {change.version} replaces earlier versions. Changed: {', '.join(change.changed)}.",
        "move": "The article's address has changed, its text has not.",
        "withdrawal": "The article is no longer offered for republication.",
        "return": f"The article is offered for republication again, as version {change.version}.",
    }[change.kind]
    return legal(f"{said} {change.note}".strip())


def _entry(settings: Settings, change: Change) -> bytes:
    scheme = attribute(settings.absolute(changes_path("json")))
    terms = ((change.kind, "kind"), (change.urgency, "severity"), *((name, "changed") for name in change.changed))
    categories = "".join([f'<category term="{attribute(term)}" scheme="{scheme}#{name}"/>' for term, name in terms])
    account = f"{_account(change)} Article {change.article}, version {change.version}, SHA-256 {change.sha256}."
    return legal(
        "<entry>"
        f"<title>{escaped(_headline(change))}</title>"
        f"<id>{_id(change)}</id>"
        f"<updated>{escaped(change.updated)}</updated>"
        f'<link rel="alternate" type="text/html" href="{attribute(settings.absolute(change.path))}"/>'
        f"{categories}"
        f"<summary>{escaped(account)}</summary>"
        "</entry>"
    ).encode()
