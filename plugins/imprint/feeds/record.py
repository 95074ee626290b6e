"""The record of what was released: which version of each article, which terms, and every change since.

It lies in the sources, and each release carries a copy. Its form is JSON with one article or change on a line, so
that version control shows what a release has changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, get_args

from imprint.feeds.fingerprint import PARTS
from imprint.findings import Finding, Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ADDRESS_CHANGED",
    "CORRECTION_UNDATED",
    "FAULTS",
    "RECORD_UNREADABLE",
    "Change",
    "Record",
    "Release",
    "extends",
    "read_record",
    "record_bytes",
]

ChangeKind: TypeAlias = Literal["correction", "move", "withdrawal", "return"]
Urgency: TypeAlias = Literal["required", "recommended", "optional"]

RECORD_UNREADABLE = Kind(
    "K120",
    "record-unreadable",
    "the record of earlier releases cannot be read: {problem}",
    "restore it from version control or from an earlier release; where another copy of the record is whole, this one can be removed",
    """The record of releases, releases.json beside the content folder, holds the versions of all articles and terms; each release carries a copy of it.
The next release reads it, to tell publishers what changed and to see that published terms stay as they are.
A record that cannot be read is never taken for an empty one: that would hide corrections, and would let terms change that publishers rely on.
""",
)

CORRECTION_UNDATED = Kind(
    "K121",
    "correction-undated",
    "the text has changed since the last release ({changed}) and its date of modification has not",
    "set 'modified', and 'modified_note' for a word on what was wrong, in the article's entry of the series.toml",
    """Feed readers take an entry for changed when its date is newer, and publishers who poll the changes feed go by dates as well.
A correction under the old date reaches only those who compare digests.
""",
    Severity.WARNING,
)

ADDRESS_CHANGED = Kind(
    "K124",
    "address-changed",
    "the article was at {before} in the last release and is at {now} now",
    "set slug = {slug!r} in the article's entry of the series.toml, or let the host send the old address on: '{before} {now} 301' in content/host/_redirects",
    """Each copy of an article names the address of the original, and so do readers' bookmarks and search engines. An address is made of the title where no slug is given, so a new title moves the article.
The permanent id stays, and the changes feed tells of the move, but the old address answers with "not found".
""",
    Severity.WARNING,
)

FAULTS = (RECORD_UNREADABLE, CORRECTION_UNDATED, ADDRESS_CHANGED)

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Release:
    """One article as it was last released; ``modified`` is an RFC 3339 date, ``path`` its site-relative page.

    ``live`` is false from the release on that no longer carries the article.
    """

    version: int
    sha256: str
    parts: tuple[str, ...]
    path: str
    title: str
    modified: str
    live: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """Something that publishers who carry an article should know.

    ``sequence`` counts all changes of the site from 1. ``version`` and ``sha256`` are those of the text after the
    change; ``changed`` names its parts (:data:`imprint.feeds.fingerprint.PARTS`); ``urgency`` is ``"required"``
    where a copy without the change breaks the terms; ``note`` is the author's own word on it.
    """

    sequence: int
    article: str
    kind: ChangeKind
    urgency: Urgency
    changed: tuple[str, ...]
    note: str
    version: int
    sha256: str
    path: str
    title: str
    updated: str


_T = TypeVar("_T")
_RELEASE_FIELDS = tuple(each.name for each in fields(Release))
_CHANGE_FIELDS = tuple(each.name for each in fields(Change))
_NOTHING: Mapping[str, Release] = MappingProxyType({})
_NO_TERMS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Record:
    """All releases so far; ``articles`` by id, ``terms`` the digest of each version's text, ``changes`` oldest first.

    A ``provisional`` record tells of what would be released: it belongs to a build for the owner's own eyes.
    """

    articles: Mapping[str, Release] = field(default_factory=lambda: _NOTHING)
    terms: Mapping[str, str] = field(default_factory=lambda: _NO_TERMS)
    changes: tuple[Change, ...] = ()
    provisional: bool = False


def extends(later: Record, earlier: Record) -> bool:
    """Whether ``later`` holds all that ``earlier`` holds, so that it can have come after it."""
    if later.changes[: len(earlier.changes)] != earlier.changes or not earlier.terms.items() <= later.terms.items():
        return False
    for name, before in earlier.articles.items():
        after = later.articles.get(name)
        if after is None or after.version < before.version or (after.version == before.version and after.sha256 != before.sha256):
            return False
    return True


def record_bytes(record: Record) -> bytes:
    """The record as the file that the release serves; equal records give equal bytes."""
    articles = ",\n".join(
        [f"  {_json(name)}: {_json(_fields(release, _RELEASE_FIELDS))}" for name, release in sorted(record.articles.items())]
    )
    changes = ",\n".join([f"  {_json(_fields(change, _CHANGE_FIELDS))}" for change in record.changes])
    terms = ",\n".join(
        [f"  {_json(version)}: {_json(digest)}" for version, digest in sorted(record.terms.items(), key=lambda each: int(each[0]))]
    )
    provisional = ' "provisional": true,\n' if record.provisional else ""
    text = f'{{\n "format": {_FORMAT},\n{provisional} "terms": {{\n{terms}\n }},\n "articles": {{\n{articles}\n }},\n "changes": [\n{changes}\n ]\n}}\n'
    return text.encode("utf-8", "replace")


def read_record(data: bytes, path: str) -> Record | Finding:
    """The record from its file's bytes, or what is wrong with the file named ``path``."""
    try:
        values = json.loads(data)
        if values["format"] != _FORMAT:
            raise ValueError(f"its format is {values['format']!r}, not {_FORMAT}")  # noqa: TRY301 - told like every other fault of the file
        return Record(
            articles={str(name): _release(value) for name, value in values["articles"].items()},
            terms={str(int(version)): _checked(digest, str) for version, digest in values["terms"].items()},
            changes=tuple(_change(value) for value in values["changes"]),
            provisional=_checked(values.get("provisional", False), bool),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        problem = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        return Finding(RECORD_UNREADABLE, path, facts={"problem": problem})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _fields(value: Release | Change, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(value, name) for name in names}


def _checked(value: object, kind: type[_T]) -> _T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _release(value: Mapping[str, Any]) -> Release:
    parts = tuple(_checked(part, str) for part in _checked(value["parts"], list))
    if len(parts) != len(PARTS):
        raise ValueError(f"an article has {len(parts)} parts, not {len(PARTS)}")
    return Release(
        version=_checked(value["version"], int),
        parts=parts,
        live=_checked(value["live"], bool),
        **{name: _checked(value[name], str) for name in ("sha256", "path", "title", "modified")},
    )


def _change(value: Mapping[str, Any]) -> Change:
    if value["kind"] not in get_args(ChangeKind) or value["urgency"] not in get_args(Urgency):
        raise ValueError(f"{value['kind']!r} with {value['urgency']!r} is no change")
    return Change(
        kind=value["kind"],
        urgency=value["urgency"],
        changed=tuple(_checked(part, str) for part in _checked(value["changed"], list)),
        sequence=_checked(value["sequence"], int),
        version=_checked(value["version"], int),
        **{name: _checked(value[name], str) for name in ("article", "note", "sha256", "path", "title", "updated")},
    )
