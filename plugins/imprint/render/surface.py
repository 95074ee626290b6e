"""An article as it leaves the site: the body and, after it, all that must travel with it.

A surface has no title, because feeds and publishers' systems have a field for that. It holds the
body, the resource box, every notice verbatim, the address of the original and the terms, in markup
so plain that publishers' filters keep it. It is made once for an article, and feeds and kits share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.render.address import original_url
from imprint.render.body import blocks_html
from imprint.render.inline import attribute, escaped, safe_html
from imprint.render.notice import rights_html
from imprint.render.phrases import phrases
from imprint.render.resource_box import resource_box_html

if TYPE_CHECKING:
    from markupsafe import Markup as SafeHtml

    from imprint.article.model import Article
    from imprint.settings import Settings

__all__ = ["Terms", "surface_html"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The reprint terms that hold for every article of a build.

    ``url`` is the absolute address of this ``version``, which never changes; ``sha256`` is the digest of its text.
    """

    version: int
    url: str
    sha256: str


def surface_html(article: Article, settings: Settings, terms: Terms) -> SafeHtml:
    """The article's HTML for feed entries and reprint kits; every address in it is absolute and can be read."""
    words = phrases(article.lang)
    origin = original_url(article, settings)
    return safe_html(
        f"{blocks_html(article)}\n"
        "<hr>\n"
        f"<p><strong>{words.about_the_author}</strong></p>\n"
        f"{resource_box_html(article)}\n"
        f"{rights_html(article)}\n"
        f"<p>{words.published_at} {_shown_link(origin)}. "
        f"{words.terms.format(version=terms.version)}: {_shown_link(terms.url, rel='license')}</p>\n"
    )


def _shown_link(url: str, *, rel: str = "") -> str:
    """A link whose words are its address, so that the address outlives the link."""
    relation = f' rel="{rel}"' if rel else ""
    return f'<a href="{attribute(url)}"{relation}>{escaped(url)}</a>'
