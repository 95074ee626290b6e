"""The article and its parts: what the reader makes and every other stage trusts.

A :class:`Reading` is what one file says of itself. An :class:`Article` is a reading joined with what
the series' manifest says of it, and is right: nothing after the reader asks again whether the title
is there. All values are frozen; addresses are absolute; dates carry a time zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from imprint.findings import Finding

__all__ = [
    "Article",
    "Block",
    "Heading",
    "Lines",
    "ListBlock",
    "Markup",
    "Notice",
    "OwnBox",
    "Paragraph",
    "Reading",
    "ResourceBox",
    "Series",
    "Span",
    "Status",
    "Tag",
    "WordCount",
    "block_texts",
    "link_text",
    "plain",
]

Status: TypeAlias = Literal["published", "draft", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one kind. ``url`` is set where the run is a link; ``style`` is ``""``, ``"em"``, ``"strong"`` or ``"code"``."""

    text: str
    url: str = ""
    style: Literal["", "em", "strong", "code"] = ""


Text: TypeAlias = "tuple[Span, ...]"


def plain(text: Text) -> str:
    """The characters that a reader sees, without links and styles."""
    return text[0].text if len(text) == 1 else "".join(span.text for span in text)


def link_text(text: Text) -> tuple[Span, ...]:
    """The links of a text, in order."""
    return tuple(span for span in text if span.url)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``line`` is its first line in the source file, counted from 1."""

    text: Text
    line: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A sub-heading. Articles in the text format have one level, 2; Markdown articles have 2 to 6."""

    text: Text
    line: int = 0
    level: int = 2


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; the items are without their markers."""

    ordered: bool
    items: tuple[Text, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines whose breaks matter: verse, an address, commands."""

    lines: tuple[Text, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Markup:
    """A block of a Markdown article that the other blocks cannot hold (a table, code, a quotation).

    ``html`` is sanitised; ``text`` is what a reader sees of it, with line breaks where they matter;
    ``links`` are the links in it.
    """

    html: str
    text: str
    links: tuple[Span, ...] = ()
    line: int = 0


Block: TypeAlias = "Paragraph | Heading | ListBlock | Lines | Markup"


def block_texts(block: Block) -> Iterator[str]:
    """What a reader sees of a block, as plain text: one text for each item or line, and one for a block of any other kind."""
    if isinstance(block, ListBlock):
        yield from map(plain, block.items)
    elif isinstance(block, Lines):
        yield from map(plain, block.lines)
    elif isinstance(block, Markup):
        yield block.text
    else:
        yield plain(block.text)


@dataclass(frozen=True, slots=True)
class Notice:
    """A copyright notice: the line as it is written, and its parts.

    Years are ``None`` where they cannot be read safely. ``publisher_notice`` is the instruction in
    braces or brackets at the end, without "Attention Publishers:".
    """

    raw: str
    year_from: int | None
    year_to: int | None
    holder: str | None
    statement: str | None
    publisher_notice: str | None
    position: Literal["start", "end", "field"]
    line: int = 0

    @property
    def demands_live_link(self) -> bool:
        """Whether the notice makes a live hyperlink in the resource box a condition of republication."""
        words = (self.publisher_notice or "").casefold()
        return "link" in words and ("live" in words or "active" in words or "resource box" in words)


@dataclass(frozen=True, slots=True)
class OwnBox:
    """A resource box that stands in the text itself, with the addresses named in it; ``spans`` are its text with the links where they stand."""

    label: str | None
    text: str
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    line: int = 0
    spans: Text = ()


@dataclass(frozen=True, slots=True)
class WordCount:
    """``declared`` by the file; ``legacy`` by the format's own rule; ``reading`` for people."""

    declared: int | None
    legacy: int
    reading: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A subject, one a slug; ``name`` is the form shown, ``forms`` are all forms written."""

    slug: str
    name: str
    forms: tuple[str, ...]


_NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Reading:
    """What one file says of itself. Where ``errors`` is not empty, nothing else counts."""

    path: str
    format: Literal["text", "markdown"]
    encoding: str = "utf-8"
    title: str = ""
    summary: str = ""
    summary_truncated: bool = False
    keywords: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    fields: Mapping[str, str] = field(default_factory=lambda: _NO_FIELDS, hash=False)
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = ()
    reprint_terms: str | None = None
    own_box: OwnBox | None = None
    word_count: WordCount = field(default=WordCount(None, 0, 0))
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the file can be published as far as its own text goes."""
        return not self.errors

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The sub-headings, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))


@dataclass(frozen=True, slots=True)
class ResourceBox:
    """The author's closing text and the resource link: what republication pays for.

    ``url`` is absolute. ``before``, ``anchor`` and ``after`` are the box's one sentence, cut at the
    link, so that every surface builds the same words around the same link.
    """

    url: str
    anchor: str
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The words of the box as a reader sees them."""
        return f"{self.before}{self.anchor}{self.after}"


@dataclass(frozen=True)
class Article:
    """A text offered for republication: its reading, joined with what the manifest says of it.

    ``id`` is a ``urn:uuid:`` that stays when title, date, slug or site address change. ``source`` is
    the file's path below the content folder, with ``/``. ``number`` counts from 1 within the series.
    ``notices`` are the notices to print, verbatim, the governing one last; they come from the text or,
    where the text has none, from the manifest. ``resource_box`` is always there. ``permission`` is what the holder says of
    republication in their own words, from the manifest or the text; empty where nobody says anything.
    """

    id: str
    source: str
    series: str
    number: int
    slug: str
    title: str
    summary: str
    author: str
    author_url: str
    category: str
    date: datetime
    modified: datetime
    lang: str
    status: Status
    keywords: tuple[str, ...]
    tags: tuple[Tag, ...]
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...]
    resource_box: ResourceBox
    word_count: WordCount
    reading: Reading
    source_url: str = ""
    canonical_url: str = ""
    withdrawn_reason: str = ""
    modified_note: str = ""
    permission: str = ""

    @property
    def notice(self) -> Notice:
        """The governing notice: the one whose holder the resource box belongs to."""
        return self.notices[-1]

    @property
    def holder(self) -> str:
        """The name that the governing notice gives, or the author where it gives none."""
        return self.notice.holder or self.author


@dataclass(frozen=True)
class Series:
    """An ordered folder of articles with a ``series.toml``; drafts and withdrawn articles are in ``articles`` too."""

    slug: str
    title: str
    summary: str
    category: str
    lang: str
    path: str
    articles: tuple[Article, ...]

    @cached_property
    def published(self) -> tuple[Article, ...]:
        """The articles that readers and publishers get, in order."""
        return tuple(article for article in self.articles if article.status == "published")
