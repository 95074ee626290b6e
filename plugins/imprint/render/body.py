"""The body of an article as plain semantic HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph
from imprint.render.inline import inline_html, safe_html
from imprint.render.sections import section_ids

if TYPE_CHECKING:
    from markupsafe import Markup as SafeHtml

    from imprint.article.model import Article, Block

__all__ = ["blocks_html", "body_html"]


def body_html(article: Article) -> SafeHtml:
    """The body for the article's own page: its headings carry the ids of :mod:`imprint.render.sections`."""
    ids = iter(section_ids(article.blocks))
    parts = [
        f'<h{block.level} id="{next(ids)}">{inline_html(block.text)}</h{block.level}>' if isinstance(block, Heading) else _block_html(block)
        for block in article.blocks
    ]
    return safe_html("\n".join(parts))


def blocks_html(article: Article) -> str:
    """The body for pages that are not ours: without ids, since two articles may meet on a publisher's page.

    It becomes safe markup with the surface that it is a part of.
    """
    return "\n".join([_block_html(block) for block in article.blocks])


def _block_html(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{inline_html(block.text)}</p>"
        case Heading():
            return f"<h{block.level}>{inline_html(block.text)}</h{block.level}>"
        case ListBlock():
            name = "ol" if block.ordered else "ul"
            items = "".join([f"<li>{inline_html(item)}</li>\n" for item in block.items])
            return f"<{name}>\n{items}</{name}>"
        case Lines():
            lines = "<br>\n".join([inline_html(line) for line in block.lines])
            return f"<p>{lines}</p>"
        case Markup():
            return block.html
