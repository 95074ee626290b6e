"""What changed between the last release and the articles as they are now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from imprint.article.address import article_path
from imprint.feeds.dates import rfc3339
from imprint.feeds.fingerprint import fingerprint
from imprint.feeds.record import ADDRESS_CHANGED, CORRECTION_UNDATED, Change, Record, Release
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.feeds.record import ChangeKind, Urgency

__all__ = ["moved_articles", "next_record", "undated_corrections"]

_URGENCY: Mapping[str, Urgency] = {"title": "recommended", "body": "recommended", "resource-box": "required", "notice": "required"}


def next_record(previous: Record, library: Library, terms: Mapping[int, str]) -> Record:
    """The record of the release that is being built.

    ``previous`` is that of the last release; ``terms`` holds the digest of each version's text. A new text, box
    or notice is a new version and a correction; an article that is no longer published is a
    withdrawal, whether it is marked as withdrawn, a draft again, or gone. Equal arguments give equal
    records, and building twice without a change gives the same record again.
    """
    articles: dict[str, Release] = dict(previous.articles)
    changes = list(previous.changes)
    seen: set[str] = set()
    for article in library.articles:
        seen.add(article.id)
        before = previous.articles.get(article.id)
        step = _published if article.status == "published" else _unpublished
        release, change = step(article, before, len(changes) + 1)
        if release is not None:
            articles[article.id] = release
        if change is not None:
            changes.append(change)
    for name in sorted(previous.articles.keys() - seen):
        gone = previous.articles[name]
        if gone.live:
            articles[name] = _ended(gone)
            changes.append(_change(len(changes) + 1, name, "withdrawal", "required", gone))
    return Record(
        articles=articles,
        terms={**previous.terms, **{str(version): digest for version, digest in terms.items()}},
        changes=(*previous.changes, *_in_time(changes[len(previous.changes) :], previous)),
    )


def _in_time(changes: Iterable[Change], previous: Record) -> Iterator[Change]:
    """The changes, none dated before what was told of its article already.

    An article that returns has its old date again, once the date of its withdrawal is taken out.
    """
    told = {change.article: change.updated for change in previous.changes}
    for change in changes:
        before = previous.articles.get(change.article)
        dates = (change.updated, told.get(change.article, change.updated), before.modified if before else change.updated)
        yield replace(change, updated=max(dates, key=datetime.fromisoformat))


def undated_corrections(previous: Record, record: Record, library: Library) -> list[Finding]:
    """Advice for each article whose text changes with this build under the date that it had before.

    ``record`` is what :func:`next_record` made of ``previous`` and ``library``.
    """
    new = {change.article: change for change in record.changes[len(previous.changes) :] if change.kind == "correction"}
    if not new:
        return []
    return [
        Finding(CORRECTION_UNDATED, article.reading.path, facts={"changed": ", ".join(new[article.id].changed)})
        for article in library.published
        if article.id in new and new[article.id].updated == previous.articles[article.id].modified
    ]


def moved_articles(previous: Record, library: Library) -> list[Finding]:
    """Advice for each article whose address this build changes; ``previous`` is the record of the last release."""
    found = []
    for article in library.published:
        before, now = previous.articles.get(article.id), article_path(article)
        if before and before.live and before.path != now:
            facts = {"before": before.path, "now": now, "slug": before.path.strip("/").rpartition("/")[2]}
            found.append(Finding(ADDRESS_CHANGED, article.reading.path, facts=facts))
    return found


def _published(article: Article, before: Release | None, sequence: int) -> tuple[Release | None, Change | None]:
    print_now = fingerprint(article)
    same_text = before is not None and before.sha256 == print_now.sha256
    release = Release(
        version=1 if before is None else before.version if same_text else before.version + 1,
        sha256=print_now.sha256,
        parts=print_now.parts,
        path=article_path(article),
        title=article.title,
        modified=rfc3339(article.modified),
    )
    if before is None:
        return release, None
    changed = print_now.changed(before.parts)
    urgency: Urgency = "required" if any(_URGENCY[part] == "required" for part in changed) else "recommended"
    if not before.live:
        return release, _change(sequence, article.id, "return", "optional", release, changed, article.modified_note)
    if not same_text:
        return release, _change(sequence, article.id, "correction", urgency, release, changed, article.modified_note)
    if before.path != release.path:
        return release, _change(sequence, article.id, "move", "optional", release, (), article.modified_note)
    return release, None


def _unpublished(article: Article, before: Release | None, sequence: int) -> tuple[Release | None, Change | None]:
    """A draft that was never published is nobody's business; a withdrawn article is told even without a record of it."""
    if before is None:
        if article.status == "draft":
            return None, None
        print_now = fingerprint(article)
        before = Release(1, print_now.sha256, print_now.parts, article_path(article), article.title, rfc3339(article.modified))
    elif not before.live:
        return before, None
    ended = _ended(before, modified=rfc3339(article.modified))
    return ended, _change(sequence, article.id, "withdrawal", "required", ended, (), article.withdrawn_reason)


def _ended(release: Release, modified: str = "") -> Release:
    return Release(release.version, release.sha256, release.parts, release.path, release.title, modified or release.modified, live=False)


def _change(
    sequence: int, article: str, kind: ChangeKind, urgency: Urgency, release: Release, changed: tuple[str, ...] = (), note: str = ""
) -> Change:
    return Change(
        sequence=sequence,
        article=article,
        kind=kind,
        urgency=urgency,
        changed=changed,
        note=note,
        version=release.version,
        sha256=release.sha256,
        path=release.path,
        title=release.title,
        updated=release.modified,
    )
