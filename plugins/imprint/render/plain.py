"""An article as plain text: for e-mail, newsletters and fields that take no markup.

Plain text has no links, so each link is its words and, behind them, its full address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph
from imprint.render.address import is_linkable, original_url
from imprint.render.characters import legal
from imprint.render.notice import rights_lines
from imprint.render.phrases import phrases
from imprint.render.resource_box import shown_address

if TYPE_CHECKING:
    from imprint.article.model import Article, Block, Span, Text
    from imprint.render.surface import Terms
    from imprint.settings import Settings

__all__ = ["body_text", "resource_box_text", "surface_text", "text_of", "titled_text"]


def text_of(text: Text) -> str:
    """The words of a text; an address that the words do not show follows them in brackets."""
    if len(text) == 1 and not text[0].url:
        return text[0].text
    return "".join([span.text + _address_of(span) for span in text])


def body_text(article: Article) -> str:
    """The body: blocks with an empty line between them, list items with ``-`` or their number."""
    return legal(_blocks_text(article))


def resource_box_text(article: Article) -> str:
    """The box: its words with the full address."""
    return legal(article.resource_box.text + shown_address(article.resource_box))


def surface_text(article: Article, settings: Settings, terms: Terms) -> str:
    """The article as plain text, without its title: body, box, notices, origin and terms; it ends with a line feed."""
    words = phrases(article.lang)
    parts = [
        _blocks_text(article),
        f"{words.about_the_author}\n{article.resource_box.text}{shown_address(article.resource_box)}",
        *rights_lines(article),
        f"{words.published_at} {original_url(article, settings)}\n{words.terms.format(version=terms.version)}: {terms.url}",
    ]
    return legal("\n\n".join(parts)) + "\n"


def titled_text(article: Article, surface: str) -> str:
    """A surface in plain text under the article's title and author, for where there is no field for them."""
    return f"{legal(article.title)}\n{phrases(article.lang).by.format(author=legal(article.author))}\n\n{surface}"


def _blocks_text(article: Article) -> str:
    return "\n\n".join([_block_text(block) for block in article.blocks])


def _address_of(span: Span) -> str:
    if not span.url or not is_linkable(span.url):
        return ""
    address = span.url.removeprefix("mailto:")
    return "" if address in span.text else f" ({address})"


def _block_text(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return text_of(block.text)
        case ListBlock():
            if block.ordered:
                return "\n".join([f"{number}. {text_of(item)}" for number, item in enumerate(block.items, 1)])
            return "\n".join([f"- {text_of(item)}" for item in block.items])
        case Lines():
            return "\n".join([text_of(line) for line in block.lines])
        case Markup():
            shown = [f"{link.text.strip()}: {link.url}" for link in block.links if is_linkable(link.url) and link.url not in block.text]
            return "\n".join([block.text, *shown])
