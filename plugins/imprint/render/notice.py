"""The copyright notice as HTML: verbatim, from the line as it is written and never from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.render.inline import escaped, safe_html

if TYPE_CHECKING:
    from markupsafe import Markup as SafeHtml

    from imprint.article.model import Notice

__all__ = ["notice_html"]


def notice_html(notice: Notice) -> SafeHtml:
    """The notice as one paragraph."""
    return safe_html(f"<p>{escaped(notice.raw)}</p>")
