"""Articles that would be released under another id than the one they were released under.

The permanent id of an article is made of the names of its folder and its file where the manifest pins none. Renamed, moved to another
series or given another ``id``, the same article would be told as withdrawn under its old id while it is offered as a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.address import article_path
from imprint.article.manifest.read import MANIFEST_NAME
from imprint.feeds.fingerprint import PARTS, fingerprint
from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.article.library import Library
    from imprint.feeds.record import Record

__all__ = ["FAULTS", "changed_ids"]

ID_CHANGED = Kind(
    "K125",
    "id-changed",
    "{what} was released as {before} and is {now} now",
    'write id = "{before}" in this article\'s [[article]] table of {manifest}; '
    "if it is another article, give it a slug of its own, and withdraw the released one: put its file back, with withdrawn and reason",
    """An article keeps its permanent id for ever: feed readers and publishers know it by that. Where the manifest pins none, the id is made of the names of folder and file, so a renamed file is another article unless its id is pinned.

Under another id the article would be new to everybody who has it, and the changes feed would tell publishers to take down what is still offered.
An article is known again by its text, and by its address where the text was changed with the id. An article that was taken out, or withdrawn, and a new one with a text and an address of its own are in order.
""",
)

FAULTS = (ID_CHANGED,)

_TITLE, _BODY = PARTS.index("title"), PARTS.index("body")


def changed_ids(previous: Record, record: Record, library: Library) -> list[Finding]:
    """A fault for each article that the last release carried under another id.

    ``previous`` is the record of the last release, ``record`` what :func:`~imprint.feeds.corrections.next_record` made of it and ``library``.
    """
    text_of = {
        article.id: record.articles[article.id].parts if article.status == "published" else fingerprint(article).parts
        for article in library.articles
    }
    astray = {name: each for name, each in previous.articles.items() if each.live and not _share(_BODY, each.parts, text_of.get(name))}
    by_text = {each.parts[_BODY]: name for name, each in astray.items()}
    by_address = {each.path: name for name, each in astray.items() if not _share(_TITLE, each.parts, text_of.get(name))}
    found = []
    for article in library.published if astray else ():
        text, before = text_of[article.id], previous.articles.get(article.id)
        if before and _share(_BODY, before.parts, text):
            continue
        what, name = "this text", by_text.get(text[_BODY])
        if name is None and not (before and _share(_TITLE, before.parts, text)):
            what, name = f"the article at {article_path(article)}", by_address.get(article_path(article))
        if name not in {None, article.id}:
            manifest = f"{article.reading.path.rpartition('/')[0]}/{MANIFEST_NAME}"
            facts = {"what": what, "before": name, "now": article.id, "manifest": manifest}
            found.append(Finding(ID_CHANGED, article.reading.path, facts=facts))
    return found


def _share(part: int, one: Sequence[str], other: Sequence[str] | None) -> bool:
    """Whether two texts, as the digests of their parts, have the same one."""
    return other is not None and one[part] == other[part]
