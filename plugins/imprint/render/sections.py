"""The sub-headings of an article and the ids by which an address can point to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.article.address import slug_of
from imprint.article.model import Heading, plain
from imprint.render.characters import legal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.article.model import Article, Block

__all__ = ["Section", "section_ids", "sections"]


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of a table of contents: ``id`` is the fragment, without ``#``; ``level`` is 2 to 6."""

    level: int
    id: str
    text: str


def section_ids(blocks: Iterable[Block]) -> tuple[str, ...]:
    """An id for each heading, in order: ``s-`` and the heading's slug, with a number from the second of a name on.

    It depends on the headings alone, so an address into an article lasts as long as the heading's words. The
    prefix keeps a heading such as "Content" apart from the ids of a theme.
    """
    ids: list[str] = []
    taken: set[str] = set()
    last: dict[str, int] = {}
    for block in blocks:
        if isinstance(block, Heading):
            base = f"s-{slug_of(plain(block.text)) or 'section'}"
            name = base
            while name in taken:
                last[base] = last.get(base, 1) + 1
                name = f"{base}-{last[base]}"
            taken.add(name)
            ids.append(name)
    return tuple(ids)


def sections(article: Article) -> tuple[Section, ...]:
    """The table of contents of an article, with the ids that :func:`imprint.render.body.body_html` writes."""
    headings = (
        article.reading.headings if article.blocks is article.reading.blocks else [b for b in article.blocks if isinstance(b, Heading)]
    )
    return tuple(
        Section(level=heading.level, id=name, text=legal(plain(heading.text)))
        for heading, name in zip(headings, section_ids(headings), strict=True)
    )
