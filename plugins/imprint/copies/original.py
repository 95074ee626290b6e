"""What a copy is held against: an article's words, notices and link, what its terms ask, and what was released of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from imprint.article.address import article_path
from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph, block_texts, link_text
from imprint.copies.demands import Demands, demands_of
from imprint.copies.stream import Stream, StreamWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imprint.article.model import Article, Block
    from imprint.copies.releases import Releases

__all__ = ["Original", "original_of"]


@dataclass(frozen=True)
class Original:
    """``blocks`` are the article's paragraphs, headings, items and lines as text; ``links`` are the addresses in them.

    ``link`` is the resource link, empty where none is known. ``sources`` are the addresses at which the original stands.
    ``withdrawn`` is set where the article is no longer offered.
    ``earlier`` is the number of an earlier release, where these are the words of one, else 0.
    """

    name: str
    id: str
    title: str
    blocks: tuple[str, ...]
    notices: tuple[str, ...]
    link: str
    anchor: str
    box: str
    links: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    demands: Demands = field(default=Demands(live_link=True, unaltered=True, source_link=False))
    withdrawn: bool = False
    withdrawn_reason: str = ""
    releases: Releases | None = None
    earlier: int = 0

    @cached_property
    def stream(self) -> Stream:
        """The body as a stream."""
        writer = StreamWriter()
        for number, block in enumerate(self.blocks, 1):
            for line in block.split("\n"):
                writer.text(line, number)
                writer.end_block()
        return Stream("text", tuple(writer.keys), tuple(writer.spans), tuple(writer.blocks), ())

    @property
    def keys(self) -> tuple[str, ...]:
        """The words of the body."""
        return self.stream.keys


def original_of(article: Article, site_url: str, releases: Releases | None = None) -> Original:
    """The original that copies of ``article`` are held against; ``site_url`` is absolute, without a trailing slash."""
    own = site_url + article_path(article)
    return Original(
        name=article.source,
        id=article.id,
        title=article.title,
        blocks=tuple(text for block in article.blocks for text in _lines(block) if text.strip()),
        notices=tuple(notice.raw for notice in article.notices),
        link=article.resource_box.url,
        anchor=article.resource_box.anchor,
        box=article.resource_box.text,
        links=tuple(dict.fromkeys(url for block in article.blocks for url in _links(block))),
        sources=tuple(dict.fromkeys(each for each in (own, article.source_url, article.canonical_url) if each)),
        demands=demands_of(article.notices, article.permission),
        withdrawn=article.status == "withdrawn",
        withdrawn_reason=article.withdrawn_reason,
        releases=releases,
    )


def _lines(block: Block) -> Iterable[str]:
    return block.text.split("\n") if isinstance(block, Markup) else block_texts(block)


def _links(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text) | Heading(text=text):
            yield from (span.url for span in link_text(text))
        case ListBlock(items=parts) | Lines(lines=parts):
            yield from (span.url for part in parts for span in link_text(part))
        case Markup(links=links):
            yield from (span.url for span in links)
