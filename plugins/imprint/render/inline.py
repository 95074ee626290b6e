"""Text within a block as HTML: escaped words, links and the three styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup as SafeHtml

from imprint.render.address import is_linkable
from imprint.render.characters import legal

if TYPE_CHECKING:
    from imprint.article.model import Span, Text

__all__ = ["attribute", "escaped", "inline_html", "safe_html"]


def escaped(text: str) -> str:
    """Text as the content of an element (HTML, section 13.3); quotes need no escape there and stay readable."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """Text as the value of an attribute in double quotes."""
    return escaped(value).replace('"', "&quot;")


def safe_html(html: str) -> SafeHtml:
    """Markup of this package, in which every foreign word is escaped, as a value that templates print as it is."""
    return SafeHtml(legal(html))  # noqa: S704 - the one place where text becomes markup


def inline_html(text: Text) -> str:
    """The spans of a text as HTML; a link that may not be one becomes its words."""
    if len(text) == 1 and not text[0].url and not text[0].style:
        return escaped(text[0].text)
    return "".join([_span_html(span) for span in text])


def _span_html(span: Span) -> str:
    html = escaped(span.text)
    if span.style:
        html = f"<{span.style}>{html}</{span.style}>"
    if span.url and is_linkable(span.url):
        html = f'<a href="{attribute(span.url)}">{html}</a>'
    return html
