"""What of a foreign page is furniture: advertisements, share bars, tables of contents, comments and the like.

An element is furniture by its name, its ``role`` or the words of its ``class`` and ``id``. Furniture that
stands among the paragraphs of an article does not change the article's text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.audit.document import Element

__all__ = ["is_comments", "is_furniture", "is_label", "is_site_footer"]

_ELEMENTS = frozenset({"aside", "nav", "figure", "figcaption", "form", "button", "menu", "address", "dialog"})
_ROLES = frozenset({"complementary", "navigation", "banner", "search", "contentinfo", "note", "doc-toc", "doc-pullquote"})
_CLASSES = frozenset(
    """ad ads adv advert adverts advertisement advertising adsbygoogle adslot adunit adbox adwrap dfp banner promo promos promotion sponsor sponsored
    sponsors related share sharing sharedaddy sharebar social newsletter subscribe signup sidebar toc comment comments byline dateline postmeta meta
    caption widget breadcrumb breadcrumbs rating ratings tags pagination pager pagenav navigation nav popup cookie outbrain taboola recommended
    recommendations pullquote headerlink permalink anchor anchorlink readmore readnext printonly toolbar teaser teasers""".split()  # noqa: SIM905 - a list of words reads best as words
)
_COMMENTS = frozenset({"comment", "comments", "respond", "reply", "replies", "disqus", "commentlist", "discussion"})
_SITE_FOOTER = frozenset({"sitefooter", "colophon", "pagefooter", "globalfooter", "contentinfo"})
_SECTIONS = frozenset({"article", "main", "section", "aside"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LABEL = re.compile(
    r"\W*(?:(?:(?:advertisements?|sponsored(?: (?:content|links?))?|ads?|continue reading(?: below)?|(?:story|article) continues below(?: advertisement)?"
    r"|scroll (?:down )?to continue(?: reading)?|skip ads?|share(?: this(?: (?:article|post|story))?)?|tweet|print|e-?mail(?: this)?|save"
    r"|anzeige|publicidad|publicité|werbung|page \d{1,3}(?: of \d{1,3})?|\d{1,3})(?:\W+|$)){1,3}"
    r"|\[?(?:photo|image|picture|foto)s?(?:\W*$|\s*(?:credit|by\b|[:©])[^.!?]{0,60}$))",
    re.IGNORECASE,
)

_READ_ALSO = re.compile(
    r"\W*(?:related|read (?:more|also|next)|see also|also read|more (?:from|on)|recommended|lesen sie auch|lea también|à lire)\b",
    re.IGNORECASE,
)


def _names(element: Element) -> set[str]:
    """The words of ``class`` and ``id``, and each name without its hyphens."""
    found: set[str] = set()
    for name in (*element.classes, element.id or ""):
        found.update(word.lower() for word in _WORDS.findall(name))
        found.add(re.sub(r"[-_]", "", name).lower())
    return found


def is_furniture(element: Element) -> bool:
    """Whether this element, looked at alone, holds furniture."""
    name = element.local_name
    if name in _ELEMENTS or name.startswith("amp-"):
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if attributes.get("role", "").strip().lower() in _ROLES or any(each.startswith("data-ad") for each in attributes):
        return True
    return ("class" in attributes or "id" in attributes) and not _names(element).isdisjoint(_CLASSES)


def is_comments(element: Element) -> bool:
    """Whether this element, looked at alone, holds what readers wrote."""
    return ("class" in element.attrib or "id" in element.attrib) and not _names(element).isdisjoint(_COMMENTS)


def is_site_footer(element: Element) -> bool:
    """Whether this element is the footer of the site and not of one article."""
    if element.attrib.get("role", "").strip().lower() == "contentinfo" or not _names(element).isdisjoint(_SITE_FOOTER):
        return True
    return element.local_name == "footer" and not any(each.local_name in _SECTIONS for each in element.chain if each is not element)


def is_label(text: str, *, linked: bool) -> bool:
    """Whether a whole block is a label such as "Advertisement", or a pointer to other articles that is ``linked``."""
    return bool(_LABEL.fullmatch(text)) or (linked and bool(_READ_ALSO.match(text)))
