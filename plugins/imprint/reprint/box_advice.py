"""What is lawful in a resource box and serves its author badly: advice, never a reason to stop a release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.findings import Finding, Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.article.model import Article, ResourceBox

__all__ = ["FAULTS", "address_advice", "anchor_advice"]

ANCHOR_IS_KEYWORD = Kind(
    "K130",
    "anchor-is-keyword",
    "the resource link's words {anchor!r} are made of the article's keywords ({keywords})",
    "set resource_anchor to the name of the author or of the site",
    """Search engines take links with keywords for words, in articles that many sites carry, for a scheme, and may discount the site that they lead to.
Told are words that are a keyword, that hold one of several words, or that hold two. A name or an address as the link's words carries no such risk.
""",
    Severity.WARNING,
)
BOX_WITH_MANY_LINKS = Kind(
    "K131",
    "box-with-many-links",
    "the resource box names {count} addresses besides the resource link",
    "keep the one address that matters most, two at most",
    """Article directories accept one or two links of an author's own; boxes with more of them are refused or cut, and the link that matters may be the one that goes.
""",
    Severity.WARNING,
)
BOX_WITHOUT_ADDRESS = Kind(
    "K132",
    "box-without-address",
    "the resource box does not say the address of its link",
    "name the address in resource_text, such as '{url}'; until then it is added in brackets",
    """Where a publisher's system drops links, or the article is printed, only an address in the words can be followed.
Every surface adds the address in brackets where the words lack it; words that have it read better.
""",
    Severity.WARNING,
)

FAULTS = (ANCHOR_IS_KEYWORD, BOX_WITH_MANY_LINKS, BOX_WITHOUT_ADDRESS)

_MOST_OTHER_LINKS = 1
_OF_ONE_WORD = 2
"""The blanks in a keyword of one word with one on either side."""
_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\"']+", re.IGNORECASE)


def anchor_advice(article: Article) -> Iterator[Finding]:
    """The advice on the words of the resource link, which depends on the article's keywords."""
    anchor = _words(article.resource_box.anchor)
    if anchor in (_words(article.author), _words(article.holder)):
        return
    keywords = dict.fromkeys(_words(each) for each in (*article.keywords, *(tag.name for tag in article.tags)))
    held = [each for each in keywords if each.strip() and each in anchor]
    if anchor in held or len(held) > 1 or any(each.count(" ") > _OF_ONE_WORD for each in held):
        facts = {"anchor": article.resource_box.anchor, "keywords": ", ".join(each.strip() for each in held)}
        yield Finding(ANCHOR_IS_KEYWORD, article.reading.path, facts=facts)


def address_advice(box: ResourceBox, source: str, site_url: str) -> Iterator[Finding]:
    """The advice on the addresses in a box, which many articles may share; ``source`` is the file of one of them.

    An address of the site itself is not known when the words of a box are written, so they need not say it.
    """
    others = {address.rstrip(".,;:!?") for address in _ADDRESS.findall(box.text)} - {box.url}
    if len(others) > _MOST_OTHER_LINKS:
        yield Finding(BOX_WITH_MANY_LINKS, source, facts={"count": len(others)})
    if box.url not in box.text and not box.url.startswith(f"{site_url}/"):
        yield Finding(BOX_WITHOUT_ADDRESS, source, facts={"url": box.url})


def _words(text: str) -> str:
    """A text's words in lower case, each between two blanks, so that words are found whole."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
