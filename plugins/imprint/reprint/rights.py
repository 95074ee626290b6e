"""Whose an article is and on what terms, as every record says it: taken from the article once, so that all records agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.article.address import article_path, kit_path, series_path
from imprint.render.address import original_url
from imprint.render.characters import legal

if TYPE_CHECKING:
    from imprint.article.model import Article
    from imprint.feeds.record import Record
    from imprint.render.surface import Terms
    from imprint.settings import Settings

__all__ = ["Rights", "rights_of_article"]


@dataclass(frozen=True, slots=True)
class Rights:
    """The facts; addresses are absolute, texts are free of characters that XML and HTML forbid.

    ``notice`` is verbatim, one notice on a line where there are several; ``year`` is the first year that the
    governing notice claims, or ``None``. ``usage`` is the holder's permission, else what
    the notice asks of publishers, else the whole notice.
    """

    article: Article
    terms: Terms
    holder: str
    year: int | None
    notice: str
    usage: str
    credit: str
    link: str
    author: str
    author_url: str
    url: str
    original_url: str
    canonical_url: str
    kit_url: str
    series_url: str
    version: int
    sha256: str


def rights_of_article(article: Article, settings: Settings, terms: Terms, record: Record) -> Rights:
    """The rights of a published article; ``record`` is that of this build."""
    url = settings.absolute(article_path(article))
    release = record.articles[article.id]
    return Rights(
        article=article,
        terms=terms,
        holder=legal(article.holder),
        year=article.notice.year_from,
        notice=legal("\n".join([notice.raw for notice in article.notices])),
        usage=legal(article.permission or article.notice.publisher_notice or article.notice.raw),
        credit=legal(article.resource_box.text),
        link=article.resource_box.url,
        author=legal(article.author),
        author_url=legal(article.author_url),
        url=url,
        original_url=original_url(article, settings),
        canonical_url=article.canonical_url or url,
        kit_url=settings.absolute(kit_path(article)),
        series_url=settings.absolute(series_path(article.series)),
        version=release.version,
        sha256=release.sha256,
    )
