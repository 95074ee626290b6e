"""An article as every feed carries it, made once and used by all formats and scopes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.article.address import article_path, slug_of
from imprint.render.characters import legal
from imprint.render.plain import surface_text
from imprint.render.surface import surface_html

if TYPE_CHECKING:
    from imprint.article.model import Article
    from imprint.feeds.record import Record
    from imprint.render.surface import Terms
    from imprint.settings import Settings

__all__ = ["Entry", "entry_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; every text is free of characters that XML forbids, every address is absolute.

    ``html`` and ``text`` are the whole article with its resource box, notices, origin and terms. ``rights`` are the
    notices, verbatim. ``subjects`` are slug and name of the category and of each tag.
    """

    article: Article
    terms: Terms
    url: str
    title: str
    summary: str
    author: str
    author_url: str
    lang: str
    holder: str
    rights: str
    subjects: tuple[tuple[str, str], ...]
    html: str
    text: str
    version: int
    sha256: str


def entry_of(article: Article, settings: Settings, terms: Terms, record: Record) -> Entry:
    """The entry of a published article; ``record`` is that of this build and knows the article's version and digest."""
    release = record.articles[article.id]
    category = [(slug_of(article.category), article.category)] if article.category else []
    subjects = dict([*category, *[(tag.slug, tag.name) for tag in article.tags]])
    return Entry(
        article=article,
        terms=terms,
        url=settings.absolute(article_path(article)),
        title=legal(article.title),
        summary=legal(article.summary),
        author=legal(article.author),
        author_url=legal(article.author_url),
        lang=legal(article.lang),
        holder=legal(article.holder),
        rights=legal("\n".join([notice.raw for notice in article.notices])),
        subjects=tuple([(slug, legal(name)) for slug, name in subjects.items()]),
        html=str(surface_html(article, settings, terms)),
        text=surface_text(article, settings, terms),
        version=release.version,
        sha256=release.sha256,
    )
