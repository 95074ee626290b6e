"""Markup of an author made harmless: what may stand in an article, and what was taken out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3

__all__ = ["Sanitised", "sanitise"]

_BLOCKS = frozenset(
    {"blockquote", "caption", "dd", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
     "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "strong", "sub",
     "sup", "var"}
)  # fmt: skip
_PASSED = frozenset(
    {"acronym", "address", "article", "aside", "bdi", "bdo", "big", "body", "center", "col", "colgroup", "data", "details", "dfn", "dir",
     "div", "fieldset", "font", "footer", "header", "hgroup", "html", "label", "legend", "main", "nav", "nobr", "noscript", "output",
     "rp", "rt", "ruby", "search", "section", "slot", "span", "strike", "summary", "time", "tt", "u", "wbr"}
)  # fmt: skip
"""Elements that go and leave what is in them."""
_REFUSED = frozenset(
    {"applet", "area", "audio", "base", "basefont", "button", "canvas", "datalist", "dialog", "embed", "form", "frame", "frameset",
     "head", "iframe", "input", "link", "map", "math", "menu", "menuitem", "meta", "meter", "noembed", "noframes", "object", "optgroup",
     "option", "param", "picture", "portal", "progress", "script", "select", "source", "style", "svg", "template", "textarea", "title",
     "track", "video", "xmp"}
)  # fmt: skip
"""Elements that go with everything in them, or that have nothing in them."""
_KNOWN = _BLOCKS | _INLINE | _PASSED | _REFUSED
_ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SCHEMES = {"http", "https", "mailto"}
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)[^\s/?#]", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:_-]*)")


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Harmless HTML. ``refused`` has the names of the elements that were taken out with their content, in order, each once."""

    html: str
    refused: tuple[str, ...] = ()


def sanitise(html: str) -> Sanitised:
    """HTML with nothing in it but text, its structure, and absolute web and mail addresses.

    ``<word>`` that is no element of HTML is text. Scripts, frames, forms and their like go with what is
    in them, other elements and all comments go and leave their text. A link or an image whose address is not absolute loses it.
    """
    refused: dict[str, None] = {}

    def judged(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        if name in _REFUSED:
            refused[name] = None
        return tag[0] if name in _KNOWN else "&lt;" + tag[0][1:]

    return Sanitised(
        nh3.clean(
            _TAG.sub(judged, html),
            tags=set(_BLOCKS | _INLINE),
            clean_content_tags=set(_REFUSED),
            attributes=_ATTRIBUTES,
            attribute_filter=_absolute_only,
            url_schemes=_SCHEMES,
            link_rel=None,
        ),
        tuple(refused),
    )


def _absolute_only(_tag: str, attribute: str, value: str) -> str | None:
    if attribute in {"href", "src"} and not _ABSOLUTE.match(value.strip()):
        return None
    return value
