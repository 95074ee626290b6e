"""The site's terms for automated use as one RSL 1.0 document, where the owner opted in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.feeds.rsl import RSL, rsl_content
from imprint.render.characters import legal

if TYPE_CHECKING:
    from imprint.article.library import Library
    from imprint.render.surface import Terms
    from imprint.settings import Settings

__all__ = ["rsl_document"]


def rsl_document(library: Library, settings: Settings, terms: Terms) -> bytes:
    """The document for :data:`imprint.article.address.RSL_PATH`.

    Where all articles have one holder one pattern covers them; else each article is named with its holder.
    """
    holders = {article.holder for article in library.published}
    if len(holders) == 1:
        found = [(f"{settings.prefix}/articles/", holders.pop())]
    else:
        found = [(f"{settings.prefix}/articles/{article.slug}/", article.holder) for article in library.published]
    contents = "\n".join([rsl_content(settings, url, legal(holder), terms.url, prefix="") for url, holder in found])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rsl xmlns="{RSL[1:-1]}">\n{contents}\n</rsl>\n'.encode()
