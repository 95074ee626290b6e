"""BBCode, the square-bracket markup of forums: written as the HTML tags that mean the same."""

from __future__ import annotations

import re
from html import escape

__all__ = ["as_html", "has_bbcode"]

_TAG = re.compile(
    r"\[(?P<end>/)?(?P<name>b|i|u|s|url|email|list|quote|code|center|left|right|justify|size|color|colour|font|\*)"
    r"(?:=(?P<value>[^\]\[\n]{1,2000}))?\]",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\[img(?:=[^\]\[\n]{1,200})?\][^\[\]\n]{0,2000}\[/img\]", re.IGNORECASE)
_SAME = {
    "b": "b", "i": "i", "u": "u", "s": "s", "quote": "blockquote", "code": "pre", "*": "li",
    "center": "span", "left": "span", "right": "span", "justify": "span", "size": "span", "color": "span", "colour": "span", "font": "span",
}  # fmt: skip
"""The element that means the same. Alignment, size and colour say nothing."""


def has_bbcode(body: str) -> bool:
    """Whether a closing tag occurs; a bracket that nothing closes is text."""
    start = body.find("[/")
    return start >= 0 and (any(tag["end"] for tag in _TAG.finditer(body, start)) or _PICTURE.search(body) is not None)


def as_html(body: str) -> str:
    """The body with its tags written as HTML; line breaks stay where they are.

    A tag counts where its name is closed somewhere in the body.
    """
    closed = {tag["name"].lower() for tag in _TAG.finditer(body) if tag["end"]}
    if "list" in closed:
        closed.add("*")
    body = _PICTURE.sub("<img>", body)
    lists: list[str] = []

    def html(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        if name not in closed:
            return tag[0]
        if name == "list" and tag["end"]:
            element = lists.pop() if lists else "ul"
        elif name == "list":
            element = "ol" if tag["value"] else "ul"
            lists.append(element)
        elif name in {"url", "email"}:
            return "</a>" if tag["end"] else _link(name, (tag["value"] or "").strip("\"' "))
        else:
            element = _SAME[name]
        return f"</{element}>" if tag["end"] else f"<{element}>"

    return _TAG.sub(html, body)


def _link(name: str, address: str) -> str:
    """The tag of a link; without a value the address is the text, and is found in it."""
    if not address:
        return "<a>"
    return f'<a href="{"mailto:" if name == "email" else ""}{escape(address)}">'
