"""What a surface must carry, stated from the article and never from the code that wrote the surface."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph, block_texts
from imprint.audit.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.article.library import Library
    from imprint.article.model import Article, Block

__all__ = ["Expected", "expected_by_id", "expected_of", "under_its_title"]


@dataclass(frozen=True)
class Expected:
    """The copyright notices, verbatim, and the target of the resource link that one surface must carry.

    ``links`` are absolute addresses; each must be the target of a live link. ``own`` says that the
    surface is the site's own, where what is a matter of policy counts as a fault. ``indexed`` says
    that search engines must be allowed to list the page. ``quotations`` are texts that the surface
    may show although they claim rights in other words, such as a copyright line inside an article.
    ``texts`` are the runs of an article's text, folded, that the surface carries in this order; in
    ``verbatim`` white space is collapsed and nothing else folded.
    ``scripts`` are the values of ``src`` of the scripts that the surface may run.
    """

    notices: tuple[str, ...]
    links: tuple[str, ...]
    own: bool = True
    indexed: bool = True
    quotations: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    verbatim: tuple[str, ...] = field(default=(), compare=False, repr=False)
    scripts: frozenset[str] = frozenset()

    @cached_property
    def digest(self) -> bytes:
        """Sixteen bytes that are the same where the same is expected, in whichever process."""
        told = repr((self.notices, self.links, self.own, self.indexed, self.quotations, self.texts, sorted(self.scripts)))
        return blake2b(told.encode("utf-8", "replace"), digest_size=16).digest()


def expected_of(article: Article, *, own: bool = True) -> Expected:
    """What every surface that carries ``article`` must carry."""
    verbatim = tuple(run for block in article.blocks for each in _runs(block) if (run := " ".join(each.split())))
    return Expected(
        notices=tuple(notice.raw for notice in article.notices),
        links=(article.resource_box.url,),
        own=own,
        quotations=tuple(text for block in article.blocks for text in block_texts(block)),
        texts=tuple(map(folded, verbatim)),
        verbatim=verbatim,
    )


def expected_by_id(library: Library) -> dict[str, Expected]:
    """What every surface that carries a published article must carry, by the article's id."""
    return {article.id: expected_of(article) for article in library.published}


def under_its_title(expected: Expected, article: Article) -> Expected:
    """What the article's own page carries: the title above the text."""
    title = " ".join(article.title.split())
    return replace(expected, texts=(folded(title), *expected.texts), verbatim=(title, *expected.verbatim))


def _runs(block: Block) -> Iterator[str]:
    """The runs of one kind in a block: a text surface writes the address of a link between them."""
    match block:
        case Paragraph(text=text) | Heading(text=text):
            yield from (span.text for span in text)
        case ListBlock(items=parts) | Lines(lines=parts):
            yield from (span.text for part in parts for span in part)
        case Markup(text=shown):
            # The text of a table has a bar between its cells, which a page draws or leaves out.
            yield from (cell for line in shown.splitlines() for cell in line.split(" | "))
