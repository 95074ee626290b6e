"""What a claim to rights is about, where it plainly is not about the article: the site around it, or a picture in it.

A publisher prints a line such as "© 2024 The Daily Reader" below every page of its site, and names the photographer under
a picture. Neither says anything of the article's text. Both are known by where they stand and by what they leave
unsaid; whatever may be read as a second claim to the article stays one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.audit.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.audit.document import Element, TextNode
    from imprint.audit.page import Page
    from imprint.audit.wording import Passage

__all__ = ["is_about_another"]

_NAMES_THE_TEXT = re.compile(
    r"\b(?:articles?|texts?|contents?|contained|stor(?:y|ies)|posts?|pages?|works?|writings?|words?|materials?|publications?|reprints?|features?|columns?"
    r"|everything|anything|all|every|each|any|above|below|here(?:in|on)?|entire|whole|rights?|reserved|owns?|owned|author(?:s|ed)?|written"
    r"|th(?:is|ese)(?!\s+(?:web\s?)?site\b)"
    r"|artikels?|texte[sn]?|inhalte?[sn]?|beitr[aä]ge?[sn]?|alle[srnm]?|gesamte[srnm]?|diese[srnm]?|seiten?|rechte?|vorbehalten|autor(?:en)?)\b",
    re.IGNORECASE,
)
"""Words by which a line may claim more than the site as such, or a picture: the article, or all that stands on the page."""
_PICTURE = re.compile(
    r"\b(?:photo(?:s|graph(?:s|y)?)?|pictures?|images?|illustrations?|drawings?|graphics?|charts?|maps?|screenshots?|fotos?|bild(?:er)?|grafik(?:en)?)\b",
    re.IGNORECASE,
)
_PICTURES = frozenset({"img", "picture", "video", "svg", "canvas"})
_PARTS = frozenset({"article", "main", "section", "aside", "nav", "blockquote", "figure", "details", "dialog", "fieldset", "td"})
"""Elements whose footer is their own and not the page's. Source: HTML Living Standard, section 4.3.8 (``footer``)."""
_LEAST_HEADING = 4


def is_about_another(page: Page, claim: Passage, notices: Iterable[tuple[int, int]]) -> bool:
    """Whether a claim is about a picture, or about the site in whose footer it stands. ``notices`` are the places of the article's own."""
    node, places = claim.nodes[0], tuple(notices)
    return _is_credit(page, claim, node, places) or _is_of_the_site(page, node, places)


def _is_credit(page: Page, claim: Passage, node: TextNode, notices: tuple[tuple[int, int], ...]) -> bool:
    """Whether it stands in the caption of a picture, in a block that says that it is about one, and names nothing else."""
    caption = _around(node, "figcaption")
    figure = _around(node, "figure")
    if caption is None or figure is None or caption.parent is not figure:
        return False
    begin, end = page.wording.block_of(claim.start)
    said = page.wording.text[begin:end]
    shown = any(each.local_name in _PICTURES for each in figure.iter_subtree())
    # A caption that carries the article's notice is a resource box, in which a second claim is one too many.
    own = any(_around(each, "figure") is figure for start, end in notices for each in page.wording.passage(start, end).nodes)
    return shown and not own and _PICTURE.search(said) is not None and _NAMES_THE_TEXT.search(said) is None


def _is_of_the_site(page: Page, node: TextNode, notices: tuple[tuple[int, int], ...]) -> bool:
    """Whether it stands in the footer of the whole page, and every notice in an ``article`` or ``main`` to which that footer does not belong."""
    footer = _around(node, "footer")
    if page.fragment or footer is None or not notices or any(each.local_name in _PARTS for each in footer.chain):
        return False
    for start, end in notices:
        for each in page.wording.passage(start, end).nodes:
            if _around(each, "article") is None and _around(each, "main") is None:
                return False
    said = "".join(each.data for each in footer.texts if not _is_menu(each, node, footer))
    titles = (folded(each.text_content) for each in page.document.named("h1") if any(around.local_name in _PARTS for around in each.chain))
    return _NAMES_THE_TEXT.search(said) is None and not any(len(title) >= _LEAST_HEADING and title in folded(said) for title in titles)


def _is_menu(text: TextNode, claim: TextNode, footer: Element) -> bool:
    """Whether a text in a footer is a link to elsewhere, and not a part of the line that makes the claim."""
    if _around(text, "a") is None:
        return False
    beside = claim.parent if claim.parent is not footer else None
    return beside is None or not any(each is beside for each in text.parent.chain)


def _around(node: TextNode, name: str) -> Element | None:
    """The innermost element of a name around a text."""
    return next((each for each in node.parent.chain if each.local_name == name and each.is_html), None)
