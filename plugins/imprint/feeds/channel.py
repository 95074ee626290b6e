"""A feed's own data: what it is called, where it stands, whose rights it names and how much it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from imprint.article.address import feed_path
from imprint.render.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.article.model import Article
    from imprint.render.surface import Terms
    from imprint.settings import Settings

__all__ = ["STYLESHEET_PATH", "Channel", "feed_id", "licence_title", "rights_of"]

STYLESHEET_PATH = "/theme/feed.css"
"""The style sheet by which a browser shows a feed; CSS, since browsers are giving up XSLT."""

_FEEDS = UUID("4b1d7a0c-6f0e-5b8e-9a53-2f6c1e8d7b90")
"""The name space of feed ids (RFC 9562, section 5.5); changing it would change the id of every feed."""


@dataclass(frozen=True)
class Channel:
    """One feed, whatever its format; every address is absolute.

    ``scope`` is empty for the whole site, else ``series/SLUG`` or ``categories/SLUG``. ``page`` is the page that
    the feed is the feed of. ``complete`` says that the feed's documents hold all its articles.
    """

    settings: Settings
    terms: Terms
    scope: str
    title: str
    description: str
    lang: str
    page: str
    rights: str
    complete: bool = True

    @property
    def id(self) -> str:
        """The feed's permanent id."""
        return feed_id(self.settings, self.scope)

    def address(self, kind: str) -> str:
        """The feed's address in one format: ``rss``, ``atom`` or ``json``."""
        return self.settings.absolute(feed_path(kind, self.scope))

    @property
    def stylesheet(self) -> str:
        """The address of the style sheet."""
        return self.settings.absolute(STYLESHEET_PATH)


def feed_id(settings: Settings, scope: str) -> str:
    """The permanent id of a feed, made of what the site is and not of where it stands (RFC 4287, section 4.2.6)."""
    site = settings.site_id or settings.site_name
    return f"urn:uuid:{uuid5(_FEEDS, f'{site} {scope}')}"


def licence_title(lang: str, terms: Terms) -> str:
    """What a licence link says of the terms that it leads to: their version, and the digest of their text."""
    return f"{phrases(lang).terms.format(version=terms.version)} (SHA-256 {terms.sha256})"


def rights_of(articles: Iterable[Article], lang: str) -> str:
    """The rights that a feed as a whole names: its articles' notices where these are all the same, else where to find them."""
    notices = {tuple(notice.raw for notice in article.notices) for article in articles}
    return "\n".join(notices.pop()) if len(notices) == 1 else phrases(lang).rights_of_each
