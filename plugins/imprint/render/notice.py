"""The copyright notice as HTML: verbatim, from the line as it is written and never from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.render.direction import direction_attribute
from imprint.render.inline import escaped, safe_html

if TYPE_CHECKING:
    from markupsafe import Markup as SafeHtml

    from imprint.article.model import Article, Notice

__all__ = ["notice_html", "rights_html", "rights_lines"]


def notice_html(notice: Notice) -> SafeHtml:
    """The notice as one paragraph."""
    return safe_html(f"<p>{escaped(notice.raw)}</p>")


def rights_lines(article: Article) -> tuple[str, ...]:
    """What every surface says of the rights, in order: the notices, and the holder's permission where no notice holds it.

    Verbatim; no line is safe markup yet.
    """
    lines = [notice.raw for notice in article.notices]
    if article.permission and not any(article.permission in line for line in lines):
        lines.append(article.permission)
    return tuple(lines)


def rights_html(article: Article) -> str:
    """:func:`rights_lines` as paragraphs, one a line; a paragraph that runs against the article's language says so."""
    lines = rights_lines(article)
    return "\n".join([f"<p{direction_attribute(line, article.lang)}>{escaped(line)}</p>" for line in lines])
