"""Every key of a manifest, declared once: its table, its type, what it means, and an example.

docs/manifest.md describes the same keys at length; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from imprint.article.model import Status

__all__ = ["KEYS", "TABLES", "Entry", "Key", "Table", "ValueType"]

Table: TypeAlias = Literal["series", "holder", "article", "ignore"]
TABLES: dict[Table, str] = {
    "series": "the top of the manifest",
    "holder": '[holder."…"]',
    "article": "[[article]]",
    "ignore": "[[ignore]]",
}
"""The tables of a manifest, and how each is written."""

ValueType: TypeAlias = Literal[
    "text", "address", "date", "date or true", "step", "count", "texts", "text to text", "slug", "status", "policy", "timezone", "encoding", "lang",
    "sha256", "id", "years",
]  # fmt: skip
"""What a key takes; :mod:`imprint.article.manifest.values` reads each type."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the tables it may stand in, what it takes, and an example of its value as TOML."""

    name: str
    tables: tuple[Table, ...]
    type: ValueType
    example: str
    required: bool = False


_ALL: tuple[Table, ...] = ("series", "holder", "article")
_FOLDER_AND_FILE: tuple[Table, ...] = ("series", "article")

KEYS = (
    Key("title", ("series",), "text", '"Small Business Computing"', required=True),
    Key("title", ("article",), "text", '"Do Your Clients Understand Them?"'),
    Key("summary", _FOLDER_AND_FILE, "text", '"What to offer, and to whom."'),
    Key("slug", _FOLDER_AND_FILE, "slug", '"it-certifications"'),
    Key("category", _ALL, "text", '"IT Careers"'),
    Key("lang", _ALL, "lang", '"en"'),
    Key("encoding", _FOLDER_AND_FILE, "encoding", '"cp1252"'),
    Key("timezone", ("series",), "timezone", '"Europe/Berlin"'),
    Key("status", _ALL, "status", '"draft"'),
    Key("withdrawn", _ALL, "date or true", "2026-11-23"),
    Key("reason", _ALL, "text", '"The rights went back to the author."'),
    Key("date_start", ("series",), "date", "2026-11-23"),
    Key("date_step", ("series",), "step", '"1 week"'),
    Key("word_count_policy", _FOLDER_AND_FILE, "policy", '"warn"'),
    Key("author", _ALL, "text", '"Ada Byron"'),
    Key("author_url", _ALL, "address", '"https://author.example/"'),
    Key("resource_url", _ALL, "address", '"https://author.example/"'),
    Key("resource_anchor", _ALL, "text", '"Ada Byron"'),
    Key("resource_text", _ALL, "text", '"{link} writes about engines."'),
    Key("permission", _ALL, "text", '"May be republished whole, with the resource box."'),
    Key("copyright_notice", _FOLDER_AND_FILE, "text", '"Copyright 2005-2006, Ada Byron. All rights reserved."'),
    Key("copyright_holder", _FOLDER_AND_FILE, "text", '"Ada Byron"'),
    Key("copyright_years", _FOLDER_AND_FILE, "years", '"2005-2006"'),
    Key("tags_add", _ALL, "texts", '["Certification"]'),
    Key("tags_drop", _ALL, "texts", '["misc"]'),
    Key("keyword_map", _ALL, "text to text", '{ "IT-certification" = "IT certifications" }'),
    Key("file", ("article",), "text", '"do-your-clients.txt"', required=True),
    Key("sha256", ("article",), "sha256", '"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"'),
    Key("id", ("article",), "id", '"urn:uuid:5a0c1d2e-0f3b-5c4d-8e6f-7a8b9c0d1e2f"'),
    Key("date", ("article",), "date", "2026-11-23"),
    Key("modified", ("article",), "date", "2026-11-24"),
    Key("modified_note", ("article",), "text", '"The second table was corrected."'),
    Key("order", ("article",), "count", "3"),
    Key("source_url", ("article",), "address", '"https://elsewhere.example/article"'),
    Key("canonical_url", ("article",), "address", '"https://author.example/article"'),
    Key("headings_promote", ("article",), "texts", '["What happens next"]'),
    Key("headings_demote", ("article",), "texts", '["Call Now"]'),
    Key("file", ("ignore",), "text", '"notes.doc"'),
    Key("pattern", ("ignore",), "text", '"*.doc"'),
    Key("reason", ("ignore",), "text", '"The author\'s notes"', required=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one table of a manifest says, checked; ``None`` where it says nothing.

    Addresses are absolute and dates carry a time zone. ``place`` is the table's own way into the
    manifest's values: empty for the series, ``("article", 3)`` for the fourth article. ``wrong`` holds
    the keys that the table has but that could not be used, so that nobody is told twice.
    """

    place: tuple[str | int, ...] = ()
    wrong: frozenset[str] = frozenset()
    title: str | None = None
    summary: str | None = None
    slug: str | None = None
    category: str | None = None
    lang: str | None = None
    encoding: str | None = None
    timezone: str | None = None
    status: Status | None = None
    withdrawn: datetime | Literal[True] | None = None
    reason: str | None = None
    date_start: datetime | None = None
    date_step: tuple[int, str] | None = None
    word_count_policy: Literal["warn", "ignore", "error"] | None = None
    author: str | None = None
    author_url: str | None = None
    resource_url: str | None = None
    resource_anchor: str | None = None
    resource_text: str | None = None
    permission: str | None = None
    copyright_notice: str | None = None
    copyright_holder: str | None = None
    copyright_years: str | None = None
    tags_add: tuple[str, ...] = ()
    tags_drop: tuple[str, ...] = ()
    keyword_map: Mapping[str, str] | None = None
    file: str | None = None
    sha256: str | None = None
    id: str | None = None
    date: datetime | None = None
    modified: datetime | None = None
    modified_note: str | None = None
    order: int | None = None
    source_url: str | None = None
    canonical_url: str | None = None
    headings_promote: tuple[str, ...] = ()
    headings_demote: tuple[str, ...] = ()
    pattern: str | None = None
