"""What the markup alone says about whether a reader sees an element: the names and attributes that hide it.

Style sheets are :mod:`imprint.audit.style`'s business. Sources: HTML Living Standard, sections 15.3
(rendering), 6.1 (``hidden``), 6.3 (``inert``), 6.12 (``popover``), and the fallback content model of
each embedded element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.audit.document import Element

__all__ = ["FOREIGN_TEXT", "ROBOTS", "STRUCK", "barrier", "barrier_of", "slotting", "speaks_to_robots"]

_NEVER_TEXT = frozenset(
    {"script", "style", "template", "noscript", "title", "head", "meta", "link", "datalist", "param", "source", "track"}
)
"""Elements whose content no reader sees."""

_FALLBACK = frozenset(
    {
        "iframe",
        "object",
        "video",
        "audio",
        "canvas",
        "noembed",
        "noframes",
        "embed",
        "applet",
        "portal",
        "fencedframe",
        "progress",
        "meter",
        "marquee",
        "rp",
    }
)
"""Elements whose content is shown only where the element itself cannot be, or never holds still."""

_FIELDS = frozenset({"textarea", "select", "option", "optgroup", "input"})
"""Form fields: their text is a value, not a statement of the page."""

_RAW = frozenset({"xmp", "plaintext", "listing"})
"""Obsolete elements that show their markup as text."""

_FOREIGN = {"svg": "SVG", "MathML": "MathML"}

STRUCK = frozenset({"del", "s", "strike"})
"""Elements that say that their text no longer holds."""

FOREIGN_TEXT = _NEVER_TEXT | _FALLBACK | _FIELDS
"""Elements whose text does not belong to the text of the page."""


ROBOTS = ("bot", "slurp", "teoma", "yandex")
"""One of these words is in every name by which a page speaks to search engines."""


def speaks_to_robots(name: str) -> bool:
    """Whether a ``meta`` element of that name tells search engines what to do."""
    name = name.strip().lower()
    return name == "robots" or name.startswith("googlebot") or name.endswith("bot") or name in {"slurp", "teoma", "yandex"}


def barrier_of(element: Element) -> str:  # noqa: C901 - one way to hide after the other
    """Why this element's content does not count, in words, or an empty string. Looks at this element alone."""
    name = element.shown_as
    if any(_makes_shadow(each) and not each.has_slot for each in element.elements):
        return f"beside the shadow tree of <{name}>"
    if not element.is_html:
        return f"inside {_FOREIGN.get(element.namespace_url.rpartition('/')[2], 'elements that are not HTML')}"
    if name in FOREIGN_TEXT or name in _RAW or name == "map":
        return f"inside <{name}>"
    attributes = element.attrib
    if not attributes and name not in {"dialog", "details"}:
        return ""
    reason = ""
    if "hidden" in attributes:
        reason = f"hidden by the attribute hidden of <{name}>"
    elif "inert" in attributes:
        reason = f"made inert by the attribute inert of <{name}>"
    elif "popover" in attributes and not (name == "dialog" and "open" in attributes):
        reason = f"inside a popover that is closed, <{name} popover>"
    elif attributes.get("aria-hidden", "").strip().lower() == "true":
        reason = f"hidden from assistive technology by aria-hidden on <{name}>"
    elif name == "dialog" and "open" not in attributes:
        reason = "inside a <dialog> that is closed"
    elif name == "details" and "open" not in attributes:
        reason = "inside <details> that are closed"
    elif name == "details" and attributes.get("name") and _is_closed_by_another(element):
        reason = f"inside <details> that are closed by others of the name {attributes['name']}"
    return reason


def slotting(element: Element) -> Element | None:
    """The innermost element around whose shadow tree may show this element through a slot, or None.

    What a shadow tree shows of the content of its host is decided by the tree's own elements and style sheets
    (HTML Living Standard, section 4.12.4; CSS Scoping Module Level 1, section 3.3), so that takes a browser.
    """
    return next((each for each in element.chain if any(_makes_shadow(child) and child.has_slot for child in each.elements)), None)


def _makes_shadow(element: Element) -> bool:
    """Whether it is a template that the parser turns into a shadow tree of the element around it."""
    return element.is_html and element.local_name == "template" and element.attrib.get("shadowrootmode", "").lower() in {"open", "closed"}


def _is_closed_by_another(details: Element) -> bool:
    """Whether open ``details`` of the same name stand before these: one of a group is open, and the first that is keeps the place.

    Source: HTML Living Standard, section 4.11.1, "ensure details exclusivity by closing the given element if needed".
    """
    *_, top = details.chain
    for each in top.iter_subtree():
        if each is details:
            return False
        if each.is_html and each.local_name == "details" and "open" in each.attrib and each.attrib.get("name") == details.attrib["name"]:
            return True
    return False


def barrier(element: Element) -> tuple[str, Element] | None:
    """The innermost element of the chain whose content does not count, with the reason, or None.

    The first ``summary`` of closed ``details`` is shown and so is what is in it.
    """
    below: Element | None = None
    for each in element.chain:
        reason = barrier_of(each)
        if reason and not (reason.startswith("inside <details>") and below is not None and _is_summary(below)):
            return reason, each
        below = each
    return None


def _is_summary(element: Element) -> bool:
    if element.local_name != "summary":
        return False
    return not any(sibling.local_name == "summary" for sibling in element.previous_siblings)
